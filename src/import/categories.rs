//! Categories into `site.yaml`, whose other lines stay as they are, byte for byte.

use super::Site;
use super::yaml::scalar;
use crate::inputs::SourceFile;
use crate::language::Language;

/// A category to add.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCategory {
    pub slug: String,
    pub name: String,
    pub description: Option<String>,
}

/// What a new `site.yaml` says, where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seed {
    pub title: String,
    pub description: String,
    pub base_url: String,
    pub language: Language,
}

/// What becomes of `site.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It has all the categories already.
    Unchanged,
    /// It is to be written, as there is none.
    New(String),
    /// It is to be replaced by this text.
    Edited(String),
    /// These lines are to be added by hand: the file is faulty, or its list is not written item by item.
    ByHand(String),
}

/// Brings `categories` into the configuration of `site`.
pub fn bring_in(site: &Site, categories: &[NewCategory], seed: &Seed) -> Outcome {
    let Some(file) = &site.file else {
        return Outcome::New(new_file(categories, seed));
    };
    let known = site.config.iter().flat_map(|config| &config.categories);
    let known: Vec<&str> = known.map(|category| category.slug.as_str()).collect();
    let missing: Vec<&NewCategory> = categories
        .iter()
        .filter(|category| !known.contains(&category.slug.as_str()))
        .collect();
    if missing.is_empty() {
        return Outcome::Unchanged;
    }
    let by_hand = || {
        let lines: String = missing.iter().map(|it| item(it, "  ")).collect();
        Outcome::ByHand(format!("categories:\n{lines}"))
    };
    let edited = site
        .config
        .as_ref()
        .and_then(|_| edited(file.bytes.text().ok()?.as_str(), &missing));
    match edited {
        Some(text) if holds(&text, categories) => Outcome::Edited(text),
        _ => by_hand(),
    }
}

/// Whether the configuration `text` is read with all of `categories` in it.
fn holds(text: &str, categories: &[NewCategory]) -> bool {
    let file = SourceFile::new("content/site.yaml", text.as_bytes());
    let site = Site::new(Some(file));
    site.config.is_some_and(|config| {
        let known: Vec<&str> = config
            .categories
            .iter()
            .map(|it| it.slug.as_str())
            .collect();
        categories
            .iter()
            .all(|it| known.contains(&it.slug.as_str()))
    })
}

/// `text` with `missing` at the end of its list; `None` where the list is written in another way.
fn edited(text: &str, missing: &[&NewCategory]) -> Option<String> {
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let items = |indent: &str| -> String {
        let lines = missing.iter().map(|it| item(it, indent));
        lines.map(|line| line.replace('\n', ending)).collect()
    };
    let key = lines(text).find(|(_, line)| line.starts_with("categories:"));
    let Some((start, line)) = key else {
        let gap = if text.is_empty() || text.ends_with('\n') {
            ""
        } else {
            ending
        };
        return Some(format!("{text}{gap}categories:{ending}{}", items("  ")));
    };
    let after = start + line.len();
    let value = line["categories:".len()..]
        .split('#')
        .next()
        .unwrap_or_default()
        .trim();
    if value == "[]" {
        let (before, rest) = (&text[..start], &text[after..]);
        return Some(format!("{before}categories:{ending}{}{rest}", items("  ")));
    }
    if !value.is_empty() {
        return None;
    }
    let mut end = after;
    let mut indent = None;
    for (start, line) in lines(&text[after..]) {
        let content = line.trim();
        if !line.starts_with([' ', '-']) && !content.is_empty() && !content.starts_with('#') {
            break;
        }
        if content.starts_with('-') && indent.is_none() {
            indent = Some(line[..line.len() - line.trim_start().len()].to_owned());
        }
        if !content.is_empty() && !content.starts_with('#') {
            end = after + start + line.len();
        }
    }
    let gap = if text[..end].ends_with('\n') {
        ""
    } else {
        ending
    };
    let items = items(indent.as_deref().unwrap_or("  "));
    Some(format!("{}{gap}{items}{}", &text[..end], &text[end..]))
}

/// The lines of `text`, each with its place and its line break.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let place = start;
        start += line.len();
        (place, line)
    })
}

fn item(category: &NewCategory, indent: &str) -> String {
    let description = category.description.as_ref();
    let description = description.map(|it| format!(", description: {}", scalar(it)));
    format!(
        "{indent}- {{slug: {}, name: {}{}}}\n",
        scalar(&category.slug),
        scalar(&category.name),
        description.unwrap_or_default()
    )
}

fn new_file(categories: &[NewCategory], seed: &Seed) -> String {
    let mut text = format!(
        "title: {}\ndescription: {}\nbase_url: {}\nlanguage: {}\n",
        scalar(&seed.title),
        scalar(&seed.description),
        scalar(&seed.base_url),
        seed.language.code()
    );
    if !categories.is_empty() {
        text.push_str("categories:\n");
        text.extend(categories.iter().map(|it| item(it, "  ")));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn category(slug: &str) -> NewCategory {
        NewCategory {
            slug: slug.to_owned(),
            name: format!("Nom de {slug}"),
            description: None,
        }
    }

    fn site(text: &str) -> Site {
        Site::new(Some(SourceFile::new("content/site.yaml", text.as_bytes())))
    }

    fn outcome(text: &str) -> Outcome {
        let seed = Seed {
            title: String::new(),
            description: String::new(),
            base_url: String::new(),
            language: Language::French,
        };
        bring_in(&site(text), &[category("a"), category("b")], &seed)
    }

    const HEAD: &str = "title: T # titre\ndescription: D\nbase_url: 'https://example.org/'\n";
    const A: &str = "- {slug: 'a', name: 'Nom de a'}\n";
    const B: &str = "- {slug: 'b', name: 'Nom de b'}\n";

    #[test]
    fn the_list_grows_and_the_rest_stays() {
        assert_eq!(
            outcome(HEAD),
            Outcome::Edited(format!("{HEAD}categories:\n  {A}  {B}"))
        );
        assert_eq!(
            outcome(&format!(
                "categories: # thèmes\n- {{slug: a, name: A}}\n# fin\n\n{HEAD}"
            )),
            Outcome::Edited(format!(
                "categories: # thèmes\n- {{slug: a, name: A}}\n{B}# fin\n\n{HEAD}"
            ))
        );
        assert_eq!(
            outcome(&format!("categories: []\n{HEAD}")),
            Outcome::Edited(format!("categories:\n  {A}  {B}{HEAD}"))
        );
        assert_eq!(
            outcome(&format!("{HEAD}categories:\n    - slug: b\n      name: B")),
            Outcome::Edited(format!(
                "{HEAD}categories:\n    - slug: b\n      name: B\n    {A}"
            ))
        );
        let all = format!("{HEAD}categories:\n  {A}  {B}");
        assert_eq!(outcome(&all), Outcome::Unchanged);
    }

    #[test]
    fn what_cannot_be_edited_safely_is_left_to_the_editor() {
        let by_hand = Outcome::ByHand(format!("categories:\n  {A}"));
        let flow = format!("{HEAD}categories: [{{slug: b, name: B}}]\n");
        assert_eq!(outcome(&flow), by_hand);
        let faulty = Outcome::ByHand(format!("categories:\n  {A}  {B}"));
        assert_eq!(outcome("title: [\n"), faulty);
    }
}
