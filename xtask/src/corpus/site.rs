//! The corpus as the files of a site of Parvis.

use std::fmt::Write as _;

use super::{AUTHORS, Article, CATEGORIES, author, category};

/// How many articles a page of a list shows.
pub(crate) const LIST: usize = 20;

/// Where the site says what it is.
pub(crate) const CONFIGURATION: &str = "content/site.yaml";

/// The files of the site with the text of a model, by their paths from its root. `features` is what its `site.yaml` switches on and off
/// beside the social cards, which are off: `search: false`.
///
/// The error says what the model lacks.
pub(crate) fn files(
    model: &str,
    articles: &[Article],
    features: &str,
) -> Result<Vec<(String, String)>, String> {
    let dimensions = dimensions_of(model)?;
    let mut files = vec![
        (CONFIGURATION.to_owned(), configuration(features)),
        ("content/model.yaml".to_owned(), model.to_owned()),
        (
            "content/index.md".to_owned(),
            "---\ntitle: 'Corpus'\nsummary: 'Un corpus de mesure.'\n---\nBienvenue.\n".to_owned(),
        ),
    ];
    for position in 0..AUTHORS {
        let (slug, name) = (author(position), position + 1);
        let text = format!(
            "---\nname: 'Auteur {name}'\nkind: person\nrole: 'Rédaction'\n---\nÉcrit des articles.\n"
        );
        files.push((format!("content/authors/{slug}.md"), text));
    }
    for article in articles {
        let path = format!("content/articles/{}.md", article.slug);
        let category = format!("category: {}", article.category);
        files.push((path, article.document(&category, "tags", &dimensions)));
    }
    Ok(files)
}

/// The text of that file.
pub(crate) fn configuration(features: &str) -> String {
    let features = match features {
        "" => String::new(),
        more => format!(", {more}"),
    };
    let mut site = format!(
        "title: 'Corpus'\ndescription: 'Corpus de mesure.'\nbase_url: 'https://example.org/'\n\
         language: fr\ntime_zone: Europe/Paris\npage_size: {LIST}\n\
         features: {{social_cards: false{features}}}\nnavigation:\n"
    );
    for (label, to) in [
        ("Articles", "/articles/"),
        ("Le modèle", "/le-modele/"),
        ("Archives", "/archives/"),
    ] {
        line(&mut site, &format!("  - {{label: '{label}', to: {to}}}"));
    }
    site.push_str("categories:\n");
    for position in 0..CATEGORIES {
        let (slug, name) = (category(position), position + 1);
        let entry = format!(
            "  - {{slug: {slug}, name: 'Rubrique {name}', description: 'Les articles de la rubrique.'}}"
        );
        line(&mut site, &entry);
    }
    site
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

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes any text");
}
