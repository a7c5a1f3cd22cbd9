//! Answers to requests: pages of the present site, rendered when they are asked for.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, HeaderValue, LOCATION,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::watch;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::content_type::content_type;
use super::events::Telling;
use super::live_script::{EVENTS_PATH, SCRIPT, SCRIPT_PATH, error_page, inject};
use super::no_worker::without_registration;
use super::present::{Page, Present};
use super::terminal::Terminal;

const HTML: &str = "text/html; charset=utf-8";
const PLAIN: &str = "text/plain; charset=utf-8";

/// What every answer needs.
pub struct Server {
    /// What visitors are shown now.
    pub present: watch::Sender<Arc<Present>>,
    /// The address that the server was told to listen on.
    pub host: IpAddr,
    /// Where faults of templates are told, and in which language.
    pub terminal: Terminal,
    /// What pages are told.
    pub telling: Telling,
}

impl Server {
    /// What visitors are shown now.
    pub fn present(&self) -> Arc<Present> {
        Arc::clone(&self.present.borrow())
    }
}

/// The site and what keeps its pages alive.
pub fn router(server: Arc<Server>) -> Router {
    Router::new().fallback(answer).with_state(server)
}

async fn answer(State(server): State<Arc<Server>>, request: Request) -> Response {
    if !is_own_host(request.headers(), server.host) {
        let words = "This server answers to the name it was started with, and to localhost.\n";
        return response(StatusCode::FORBIDDEN, PLAIN, words);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let words = "A site is only read.\n";
        let allow = (ALLOW, HeaderValue::from_static("GET, HEAD"));
        return with_header(
            response(StatusCode::METHOD_NOT_ALLOWED, PLAIN, words),
            allow,
        );
    }
    match request.uri().path() {
        SCRIPT_PATH => response(StatusCode::OK, content_type(SCRIPT_PATH), SCRIPT),
        EVENTS_PATH => event_stream(&server),
        _ => {
            let uri = request.uri().clone();
            let answer = tokio::task::spawn_blocking(move || page(&server, &uri)).await;
            // A panic while rendering: its message is already in the terminal.
            answer.unwrap_or_else(|_| {
                response(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    PLAIN,
                    "Parvis failed on this page.\n",
                )
            })
        }
    }
}

/// Whether the request was meant for this server. Another name that leads here is the trick by which a hostile page would read a site
/// that is still private (DNS rebinding).
fn is_own_host(headers: &HeaderMap, own: IpAddr) -> bool {
    let authority = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .and_then(|host| host.parse::<Authority>().ok());
    let Some(authority) = authority else {
        return false;
    };
    let host = authority
        .host()
        .trim_start_matches('[')
        .trim_end_matches(']');
    match host.parse::<IpAddr>() {
        // A number cannot be made to lead elsewhere.
        Ok(address) => address.is_loopback() || address == own || own.is_unspecified(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

fn event_stream(server: &Server) -> Response {
    let telling = server.telling.clone();
    let events = WatchStream::new(server.present.subscribe())
        .map(move |present| Ok::<_, Infallible>(telling.event(&present)));
    let stream = Sse::new(events).keep_alive(KeepAlive::default());
    uncached(stream.into_response())
}

/// The answer for a path of the site. Blocks while the page is rendered.
fn page(server: &Server, uri: &Uri) -> Response {
    let present = server.present();
    let Some(path) = decode(uri.path()) else {
        return not_found(server, &present);
    };
    // Before the first good site, nobody knows where it will live.
    let base = present.base_path().unwrap_or("/").to_owned();
    let Some(rest) = path.strip_prefix(&base) else {
        return match path.as_str() {
            "/" => redirect(StatusCode::TEMPORARY_REDIRECT, &base, uri),
            _ if format!("{path}/") == base => redirect(StatusCode::PERMANENT_REDIRECT, &base, uri),
            _ => not_found(server, &present),
        };
    };
    // A folder's page can be asked for by the name of its file.
    let address = match rest.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{rest}"),
    };
    if present.is_worker(&address) {
        return not_found(server, &present);
    }
    match present.page(&address) {
        Page::Missing
            if !address.ends_with('/')
                && !matches!(present.page(&format!("{address}/")), Page::Missing) =>
        {
            redirect(
                StatusCode::PERMANENT_REDIRECT,
                &format!("{}/", uri.path()),
                uri,
            )
        }
        Page::Missing => not_found(server, &present),
        page => shown(server, &present, StatusCode::OK, page),
    }
}

fn not_found(server: &Server, present: &Arc<Present>) -> Response {
    match present.page("/404.html") {
        Page::Missing => response(StatusCode::NOT_FOUND, PLAIN, "404\n"),
        page => shown(server, present, StatusCode::NOT_FOUND, page),
    }
}

/// The response for `page`, with `status` where nothing is wrong with it.
fn shown(server: &Server, present: &Arc<Present>, status: StatusCode, page: Page) -> Response {
    let (artifact, present) = match page {
        Page::Missing => (None, Arc::clone(present)),
        Page::Found(artifact) => (Some(artifact), Arc::clone(present)),
        Page::Faulty(last_good, faults) => {
            let present = publish_faults(server, present, &faults);
            if last_good.is_none() {
                let html = error_page(&present, &faults, server.terminal.reporter.language);
                return response(StatusCode::INTERNAL_SERVER_ERROR, HTML, html);
            }
            (last_good, present)
        }
    };
    let Some(artifact) = artifact else {
        return response(StatusCode::NOT_FOUND, PLAIN, "404\n");
    };
    match content_type(&artifact.path) {
        HTML => {
            let html = without_registration(artifact.bytes);
            response(status, HTML, inject(html, &present))
        }
        other => response(status, other, artifact.bytes),
    }
}

/// Tells everybody of faults that rendering a page of `present` brought to light. Returns what visitors are shown from then on.
fn publish_faults(
    server: &Server,
    present: &Arc<Present>,
    faults: &[crate::diagnostics::Diagnostic],
) -> Arc<Present> {
    let mut told = Arc::clone(present);
    let news = server.present.send_if_modified(|now| {
        let next = now.with_template_faults(present, faults).map(Arc::new);
        let news = next.is_some();
        if let Some(next) = next {
            *now = next;
        }
        if now.version == present.version {
            told = Arc::clone(now);
        }
        news
    });
    if news {
        server.terminal.report(faults, &told.latest.inputs);
    }
    told
}

/// The text of a percent-encoded path; `None` where it is not UTF-8.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match tail {
            [high, low, ..] if *first == b'%' => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        bytes.push(escaped.map_or(*first, |(high, low)| high * 16 + low));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok()
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

fn redirect(status: StatusCode, path: &str, uri: &Uri) -> Response {
    // `//host` would name another server.
    let path = format!("/{}", path.trim_start_matches('/'));
    let location = uri
        .query()
        .map_or(path.clone(), |query| format!("{path}?{query}"));
    match HeaderValue::from_str(&location) {
        Ok(location) => with_header(response(status, PLAIN, ""), (LOCATION, location)),
        Err(_) => response(StatusCode::NOT_FOUND, PLAIN, "404\n"),
    }
}

fn response(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    let response = with_header(
        response,
        (CONTENT_TYPE, HeaderValue::from_static(content_type)),
    );
    uncached(with_header(
        response,
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ))
}

/// Browsers ask again each time: the next answer may differ, and another site may be served here tomorrow.
fn uncached(response: Response) -> Response {
    with_header(
        response,
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    )
}

fn with_header(mut response: Response, (name, value): (HeaderName, HeaderValue)) -> Response {
    response.headers_mut().insert(name, value);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers_to(host: &str, own: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_str(host).expect("a header"));
        is_own_host(&headers, own.parse().expect("an address"))
    }

    #[test]
    fn a_name_that_was_made_to_lead_here_is_not_answered() {
        for host in [
            "localhost",
            "LOCALHOST:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "192.168.1.7",
        ] {
            assert!(answers_to(host, "192.168.1.7"), "{host}");
        }
        for host in [
            "example.org",
            "localhost.example.org",
            "127.0.0.1.example.org:4000",
            "10.0.0.1",
            "",
            "a b",
        ] {
            assert!(!answers_to(host, "192.168.1.7"), "{host}");
        }
        assert!(
            answers_to("10.0.0.1:4000", "0.0.0.0"),
            "any address of this machine"
        );
        assert!(!answers_to("example.org", "0.0.0.0"));
        assert!(!is_own_host(
            &HeaderMap::new(),
            IpAddr::from([127, 0, 0, 1])
        ));
    }

    #[test]
    fn paths_are_percent_decoded_once() {
        assert_eq!(decode("/%C3%A9t%c3%a9/%2525").as_deref(), Some("/été/%25"));
        assert_eq!(
            decode("/100%/%4").as_deref(),
            Some("/100%/%4"),
            "what is no escape is left alone"
        );
        assert_eq!(decode("/%ff"), None);
    }

    #[test]
    fn a_redirect_stays_on_this_server() {
        let uri: Uri = "//example.org/x?page=2".parse().expect("a path");
        let answer = redirect(StatusCode::PERMANENT_REDIRECT, "//example.org/x/", &uri);
        assert_eq!(answer.headers()[LOCATION], "/example.org/x/?page=2");
    }
}
