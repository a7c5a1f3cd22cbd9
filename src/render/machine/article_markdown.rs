//! `articles/…/index.md`: an article as its author wrote it, for programs that read Markdown.
//!
//! The front matter has the keys of the content format, with names where the source has slugs, and says where the page is. In the text, links
//! are whole, components say in words and tables what they draw, and what only editors see is left out ([`Splice`]).

use std::fmt::Write;

use super::one_line;
use crate::document::{
    Article, CardTarget, Component, Name, RadarSeries, Replacement, Splice, Worksheet,
};
use crate::site::Site;
use crate::site::links::{DocumentId, Ends};
use crate::site::routes::Singleton;
use crate::view::encoded;

/// The Markdown of the article at `position`.
pub fn copy(site: &Site, position: usize) -> Vec<u8> {
    let article = &site.articles[position];
    let id = DocumentId::Article(position);
    let url = site.base.absolute(site.links.path(id));
    let mut text = front_matter(site, article, &url);
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\n# {}\n\n> {}\n\n",
        escaped(&article.identity.title),
        escaped(&article.summary)
    );
    let copier = Copier {
        site,
        article,
        ends: site.links.of_document(id),
        url,
    };
    let mut body = copier.body();
    if body.contains('\r') {
        body = body.replace("\r\n", "\n");
    }
    text.push_str(body.trim());
    text.push('\n');
    text.into_bytes()
}

/// What a reader needs to know of the article, as YAML.
fn front_matter(site: &Site, article: &Article, url: &str) -> String {
    let identity = &article.identity;
    let mut yaml = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(yaml, "{key}: {value}");
    };
    line("title", &quoted(&identity.title));
    line("url", url);
    let language = site.config.language.code();
    line("lang", identity.lang.as_deref().unwrap_or(language));
    line("date", &article.date.to_string());
    if let Some(updated) = identity.updated {
        line("updated", &updated.to_string());
    }
    let authors = article
        .authors
        .iter()
        .filter_map(|name| site.authors.get(&name.value))
        .map(|author| author.identity.title.as_str());
    list(&mut line, "authors", authors);
    let category = |name: &Name| {
        let mut categories = site.config.categories.iter();
        categories.find(|category| category.slug.as_str() == name.value)
    };
    if let Some(category) = article.category.as_ref().and_then(category) {
        line("category", &quoted(&category.name));
    }
    list(&mut line, "tags", identity.tags.iter().map(String::as_str));
    let dimensions = site.model.iter().flat_map(|model| &model.dimensions);
    let dimensions =
        dimensions.filter(|it| identity.dimensions.iter().any(|name| name.value == it.id));
    list(
        &mut line,
        "dimensions",
        dimensions.map(|dimension| dimension.name.as_str()),
    );
    if let Some(series) = &article.series {
        let (name, part) = (quoted(&series.value.name), series.value.part);
        line("series", &format!("{{name: {name}, part: {part}}}"));
    }
    if let Some(sector) = &article.sector {
        line("sector", &quoted(sector));
    }
    if let Some(source) = &article.source {
        let mut known = format!("publication: {}", quoted(&source.publication));
        for (key, value) in [
            ("issue", source.issue.as_deref().map(quoted)),
            ("url", source.url.as_deref().map(quoted)),
            ("date", source.date.map(|date| date.to_string())),
        ] {
            if let Some(value) = value {
                let _ = write!(known, ", {key}: {value}");
            }
        }
        line("source", &format!("{{{known}}}"));
    }
    if let Some(licence) = &site.config.licence {
        line("licence", &quoted(&licence.name));
    }
    yaml.push_str("---\n");
    yaml
}

fn list<'a>(line: &mut impl FnMut(&str, &str), key: &str, values: impl Iterator<Item = &'a str>) {
    let values: Vec<String> = values.map(quoted).collect();
    if !values.is_empty() {
        line(key, &format!("[{}]", values.join(", ")));
    }
}

/// `text` as a YAML string.
fn quoted(text: &str) -> String {
    format!("'{}'", one_line(text).replace('\'', "''"))
}

/// `text` on a line of Markdown, where it stands for itself.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in one_line(text).chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|'
        ) {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

struct Copier<'a> {
    site: &'a Site,
    article: &'a Article,
    /// Where its links lead.
    ends: Ends<'a>,
    /// Where the article's page is.
    url: String,
}

impl Copier<'_> {
    /// The text, with its splices.
    fn body(&self) -> String {
        let source = self.article.text.read();
        let source = source.as_str();
        let text_start = self.article.text.start;
        let between = |start, end| source.get(start..end).unwrap_or_default();
        let mut body = String::with_capacity(source.len());
        let mut place = text_start;
        for Splice { span, with } in &self.article.body.splices {
            let start = span.start as usize;
            // A component in a sanitised block is within what the block reads instead.
            if start < place {
                continue;
            }
            body.push_str(between(place, start));
            match with {
                Replacement::Text(text) => body.push_str(text),
                Replacement::Address { link, title } => {
                    let title = if title.is_empty() {
                        String::new()
                    } else {
                        format!(" \"{}\"", title.replace('"', "\\\""))
                    };
                    let _ = write!(body, "]({}{title})", self.address(*link));
                }
                Replacement::Titled(link) => {
                    let end = self.ends.get(*link);
                    let title = end
                        .and_then(|end| end.document)
                        .map_or("", |document| self.site.title_of(document));
                    let _ = write!(body, "[{}]({})", escaped(title), self.address(*link));
                }
                Replacement::Component(component) => {
                    let margin = margin(between(text_start, start));
                    let words = self.component(component);
                    body.push_str(&words.trim_end().replace('\n', &format!("\n{margin}")));
                    if between(start, span.end as usize).ends_with('\n') {
                        body.push('\n');
                    }
                }
            }
            place = span.end as usize;
        }
        body.push_str(between(place, source.len()));
        body
    }

    /// The whole address of a link.
    fn address(&self, link: usize) -> String {
        let end = self.ends.get(link);
        let path = end.map_or("", |end| end.path.as_str());
        let address = if path.starts_with('#') {
            format!("{}{path}", self.url)
        } else {
            self.site.base.absolute(&encoded(path))
        };
        address.replace('(', "%28").replace(')', "%29")
    }

    /// What a component says.
    fn component(&self, component: &Component) -> String {
        let mut text = String::new();
        match component {
            Component::Timeline(steps) => {
                for (date, title, more) in steps {
                    let _ = write!(text, "- **{}** — {}", escaped(date), escaped(title));
                    if let Some(more) = more {
                        let _ = write!(text, ". {}", escaped(more));
                    }
                    text.push('\n');
                }
            }
            Component::Quote {
                text: words,
                author,
                source,
                url,
                ..
            } => {
                let _ = writeln!(text, "> {}", escaped(words));
                let said = [author, source].into_iter().flatten();
                let said: Vec<String> = said.map(|it| escaped(it)).collect();
                match (said.is_empty(), url) {
                    (true, None) => {}
                    (true, Some(url)) => {
                        let _ = writeln!(text, ">\n> — <{url}>");
                    }
                    (false, None) => {
                        let _ = writeln!(text, ">\n> — {}", said.join(", "));
                    }
                    (false, Some(url)) => {
                        let _ = writeln!(text, ">\n> — [{}]({url})", said.join(", "));
                    }
                }
            }
            Component::Cards(cards) => {
                for (title, more, target) in cards {
                    let title = escaped(title);
                    let _ = match target {
                        Some(CardTarget::Link(link)) => {
                            write!(text, "- [{title}]({})", self.address(*link))
                        }
                        Some(CardTarget::Address(address)) => {
                            write!(text, "- [{title}]({address})")
                        }
                        None => write!(text, "- {title}"),
                    };
                    if let Some(more) = more {
                        let _ = write!(text, ": {}", escaped(more));
                    }
                    text.push('\n');
                }
            }
            Component::Figure {
                image,
                alternative,
                caption,
                credit,
            } => {
                let _ = writeln!(
                    text,
                    "![{}]({})",
                    escaped(alternative),
                    self.address(*image)
                );
                for words in caption.iter().chain(credit) {
                    let _ = writeln!(text, "\n*{}*", escaped(words));
                }
            }
            Component::Wheel => self.wheel(&mut text),
            Component::Radar { title, series } => self.radar(&mut text, title.as_deref(), series),
            Component::Worksheet(worksheet) => push_worksheet(&mut text, worksheet),
        }
        text
    }

    /// The wheel is the model: its levers, and the dimensions of each.
    fn wheel(&self, text: &mut String) {
        let Some(model) = &self.site.model else {
            return;
        };
        let names = self.site.routes.names();
        for lever in &model.levers {
            let url = self.site.base.absolute(&names.page("levers", &lever.id));
            let _ = writeln!(text, "- [{}]({url})", escaped(&lever.name));
            let own = model.dimensions.iter().filter(|it| it.lever == lever.id);
            for dimension in own {
                let url = self.site.base.absolute(&names.page("model", &dimension.id));
                let _ = writeln!(text, "  - [{}]({url})", escaped(&dimension.name));
            }
        }
        let _ = writeln!(
            text,
            "\n<{}>",
            self.site.base.absolute(&Singleton::Model.path(names))
        );
    }

    /// A radar as a table: a dimension a row, a series a column.
    fn radar(&self, text: &mut String, title: Option<&str>, series: &[RadarSeries]) {
        if let Some(title) = title {
            let _ = writeln!(text, "**{}**\n", escaped(title));
        }
        let cell = |words: &str| format!(" {} |", escaped(words));
        let names: String = series.iter().map(|series| cell(&series.name)).collect();
        let _ = writeln!(text, "|  |{names}");
        let _ = writeln!(text, "|---|{}", "---:|".repeat(series.len()));
        let dimensions = self.site.model.iter().flat_map(|model| &model.dimensions);
        for dimension in dimensions {
            let score = |series: &RadarSeries| {
                let mut scores = series.scores.iter();
                let score = scores.find(|(name, _)| name.value == dimension.id);
                score.map_or_else(|| "–".to_owned(), |(_, score)| score.to_string())
            };
            let scores: Vec<String> = series.iter().map(score).collect();
            if scores.iter().any(|score| score != "–") {
                let cells: String = scores.iter().map(|score| cell(score)).collect();
                let _ = writeln!(text, "|{}{cells}", cell(&dimension.name));
            }
        }
    }
}

fn push_worksheet(text: &mut String, worksheet: &Worksheet) {
    let _ = writeln!(text, "**{}**\n", escaped(&worksheet.title));
    if let Some(intro) = &worksheet.intro {
        let _ = writeln!(text, "{}\n", escaped(intro));
    }
    let questions = worksheet.questions.iter().chain(&worksheet.synthesis);
    for (number, question) in questions.enumerate() {
        let _ = write!(text, "{}. {}", number + 1, escaped(&question.label));
        if let Some(hint) = &question.hint {
            let _ = write!(text, " ({})", escaped(hint));
        }
        text.push('\n');
    }
}

/// What stands before the lines of a block whose first line ends `before`: the marks of quotations, and spaces for those of lists.
fn margin(before: &str) -> String {
    let line = before.rsplit('\n').next().unwrap_or_default();
    let margin = line.chars().map(|it| if it == '>' { '>' } else { ' ' });
    margin.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::machine::fixture::Fixture;

    fn copied(front: &str, body: &str) -> String {
        let text = format!(
            "---\ntitle: 'L’essai'\ndate: 2026-05-01\nsummary: 'Un *essai*.'\n{front}---\n{body}\n"
        );
        let site = Fixture::community()
            .with("content/articles/essai.md", &text)
            .with("content/articles/plan (1).png", "png")
            .site();
        let position = site.articles.position("essai").unwrap();
        String::from_utf8(copy(&site, position)).unwrap()
    }

    fn body(body: &str) -> String {
        let copy = copied("", body);
        let (_, text) = copy.split_once("> Un \\*essai\\*.\n\n").unwrap();
        text.trim_end().to_owned()
    }

    #[test]
    fn the_front_matter_names_what_the_source_refers_to() {
        let front = "updated: 2026-06-01\nauthors: camille-exemple\ncategory: culture\ntags: ['l''équipe', mesure]\ndimensions: [vision]\n\
                     series: {name: 'Suite', part: 2}\nsector: 'Rail'\nsource: {publication: 'La Revue', issue: '5', date: 2026-04-01}\n";
        assert_eq!(
            copied(front, "Texte."),
            "---\ntitle: 'L’essai'\nurl: https://example.org/kb/articles/essai/\nlang: fr\ndate: 2026-05-01\nupdated: 2026-06-01\n\
             authors: ['Camille Exemple']\ncategory: 'Culture de service'\ntags: ['l''équipe', 'mesure']\ndimensions: ['Vision partagée']\n\
             series: {name: 'Suite', part: 2}\nsector: 'Rail'\nsource: {publication: 'La Revue', issue: '5', date: 2026-04-01}\n---\n\n\
             # L’essai\n\n> Un \\*essai\\*.\n\nTexte.\n"
        );
    }

    #[test]
    fn links_are_whole_whatever_their_manner() {
        let base = "https://example.org/kb";
        for (written, expected) in [
            (
                "[a](vision.md \"T\")",
                format!("[a]({base}/articles/vision/ \"T\")"),
            ),
            (
                "[**a** `b`](vision.md#le-debat)",
                format!("[**a** `b`]({base}/articles/vision/#le-debat)"),
            ),
            (
                "[[nps]] et [[nps|mot]]",
                format!("[NPS]({base}/glossaire/nps/) et [mot]({base}/glossaire/nps/)"),
            ),
            (
                "[a][r] et [r]\n\n[r]: vision.md",
                format!("[a]({base}/articles/vision/) et [r]({base}/articles/vision/)"),
            ),
            (
                "[a][r]\n\n[r]: https://a.example/ 'T'",
                "[a](https://a.example/ \"T\")".to_owned(),
            ),
            (
                "[a](https://a.example/) <https://b.example/>",
                "[a](https://a.example/) <https://b.example/>".to_owned(),
            ),
            (
                "[a](/glossaire/nps/)",
                format!("[a]({base}/glossaire/nps/)"),
            ),
            (
                "## Un\n\n[a](#un)",
                format!("## Un\n\n[a]({base}/articles/essai/#un)"),
            ),
            (
                "[![Une clé](<plan (1).png>)](vision.md)",
                format!(
                    "[![Une clé]({base}/articles/plan%20%281%29.png)]({base}/articles/vision/)"
                ),
            ),
        ] {
            assert_eq!(body(written), expected, "{written}");
        }
    }

    #[test]
    fn what_only_editors_see_is_left_out() {
        let copy = body(
            "Un.<!-- secret --> Deux\n\n<!-- secret -->\n\n[//]: # (secret)\n[//]: # (secret)\n\nTrois <script>x</script>",
        );
        let lines: Vec<&str> = copy.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Un. Deux", "Trois x"]);
    }

    #[test]
    fn components_say_what_they_draw() {
        let fence = |name: &str, yaml: &str| format!("```{name}\n{yaml}\n```");
        assert_eq!(
            body(&fence(
                "timeline",
                "- {date: '2012', title: 'A', text: 'B'}\n- {date: '2013', title: 'C'}"
            )),
            "- **2012** — A. B\n- **2013** — C"
        );
        assert_eq!(
            body(&fence(
                "quote",
                "{text: 'Dit.', author: 'Ada', url: 'https://a.example/'}"
            )),
            "> Dit.\n>\n> — [Ada](https://a.example/)"
        );
        assert_eq!(
            body(&fence(
                "cards",
                "- {title: 'A', text: 'B', to: vision.md}\n- {title: 'C'}"
            )),
            "- [A](https://example.org/kb/articles/vision/): B\n- C"
        );
        assert_eq!(
            body(&fence(
                "figure",
                "{src: plan (1).png, alt: 'Une clé', caption: 'La clé.'}"
            )),
            "![Une clé](https://example.org/kb/articles/plan%20%281%29.png)\n\n*La clé.*"
        );
        assert_eq!(
            body(&fence(
                "radar",
                "{title: 'R', series: [{name: 'X', scores: {vision: 62.5}}, {name: 'Y', scores: {}}]}"
            )),
            "**R**\n\n|  | X | Y |\n|---|---:|---:|\n| Vision partagée | 62.5 | – |"
        );
        assert_eq!(
            body(&fence(
                "worksheet",
                "{id: w, title: 'F', questions: [{id: a, label: 'Quoi', hint: 'Un mot'}], synthesis: {id: s, label: 'Donc'}}"
            )),
            "**F**\n\n1. Quoi (Un mot)\n2. Donc"
        );
        assert_eq!(
            body(
                "- un\n\n  ```timeline\n  - {date: '1', title: 'A'}\n  - {date: '2', title: 'B'}\n  ```\n\n- deux"
            ),
            "- un\n\n  - **1** — A\n  - **2** — B\n\n- deux"
        );
    }
}
