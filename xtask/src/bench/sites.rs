//! The corpus as a site of Parvis, and what the sites of its peers have in common.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::corpus::{self, Article};

/// How many articles a page of a list shows.
pub(super) const LIST: usize = 20;

/// Writes the site of Parvis below `folder`, with the given model.
pub(super) fn write_parvis(
    folder: &Path,
    model: &Path,
    articles: &[Article],
) -> Result<(), String> {
    super::empty(folder)?;
    let content = folder.join("content");
    let model =
        fs::read_to_string(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let dimensions = dimensions_of(&model)?;
    let mut site = format!(
        "title: 'Corpus'\ndescription: 'Corpus de mesure.'\nbase_url: 'https://example.org/'\n\
         language: fr\ntime_zone: Europe/Paris\npage_size: {LIST}\n\
         features: {{social_cards: false}}\nnavigation:\n"
    );
    for (label, to) in [
        ("Articles", "/articles/"),
        ("Le modèle", "/le-modele/"),
        ("Archives", "/archives/"),
    ] {
        line(&mut site, &format!("  - {{label: '{label}', to: {to}}}"));
    }
    site.push_str("categories:\n");
    for position in 0..corpus::CATEGORIES {
        let slug = corpus::category(position);
        let name = format!("Rubrique {}", position + 1);
        line(
            &mut site,
            &format!(
                "  - {{slug: {slug}, name: '{name}', description: 'Les articles de la rubrique.'}}"
            ),
        );
    }
    write(&content.join("site.yaml"), &site)?;
    write(&content.join("model.yaml"), &model)?;
    write(
        &content.join("index.md"),
        "---\ntitle: 'Corpus'\nsummary: 'Un corpus de mesure.'\n---\nBienvenue.\n",
    )?;
    for position in 0..corpus::AUTHORS {
        let path = content.join(format!("authors/{}.md", corpus::author(position)));
        let name = format!("Auteur {}", position + 1);
        write(
            &path,
            &format!(
                "---\nname: '{name}'\nkind: person\nrole: 'Rédaction'\n---\nÉcrit des articles.\n"
            ),
        )?;
    }
    for article in articles {
        let names: Vec<&str> = article
            .dimensions
            .iter()
            .map(|&d| dimensions[d % dimensions.len()])
            .collect();
        let text = format!(
            "---\ntitle: '{}'\ndate: {}\nsummary: '{}'\nauthors: [{}]\ncategory: {}\ntags: [{}]\ndimensions: [{}]\n---\n{}",
            article.title,
            article.date,
            article.summary,
            article.authors.join(", "),
            article.category,
            article.tags.join(", "),
            names.join(", "),
            article.body
        );
        write(
            &content.join(format!("articles/{}.md", article.slug)),
            &text,
        )?;
    }
    Ok(())
}

/// A header of about 4 KB that is the same on every page.
pub(super) fn header() -> String {
    let mut header = String::from("<header><nav aria-label=\"Principale\"><ul>\n");
    for entry in 1..=40 {
        line(
            &mut header,
            &format!(
                "<li class=\"menu__entry\"><a class=\"menu__link\" href=\"/articles/\">Une entrée du menu, la {entry}</a></li>"
            ),
        );
    }
    header.push_str("</ul></nav></header>\n");
    header
}

/// The ids of the model's dimensions, read off the list that `model.yaml` holds.
fn dimensions_of(model: &str) -> Result<Vec<&str>, String> {
    let list = model
        .split_once("\ndimensions:\n")
        .ok_or("model.yaml has no dimensions")?
        .1;
    let ids: Vec<&str> = list
        .lines()
        .take_while(|line| line.is_empty() || line.starts_with([' ', '#']))
        .filter_map(|line| line.strip_prefix("  - id: "))
        .collect();
    if ids.is_empty() {
        Err("model.yaml lists no dimension".into())
    } else {
        Ok(ids)
    }
}

pub(super) fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes any text");
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}
