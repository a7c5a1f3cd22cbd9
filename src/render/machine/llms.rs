//! `llms.txt`: the site in one Markdown page for language models: its title, what it is, and where things are with a sentence each.

use super::one_line;
use crate::language::date;
use crate::site::Site;
use crate::site::links::DocumentId;
use crate::site::routes::{Singleton, markdown_copy};
use crate::view::Strings;

/// Articles listed, latest first.
const LATEST: usize = 50;

/// The file: latest 50 articles, in Markdown where there is a copy, the glossary, the model, the benchmark, the events. A section without pages is left out.
pub fn llms_txt(site: &Site, strings: &Strings) -> Vec<u8> {
    let mut text = format!(
        "# {}\n\n> {}\n",
        one_line(&site.config.title),
        one_line(&site.config.description)
    );
    if let Some(licence) = &site.config.licence {
        text.extend([
            "\n",
            strings.get("licence"),
            " ",
            &one_line(&licence.name),
            ".\n",
        ]);
    }
    let mut section = |key: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.extend(["\n## ", strings.get(key), "\n\n", &lines.concat()]);
        }
    };
    section("articles", articles(site));
    section("glossary", glossary(site));
    section("model", model(site, strings));
    section("benchmark", benchmark(site));
    section("events", events(site));
    text.into_bytes()
}

fn articles(site: &Site) -> Vec<String> {
    let line = |(position, article): (usize, &std::sync::Arc<crate::document::Article>)| {
        let page = site.links.path(DocumentId::Article(position));
        let path = if site.config.features.markdown_copies {
            markdown_copy(page)
        } else {
            page.to_owned()
        };
        line(site, &article.identity.title, &path, &article.summary)
    };
    site.articles
        .iter()
        .enumerate()
        .take(LATEST)
        .map(line)
        .collect()
}

fn glossary(site: &Site) -> Vec<String> {
    let line = |(position, term): (usize, &std::sync::Arc<crate::document::Term>)| {
        line(
            site,
            &term.identity.title,
            site.links.path(DocumentId::Term(position)),
            &term.definition,
        )
    };
    site.terms.iter().enumerate().map(line).collect()
}

fn model(site: &Site, strings: &Strings) -> Vec<String> {
    let Some(model) = &site.model else {
        return Vec::new();
    };
    let names = site.routes.names();
    let mut lines = vec![line(
        site,
        strings.get("about_the_model"),
        &Singleton::Model.path(names),
        model.notice.as_deref().unwrap_or_default(),
    )];
    lines.push(line(
        site,
        strings.get("selftest"),
        &Singleton::Selftest.path(names),
        "",
    ));
    for lever in &model.levers {
        lines.push(line(
            site,
            &lever.name,
            &names.page("levers", &lever.id),
            lever.question.as_deref().unwrap_or_default(),
        ));
        for dimension in model
            .dimensions
            .iter()
            .filter(|dimension| dimension.lever == lever.id)
        {
            lines.push(line(
                site,
                &dimension.name,
                &names.page("model", &dimension.id),
                &dimension.definition,
            ));
        }
    }
    lines
}

fn benchmark(site: &Site) -> Vec<String> {
    let names = site.routes.names();
    let line = |edition: &std::sync::Arc<crate::document::Edition>| {
        line(
            site,
            &edition.title,
            &names.page("benchmark", edition.slug.as_str()),
            edition.population.as_deref().unwrap_or_default(),
        )
    };
    site.editions.iter().map(line).collect()
}

fn events(site: &Site) -> Vec<String> {
    let lines = site
        .events
        .iter()
        .zip(site.occurrences.iter())
        .enumerate()
        .map(|(position, (event, occurrence))| {
            let day = occurrence
                .span
                .as_ref()
                .map(|span| date::long_date(site.config.language, span.start.date()));
            let summary = event.identity.summary.as_deref();
            let note = day
                .as_deref()
                .into_iter()
                .chain(summary)
                .collect::<Vec<_>>()
                .join(" – ");
            line(
                site,
                &event.identity.title,
                site.links.path(DocumentId::Event(position)),
                &note,
            )
        });
    lines.collect()
}

fn line(site: &Site, title: &str, path: &str, note: &str) -> String {
    let title = one_line(title)
        .replace('\\', "\\\\")
        .replace('[', "\\[")
        .replace(']', "\\]");
    let note = one_line(note);
    let separator = if note.is_empty() { "" } else { ": " };
    format!(
        "- [{title}]({}){separator}{note}\n",
        site.base.absolute(path)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::ThemeFiles;
    use crate::language::Language;
    use crate::render::machine::fixture::Fixture;
    use crate::render::theme::Theme;

    #[test]
    fn the_site_is_told_section_by_section() {
        let site = Fixture::community().site();
        let (theme, _) = Theme::load(&ThemeFiles::new(Vec::new()), Language::French);
        let written = String::from_utf8(llms_txt(&site, theme.unwrap().strings())).unwrap();
        let expected = "\
# Parvis

> Une communauté.

## Articles

- [Symétrie <des> attentions](https://example.org/kb/articles/symetrie/index.md): Soigner & mesurer.
- [La vision](https://example.org/kb/articles/vision/index.md): Une vision partagée.

## Glossaire

- [NPS](https://example.org/kb/glossaire/nps/): Une part moins une autre.

## Le modèle

- [Présentation du modèle](https://example.org/kb/le-modele/)
- [Testez-vous](https://example.org/kb/le-modele/testez-vous/)
- [Managérial](https://example.org/kb/le-modele/leviers/managerial/)
- [Vision partagée](https://example.org/kb/le-modele/vision/): Une ambition que chacun sait redire.
- [Coopération](https://example.org/kb/le-modele/cooperation/): Des services qui s’entraident.

## Benchmark

- [Édition 2026](https://example.org/kb/benchmark/2026/)

## Événements

- [Annulé](https://example.org/kb/evenements/annule/): 5~mars 2027 – Sans suite.
- [Rencontres](https://example.org/kb/evenements/rencontres/): 18~avril 2027 – Une journée.
- [Semaine](https://example.org/kb/evenements/semaine/): 12~juillet 2027
- [Sans année](https://example.org/kb/evenements/sans-annee/)
";
        assert_eq!(written.replace('\u{a0}', "~"), expected);
    }

    #[test]
    fn a_bracket_does_not_end_a_title() {
        let site = Fixture::community().site();
        assert_eq!(
            line(&site, "a [b]\n c", "/d/", ""),
            "- [a \\[b\\] c](https://example.org/kb/d/)\n"
        );
    }
}
