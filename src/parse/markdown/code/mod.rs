//! Colours for the code of fenced blocks, at build time: each token in a `<span>` with a class, whose colour is the theme's.
//!
//! Scanners of our own, a page each, rather than a library of grammars ([why](../../../../docs/decisions/0008-highlighting.md)). They look at
//! what helps to read an example (keys, strings, numbers, comments, keywords, tags), never back, and at most once at any byte but for what
//! closes a token on its line: a megabyte on one line takes as long as a megabyte on many. Nothing here fails; code in a language that is
//! not known stays as it is.

mod described;
mod diff;
mod markdown;
mod markup;
mod yaml;

use crate::render::escape::push_escaped;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    /// For people.
    Comment,
    /// A word of the language; what marks a heading or an item.
    Keyword,
    /// The name of a value: a key, an attribute, an option.
    Key,
    /// Text in quotation marks.
    Text,
    /// A number, a date, true or false.
    Number,
    /// The name of an element, of a variable.
    Name,
    /// A line that a difference adds.
    Added,
    /// A line that it removes.
    Removed,
}

impl Token {
    fn class(self) -> &'static str {
        match self {
            Self::Comment => "code-comment",
            Self::Keyword => "code-keyword",
            Self::Key => "code-key",
            Self::Text => "code-text",
            Self::Number => "code-number",
            Self::Name => "code-name",
            Self::Added => "code-added",
            Self::Removed => "code-removed",
        }
    }
}

/// The HTML of `code`, whose block is marked as `language`; `None` where the language is not known.
pub fn coloured(language: &str, code: &str) -> Option<String> {
    let scan: fn(&str, &mut Colours) = match language.to_ascii_lowercase().as_str() {
        "yaml" | "yml" => yaml::scan,
        "markdown" | "md" => markdown::scan,
        "html" | "xml" | "svg" | "jinja" => markup::scan,
        "diff" | "patch" => diff::scan,
        other => {
            let grammar = described::named(other)?;
            let mut colours = Colours::with_capacity(code.len());
            described::scan(grammar, code, &mut colours);
            return Some(colours.html);
        }
    };
    let mut colours = Colours::with_capacity(code.len());
    scan(code, &mut colours);
    Some(colours.html)
}

/// The HTML being written.
struct Colours {
    html: String,
}

impl Colours {
    fn with_capacity(code: usize) -> Self {
        Self {
            html: String::with_capacity(code * 2),
        }
    }

    /// Text without a colour.
    fn plain(&mut self, text: &str) {
        push_escaped(&mut self.html, text);
    }

    /// A token.
    fn token(&mut self, token: Token, text: &str) {
        if text.is_empty() {
            return;
        }
        self.html.push_str("<span class=\"");
        self.html.push_str(token.class());
        self.html.push_str("\">");
        push_escaped(&mut self.html, text);
        self.html.push_str("</span>");
    }
}

/// The bytes of the string that begins `text` with a quotation mark, to the mark that closes it or to the end of `text`.
fn quoted(text: &str, escapes: bool) -> usize {
    let mut characters = text.char_indices();
    let Some((_, mark)) = characters.next() else {
        return 0;
    };
    while let Some((place, character)) = characters.next() {
        if character == mark {
            return place + mark.len_utf8();
        }
        if escapes && character == '\\' {
            characters.next();
        }
    }
    text.len()
}

/// Whether `word` is a number, a date or a time: it begins with a digit, and holds nothing else that a word would.
fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['-', '+']);
    digits.starts_with(|first: char| first.is_ascii_digit())
        && digits
            .chars()
            .all(|it| it.is_ascii_hexdigit() || "xo_.,:-+%TZ".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The coloured tokens, as `class:text`, the text unescaped.
    fn tokens(language: &str, code: &str) -> Vec<String> {
        let html = coloured(language, code).expect("a known language");
        let text: String = html
            .split('<')
            .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
            .collect();
        assert_eq!(unescaped(&text), code, "nothing is lost");
        html.split("<span class=\"code-")
            .skip(1)
            .map(|part| {
                let part = part.split_once("</span>").expect("a closed token").0;
                unescaped(&part.replacen("\">", ":", 1))
            })
            .collect()
    }

    fn unescaped(html: &str) -> String {
        html.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    #[test]
    fn a_front_matter_shows_its_keys_and_values() {
        assert_eq!(
            tokens(
                "yaml",
                "---\ntitle: 'L’été' # un titre\ndate: 2026-11-16\nseries: {name: 'Cinq', part: 2}\ntags:\n  - accueil\n  - \"à b\"\ndraft: true\nurl: https://a.b/c:d\n"
            ),
            [
                "keyword:---",
                "key:title",
                "text:'L’été'",
                "comment:# un titre",
                "key:date",
                "number:2026-11-16",
                "key:series",
                "key:name",
                "text:'Cinq'",
                "key:part",
                "number:2",
                "key:tags",
                "keyword:-",
                "keyword:-",
                "text:\"à b\"",
                "key:draft",
                "number:true",
                "key:url",
            ]
        );
    }

    #[test]
    fn a_block_of_text_in_yaml_is_text_to_its_end() {
        assert_eq!(
            tokens("yaml", "text: |\n  a: b\n\n  # c\nnext: 1\n"),
            [
                "key:text",
                "keyword:|",
                "text:  a: b",
                "text:  # c",
                "key:next",
                "number:1"
            ]
        );
    }

    #[test]
    fn markdown_shows_its_marks() {
        assert_eq!(
            tokens(
                "markdown",
                "---\ntitle: 'A'\n---\n## Un titre\n\n- voir [là](b.md) et [[nps]]\n> [!TIP]\n> dit\n\n```yaml\na: 1\n```\n`code` <!-- non -->\n"
            ),
            [
                "keyword:---",
                "key:title",
                "text:'A'",
                "keyword:---",
                "keyword:## Un titre",
                "keyword:-",
                "text:(b.md)",
                "name:[[nps]]",
                "keyword:>",
                "keyword:[!TIP]",
                "keyword:>",
                "keyword:```yaml",
                "text:a: 1",
                "keyword:```",
                "text:`code`",
                "comment:<!-- non -->",
            ]
        );
    }

    #[test]
    fn markup_shows_elements_attributes_and_template_tags() {
        assert_eq!(
            tokens(
                "html",
                "<!-- c --><a href=\"x\" hidden>a &amp; b</a>{% if a %}{{ b }}{# c #}"
            ),
            [
                "comment:<!-- c -->",
                "name:<a",
                "key:href",
                "text:\"x\"",
                "key:hidden",
                "name:>",
                "number:&amp;",
                "name:</a",
                "name:>",
                "keyword:{% if a %}",
                "keyword:{{ b }}",
                "comment:{# c #}",
            ]
        );
    }

    #[test]
    fn described_languages_show_their_words() {
        assert_eq!(
            tokens("json", "{\"a\": [1.5, true, \"b\"]}"),
            ["key:\"a\"", "number:1.5", "number:true", "text:\"b\""]
        );
        assert_eq!(
            tokens(
                "sh",
                "# c\nparvis new article \"L’été\" --root $HOME # d\necho a#b"
            ),
            [
                "comment:# c",
                "text:\"L’été\"",
                "key:--root",
                "name:$HOME",
                "comment:# d",
                "keyword:echo"
            ]
        );
        assert_eq!(
            tokens("js", "const a = `b\n${c}`; /* d\n*/ return 0x1f; // e"),
            [
                "keyword:const",
                "text:`b\n${c}`",
                "comment:/* d\n*/",
                "keyword:return",
                "number:0x1f",
                "comment:// e"
            ]
        );
        assert_eq!(
            tokens("css", "a:hover {\n  color: #fff; /* b */\n}"),
            ["key:color", "number:#fff", "comment:/* b */"]
        );
        assert_eq!(
            tokens("toml", "[a]\nname = \"b\"\nn = 3"),
            ["key:name", "text:\"b\"", "key:n", "number:3"]
        );
        assert_eq!(
            tokens("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z\n"),
            [
                "keyword:--- a",
                "keyword:+++ b",
                "keyword:@@ -1 +1 @@",
                "removed:-x",
                "added:+y"
            ]
        );
    }

    #[test]
    fn an_unknown_language_is_left_alone() {
        assert_eq!(coloured("brainfuck", "+[-]"), None);
        assert_eq!(coloured("", "a"), None);
    }

    #[test]
    fn hostile_code_takes_time_in_proportion() {
        let hostile = [
            "[", "](", "`", "<a ", "{{", "'", "\"", "&", "a: ", "- ", "*/", "/*", "<!--", "é",
            "\\", "$", "{a: ",
        ];
        for language in ["yaml", "md", "html", "sh", "js", "json", "css", "diff"] {
            for piece in hostile {
                let code = piece.repeat(300_000 / piece.len());
                assert!(coloured(language, &code).is_some_and(|html| html.len() >= code.len()));
            }
        }
    }
}
