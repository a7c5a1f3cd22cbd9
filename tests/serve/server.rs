//! The server under test, and just enough HTTP to talk to it. Every wait ends with what was awaited, or fails at its deadline.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::site::{Site, TODAY};

const DEADLINE: Duration = Duration::from_secs(60);

/// A running `parvis serve`, which ends with the test.
pub struct Server {
    child: Child,
    url: String,
}

/// An answer.
pub struct Response {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// An event of the stream that pages listen to.
pub struct State {
    pub name: String,
    pub data: Value,
}

/// The stream that pages listen to.
pub struct Events {
    lines: BufReader<TcpStream>,
}

impl Server {
    /// Serves `site` on a free port. Ready when this returns.
    pub fn start(site: &Site, arguments: &[&str]) -> Self {
        let mut child = Self::command(site, arguments)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("parvis runs");
        let mut url = String::new();
        let stdout = child.stdout.as_mut().expect("its output");
        BufReader::new(stdout)
            .read_line(&mut url)
            .expect("its first line");
        assert!(
            url.starts_with("http://127.0.0.1:"),
            "the first line is the address: {url:?}"
        );
        Self {
            child,
            url: url.trim_end().to_owned(),
        }
    }

    /// The command that serves `site`.
    pub fn command(site: &Site, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
        command
            .args(["serve", "--quiet", "--today", TODAY, "--root"])
            .arg(site.root())
            .args(arguments);
        command
    }

    /// The address it told.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// The name and port it is reached by.
    pub fn host(&self) -> String {
        let rest = self.url.trim_start_matches("http://");
        rest.split('/').next().expect("a host").to_owned()
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.host()
            .rsplit(':')
            .next()
            .expect("a port")
            .parse()
            .expect("a number")
    }

    /// What it answers at `path`.
    pub fn get(&self, path: &str) -> Response {
        self.request("GET", path, &self.host())
    }

    /// What it answers to a request for `host`.
    pub fn request(&self, method: &str, path: &str, host: &str) -> Response {
        let mut stream = self.send(method, path, host);
        let (status, headers) = read_head(&mut stream);
        let mut body = Vec::new();
        stream.read_to_end(&mut body).expect("a body");
        Response {
            status,
            headers,
            body,
        }
    }

    /// Listens as a page does.
    pub fn events(&self) -> Events {
        let mut lines = self.send("GET", "/_parvis/events", &self.host());
        let (status, headers) = read_head(&mut lines);
        assert_eq!(status, 200);
        assert!(headers.contains(&("content-type".to_owned(), "text/event-stream".to_owned())));
        Events { lines }
    }

    /// Interrupts it as Ctrl-C does; its exit status, if it ended by itself within `patience`.
    #[cfg(unix)]
    pub fn interrupt(&mut self, patience: Duration) -> Option<i32> {
        let killed = Command::new("kill")
            .args(["-INT", &self.child.id().to_string()])
            .status();
        assert!(killed.expect("kill runs").success());
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("its status") {
                return status.code();
            }
            std::thread::yield_now();
        }
        None
    }

    // HTTP/1.0: the body ends with the connection, and is not cut into chunks.
    fn send(&self, method: &str, path: &str, host: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port())).expect("a connection");
        stream.set_read_timeout(Some(DEADLINE)).expect("a deadline");
        let request = format!("{method} {path} HTTP/1.0\r\nHost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("a request");
        BufReader::new(stream)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Response {
    /// The value of a header, whose name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| &**value)
    }
}

impl Events {
    /// The next event.
    pub fn next(&mut self) -> State {
        let (mut name, mut data) = (String::new(), String::new());
        let deadline = Instant::now() + DEADLINE;
        loop {
            let line = read_line(&mut self.lines);
            assert!(Instant::now() < deadline, "no event within {DEADLINE:?}");
            match line.split_once(": ") {
                Some(("event", value)) => value.clone_into(&mut name),
                Some(("data", value)) => data.push_str(value),
                _ if line.is_empty() && !data.is_empty() => {
                    return State {
                        name,
                        data: serde_json::from_str(&data).expect("JSON"),
                    };
                }
                // Ids, and the comments that keep the connection alive.
                _ => {}
            }
        }
    }

    /// The first event from here on that is as wished.
    pub fn until(&mut self, wished: impl Fn(&State) -> bool) -> State {
        let deadline = Instant::now() + DEADLINE;
        loop {
            let state = self.next();
            if wished(&state) {
                return state;
            }
            assert!(
                Instant::now() < deadline,
                "the last event was {}: {}",
                state.name,
                state.data
            );
        }
    }
}

fn read_head(stream: &mut BufReader<TcpStream>) -> (u16, Vec<(String, String)>) {
    let status_line = read_line(stream);
    let status = status_line
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let mut headers = Vec::new();
    loop {
        let line = read_line(stream);
        let Some((name, value)) = line.split_once(": ") else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    (status.expect("a status"), headers)
}

fn read_line(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    match stream.read_line(&mut line) {
        Ok(0) => panic!("the server closed the connection"),
        Ok(_) => line.trim_end_matches(['\r', '\n']).to_owned(),
        Err(error) if error.kind() == ErrorKind::WouldBlock => {
            panic!("no answer within {DEADLINE:?}")
        }
        Err(error) => panic!("{error}"),
    }
}
