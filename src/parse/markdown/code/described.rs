//! Languages that a few facts describe: how comments and strings begin, which words they keep for themselves, what names a value.

use super::{Colours, Token, is_number, quoted};

/// What names a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    /// Nothing that one can tell without understanding the language.
    Nothing,
    /// What stands before a colon.
    Colon,
    /// What stands before a colon and a space.
    ColonAndSpace,
    /// What stands before an equals sign.
    Equals,
}

/// What tells the tokens of a language apart.
pub(super) struct Grammar {
    /// What begins a comment to the end of the line; a `#` or `-` only where a word may begin.
    line_comment: &'static str,
    /// What begins and ends a comment over lines.
    block_comment: Option<(&'static str, &'static str)>,
    /// Quotation marks.
    quotes: &'static [char],
    /// Those of them whose text may hold line breaks.
    multiline: &'static [char],
    /// The language's own words.
    keywords: &'static [&'static str],
    /// What names a value.
    names: Names,
    /// Begins the name of a variable.
    sigil: Option<char>,
    /// `--option` names a value too.
    options: bool,
}

const PLAIN: Grammar = Grammar {
    line_comment: "//",
    block_comment: Some(("/*", "*/")),
    quotes: &['"', '\''],
    multiline: &[],
    keywords: &[],
    names: Names::Nothing,
    sigil: None,
    options: false,
};

const JSON: Grammar = Grammar {
    quotes: &['"'],
    names: Names::Colon,
    ..PLAIN
};

const JAVASCRIPT: Grammar = Grammar {
    quotes: &['"', '\'', '`'],
    multiline: &['`'],
    keywords: &[
        "as",
        "async",
        "await",
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "default",
        "delete",
        "do",
        "else",
        "export",
        "extends",
        "finally",
        "for",
        "from",
        "function",
        "if",
        "import",
        "in",
        "instanceof",
        "interface",
        "let",
        "new",
        "of",
        "return",
        "static",
        "super",
        "switch",
        "this",
        "throw",
        "try",
        "type",
        "typeof",
        "var",
        "while",
        "yield",
    ],
    names: Names::ColonAndSpace,
    ..PLAIN
};

const RUST: Grammar = Grammar {
    quotes: &['"'],
    multiline: &['"'],
    keywords: &[
        "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum",
        "extern", "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
        "pub", "ref", "return", "self", "Self", "static", "struct", "super", "trait", "type",
        "unsafe", "use", "where", "while",
    ],
    ..PLAIN
};

const PYTHON: Grammar = Grammar {
    line_comment: "#",
    block_comment: None,
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
        "lambda", "None", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
        "with", "yield",
    ],
    sigil: Some('@'),
    ..PLAIN
};

const SHELL: Grammar = Grammar {
    line_comment: "#",
    block_comment: None,
    multiline: &['"', '\''],
    keywords: &[
        "case", "cd", "do", "done", "echo", "elif", "else", "esac", "exit", "export", "fi", "for",
        "function", "if", "in", "return", "set", "sudo", "then", "until", "while",
    ],
    sigil: Some('$'),
    options: true,
    ..PLAIN
};

const SQL: Grammar = Grammar {
    line_comment: "--",
    keywords: &[
        "and", "as", "by", "create", "delete", "distinct", "from", "group", "having", "in",
        "inner", "insert", "into", "is", "join", "left", "like", "limit", "not", "null", "on",
        "or", "order", "primary", "select", "set", "table", "union", "update", "values", "where",
    ],
    ..PLAIN
};

const TOML: Grammar = Grammar {
    line_comment: "#",
    block_comment: None,
    names: Names::Equals,
    ..PLAIN
};

const CSS: Grammar = Grammar {
    line_comment: "",
    names: Names::ColonAndSpace,
    sigil: Some('@'),
    ..PLAIN
};

/// The grammar of the language that editors call `name`.
pub(super) fn named(name: &str) -> Option<&'static Grammar> {
    Some(match name {
        "json" | "jsonc" | "json5" => &JSON,
        "js" | "javascript" | "mjs" | "jsx" | "ts" | "typescript" | "tsx" => &JAVASCRIPT,
        "rust" | "rs" => &RUST,
        "python" | "py" => &PYTHON,
        "sh" | "shell" | "bash" | "zsh" | "console" => &SHELL,
        "sql" => &SQL,
        "toml" | "ini" => &TOML,
        "css" => &CSS,
        _ => return None,
    })
}

/// Colours `code`.
pub(super) fn scan(grammar: &Grammar, code: &str, colours: &mut Colours) {
    let mut place = 0;
    // Uncoloured text is written in one piece, when a token ends it.
    let mut plain = 0;
    // Where the line ends is looked for once a line.
    let mut line_end = line(code);
    while let Some(first) = code[place..].chars().next() {
        let rest = &code[place..];
        if place > line_end {
            line_end = place + line(rest);
        }
        let before = code[..place].chars().next_back();
        let begins_word = before.is_none_or(|before| !is_word(before) && before != '-');
        let (token, length) = if let Some(found) = comment(grammar, rest, begins_word) {
            (Some(Token::Comment), found)
        } else if grammar.quotes.contains(&first) {
            let within = if grammar.multiline.contains(&first) {
                rest
            } else {
                &code[place..line_end]
            };
            let length = quoted(within, true);
            let named = grammar.names != Names::Equals && names(grammar, &rest[length..]);
            (Some(if named { Token::Key } else { Token::Text }), length)
        } else if begins_word && (grammar.sigil == Some(first) || (grammar.options && first == '-'))
        {
            let length = word(rest);
            let token = if first == '-' {
                Token::Key
            } else {
                Token::Name
            };
            (Some(token).filter(|_| length > 1), length)
        } else if begins_word && is_word(first) {
            let length = word(rest);
            (
                kind_of_word(grammar, &rest[..length], &rest[length..]),
                length,
            )
        } else {
            (None, first.len_utf8())
        };
        if let Some(token) = token {
            colours.plain(&code[plain..place]);
            colours.token(token, &rest[..length]);
            plain = place + length;
        }
        place += length;
    }
    colours.plain(&code[plain..]);
}

/// The bytes of the comment that begins `rest`, if one does.
fn comment(grammar: &Grammar, rest: &str, begins_word: bool) -> Option<usize> {
    if let Some((open, close)) = grammar.block_comment
        && rest.starts_with(open)
    {
        let end = rest[open.len()..].find(close);
        return Some(end.map_or(rest.len(), |end| open.len() + end + close.len()));
    }
    let begins = !grammar.line_comment.is_empty()
        && rest.starts_with(grammar.line_comment)
        && (grammar.line_comment == "//" || begins_word);
    begins.then(|| line(rest))
}

fn line(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

/// Whether what stands before `after` names a value.
fn names(grammar: &Grammar, after: &str) -> bool {
    match grammar.names {
        Names::Nothing => false,
        Names::Colon => after.starts_with(':'),
        Names::ColonAndSpace => after.starts_with(": "),
        Names::Equals => after.trim_start_matches(' ').starts_with('='),
    }
}

fn kind_of_word(grammar: &Grammar, word: &str, after: &str) -> Option<Token> {
    if names(grammar, after) {
        return Some(Token::Key);
    }
    let is_color = word.starts_with('#') && word[1..].chars().all(|it| it.is_ascii_hexdigit());
    if is_number(word) || is_color || matches!(word, "true" | "false" | "null" | "True" | "False") {
        return Some(Token::Number);
    }
    let lower = word.to_ascii_lowercase();
    let is_keyword = grammar
        .keywords
        .iter()
        .any(|keyword| *keyword == word || *keyword == lower);
    is_keyword.then_some(Token::Keyword)
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '#')
}

/// The bytes of the word that begins `rest` with any character.
fn word(rest: &str) -> usize {
    let mut characters = rest.char_indices();
    characters.next();
    characters
        .find(|(place, it)| {
            let decimal =
                *it == '.' && rest[..*place].ends_with(|digit: char| digit.is_ascii_digit());
            !(is_word(*it) || *it == '-' || decimal)
        })
        .map_or(rest.len(), |(place, _)| place)
}
