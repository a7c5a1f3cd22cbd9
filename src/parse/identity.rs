//! The keys that all Markdown documents share.

use super::Source;
use super::yaml::{Faults, Fields};
use crate::diagnostics::{Kind, Located, Problem, Span};
use crate::document::{Identity, Image, Slug};
use crate::language;

/// Reads the shared keys. `title_key` is `title`, or `name` for those who have one. Always gives an identity, so that the faults of
/// the rest of the file are found too: one whose title or slug is missing has been reported.
pub fn parse(
    source: Source<'_>,
    fields: &mut Fields,
    title_key: &'static str,
    faults: &mut Faults,
) -> Identity {
    let slug = slug(source, fields, faults);
    let title = fields.required_text(title_key, faults).unwrap_or_default();
    let title = typeset(source, title);
    Identity {
        file: source.file.path.clone(),
        slug: Slug::new(slug),
        title_slug: Slug::new(language::slug::slug(&title)),
        title,
        summary: typeset_text(source, fields, "summary", faults),
        date: fields.date("date", faults),
        updated: fields.date("updated", faults),
        aliases: aliases(fields, faults),
        lang: fields.text("lang", faults),
        translates: if source.file.path.tree().is_empty() {
            None
        } else {
            fields.located_text("translates", faults)
        },
        draft: fields.flag("draft", false, faults),
        dimensions: fields.slugs("dimensions", faults),
        tags: fields
            .texts("tags", faults)
            .into_iter()
            .map(|tag| tag.value)
            .collect(),
        image: image(source, fields, faults),
    }
}

/// Words of a key, in the typography of the site.
pub fn typeset_text(
    source: Source<'_>,
    fields: &mut Fields,
    key: &'static str,
    faults: &mut Faults,
) -> Option<String> {
    fields.text(key, faults).map(|text| typeset(source, text))
}

/// `text` in the typography of the site.
pub fn typeset(source: Source<'_>, text: String) -> String {
    if source.conventions.typography {
        language::typography::typeset(source.conventions.language, &text)
    } else {
        text
    }
}

/// The name of the file, or of its folder for an `index.md`; the key `slug` replaces it.
fn slug(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> String {
    if let Some(slug) = fields.slug("slug", faults) {
        return slug.value;
    }
    let path = &source.file.path;
    let name = match path.stem() {
        "index" => path.folder().rsplit('/').next().unwrap_or_default(),
        stem => stem,
    };
    let suggestion = language::slug::slug(name);
    if suggestion != name {
        let extension = path.extension();
        faults.of_file(Problem::BadFileName {
            suggestion: format!("{suggestion}.{extension}"),
        });
    }
    suggestion
}

fn aliases(fields: &mut Fields, faults: &mut Faults) -> Vec<Located<String>> {
    let written = fields.texts("aliases", faults);
    written
        .into_iter()
        .filter(|alias| {
            let path = &alias.value;
            let problem = if path
                .split('/')
                .any(|segment| segment == ".." || segment == ".")
            {
                let target = path.clone();
                Problem::OutsideOfSite { target }
            } else if !path.starts_with('/')
                || path.starts_with("//")
                || path.contains(['\\', '?', '#', '\0', '<', '>', '"'])
            {
                Problem::BadValue {
                    value: path.clone(),
                    expected: Kind::SitePath,
                }
            } else {
                return true;
            };
            faults.at(alias.span, problem);
            false
        })
        .collect()
}

/// `image: {src, alt, caption}`.
fn image(source: Source<'_>, fields: &mut Fields, faults: &mut Faults) -> Option<Image> {
    let mut image = fields.map("image", faults)?;
    let address = image.required_located_text("src", faults);
    let alternative = image.located_text("alt", faults);
    let caption = typeset_text(source, &mut image, "caption", faults);
    image.finish(faults);
    let address = address?;
    match &alternative {
        None => faults.at(
            address.span,
            Problem::ImageWithoutAlternative {
                source: address.value.clone(),
            },
        ),
        Some(alternative) => check_alternative(&alternative.value, alternative.span, faults),
    }
    Some(Image {
        source: address,
        alternative: typeset(source, alternative.map(|it| it.value).unwrap_or_default()),
        caption,
    })
}

/// Reports an alternative that looks like a file name or a slug: `IMG_2034.jpg`, `salon-strategie-client-2019`.
pub fn check_alternative(alternative: &str, span: Span, faults: &mut Faults) {
    let lower = alternative.to_lowercase();
    let file = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif"]
        .iter()
        .any(|extension| lower.ends_with(extension));
    let joined = !alternative.contains(' ')
        && (alternative.matches(['-', '_']).count() >= 2
            || lower.starts_with("img_")
            || lower.starts_with("dsc"));
    if file || joined {
        faults.at(
            span,
            Problem::FileNameAlternative {
                alternative: alternative.to_owned(),
            },
        );
    }
}
