//! Summaries, where none was written: the first sentences.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A summary is about as long as this, in characters.
const LENGTH: usize = 220;

/// The first sentences of `markdown`, as plain text; nothing where it holds no text.
pub fn of_markdown(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_DEFINITION_LIST;
    let mut text = String::new();
    let mut skipped = 0usize;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(
                Tag::Heading { .. }
                | Tag::CodeBlock(_)
                | Tag::Table(_)
                | Tag::Image { .. }
                | Tag::FootnoteDefinition(_),
            ) => skipped += 1,
            Event::End(
                TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::Table
                | TagEnd::Image
                | TagEnd::FootnoteDefinition,
            ) => {
                skipped = skipped.saturating_sub(1);
            }
            // What was kept of a shortcode or a template.
            Event::Code(code) if code.starts_with(['[', '{']) => {}
            Event::Text(words) | Event::Code(words) if skipped == 0 => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                text.push(' ');
            }
            _ => {}
        }
        if text.len() > 8 * LENGTH {
            break;
        }
    }
    first_sentences(&text)
}

/// The first sentences of `text`, and of a very long first one its beginning.
pub fn first_sentences(text: &str) -> String {
    let text = text
        .split(|it: char| it.is_ascii_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    if text.chars().count() <= LENGTH {
        return text;
    }
    let mut end = 0;
    let mut count = 0;
    let mut symbols = text.char_indices().peekable();
    while let Some((place, symbol)) = symbols.next() {
        count += 1;
        if count > LENGTH && end > 0 {
            break;
        }
        let ends = matches!(symbol, '.' | '!' | '?' | '…');
        if ends && symbols.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            end = place + symbol.len_utf8();
        }
        if count > LENGTH + LENGTH / 2 {
            break;
        }
    }
    if end > 0 {
        return text[..end].to_owned();
    }
    let cut: String = text.chars().take(LENGTH).collect();
    let cut = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!(
        "{}…",
        cut.trim_end_matches([',', ';', ':', '\u{a0}', '\u{202f}'])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_ends_with_a_sentence() {
        let long = "La qualité perçue se construit au guichet. ".repeat(9);
        let summary = of_markdown(&format!("## Titre\n\n![a](b.png)\n\n{long}"));
        assert_eq!(
            summary,
            "La qualité perçue se construit au guichet. "
                .repeat(5)
                .trim()
        );
        assert_eq!(of_markdown("Un *mot*.\n\nDeux."), "Un mot. Deux.");
        assert_eq!(of_markdown("```\ncode\n```"), "");
        let endless = "mot ".repeat(200);
        assert!(first_sentences(&endless).ends_with(" mot…"));
    }
}
