//! Visit: whether the pages that the site leads to, outside of it, are still there.
//!
//! Only addresses that an editor wrote are visited, each once, politely: one request at a time to a host, with a pause between two, a name
//! that says who asks, and patience where a host asks for some. What answered a few days ago is not asked again ([`memory`]).

mod memory;
mod places;
mod verdict;
mod web;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use crate::check::OutsideLinks;
use crate::diagnostics::{Diagnostic, Loss, Problem, Silence};
use crate::inputs::Inputs;

pub use memory::Memory;
pub use web::Http;

use places::Place;
use verdict::{Verdict, judge};
use web::Web;

/// Hosts that are visited at the same time.
const HOSTS_AT_ONCE: usize = 8;

/// Between two requests to the same host.
const PAUSE: Duration = Duration::from_millis(500);

/// From this many hosts on, the silence of all of them is that of the network.
const HOSTS_OF_A_NETWORK: usize = 3;

/// What the visits found.
#[derive(Debug, Default)]
pub struct Visits {
    /// Addresses that were asked for.
    pub asked: usize,
    /// Addresses that answered a few days ago, and were not asked for.
    pub remembered: usize,
    /// Faults, where they stand in the sources.
    pub diagnostics: Vec<Diagnostic>,
}

/// The outside addresses among `links` that stand in the sources, each with where it stands.
pub struct Itinerary(BTreeMap<String, Vec<Place>>);

impl Itinerary {
    /// Finds the addresses of `links` in the files of `inputs`.
    pub fn plan(links: &OutsideLinks, inputs: &Inputs) -> Self {
        Self(places::find(links, inputs))
    }

    /// How many addresses there are, and at how many hosts.
    pub fn size(&self) -> (usize, usize) {
        (self.0.len(), by_host(self.0.keys()).len())
    }

    /// Visits the addresses, but for those that `memory` knows to have answered; `memory` learns what answered.
    pub fn visit(&self, web: &dyn Web, memory: &mut Memory) -> Visits {
        let (remembered, asked): (Vec<&String>, Vec<&String>) =
            self.0.keys().partition(|address| memory.knows(address));
        let verdicts = visit_hosts(by_host(asked.iter().copied()), web);
        for (address, verdict) in &verdicts {
            if *verdict == Verdict::There {
                memory.learn(address);
            }
        }
        Visits {
            asked: asked.len(),
            remembered: remembered.len(),
            diagnostics: self.report(&verdicts),
        }
    }

    fn report(&self, verdicts: &BTreeMap<&str, Verdict>) -> Vec<Diagnostic> {
        let hosts: BTreeSet<&str> = verdicts.keys().map(|address| host_of(address)).collect();
        let unreached = |verdict: &Verdict| {
            matches!(
                verdict,
                Verdict::Gone(Loss::Host)
                    | Verdict::Silent(Silence::Timeout | Silence::Unreachable)
            )
        };
        if hosts.len() >= HOSTS_OF_A_NETWORK && verdicts.values().all(unreached) {
            return vec![Diagnostic::of_site(Problem::NoNetwork {
                addresses: verdicts.len(),
            })];
        }
        let mut diagnostics = Vec::new();
        for (address, verdict) in verdicts {
            let address = (*address).to_owned();
            let problem = match verdict {
                Verdict::There => continue,
                Verdict::Gone(loss) => Problem::OutsideLinkDead {
                    host: host_of(&address).to_owned(),
                    address: address.clone(),
                    loss: *loss,
                },
                Verdict::Silent(silence) => Problem::OutsideLinkSilent {
                    address: address.clone(),
                    silence: *silence,
                },
            };
            for Place { file, span } in &self.0[&address] {
                diagnostics.push(Diagnostic::at(file, *span, problem.clone()));
            }
        }
        diagnostics
    }
}

/// The addresses of each host.
fn by_host<'a>(addresses: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut hosts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for address in addresses {
        hosts.entry(host_of(address)).or_default().push(address);
    }
    hosts
}

/// The host of an address, with its port: `example.org:8080`.
fn host_of(address: &str) -> &str {
    let after_scheme = address
        .find("://")
        .map_or(address, |place| &address[place + 3..]);
    let end = after_scheme
        .find(['/', '?', '#'])
        .unwrap_or(after_scheme.len());
    let authority = &after_scheme[..end];
    authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host)
}

fn visit_hosts<'a>(
    hosts: BTreeMap<&'a str, Vec<&'a str>>,
    web: &dyn Web,
) -> BTreeMap<&'a str, Verdict> {
    let workers = hosts.len().min(HOSTS_AT_ONCE);
    let waiting: Mutex<VecDeque<Vec<&str>>> = Mutex::new(hosts.into_values().collect());
    let verdicts = Mutex::new(BTreeMap::new());
    // Threads of their own: these sleep most of the time, and a pool for computing would sleep with them.
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let host = waiting.lock().ok().and_then(|mut hosts| hosts.pop_front());
                    let Some(addresses) = host else { return };
                    for (position, address) in addresses.into_iter().enumerate() {
                        if position > 0 {
                            web.wait(PAUSE);
                        }
                        let verdict = judge(address, web);
                        if let Ok(mut verdicts) = verdicts.lock() {
                            verdicts.insert(address, verdict);
                        }
                    }
                }
            });
        }
    });
    verdicts.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests;
