//! Texts to search: a folder of other people's Markdown, reduced to what any generator renders alike, and pages made for the search's
//! vectors.

use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::{Article, author, category};

/// Pages that hold the words of the vectors, among some that do not.
pub(super) fn vectors() -> Vec<Article> {
    const PAGES: [(&str, &str); 14] = [
        (
            "L’enchantement au guichet",
            "Il suffit d’un geste, et l’enchantement opère.",
        ),
        (
            "Enchanter sans promettre",
            "On peut enchanter avec une phrase simple.",
        ),
        (
            "Ce qui enchante",
            "Une attention juste enchante plus qu’un cadeau.",
        ),
        ("La qualité perçue", "La qualité se juge au comptoir."),
        (
            "Leviers managériaux",
            "Des gestes managériaux, petits et réguliers.",
        ),
        ("Le cœur du métier", "Revenir au cœur de ce que l’on fait."),
        (
            "Retrouver l’harmonie",
            "Entre le devant et le fond, l’harmonie se travaille.",
        ),
        (
            "Un accueil pour tous",
            "Penser d’abord l’accessibilité de la porte.",
        ),
        (
            "Les petites œuvres",
            "De petites œuvres font un grand service.",
        ),
        ("Quelqu’un écoute", "Il faut que quelqu’un écoute vraiment."),
        (
            "Ce qui change aujourd’hui",
            "Ce que l’on voit aujourd’hui au téléphone.",
        ),
        (
            "Savoir organiser",
            "La culture du service s’apprend dans les ateliers.",
        ),
        (
            "Une manière d’être",
            "La culture de service se voit dans les gestes.",
        ),
        (
            "Le registre des réclamations",
            "On y note les délais et les suites.",
        ),
    ];
    let pages = PAGES.into_iter().enumerate();
    pages
        .map(|(position, (title, body))| article(position, title, body.to_owned()))
        .collect()
}

/// The Markdown files below a folder that have a title, in order of their paths.
pub(super) fn read(folder: &Path) -> Result<Vec<Article>, String> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let mut articles = Vec::new();
    for file in files {
        let text =
            fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        let Some((front, body)) = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
        else {
            continue;
        };
        let title = front.lines().find_map(|line| line.strip_prefix("title:"));
        let Some(title) = title.map(|title| plain(title.trim().trim_matches(['"', '\'']))) else {
            continue;
        };
        articles.push(article(articles.len(), title.trim(), plain(body)));
    }
    if articles.is_empty() {
        return Err(format!("{}: no Markdown with a title", folder.display()));
    }
    Ok(articles)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}

fn article(position: usize, title: &str, body: String) -> Article {
    Article {
        slug: format!("texte-{:04}", position + 1),
        title: title.replace('\'', "’"),
        date: "2024-01-15".to_owned(),
        summary: "Un texte.".to_owned(),
        category: category(0),
        tags: vec!["texte".to_owned()],
        dimensions: vec![0],
        authors: vec![author(0)],
        body,
    }
}

/// Text without what would need its site: pictures, targets of links, tags, attributes; its entities as characters.
fn plain(markdown: &str) -> String {
    let mut text = markdown.to_owned();
    for (entity, character) in [
        ("&rsquo;", "’"),
        ("&nbsp;", "\u{a0}"),
        ("&laquo;", "«"),
        ("&raquo;", "»"),
        ("&eacute;", "é"),
        ("&amp;", "et"),
        ("&#39;", "’"),
    ] {
        text = text.replace(entity, character);
    }
    text = without(&text, "<", ">");
    text = without(&text, "](", ")");
    text = without(&text, "{", "}");
    text = text.replace(['[', ']', '!', '^', '`', '|', '\\', ':'], " ");
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim_start_matches(['#', '>', ' ', '-', '*', '=']))
        .collect();
    lines.join("\n")
}

/// `text` without what stands between two marks on one line, and without the marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        rest = match after.split_once(close) {
            Some((_, beyond)) => beyond,
            None => after,
        };
    }
    kept.push_str(rest);
    kept
}
