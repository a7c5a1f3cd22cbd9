//! Pages an editor might have written, and what they become; and the law: rendering the Markdown gives back the words.

use std::fmt::Write;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

use super::writer::{Remark, Style, convert};
use super::{Destinations, Picture};

/// Every link leads where it says; pictures of `medias/` are at hand.
struct Anywhere;

impl Destinations for Anywhere {
    fn link(&mut self, address: &str) -> Option<String> {
        Some(address.to_owned())
    }

    fn picture(&mut self, address: &str, alternative: &str) -> Picture {
        let alternative = alternative.to_owned();
        match address.strip_prefix("medias/") {
            Some(name) => Picture::Inside {
                source: name.to_owned(),
                alternative,
            },
            None => Picture::Outside {
                address: address.to_owned(),
                alternative,
            },
        }
    }

    fn footnote(&mut self, id: &str) -> Option<usize> {
        id.parse().ok()
    }
}

const BLOCKS: Style = Style {
    lines_count: false,
    trusted: true,
};
const CLASSIC: Style = Style {
    lines_count: true,
    trusted: true,
};
const VISITOR: Style = Style {
    lines_count: true,
    trusted: false,
};

fn markdown(style: Style, html: &str) -> String {
    convert(html, style, &mut Anywhere).markdown
}

#[test]
fn words_keep_their_emphasis_and_their_spaces() {
    for (html, expected) in [
        (
            "<p>Un <strong>mot </strong>fort, <em>un autre</em>.</p>",
            "Un **mot** fort, *un autre*.",
        ),
        (
            "<p><b>« Oui »</b>, dit-il, <b>«\u{a0}Non\u{a0}»</b>suite</p>",
            "**« Oui »**, dit-il, <strong>«\u{a0}Non\u{a0}»</strong>suite",
        ),
        ("<p>in<em>croy</em>able&nbsp;!</p>", "in*croy*able\u{a0}!"),
        ("<p><strong>a</strong><em>b</em></p>", "**a**<em>b</em>"),
        ("<p><strong><em>a</em></strong></p>", "***a***"),
        ("<p><strong></strong>a<em> </em>b</p>", "a b"),
        (
            "<p>1<sup>er</sup> <span lang=\"la\">Ordo</span> <u>x</u></p>",
            "1<sup>er</sup> <span lang=\"la\">Ordo</span> x",
        ),
        // Backticks that touch would be one sign.
        (
            "<p><code>a</code><code>b</code><strong><code>c</code></strong><code>`d</code></p>",
            "`a` `b`**`c`**`` `d ``",
        ),
        (
            "<p>Appuyez sur <code>a`b</code><br>puis<br/><br>fin</p>",
            "Appuyez sur ``a`b``\\\npuis\\\nfin",
        ),
    ] {
        assert_eq!(markdown(BLOCKS, html), expected, "{html}");
    }
}

#[test]
fn signs_of_markdown_are_words() {
    for (html, expected) in [
        ("<p># pas un titre</p>", "\\# pas un titre"),
        (
            "<p>1. pas une liste</p><p>- non plus</p><p>&gt; ni ceci</p>",
            "1\\. pas une liste\n\n\\- non plus\n\n\\> ni ceci",
        ),
        (
            "<p>a*b_c_ [d] `e` &amp;eacute; &lt;f&gt; snake_case</p>",
            "a\\*b_c\\_ \\[d\\] \\`e\\` \\&eacute; \\<f> snake_case",
        ),
        (
            "<p>Lisez ceci !<a href=\"https://example.org/\">là</a></p>",
            "Lisez ceci \\![là](https://example.org/)",
        ),
    ] {
        assert_eq!(markdown(BLOCKS, html), expected, "{html}");
    }
}

#[test]
fn a_blank_line_ends_a_paragraph_where_lines_count() {
    assert_eq!(
        markdown(
            CLASSIC,
            "Un\ndeux <b>trois\n\nquatre</b>\n\n\n<ul>\n<li>a</li>\n<li>b\n<ul><li>c</li></ul></li>\n</ul>\nCinq"
        ),
        "Un\\\ndeux <strong>trois\\\nquatre</strong>\n\n- a\n- b\n  - c\n\nCinq"
            .replace("<strong>", "**")
            .replace("</strong>", "**")
    );
    assert_eq!(markdown(BLOCKS, "Un\ndeux\n\ntrois"), "Un deux trois");
}

#[test]
fn blocks_become_blocks() {
    for (html, expected) in [
        (
            "<h1>Titre</h1><h3 id=\"a\">Deux {x}</h3><p><a href=\"#a\">y</a></p>",
            "## Titre\n\n### Deux {x\\} {#a}\n\n[y](#a)",
        ),
        (
            "<ol start=\"3\"><li><p>a</p><p>b</p></li><li>c</li></ol><ol><li>d</li></ol>",
            "3. a\n\n   b\n\n4. c\n\n1) d",
        ),
        (
            "<blockquote><p>a</p><p>b</p><cite>C. Exemple</cite></blockquote><hr>",
            "> a\n>\n> b\n>\n> — C. Exemple\n\n---",
        ),
        (
            "<pre class=\"wp-block-code\"><code class=\"language-php\">&lt;?php\n```\n</code></pre>",
            "````php\n<?php\n```\n````",
        ),
        (
            "<pre><code class=\"language-quote\">x</code></pre>",
            "```\nx\n```",
        ),
        (
            "<dl><dt>Terme</dt><dd>Sens</dd><dd>Autre</dd></dl>",
            "Terme\n: Sens\n\n: Autre",
        ),
        (
            "<details><summary>Plus</summary><p>a</p></details>",
            "**Plus**\n\na",
        ),
        (
            "<p>Note<sup data-fn=\"2\"><a href=\"#x\">1</a></sup>.</p>",
            "Note[^2].",
        ),
    ] {
        assert_eq!(markdown(BLOCKS, html), expected, "{html}");
    }
}

#[test]
fn pictures_keep_their_caption() {
    for (html, expected) in [
        (
            "<figure class=\"wp-block-image\"><a href=\"medias/a.jpg\"><img src=\"medias/a.jpg\" alt=\"L’entrée\"></a><figcaption>Le <b>parvis</b></figcaption></figure>",
            "```figure\nsrc: 'a.jpg'\nalt: 'L’entrée'\ncaption: 'Le parvis'\n```",
        ),
        (
            "<p><img src=\"medias/a.jpg\" alt=\"x\"> texte</p>",
            "![x](a.jpg) texte",
        ),
        (
            "<figure><img src=\"https://example.org/b c.png\"><figcaption>B</figcaption></figure>",
            "![](<https://example.org/b c.png>)\n\nB",
        ),
        (
            "<figure class=\"wp-block-gallery\"><figure><img src=\"medias/a.jpg\" alt=\"a\"></figure><figure><img src=\"medias/b.jpg\" alt=\"b\"><figcaption>B</figcaption></figure></figure>",
            "![a](a.jpg)\n\n```figure\nsrc: 'b.jpg'\nalt: 'b'\ncaption: 'B'\n```",
        ),
    ] {
        assert_eq!(markdown(BLOCKS, html), expected, "{html}");
    }
}

#[test]
fn what_plays_becomes_a_link() {
    let converted = convert(
        "<iframe src=\"https://www.youtube-nocookie.com/embed/abc?rel=0\"></iframe><video><source src=\"a.mp4\"></video>",
        BLOCKS,
        &mut Anywhere,
    );
    assert_eq!(
        converted.markdown,
        "<https://www.youtube.com/watch?v=abc>\n\n[a.mp4](a.mp4)"
    );
    let address = "https://www.youtube.com/watch?v=abc".to_owned();
    assert_eq!(converted.remarks, [Remark::Embedded(address)]);
}

#[test]
fn tables_have_one_header_and_one_line_a_row() {
    let converted = convert(
        "<table><caption>Titre</caption><tr><td colspan=\"2\">a|b</td></tr><tr><td><p>c</p><p>d</p></td><td><ul><li>e</li></ul></td></tr></table>",
        BLOCKS,
        &mut Anywhere,
    );
    assert_eq!(
        converted.markdown,
        "Titre\n\n| a\\|b |  |\n| --- | --- |\n| c<br>d | • e |"
    );
    assert_eq!(
        converted.remarks,
        [Remark::MergedCells, Remark::HeaderlessTable]
    );
    assert_eq!(
        markdown(
            BLOCKS,
            "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
        ),
        "| A |\n| --- |\n| 1 |"
    );
    assert_eq!(
        markdown(BLOCKS, "<table><tr><td><h2>Cadre</h2></td></tr></table>"),
        "## Cadre"
    );
}

#[test]
fn an_anchor_that_is_not_there_leaves_its_words() {
    let converted = convert(
        "<p><a href=\"#b\">voir</a> <a name=\"c\"></a></p>",
        BLOCKS,
        &mut Anywhere,
    );
    assert_eq!(converted.markdown, "voir");
    assert_eq!(converted.remarks, [Remark::LostAnchor("b".to_owned())]);
}

#[test]
fn visitors_write_neither_html_nor_pictures() {
    assert_eq!(
        markdown(
            VISITOR,
            "Merci !\n\n<b>«a»</b>b<script>x()</script> <img src=\"x.png\" alt=\"photo\"> 1<sup>er</sup>"
        ),
        "Merci !\n\n«a»b photo 1er"
    );
}

/// The words that a reader of the Markdown sees.
fn read_back(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Rule => text.push('—'),
            Event::TaskListMarker(_) => text.push('☐'),
            Event::FootnoteReference(label) => text.push_str(&label),
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => text.push(' '),
            _ => {}
        }
    }
    words(&text)
}

fn words(text: &str) -> String {
    let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    // Spaces at the ends of a paragraph say nothing, of whatever kind.
    words.trim().to_owned()
}

fn escaped(text: &str) -> String {
    crate::render::escape::escaped(text)
}

proptest! {
    #[test]
    fn rendering_gives_back_the_words(
        parts in prop::collection::vec(("[a-zé «»’.!?:;,*_`#>+\\-=|~\\[\\](){}<&\\\\0-9^$\u{a0}]{0,12}", 0..6_usize), 1..8),
        block in 0..4_usize,
    ) {
        let mut html = String::new();
        let mut text = String::new();
        for (part, kind) in &parts {
            let inner = escaped(part);
            match kind {
                0 => { let _ = write!(html, "<strong>{inner}</strong>"); },
                1 => { let _ = write!(html, "<em>{inner}</em>"); },
                2 => { let _ = write!(html, "<a href=\"https://example.org/\">{inner}</a>"); },
                3 => {
                    let _ = write!(html, "{inner}<br>");
                    text.push_str(part);
                    text.push(' ');
                    continue;
                }
                _ => html.push_str(&inner),
            }
            text.push_str(part);
        }
        let html = match block {
            0 => format!("<p>{html}</p>"),
            1 => format!("<h2>{html}</h2>"),
            2 => format!("<ul><li>{html}</li></ul>"),
            _ => format!("<blockquote><p>{html}</p></blockquote>"),
        };
        prop_assert_eq!(read_back(&markdown(BLOCKS, &html)), words(&text), "{}", markdown(BLOCKS, &html));
    }

    #[test]
    fn no_page_is_too_strange(html in "(<(/?(p|b|i|a|ul|li|table|tr|td|pre|figure|img|blockquote|h2|dl|dd|div)( href=\"#x\")?)>|[a-z \n&<>\\[\\]*]{0,5}){0,40}") {
        for style in [BLOCKS, CLASSIC, VISITOR] {
            markdown(style, &html);
        }
    }
}
