//! `parvis build`

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use serde_json::json;

use super::Outcome;
use super::arguments::{BuildArguments, Common};
use super::console::Console;
use crate::diagnostics::{Diagnostic, OutputWork, Problem};
use crate::inputs;
use crate::language::number::{format_decimal, format_integer};
use crate::parse::NoMemory;
use crate::pipeline::Snapshot;
use crate::publish::{Action, Publication, PublishError, Summary};
use crate::render::{Artifact, Renderer, file_of};

/// Builds the site; publishes it only if nothing is wrong.
pub fn run(common: &Common, arguments: &BuildArguments, console: &Console) -> Outcome {
    let start = Instant::now();
    let options = arguments.site.read_options(common, arguments.drafts);
    let mut snapshot = Snapshot::take(&options, &NoMemory);
    let mut pages = 0;
    let mut summary = None;
    if !fails(&snapshot.diagnostics, arguments.strict)
        && let Some(renderer) = &snapshot.renderer
    {
        let output = arguments
            .out
            .clone()
            .unwrap_or_else(|| common.root.join("public"));
        match publish(renderer, &common.root, &output) {
            Ok((published, rendered)) => (summary, pages) = (Some(published), rendered),
            Err(faults) => snapshot.diagnostics.extend(faults),
        }
    }
    console.report(&snapshot.diagnostics, &snapshot.inputs);
    let outcome = if let Some(summary) = summary {
        say(&summary, pages, start.elapsed(), console);
        Outcome::Fine
    } else {
        say_failure(&snapshot.diagnostics, start.elapsed(), console);
        let environment = snapshot
            .diagnostics
            .iter()
            .any(|fault| fault.problem.is_about_environment());
        if environment {
            Outcome::Unable
        } else {
            Outcome::ContentErrors
        }
    };
    // The process ends here: giving back what ten thousand documents hold, one by one, would only make it wait.
    std::mem::forget(snapshot);
    outcome
}

/// Whether `diagnostics` keep the site from being published.
fn fails(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|fault| strict || fault.is_error())
}

/// Renders every address, in parallel, straight into the staging folder: the whole site is never in memory at once.
fn publish(
    renderer: &Renderer,
    root: &Path,
    output: &Path,
) -> Result<(Summary, usize), Vec<Diagnostic>> {
    let sources = [root.join("content"), root.join("themes")];
    let publication =
        Publication::begin(output, root, &sources).map_err(|error| vec![fault(&error)])?;
    let faults = Mutex::new(Vec::new());
    let note = |outcome: Result<(), Vec<Diagnostic>>| {
        if let Err(found) = outcome
            && let Ok(mut faults) = faults.lock()
        {
            faults.extend(found);
        }
    };
    let put = |artifact: Artifact| {
        let put = publication.put(&artifact.path, &artifact.bytes);
        note(put.map_err(|error| vec![fault(&error)]));
    };
    let addresses = renderer.page_addresses_along_articles();
    // Part of making the search index takes one thread: the others render pages meanwhile.
    rayon::join(
        || put_search_files(renderer, put),
        || {
            // All threads work side by side along the articles, not each in a part of the site; each takes the next file alone, since some,
            // a card or a picture, take a thousand times as long as others.
            let next = addresses.iter().par_bridge();
            next.for_each(|address| note(hand_in(renderer, &publication, address)));
        },
    );
    let mut faults = faults.into_inner().unwrap_or_default();
    if faults.is_empty() {
        let pages = addresses
            .iter()
            .filter(|address| address.ends_with('/') || address.ends_with(".html"))
            .count();
        return publication
            .commit()
            .map(|summary| (summary, pages))
            .map_err(|error| vec![fault(&error)]);
    }
    faults.sort();
    faults.dedup();
    // A disk that is full is full for every file: one tells it.
    let mut told = BTreeSet::new();
    faults.retain(|fault| match &fault.problem {
        Problem::OutputUnwritable { reason, .. } => told.insert(reason.clone()),
        _ => true,
    });
    Err(faults)
}

/// Hands in the files of the search indexes as they are made, some at a time.
fn put_search_files(renderer: &Renderer, put: impl Fn(Artifact) + Send + Sync) {
    const AT_ONCE: usize = 128;
    let mut waiting = Vec::with_capacity(AT_ONCE);
    renderer.for_each_search_file(|artifact| {
        waiting.push(artifact);
        if waiting.len() == AT_ONCE {
            waiting.par_drain(..).for_each(&put);
        }
    });
    waiting.into_par_iter().for_each(put);
}

/// Hands in the file at `address`: made anew, unless its name says that the one of the previous build is the same.
fn hand_in(
    renderer: &Renderer,
    publication: &Publication,
    address: &str,
) -> Result<(), Vec<Diagnostic>> {
    let told = |error: PublishError| vec![fault(&error)];
    let by_recipe = renderer.is_named_by_recipe(address);
    if by_recipe && publication.keep(&file_of(address)).map_err(told)? {
        return Ok(());
    }
    let Some(artifact) = renderer.render(address).transpose()? else {
        return Ok(());
    };
    let handed_in = if by_recipe {
        publication.put_by_recipe(&artifact.path, &artifact.bytes)
    } else {
        publication.put(&artifact.path, &artifact.bytes)
    };
    handed_in.map_err(told)
}

/// A publishing error in words.
pub(super) fn fault(error: &PublishError) -> Diagnostic {
    let shown = |path: &Path| path.display().to_string();
    let problem = match error {
        PublishError::OutputHoldsSource { output, source } => Problem::OutputHoldsSources {
            path: shown(output),
            source: shown(source),
        },
        PublishError::Busy { output } => Problem::OutputInUse {
            path: shown(output),
        },
        PublishError::Foreign { path } | PublishError::Link { path } => {
            Problem::ForeignFile { path: shown(path) }
        }
        PublishError::OutputNotFolder { output } => Problem::ForeignFile {
            path: shown(output),
        },
        PublishError::Manifest { path } => Problem::ManifestDamaged { path: shown(path) },
        PublishError::Collision { path, other } => Problem::DuplicateUrl {
            url: path.clone(),
            other: other.clone(),
        },
        PublishError::UnsafePath { path } => Problem::OutsideOfSite {
            target: path.clone(),
        },
        PublishError::Io {
            action,
            path,
            error,
        } => Problem::OutputUnwritable {
            path: shown(path),
            doing: OutputWork::from(*action),
            reason: inputs::describe(error),
        },
    };
    Diagnostic::of_site(problem)
}

impl From<Action> for OutputWork {
    fn from(action: Action) -> Self {
        match action {
            Action::Read => Self::Reading,
            Action::Write | Action::CreateFolder => Self::Writing,
            Action::Move => Self::Moving,
            Action::Delete => Self::Deleting,
            Action::Lock => Self::Locking,
        }
    }
}

fn say(summary: &Summary, pages: usize, time: Duration, console: &Console) {
    let language = console.language();
    let count = |number: usize| format_integer(language, i64::try_from(number).unwrap_or(i64::MAX));
    let seconds = format_decimal(language, time.as_secs_f64(), 2);
    let (pages_shown, written, unchanged, deleted) = (
        count(pages),
        count(summary.written),
        count(summary.unchanged),
        count(summary.deleted),
    );
    console.say(
        &format!("{pages_shown} pages · {written} fichiers écrits, {unchanged} inchangés, {deleted} supprimés · {seconds} s"),
        &format!("{pages_shown} pages · {written} files written, {unchanged} unchanged, {deleted} deleted · {seconds} s"),
    );
    console.summary(&json!({
        "event": "summary",
        "pages": pages,
        "written": summary.written,
        "unchanged": summary.unchanged,
        "deleted": summary.deleted,
        "seconds": time.as_secs_f64(),
    }));
}

fn say_failure(diagnostics: &[Diagnostic], time: Duration, console: &Console) {
    let errors = diagnostics.iter().filter(|fault| fault.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let count = console.count(errors, warnings);
    console.say(
        &format!("Rien n’est publié : {count}. Le site précédent est intact."),
        &format!("Nothing is published: {count}. The previous site is untouched."),
    );
    console.summary(&json!({
        "event": "summary", "pages": 0, "written": 0, "unchanged": 0, "deleted": 0,
        "errors": errors, "warnings": warnings, "seconds": time.as_secs_f64(),
    }));
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::disallowed_methods,
        reason = "the test lays out a site on disk"
    )]

    use std::fs;

    use image::{ImageFormat, Rgb, RgbImage};

    use super::*;
    use crate::inputs::ReadOptions;

    /// Builds the site below `root`, and says what was published.
    fn build(root: &Path) -> Summary {
        let options = ReadOptions {
            root: root.to_owned(),
            base_url: None,
            drafts: false,
            future: false,
            today: Some(jiff::civil::Date::constant(2026, 11, 26)),
        };
        let snapshot = Snapshot::take(&options, &NoMemory);
        assert_eq!(snapshot.diagnostics, []);
        let renderer = snapshot.renderer.unwrap();
        publish(&renderer, root, &root.join("public")).unwrap().0
    }

    fn article(root: &Path, title: &str) {
        let text = format!(
            "---\ntitle: '{title}'\ndate: 2026-11-03\nsummary: 'Une phrase.'\n---\n![Un damier](damier.png)\n"
        );
        fs::write(root.join("content/articles/a.md"), text).unwrap();
    }

    #[test]
    fn what_did_not_change_is_neither_reduced_nor_drawn_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content/articles")).unwrap();
        let site = "title: 'Essai'\ndescription: 'Un site.'\nbase_url: 'https://example.org/'\n";
        fs::write(root.join("content/site.yaml"), site).unwrap();
        let picture = |colour: u8| {
            let noise = |x: u32, y: u32| (x * 7919 + y * 104_729) % 251;
            let pixels =
                RgbImage::from_fn(600, 60, |x, y| Rgb([noise(x, y) as u8, colour, x as u8]));
            let path = root.join("content/articles/damier.png");
            pixels.save_with_format(path, ImageFormat::Png).unwrap();
        };
        picture(0);
        article(root, "Un titre");
        // Two versions, and two cards: of the article and of the site.
        let kept: Vec<usize> = (0..2).map(|_| build(root).kept).collect();
        assert_eq!(kept, [0, 4]);
        article(root, "Un autre titre");
        assert_eq!(build(root).kept, 3, "the card of the article has new words");
        picture(1);
        assert_eq!(build(root).kept, 2, "another picture has other versions");
        assert_eq!(build(root).kept, 4);
        let cards = "features: {responsive_images: false, social_cards: false}\n";
        fs::write(root.join("content/site.yaml"), format!("{site}{cards}")).unwrap();
        let summary = build(root);
        assert_eq!(
            (summary.kept, summary.deleted),
            (0, 4),
            "both are switched off"
        );
    }
}
