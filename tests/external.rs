//! `check --external`, against a host that answers in every way.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was written"
)]

#[path = "diagnostics/site.rs"]
mod site;

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use site::Site;

/// The requests that came, as `HEAD /path`.
type Requests = Arc<Mutex<Vec<String>>>;

/// A host on this machine, until the test ends: its address, and what it was asked for.
fn host() -> (String, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let requests = Requests::default();
    let seen = Arc::clone(&requests);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let _ = answer(connection, &seen);
        }
    });
    (address, requests)
}

fn answer(mut connection: TcpStream, seen: &Requests) -> std::io::Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let request = first
        .rsplit_once(' ')
        .map_or("", |(request, _)| request)
        .to_owned();
    let status = match request.as_str() {
        "HEAD /refuse" => "405 Method Not Allowed",
        "HEAD /la" | "GET /refuse" => "200 OK",
        "HEAD /deplace" => "301 Moved Permanently\r\nLocation: /la",
        "HEAD /membres" | "GET /membres" => "403 Forbidden",
        _ => "404 Not Found",
    };
    seen.lock().unwrap().push(request);
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    )
}

#[test]
fn a_dead_page_is_told_where_it_stands_and_the_others_are_remembered() {
    let (address, requests) = host();
    let site = Site::new();
    site.write(
        "content/articles/accueil.md",
        format!(
            "---\ntitle: 'Accueil'\ndate: 2026-11-03\nsummary: 'Une phrase.'\n---\n\
             [Là]({address}/la#suite), [déplacé]({address}/deplace), [membres]({address}/membres), [refuse]({address}/refuse)\n\
             et [parti]({address}/parti).\n"
        ),
    );
    let check = || site.run(&["check", "--external", "--lang", "fr", "--format", "json"]);
    let outcome = check();
    assert_eq!(outcome.status, Some(0), "{}", outcome.stderr);
    let found = outcome.diagnostics();
    assert_eq!(found.len(), 1, "{}", outcome.stdout);
    assert_eq!(found[0]["code"], "P0316");
    assert_eq!(found[0]["line"], 7);
    let message = found[0]["message"].as_str().unwrap();
    for part in [format!("{address}/parti"), "répond 404".to_owned()] {
        assert!(message.contains(&part), "{part} is not in {message}");
    }
    assert!(
        outcome
            .stdout
            .contains("\"outside_links\":{\"asked\":5,\"remembered\":0}"),
        "{}",
        outcome.stdout
    );
    let first = requests.lock().unwrap().split_off(0);
    assert!(first.contains(&"GET /refuse".to_owned()), "{first:?}");

    assert!(
        check()
            .stdout
            .contains("\"outside_links\":{\"asked\":1,\"remembered\":4}")
    );
    assert_eq!(*requests.lock().unwrap(), ["HEAD /parti", "GET /parti"]);
    assert_eq!(
        std::fs::read_to_string(site.root().join(".parvis/.gitignore")).unwrap(),
        "*\n"
    );
}
