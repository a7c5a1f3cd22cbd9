//! `parvis check --fix`: writes the corrections that leave no choice, and says what they are.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use serde_json::json;

use super::build::fault;
use super::console::Console;
use crate::correct::{CorrectedFile, Correction, correct};
use crate::diagnostics::{Diagnostic, Format, Problem, beginning};
use crate::inputs::Inputs;
use crate::publish::{PublishError, Replacement, replace};

/// What became of the corrections.
pub struct Fixed {
    /// How many there are.
    pub corrections: usize,
    /// Every file could be written.
    pub complete: bool,
}

/// Corrects the site of `inputs` below `root`; only shows how where it is a rehearsal.
pub fn run(root: &Path, inputs: &Inputs, rehearsal: bool, console: &Console) -> Fixed {
    let mut corrected = correct(inputs);
    let mut complete = true;
    if !rehearsal {
        let mut left = BTreeSet::new();
        for CorrectedFile { before, after } in &corrected.files {
            let path = before.path.as_str();
            match replace(root, path, &before.bytes.read(), &after.bytes.read()) {
                Ok(Replacement::Written) => continue,
                Ok(Replacement::Changed) => console.complain(&changed(path, console)),
                Err(error) => console.report(&[Diagnostic::of_site(unwritten(&error))], inputs),
            }
            complete = false;
            left.insert(before.path.clone());
        }
        corrected.corrections.retain(|it| !left.contains(&it.file));
        corrected.files.retain(|it| !left.contains(&it.before.path));
    }
    tell(&corrected.corrections, rehearsal, console);
    if rehearsal {
        for file in &corrected.files {
            console.answer_people(&preview(file));
        }
    }
    count(
        &corrected.corrections,
        corrected.files.len(),
        rehearsal,
        console,
    );
    Fixed {
        corrections: corrected.corrections.len(),
        complete,
    }
}

fn changed(path: &str, console: &Console) -> String {
    let words = console.choose(
        "ce fichier a changé pendant la vérification et reste tel quel ; relancez la commande",
        "this file was changed meanwhile and stays as it is; run the command again",
    );
    format!("{path}: {words}")
}

fn unwritten(error: &PublishError) -> Problem {
    match fault(error).problem {
        Problem::OutputUnwritable {
            path,
            doing,
            reason,
        } => Problem::SourceUnwritable {
            path,
            doing,
            reason,
        },
        other => other,
    }
}

fn tell(corrections: &[Correction], rehearsal: bool, console: &Console) {
    for correction in corrections {
        let Correction {
            file,
            line,
            code,
            before,
            after,
        } = correction;
        console.summary(&json!({
            "event": "correction", "file": file.as_str(), "line": line, "code": code, "before": before, "after": after, "written": !rehearsal,
        }));
        let reason = code.unwrap_or(console.choose("typographie", "typography"));
        let [before, after] = around_difference(&visible(before), &visible(after));
        let what = format!("{before} → {after} ({reason})");
        match console.reporter().format {
            Format::Human if !rehearsal => console.answer(&format!("{file}:{line}  {what}\n")),
            Format::Github => {
                console.answer(&format!("::notice file={file},line={line}::{what}\n"));
            }
            Format::Human | Format::Json => {}
        }
    }
}

/// `text` with a sign for each no-break space, which nobody could tell from another space.
fn visible(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], "⍽")
}

/// The beginnings of two texts, from shortly before the place where they differ.
fn around_difference(before: &str, after: &str) -> [String; 2] {
    const CONTEXT: usize = 20;
    let pairs = before.chars().zip(after.chars());
    let same = pairs.take_while(|(one, other)| one == other).count();
    let passed_over = same.saturating_sub(CONTEXT);
    [before, after].map(|text| {
        let rest: String = text.chars().skip(passed_over).collect();
        let mark = if passed_over > 0 { "…" } else { "" };
        format!("{mark}{}", beginning(&rest))
    })
}

/// The lines that change, as they are and as they would be.
fn preview(file: &CorrectedFile) -> String {
    let [before, after] = [&file.before, &file.after]
        .map(|file| String::from_utf8_lossy(&file.bytes.read()).into_owned());
    let mut text = String::new();
    for (number, (before, after)) in before.lines().zip(after.lines()).enumerate() {
        if before != after {
            let path = file.before.path.as_str();
            let [before, after] = [before, after].map(visible);
            let _ = writeln!(text, "{path}:{}\n- {before}\n+ {after}", number + 1);
        }
    }
    text
}

fn count(corrections: &[Correction], files: usize, rehearsal: bool, console: &Console) {
    let counted = |count: usize, one: &str, many: &str| {
        format!("{count} {}", if count == 1 { one } else { many })
    };
    if corrections.is_empty() {
        console.say(
            "Rien à corriger d’office.",
            "Nothing to correct without asking.",
        );
        return;
    }
    let number = corrections.len();
    let made = counted(number, "correction", "corrections");
    let french = format!("{made} dans {}", counted(files, "fichier", "fichiers"));
    let english = format!("{made} in {}", counted(files, "file", "files"));
    if rehearsal {
        console.say(
            &format!("{french}, à écrire avec « parvis check --fix ».\n"),
            &format!("{english}, to be written by `parvis check --fix`.\n"),
        );
    } else {
        console.say(&format!("{french}.\n"), &format!("{english}.\n"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_however_long_the_text() {
        let before = format!("{} : fin", "mot ".repeat(40));
        let after = before.replace(" : ", "\u{a0}: ");
        let shown = around_difference(&visible(&before), &visible(&after));
        assert_eq!(
            shown,
            ["…mot mot mot mot mot : fin", "…mot mot mot mot mot ⍽: fin"]
        );
        assert_eq!(around_difference("a", "b"), ["a", "b"]);
    }
}
