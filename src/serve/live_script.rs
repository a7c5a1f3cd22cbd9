//! The script that keeps a page alive, and the page that stands in for a site with errors from the start.
//!
//! Pages get one line more than the files that `build` writes, and only in the response.

use super::events;
use super::present::Present;
use crate::diagnostics::{Diagnostic, Format, Reporter};
use crate::language::Language;

/// Where the script is.
pub const SCRIPT_PATH: &str = "/_parvis/live.js";
/// Where the event stream is; the script knows it too.
pub const EVENTS_PATH: &str = "/_parvis/events";
/// The script.
pub const SCRIPT: &str = include_str!("live.js");

const ERROR_PAGE: &str = include_str!("errors.html");

/// `html`, with the script's line before the end of its body, or at its end where it has none.
pub fn inject(mut html: Vec<u8>, present: &Present) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let place = html
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END));
    let place = place.unwrap_or(html.len());
    html.splice(place..place, line(present).into_bytes());
    html
}

/// A page that shows `faults`, and the errors of the site, to those who have no good page to see.
pub fn error_page(present: &Present, faults: &[Diagnostic], language: Language) -> Vec<u8> {
    let (errors, sources) = present.errors();
    let reporter = Reporter {
        format: Format::Human,
        language,
        color: false,
    };
    let unknown = faults.iter().filter(|fault| !errors.contains(fault));
    let shown = errors
        .iter()
        .copied()
        .chain(unknown)
        .take(events::MOST_DIAGNOSTICS);
    let text: Vec<String> = shown.map(|error| reporter.write(error, sources)).collect();
    let title = match language {
        Language::French => "Cette page attend une correction",
        Language::English => "This page awaits a correction",
    };
    ERROR_PAGE
        .replace("{{ language }}", language.code())
        .replace("{{ title }}", title)
        .replace("{{ script }}", &line(present))
        // Last, so that nothing an editor wrote is taken for a placeholder.
        .replace("{{ errors }}", &escape(&text.join("\n\n")))
        .into_bytes()
}

fn line(present: &Present) -> String {
    format!(
        "<script type=\"module\" src=\"{SCRIPT_PATH}?version={}\"></script>\n",
        present.version
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
