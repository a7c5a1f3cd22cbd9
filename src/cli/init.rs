//! `parvis init`

use std::io::{BufRead, IsTerminal, Write};

use jiff::tz::TimeZone;
use serde_json::json;

use super::Outcome;
use super::arguments::{Common, InitArguments};
use super::console::Console;
use super::new;
use crate::diagnostics::{Diagnostic, Problem};
use crate::inputs;
use crate::language::Language;
use crate::publish::sources;
use crate::scaffold::{self, Address, Repository, SiteOptions};

/// Makes a new site, and says what to do next.
pub fn run(common: &Common, arguments: &InitArguments, console: &Console) -> Outcome {
    let root = common.below(&arguments.folder);
    let language = arguments.language.map(Language::from);
    let own = language.unwrap_or(console.language());
    let time_zone = TimeZone::get(scaffold::time_zone(own)).unwrap_or(TimeZone::UTC);
    let mut options = SiteOptions {
        title: arguments.title.clone().unwrap_or_default(),
        language: own,
        repository: arguments.repository.clone(),
        domain: arguments.domain.clone(),
        admin: arguments.admin,
        today: inputs::today(arguments.today).in_zone(&time_zone),
    };
    let (stdin, stderr) = (std::io::stdin(), std::io::stderr());
    // Who gives a title by a flag is a script, or knows what to give.
    if arguments.title.is_none() && stdin.is_terminal() && stderr.is_terminal() {
        let mut dialogue = Dialogue {
            answers: stdin.lock(),
            questions: stderr.lock(),
            language: console.language(),
        };
        // A terminal that goes away has given no title.
        let _ = dialogue.complete(&mut options, language.is_none());
    }
    let made = if options.title.trim().is_empty() {
        Err(Problem::NoTitle)
    } else {
        let files = scaffold::site(&options);
        let made = sources::begin(&root, &files).map_err(|error| new::problem(&root, &error));
        made.map(|()| files)
    };
    let files = match made {
        Ok(files) => files,
        Err(problem) => {
            let faults = [Diagnostic::of_site(problem)];
            console.report(&faults, &inputs::SharedTexts(Vec::new()));
            return Outcome::Unable;
        }
    };
    let folder = root.display();
    console.say(
        &format!(
            "Le site est dans « {folder} » : {} fichiers.\n\n  cd {folder}\n  parvis serve --open            l’aperçu\n  parvis new article 'Titre'     un premier article\n\nLe fichier README.md dit la suite.",
            files.len()
        ),
        &format!(
            "The site is in {folder}: {} files.\n\n  cd {folder}\n  parvis serve --open            a preview\n  parvis new article 'Title'     a first article\n\nThe file README.md tells the rest.",
            files.len()
        ),
    );
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    console.summary(&json!({"event": "created", "files": paths}));
    Outcome::Fine
}

/// Questions and answers on a terminal.
struct Dialogue<R, W> {
    answers: R,
    questions: W,
    language: Language,
}

impl<R: BufRead, W: Write> Dialogue<R, W> {
    /// Asks for what `options` lack, and for the language if it was not given.
    fn complete(&mut self, options: &mut SiteOptions, language: bool) -> std::io::Result<()> {
        let title = self.ask("Titre du site", "Title of the site", "", |answer| {
            (!answer.is_empty()).then(|| answer.to_owned())
        })?;
        options.title = title.unwrap_or_default();
        if language {
            let default = options.language.code();
            let answer = self.ask(
                "Langue du site, fr ou en",
                "Language of the site, fr or en",
                default,
                |answer| match answer {
                    "" => Language::from_code(default),
                    answer => Language::from_code(&answer.to_lowercase()),
                },
            )?;
            options.language = answer.unwrap_or(options.language);
        }
        if options.repository.is_none() {
            let answer = self.ask(
                "Dépôt GitHub, comme association/site (facultatif)",
                "Repository on GitHub, as association/site (optional)",
                "",
                |answer| optional(answer, Repository::parse),
            )?;
            options.repository = answer.flatten();
        }
        if options.domain.is_none() {
            let answer = self.ask(
                "Nom de domaine, comme www.example.org (facultatif)",
                "Domain of its own, as www.example.org (optional)",
                "",
                |answer| optional(answer, Address::parse),
            )?;
            options.domain = answer.flatten();
        }
        // What is written in the browser goes to a repository.
        if options.repository.is_some() && !options.admin {
            let answer = self.ask(
                "Écrire aussi depuis le navigateur, avec Sveltia CMS\u{202f}? o ou n",
                "Write in the browser as well, with Sveltia CMS? y or n",
                "n",
                |answer| match answer.to_lowercase().as_str() {
                    "" | "n" | "non" | "no" => Some(false),
                    "o" | "oui" | "y" | "yes" => Some(true),
                    _ => None,
                },
            )?;
            options.admin = answer.unwrap_or_default();
        }
        Ok(())
    }

    /// Asks until `read` understands the answer; `None` where there are no more answers.
    fn ask<T>(
        &mut self,
        french: &str,
        english: &str,
        default: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> std::io::Result<Option<T>> {
        let (question, colon) = match self.language {
            Language::French => (french, "\u{a0}:"),
            Language::English => (english, ":"),
        };
        let default = match default {
            "" => String::new(),
            default => format!(" [{default}]"),
        };
        loop {
            write!(self.questions, "{question}{default}{colon} ")?;
            self.questions.flush()?;
            let mut answer = String::new();
            if self.answers.read_line(&mut answer)? == 0 {
                return Ok(None);
            }
            if let Some(value) = read(answer.trim()) {
                return Ok(Some(value));
            }
        }
    }
}

/// No answer is an answer; `None` is one that is not understood.
#[expect(
    clippy::option_option,
    reason = "an answer that may be left out, and may be misread"
)]
fn optional<T>(answer: &str, read: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    if answer.is_empty() {
        Some(None)
    } else {
        read(answer).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    fn talk(answers: &str, language: Language) -> (SiteOptions, String) {
        let mut options = SiteOptions {
            title: String::new(),
            language,
            repository: None,
            domain: None,
            admin: false,
            today: Date::constant(2026, 11, 26),
        };
        let mut questions = Vec::new();
        let mut dialogue = Dialogue {
            answers: answers.as_bytes(),
            questions: &mut questions,
            language,
        };
        dialogue.complete(&mut options, true).expect("a dialogue");
        (options, String::from_utf8(questions).expect("text"))
    }

    #[test]
    fn what_is_not_understood_is_asked_again() {
        let (options, questions) = talk(
            "\nNotre communauté\n\nsite\norg/site\n\npeut-être\no\n",
            Language::French,
        );
        assert_eq!(options.title, "Notre communauté");
        assert_eq!(options.language, Language::French);
        assert_eq!(options.repository, Repository::parse("org/site"));
        assert_eq!(options.domain, None);
        assert!(options.admin);
        assert_eq!(
            questions,
            "Titre du site\u{a0}: Titre du site\u{a0}: Langue du site, fr ou en [fr]\u{a0}: \
             Dépôt GitHub, comme association/site (facultatif)\u{a0}: Dépôt GitHub, comme association/site (facultatif)\u{a0}: \
             Nom de domaine, comme www.example.org (facultatif)\u{a0}: \
             Écrire aussi depuis le navigateur, avec Sveltia CMS\u{202f}? o ou n [n]\u{a0}: \
             Écrire aussi depuis le navigateur, avec Sveltia CMS\u{202f}? o ou n [n]\u{a0}: "
        );
    }

    #[test]
    fn answers_may_end_early() {
        let (options, _) = talk("Our site\nfr\n", Language::English);
        assert_eq!(options.title, "Our site");
        assert_eq!(options.language, Language::French);
        assert_eq!(talk("", Language::French).0.title, "");
    }
}
