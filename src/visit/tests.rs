use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use super::web::{Answer, Method};
use super::*;
use crate::inputs::{SourceFile, today};

/// Answers as told, and notes what happens.
#[derive(Default)]
struct Script {
    answers: BTreeMap<&'static str, Vec<Answer>>,
    log: Mutex<Vec<String>>,
}

impl Script {
    fn new(answers: &[(&'static str, &[Answer])]) -> Self {
        let answers = answers
            .iter()
            .map(|(address, answers)| (*address, answers.to_vec()));
        Self {
            answers: answers.collect(),
            log: Mutex::default(),
        }
    }

    fn log(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }
}

impl Web for Script {
    /// The answers in their order; the last one over again.
    fn ask(&self, method: Method, address: &str) -> Answer {
        let mut log = self.log.lock().unwrap();
        let answers = &self.answers[address];
        let before = log.iter().filter(|line| line.ends_with(address)).count();
        log.push(format!("{method:?} {address}"));
        answers[before.min(answers.len() - 1)]
    }

    fn wait(&self, time: Duration) {
        self.log.lock().unwrap().push(format!("{time:?}"));
    }
}

fn status(status: u16) -> Answer {
    Answer::Status { status, wait: None }
}

fn inputs(files: &[(&str, &str)]) -> Inputs {
    let content = files
        .iter()
        .map(|(path, text)| SourceFile::new(*path, text.as_bytes()));
    Inputs::of(
        content.collect(),
        today(Some(jiff::civil::date(2026, 11, 26))),
    )
}

fn plan(text: &str, addresses: &[&str]) -> Itinerary {
    let links = addresses
        .iter()
        .map(|&address| address.to_owned())
        .collect();
    Itinerary::plan(&links, &inputs(&[("content/articles/a.md", text)]))
}

fn visit(text: &str, addresses: &[&str], web: &Script) -> Visits {
    plan(text, addresses).visit(web, &mut Memory::default())
}

#[test]
fn an_address_is_found_wherever_it_stands_and_not_within_a_longer_one() {
    let text = "[a](https://a.fr/x), <https://a.fr/x>. Voir https://a.fr/x; https://a.fr/xy, https://a.fr/x/y et « https://a.fr/%C3%A9t%C3%A9 »\n\
        lien: 'https://a.fr/x'\n[é](https://a.fr/été).";
    let found = plan(
        text,
        &[
            "https://a.fr/x",
            "https://a.fr/%C3%A9t%C3%A9",
            "https://b.fr/",
        ],
    );
    let starts = |address: &str| -> Vec<u32> {
        found.0[address]
            .iter()
            .map(|place| place.span.start)
            .collect()
    };
    let at = |part: &str| u32::try_from(text.find(part).unwrap()).unwrap();
    assert_eq!(
        starts("https://a.fr/x"),
        [
            at("https"),
            at("https://a.fr/x>"),
            at("https://a.fr/x;"),
            at("https://a.fr/x'")
        ]
    );
    assert_eq!(
        starts("https://a.fr/%C3%A9t%C3%A9"),
        [at("https://a.fr/%C3"), at("https://a.fr/été")]
    );
    assert!(!found.0.contains_key("https://b.fr/"), "what no file holds");
}

#[test]
fn a_host_is_asked_one_thing_at_a_time() {
    let web = Script::new(&[
        ("https://a.fr/1", &[status(200)]),
        ("https://a.fr/2", &[status(200)]),
    ]);
    let visits = visit(
        "https://a.fr/1 https://a.fr/2",
        &["https://a.fr/1", "https://a.fr/2"],
        &web,
    );
    assert_eq!(
        web.log(),
        ["Head https://a.fr/1", "500ms", "Head https://a.fr/2"]
    );
    assert_eq!((visits.asked, visits.diagnostics.len()), (2, 0));
}

#[test]
fn what_refuses_programs_may_be_there_and_what_is_gone_is_asked_for_twice() {
    for (answers, wanted) in [
        (vec![status(405), status(200)], Verdict::There),
        (vec![status(403)], Verdict::There),
        (vec![status(999)], Verdict::There),
        (vec![status(404), status(200)], Verdict::There),
        (vec![status(404)], Verdict::Gone(Loss::Status(404))),
        (vec![status(410)], Verdict::Gone(Loss::Status(410))),
        (vec![Answer::NoHost], Verdict::Gone(Loss::Host)),
        (vec![Answer::NoHost, status(200)], Verdict::There),
        (vec![status(500)], Verdict::Silent(Silence::Status(500))),
    ] {
        let web = Script::new(&[("https://a.fr/", &answers)]);
        assert_eq!(judge("https://a.fr/", &web), wanted, "{answers:?}");
    }
}

#[test]
fn silence_is_believed_the_third_time_and_a_host_may_ask_for_patience() {
    let timeout = Answer::Nothing(Silence::Timeout);
    let web = Script::new(&[("https://a.fr/", &[timeout])]);
    assert_eq!(
        judge("https://a.fr/", &web),
        Verdict::Silent(Silence::Timeout)
    );
    let asked = "Head https://a.fr/";
    assert_eq!(web.log(), [asked, "1s", asked, "2s", asked]);

    let busy = Answer::Status {
        status: 503,
        wait: Some(Duration::from_secs(7)),
    };
    let web = Script::new(&[("https://a.fr/", &[busy, busy, status(200)])]);
    assert_eq!(judge("https://a.fr/", &web), Verdict::There);
    assert_eq!(web.log()[..4], [asked, "500ms", "Get https://a.fr/", "7s"]);
}

#[test]
fn three_silent_hosts_are_a_missing_network() {
    let addresses = ["https://a.fr/", "https://b.fr/", "https://c.fr/"];
    let text = addresses.join(" ");
    let lost = addresses.map(|address| (address, [Answer::NoHost]));
    let lost: Vec<(&str, &[Answer])> = lost
        .iter()
        .map(|(address, answers)| (*address, &answers[..]))
        .collect();
    let visits = visit(&text, &addresses, &Script::new(&lost));
    assert_eq!(
        visits.diagnostics,
        [Diagnostic::of_site(Problem::NoNetwork { addresses: 3 })]
    );

    let mut answering = lost.clone();
    answering[0].1 = &[Answer::Status {
        status: 404,
        wait: None,
    }];
    let visits = visit(&text, &addresses, &Script::new(&answering));
    assert_eq!(visits.diagnostics.len(), 3);
}

#[test]
fn what_answered_in_the_last_days_is_not_asked_again() {
    let web = Script::new(&[
        ("https://a.fr/", &[status(200)]),
        ("https://b.fr/", &[status(404)]),
    ]);
    let plan = plan(
        "https://a.fr/ https://b.fr/",
        &["https://a.fr/", "https://b.fr/"],
    );
    let mut memory = Memory::read(None, 100);
    plan.visit(&web, &mut memory);
    let kept = memory.write();
    for (day, asked, remembered) in [(107, 1, 1), (108, 2, 0), (99, 2, 0)] {
        let mut memory = Memory::read(Some(&kept), day);
        let visits = plan.visit(&web, &mut memory);
        assert_eq!(
            (visits.asked, visits.remembered),
            (asked, remembered),
            "day {day}"
        );
    }
    assert_eq!(Memory::read(Some(b"{"), 100), Memory::read(None, 100));
}
