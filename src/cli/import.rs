//! `parvis import`

use std::borrow::Cow;
use std::fmt::Write;
use std::path::Path;

use serde_json::json;

use super::Outcome;
use super::arguments::{Common, ImportArguments, ImportSource};
use super::build::fault;
use super::console::Console;
use crate::diagnostics::{Diagnostic, Problem, SourcePath};
use crate::import::categories::{self, NewCategory, Seed};
use crate::import::report::Reason;
use crate::import::{Receiver, Report, Site, markdown, wordpress};
use crate::inputs::{self, ExportFile, Folder};
use crate::language::Language;
use crate::language::number::format_integer;
use crate::publish::{Fate, ImportedFiles, write_report};

/// Where the report is written, below the root.
const REPORT: &str = "import-report.md";

/// Imports the content of another tool, and says what could not be carried over.
pub fn run(common: &Common, arguments: &ImportArguments, console: &Console) -> Outcome {
    let outcome = match &arguments.source {
        ImportSource::Wordpress { export, media } => {
            import_wordpress(common, export, media.as_deref(), console)
        }
        ImportSource::Markdown { folder } => import_markdown(common, folder, console),
    };
    match outcome {
        Ok(outcome) => outcome,
        Err(fault) => {
            console.report(&[fault], &NoSource);
            Outcome::Unable
        }
    }
}

/// Diagnostics of an import point at files, not at places in them.
struct NoSource;

impl crate::diagnostics::Sources for NoSource {
    fn source(&self, _: &SourcePath) -> Option<Cow<'_, [u8]>> {
        None
    }
}

fn import_wordpress(
    common: &Common,
    export: &Path,
    media: Option<&Path>,
    console: &Console,
) -> Result<Outcome, Diagnostic> {
    let name = SourcePath::new(export.to_string_lossy().into_owned());
    let file = ExportFile::new(export);
    let site = Site::new(inputs::read_site_file(&common.root)?);
    let media = media.map(Folder::open).transpose()?.unwrap_or_default();
    let mut report = Report::default();
    let Some(mut plan) = wordpress::plan(file.open()?, &site, &mut report) else {
        return Err(Diagnostic::of_file(&name, Problem::NotAnExport));
    };
    let mut writer = Writer::open(&common.root)?;
    wordpress::convert(file.open()?, &mut plan, &media, &mut writer, &mut report);
    let broken = plan.broken.clone();
    let source = export.file_name().unwrap_or_default().to_string_lossy();
    let mut ending = Ending {
        common,
        console,
        site: &site,
        source: &source,
        report,
    };
    ending.finish(writer, &plan.categories(), &wordpress::seed(&plan))?;
    Ok(match broken {
        Some(after) => {
            let fault = Diagnostic::of_file(&name, Problem::BrokenExport { after });
            console.report(&[fault], &NoSource);
            Outcome::ContentErrors
        }
        None => Outcome::Fine,
    })
}

fn import_markdown(
    common: &Common,
    folder: &Path,
    console: &Console,
) -> Result<Outcome, Diagnostic> {
    let source = Folder::open(folder)?;
    let site = Site::new(inputs::read_site_file(&common.root)?);
    let mut report = Report::default();
    let Some(import) = markdown::read(&source, &site, &mut report) else {
        let name = SourcePath::new(folder.to_string_lossy().into_owned());
        return Err(Diagnostic::of_file(&name, Problem::NothingToImport));
    };
    let mut writer = Writer::open(&common.root)?;
    let converted = markdown::convert(import, &source, &mut writer, &mut report);
    let mut ending = Ending {
        common,
        console,
        site: &site,
        source: &source.name(),
        report,
    };
    ending.finish(writer, &converted.categories, &converted.seed)?;
    Ok(Outcome::Fine)
}

/// Writes what an import gives, and counts.
struct Writer {
    files: ImportedFiles,
    written: usize,
    unchanged: usize,
    kept: Vec<String>,
    /// The first thing that went wrong; nothing is written after it.
    failed: Option<Diagnostic>,
}

impl Writer {
    fn open(root: &Path) -> Result<Self, Diagnostic> {
        Ok(Self {
            files: ImportedFiles::open(root).map_err(|error| fault(&error))?,
            written: 0,
            unchanged: 0,
            kept: Vec::new(),
            failed: None,
        })
    }
}

impl Receiver for Writer {
    fn put(&mut self, path: &str, bytes: &[u8]) {
        if self.failed.is_some() {
            return;
        }
        match self.files.put(path, bytes) {
            Ok(Fate::Written) => self.written += 1,
            Ok(Fate::Unchanged) => self.unchanged += 1,
            Ok(Fate::Kept) => self.kept.push(format!("content/{path}")),
            Err(error) => self.failed = Some(fault(&error)),
        }
    }
}

/// The end of an import: the configuration, the record, the report.
struct Ending<'a> {
    common: &'a Common,
    console: &'a Console,
    site: &'a Site,
    /// What was imported, by its name.
    source: &'a str,
    report: Report,
}

impl Ending<'_> {
    fn finish(
        &mut self,
        mut writer: Writer,
        categories: &[NewCategory],
        seed: &Seed,
    ) -> Result<(), Diagnostic> {
        if let Some(fault) = writer.failed.take() {
            return Err(fault);
        }
        self.configure(&mut writer, categories, seed)
            .map_err(|error| fault(&error))?;
        if let Some(fault) = writer.failed.take() {
            return Err(fault);
        }
        for path in &writer.kept {
            self.report.note(Reason::Edited, path, "");
        }
        writer.files.finish().map_err(|error| fault(&error))?;
        let text = self.report.markdown(self.console.language(), self.source);
        write_report(&self.common.root, REPORT, &text).map_err(|error| fault(&error))?;
        self.say(writer.written, writer.unchanged, writer.kept.len());
        Ok(())
    }

    /// Brings the categories into `site.yaml`.
    fn configure(
        &mut self,
        writer: &mut Writer,
        categories: &[NewCategory],
        seed: &Seed,
    ) -> Result<(), crate::publish::PublishError> {
        match categories::bring_in(self.site, categories, seed) {
            categories::Outcome::Unchanged => {}
            categories::Outcome::New(text) => writer.put("site.yaml", text.as_bytes()),
            categories::Outcome::Edited(text) => {
                let file = self.site.file.as_ref();
                let read = file.map(|file| file.bytes.read()).unwrap_or_default();
                writer.files.edit("site.yaml", &read, text.as_bytes())?;
                writer.written += 1;
            }
            categories::Outcome::ByHand(snippet) => self.report.site_snippet = Some(snippet),
        }
        Ok(())
    }

    fn say(&self, written: usize, unchanged: usize, kept: usize) {
        let (console, report) = (self.console, &self.report);
        let language = console.language();
        let number =
            |count: usize| format_integer(language, i64::try_from(count).unwrap_or(i64::MAX));
        let colon = console.choose("\u{a0}:", ":");
        let mut text = format!("{}\n", report.arrived(language));
        let (w, u, k) = (number(written), number(unchanged), number(kept));
        let _ = match language {
            Language::French => writeln!(
                text,
                "Fichiers écrits\u{a0}: {w} · inchangés\u{a0}: {u} · gardés, car modifiés depuis\u{a0}: {k}"
            ),
            Language::English => writeln!(
                text,
                "Files written: {w} · unchanged: {u} · kept, as edited since: {k}"
            ),
        };
        if report.counts().next().is_some() {
            text.push_str(console.choose("\nÀ relire\u{a0}:\n", "\nTo read again:\n"));
            for (reason, count) in report.counts() {
                let (title, _) = reason.words(language);
                let _ = writeln!(text, "  {title}{colon} {}", number(count));
            }
        }
        if report.site_snippet.is_some() {
            text.push_str(console.choose(
                "\nÀ faire avant tout\u{a0}: ajoutez à content/site.yaml les catégories que donne le rapport.\n",
                "\nTo do first: add the categories that the report gives to content/site.yaml.\n",
            ));
        }
        let _ = write!(
            text,
            "\n{}{colon} {REPORT}",
            console.choose("Rapport", "Report")
        );
        console.say(&text, &text);
        let totals = report.totals;
        console.summary(&json!({
            "event": "summary",
            "articles": totals.articles,
            "pages": totals.pages,
            "drafts": totals.drafts,
            "authors": totals.authors,
            "categories": totals.categories,
            "comments": totals.comments,
            "files": totals.files,
            "written": written,
            "unchanged": unchanged,
            "kept": kept,
            "report": REPORT,
        }));
    }
}
