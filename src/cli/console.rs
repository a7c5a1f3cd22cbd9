//! What is said on the terminal, in the language of the person.

use std::io::{IsTerminal, Write};

use serde_json::json;

use super::arguments::{Color, Common};
use crate::diagnostics::{Diagnostic, Format, Reporter, Sources};
use crate::language::Language;

/// How many codes are named at most where more is to be read about them.
const SHOWN_CODES: usize = 4;

/// Where messages go.
pub struct Console {
    reporter: Reporter,
    quiet: bool,
    color: Color,
}

impl Console {
    /// As `common` and the environment ask.
    pub fn new(common: &Common) -> Self {
        let stderr = std::io::stderr();
        let color = common.color.suits(&stderr, stderr.is_terminal());
        let language = common
            .lang
            .map_or_else(language_of_environment, Language::from);
        Self {
            reporter: Reporter {
                format: common.format,
                language,
                color,
            },
            quiet: common.quiet,
            color: common.color,
        }
    }

    /// How diagnostics are written.
    pub fn reporter(&self) -> Reporter {
        self.reporter
    }

    /// The language of the messages.
    pub fn language(&self) -> Language {
        self.reporter.language
    }

    /// Whether what goes to standard output may have colours.
    pub fn colors_answers(&self) -> bool {
        let stdout = std::io::stdout();
        self.color.suits(&stdout, stdout.is_terminal())
    }

    /// Whether only faults are said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Reports faults: on standard output for programs, on standard error for people.
    pub fn report(&self, diagnostics: &[Diagnostic], sources: &dyn Sources) {
        let mut text = String::new();
        for diagnostic in diagnostics {
            text.push_str(&self.reporter.write(diagnostic, sources));
            text.push_str(if self.reporter.format == Format::Human {
                "\n\n"
            } else {
                "\n"
            });
        }
        if self.reporter.format == Format::Human {
            text.push_str(&self.more(diagnostics));
            self.print_error(&text);
        } else {
            self.print(&text);
        }
    }

    /// Where to read more about `diagnostics`.
    fn more(&self, diagnostics: &[Diagnostic]) -> String {
        let mut codes: Vec<&str> = diagnostics.iter().map(|it| it.problem.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        if codes.is_empty() || self.quiet {
            return String::new();
        }
        codes.truncate(SHOWN_CODES);
        format!(
            "{} parvis explain {}\n\n",
            self.choose("Pour en savoir plus :", "To learn more:"),
            codes.join(" ")
        )
    }

    /// Says `french` or `english` to a person, unless asked to be quiet.
    pub fn say(&self, french: &str, english: &str) {
        if !self.quiet && self.reporter.format == Format::Human {
            self.print(&format!("{}\n", self.choose(french, english)));
        }
    }

    /// Gives what was asked for, which even a quiet command does.
    pub fn answer(&self, text: &str) {
        self.print(text);
    }

    /// Gives people what they asked for; programs get it with [`Self::summary`].
    pub fn answer_people(&self, text: &str) {
        if self.reporter.format == Format::Human {
            self.print(text);
        }
    }

    /// Ends with an object for programs, which they get whatever else is silent.
    pub fn summary(&self, object: &serde_json::Value) {
        if self.reporter.format == Format::Json {
            self.print(&format!("{object}\n"));
        }
    }

    /// Says why a command cannot be done here.
    pub fn complain(&self, message: &str) {
        match self.reporter.format {
            Format::Human => {
                let name = self.choose("erreur", "error");
                self.print_error(&format!("{name}: {message}\n"));
            }
            Format::Json => self.print(&format!(
                "{}\n",
                json!({"event": "error", "message": message})
            )),
            Format::Github => self.print(&format!("::error::{message}\n")),
        }
    }

    /// How many faults there are: « 1 erreur, 2 avertissements », “1 error, 2 warnings”.
    pub fn count(&self, errors: usize, warnings: usize) -> String {
        let counted = |count: usize, one: &str| {
            // French counts 0 as one, English as many.
            let singular = count == 1 || (count == 0 && self.language() == Language::French);
            format!("{count} {one}{}", if singular { "" } else { "s" })
        };
        let [error, warning] = match self.language() {
            Language::French => ["erreur", "avertissement"],
            Language::English => ["error", "warning"],
        };
        format!("{}, {}", counted(errors, error), counted(warnings, warning))
    }

    /// The words of the person's language.
    pub fn choose<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        match self.reporter.language {
            Language::French => french,
            Language::English => english,
        }
    }

    // A closed pipe (`parvis check | head`) is not a fault of the site: what cannot be said is not said.
    #[expect(clippy::unused_self, reason = "the console is what prints")]
    fn print(&self, text: &str) {
        let mut stdout = std::io::stdout().lock();
        let _ = stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush());
    }

    #[expect(clippy::unused_self, reason = "the console is what prints")]
    fn print_error(&self, text: &str) {
        let mut stderr = std::io::stderr().lock();
        let _ = stderr.write_all(text.as_bytes());
    }
}

impl Color {
    /// Whether `stream` gets colours.
    fn suits(self, stream: &impl anstream::stream::RawStream, is_terminal: bool) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => {
                is_terminal && anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never
            }
        }
    }
}

/// French where the environment says so, English otherwise.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads the language of the person from the environment"
)]
pub(super) fn language_of_environment() -> Language {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let language = set("LC_ALL")
        .or_else(|| set("LC_MESSAGES"))
        .or_else(|| set("LANGUAGE"))
        .or_else(|| set("LANG"));
    if language.is_some_and(|language| language.to_lowercase().starts_with("fr")) {
        Language::French
    } else {
        Language::English
    }
}
