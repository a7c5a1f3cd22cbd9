//! What the person who started the server reads in the terminal.

use std::io::Write;
use std::time::Duration;

use serde_json::json;

use super::changes::Changes;
use crate::diagnostics::{Diagnostic, Format, Reporter, Sources};
use crate::language::Language;

/// Paths told of one change; past this number they are counted.
const MOST_PATHS: usize = 3;

/// The terminal: diagnostics on standard error, the rest on standard output; for programs, all on standard output.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// How diagnostics are written, and in which language.
    pub reporter: Reporter,
    /// Say no more than the address and the errors.
    pub quiet: bool,
}

impl Terminal {
    /// The site is at `url`. Said whatever else is silent: with `--port 0` it is the only way to know.
    pub fn listening(self, url: &str) {
        match self.reporter.format {
            Format::Json => print(&json!({ "event": "listening", "url": url }).to_string()),
            Format::Human | Format::Github => print(url),
        }
        self.say("Ctrl-C pour arrêter.", "Ctrl-C to stop.");
    }

    /// The site has changed, and pages with it.
    pub fn rebuilt(self, changes: &Changes, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64();
        match self.reporter.format {
            Format::Json => print(
                &json!({
                    "event": "rebuilt",
                    "added": changes.added,
                    "modified": changes.modified,
                    "deleted": changes.deleted,
                    "seconds": seconds,
                })
                .to_string(),
            ),
            Format::Human if !self.quiet => {
                let milliseconds = elapsed.as_millis();
                let what = summary(changes, self.reporter.language);
                print(&match self.reporter.language {
                    Language::French => format!("{what} : {milliseconds} ms"),
                    Language::English => format!("{what}: {milliseconds} ms"),
                });
            }
            Format::Human | Format::Github => {}
        }
    }

    /// Reports `diagnostics`.
    pub fn report<'a>(
        self,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        sources: &dyn Sources,
    ) {
        for diagnostic in diagnostics {
            let text = self.reporter.write(diagnostic, sources);
            match self.reporter.format {
                Format::Human => print_error(&format!("{text}\n")),
                Format::Json | Format::Github => print(&text),
            }
        }
    }

    /// The last good site stays, for `errors` stand in the way of a newer one.
    pub fn errors_stand(self, errors: usize) {
        let (french, english) = if errors == 1 {
            ("1 erreur".to_owned(), "1 error".to_owned())
        } else {
            (format!("{errors} erreurs"), format!("{errors} errors"))
        };
        self.say(
            &format!("{french} : le site sera mis à jour dès la correction."),
            &format!("{english}: the site will be updated once mended."),
        );
    }

    /// Something went wrong that is no fault of the content, and the server goes on.
    pub fn warn(self, french: &str, english: &str) {
        let message = self.choose(french, english);
        match self.reporter.format {
            Format::Human => {
                let name = self.choose("avertissement", "warning");
                print_error(&format!("{name}: {message}"));
            }
            Format::Json => print(&json!({ "event": "warning", "message": message }).to_string()),
            Format::Github => print(&format!("::warning::{message}")),
        }
    }

    fn say(self, french: &str, english: &str) {
        if !self.quiet && self.reporter.format == Format::Human {
            print(self.choose(french, english));
        }
    }

    fn choose<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self.reporter.language {
            Language::French => french,
            Language::English => english,
        }
    }
}

/// A few paths in full, or how many there are of each sort.
fn summary(changes: &Changes, language: Language) -> String {
    let words = match language {
        Language::French => ["ajouté", "modifié", "supprimé"],
        Language::English => ["added", "modified", "deleted"],
    };
    let sorts = [&changes.added, &changes.modified, &changes.deleted];
    let total: usize = sorts.iter().map(|paths| paths.len()).sum();
    let parts: Vec<String> = if total <= MOST_PATHS {
        let each = |(paths, word): (&Vec<String>, &str)| -> Vec<String> {
            paths.iter().map(|path| format!("{path} {word}")).collect()
        };
        sorts.into_iter().zip(words).flat_map(each).collect()
    } else {
        let plural = |count: usize, word: &str| match language {
            Language::French if count > 1 => format!("{count} {word}s"),
            _ => format!("{count} {word}"),
        };
        sorts
            .into_iter()
            .zip(words)
            .filter(|(paths, _)| !paths.is_empty())
            .map(|(paths, word)| plural(paths.len(), word))
            .collect()
    };
    if parts.is_empty() {
        return match language {
            Language::French => "site relu".to_owned(),
            Language::English => "site read again".to_owned(),
        };
    }
    parts.join(", ")
}

// Nobody may be reading (a closed pipe): the server goes on all the same.
fn print(line: &str) {
    let mut stdout = std::io::stdout().lock();
    let _ = writeln!(stdout, "{line}").and_then(|()| stdout.flush());
}

fn print_error(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn few_changes_are_named_and_many_are_counted() {
        let few = Changes {
            added: paths(&["content/a.md"]),
            modified: Vec::new(),
            deleted: paths(&["content/b.md"]),
        };
        assert_eq!(
            summary(&few, Language::French),
            "content/a.md ajouté, content/b.md supprimé"
        );
        let many = Changes {
            added: Vec::new(),
            modified: paths(&["a", "b", "c"]),
            deleted: paths(&["d"]),
        };
        assert_eq!(summary(&many, Language::French), "3 modifiés, 1 supprimé");
        assert_eq!(summary(&many, Language::English), "3 modified, 1 deleted");
    }
}
