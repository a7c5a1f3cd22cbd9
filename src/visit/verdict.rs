//! What the answers to a few requests say about a page.

use std::time::Duration;

use super::web::{Answer, Method, Web};
use super::{PAUSE, host_of};
use crate::diagnostics::{Loss, Silence};

/// Requests for an address before its silence is believed, and the wait before each but the first.
const WAITS: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(2)];

/// The longest that a host may ask us to wait.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is there, or shut to programs: nobody can tell from here that it is gone.
    There,
    /// It is not there any more.
    Gone(Loss),
    /// Nothing useful came, several times over.
    Silent(Silence),
}

/// Asks for `address`, again where that may help.
pub fn judge(address: &str, web: &dyn Web) -> Verdict {
    // RFC 6761: no host ever has such a name.
    if host_of(address).ends_with(".invalid") {
        return Verdict::Gone(Loss::Host);
    }
    let mut waits = WAITS.into_iter();
    loop {
        let (verdict, asked_to_wait) = ask(address, web);
        // A host without an address is asked for again too: it may be the network that does not answer.
        if matches!(verdict, Verdict::There | Verdict::Gone(Loss::Status(_))) {
            return verdict;
        }
        let Some(wait) = waits.next() else {
            return verdict;
        };
        web.wait(asked_to_wait.unwrap_or(wait).clamp(wait, LONGEST_WAIT));
    }
}

/// Asks once: for the head of the page, then for the page where its host has another answer to heads.
fn ask(address: &str, web: &dyn Web) -> (Verdict, Option<Duration>) {
    let answer = match web.ask(Method::Head, address) {
        Answer::Status { status: 400.., .. } => {
            web.wait(PAUSE);
            web.ask(Method::Get, address)
        }
        answer => answer,
    };
    match answer {
        Answer::Status { status, wait } => (of_status(status), wait),
        Answer::NoHost => (Verdict::Gone(Loss::Host), None),
        Answer::Nothing(silence) => (Verdict::Silent(silence), None),
    }
}

fn of_status(status: u16) -> Verdict {
    match status {
        404 | 410 => Verdict::Gone(Loss::Status(status)),
        400 | 408 | 425 | 500.. if status != 999 => Verdict::Silent(Silence::Status(status)),
        // 401, 403, 405, 429, 451 and the 999 of some networks turn away programs, not readers.
        _ => Verdict::There,
    }
}
