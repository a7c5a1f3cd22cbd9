//! Asking hosts for pages.

use std::thread;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;

use crate::diagnostics::Silence;

/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Only what stands before the page.
    Head,
    /// The page.
    Get,
}

/// What comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status after redirections, with how long the host asks to wait.
    Status { status: u16, wait: Option<Duration> },
    /// The name of its host is not known, or could not be asked for.
    NoHost,
    /// No answer.
    Nothing(Silence),
}

/// The network, or what stands for it in a test.
pub trait Web: Sync {
    /// Asks for an address.
    fn ask(&self, method: Method, address: &str) -> Answer;
    /// Lets time pass.
    fn wait(&self, time: Duration);
}

/// The network.
pub struct Http(Agent);

impl Http {
    /// A client that says who it is.
    pub fn new() -> Self {
        let name = concat!("parvis/", env!("CARGO_PKG_VERSION"), " (link check)");
        let settings = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(name);
        Self(settings.build().into())
    }
}

impl Web for Http {
    fn ask(&self, method: Method, address: &str) -> Answer {
        // What follows `#` is the reader's.
        let address = address.split('#').next().unwrap_or_default();
        let outcome = match method {
            Method::Head => self.0.head(address).call(),
            Method::Get => self.0.get(address).call(),
        };
        match outcome {
            Ok(response) => Answer::Status {
                status: response.status().as_u16(),
                wait: wait_of(&response),
            },
            Err(ureq::Error::HostNotFound) => Answer::NoHost,
            Err(ureq::Error::Timeout(_)) => Answer::Nothing(Silence::Timeout),
            Err(ureq::Error::Tls(_) | ureq::Error::Rustls(_)) => {
                Answer::Nothing(Silence::Untrusted)
            }
            Err(ureq::Error::Io(fault)) => of_connection(&fault),
            Err(ureq::Error::ConnectionFailed) => Answer::Nothing(Silence::Unreachable),
            Err(_) => Answer::Nothing(Silence::Nonsense),
        }
    }

    fn wait(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// A fault of the connection. A certificate that is refused comes wrapped in one.
fn of_connection(fault: &std::io::Error) -> Answer {
    use std::io::ErrorKind;
    match fault.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Answer::Nothing(Silence::Timeout),
        ErrorKind::InvalidData => Answer::Nothing(Silence::Untrusted),
        // The standard library has no kind for a name that is not known, only these words. Anything else must not pass for it: a page
        // that cannot be reached from here is not gone.
        _ if fault.to_string().starts_with("failed to lookup address") => Answer::NoHost,
        _ => Answer::Nothing(Silence::Unreachable),
    }
}

/// `Retry-After`, in seconds; a date is not worth the wait.
fn wait_of<B>(response: &Response<B>) -> Option<Duration> {
    let value = response.headers().get("retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_secs)
}
