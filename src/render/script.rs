//! Scripts without what only their authors read: lines of comments, indentation, empty lines.
//!
//! Lines stay lines and their code stays as written, so that a visitor who looks still reads it. What stands inside a template literal
//! is never touched. Where the scan cannot know whether a stroke divides or opens a regular expression, it errs towards leaving
//! lines as they are.

/// `js` in fewer bytes.
pub fn compact(js: &str) -> String {
    let mut written = String::with_capacity(js.len());
    let mut scan = Scan::default();
    let mut rest = js;
    while !rest.is_empty() {
        if scan.in_code() {
            rest = rest.trim_start();
            if let Some(comment) = leading_comment(rest) {
                rest = &rest[comment..];
                continue;
            }
        }
        let line = scan.line(rest);
        let ends_in_code = scan.in_code();
        let text = &rest[..line];
        written.push_str(if ends_in_code { text.trim_end() } else { text });
        if ends_in_code && !written.ends_with('\n') {
            written.push('\n');
        }
        rest = &rest[line..];
    }
    written
}

/// The length of the comment that `rest` begins with, where nothing of its last line follows it. A licence, `/*!`, stays.
fn leading_comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if !rest.starts_with("/*") || rest.starts_with("/*!") {
        return None;
    }
    let end = rest.find("*/")? + 2;
    let after = &rest[end..];
    let line = &after[..after.find('\n').unwrap_or(after.len())];
    line.trim().is_empty().then_some(end)
}

/// Where in the language the scan stands between two lines.
#[derive(Default)]
struct Scan {
    /// The template literals and the `${…}` inside them that are open, from the outside in.
    open: Vec<Open>,
    in_comment: bool,
    /// The last sign or word of code: tells whether a stroke divides.
    last: Last,
}

enum Open {
    /// The text of a template literal.
    Template,
    /// Code in one, with the number of braces opened in it.
    Code(usize),
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A value may follow: a stroke opens a regular expression.
    #[default]
    Operator,
    /// A value is complete: a stroke divides.
    Value,
}

/// Words after which a value follows.
const BEFORE_VALUES: [&str; 14] = [
    "await",
    "case",
    "delete",
    "do",
    "else",
    "extends",
    "in",
    "instanceof",
    "new",
    "of",
    "return",
    "throw",
    "typeof",
    "void",
];

impl Scan {
    fn in_code(&self) -> bool {
        !self.in_comment && !matches!(self.open.last(), Some(Open::Template))
    }

    /// Reads `rest` to the end of its line; returns its length with the end of the line.
    fn line(&mut self, rest: &str) -> usize {
        let mut at = 0;
        while let Some(character) = rest[at..].chars().next() {
            if character == '\n' {
                return at + 1;
            }
            let ahead = &rest[at..];
            at += if self.in_comment {
                self.comment(ahead)
            } else if matches!(self.open.last(), Some(Open::Template)) {
                self.template(ahead, character)
            } else {
                self.code(ahead, character)
            };
        }
        at
    }

    fn comment(&mut self, ahead: &str) -> usize {
        if ahead.starts_with("*/") {
            self.in_comment = false;
            return 2;
        }
        first(ahead)
    }

    fn template(&mut self, ahead: &str, character: char) -> usize {
        match character {
            '\\' => escaped(ahead),
            '`' => {
                self.open.pop();
                self.last = Last::Value;
                1
            }
            '$' if ahead.starts_with("${") => {
                self.open.push(Open::Code(0));
                self.last = Last::Operator;
                2
            }
            _ => first(ahead),
        }
    }

    fn code(&mut self, ahead: &str, character: char) -> usize {
        if ahead.starts_with("//") {
            return ahead.find('\n').unwrap_or(ahead.len());
        }
        if ahead.starts_with("/*") {
            self.in_comment = true;
            return 2;
        }
        match character {
            '\'' | '"' => {
                self.last = Last::Value;
                quoted(ahead, character)
            }
            '`' => {
                self.open.push(Open::Template);
                1
            }
            '/' if self.last == Last::Operator => {
                self.last = Last::Value;
                regular_expression(ahead)
            }
            '{' => {
                if let Some(Open::Code(braces)) = self.open.last_mut() {
                    *braces += 1;
                }
                self.last = Last::Operator;
                1
            }
            '}' => {
                match self.open.last_mut() {
                    Some(Open::Code(0)) => {
                        self.open.pop();
                    }
                    Some(Open::Code(braces)) => *braces -= 1,
                    _ => {}
                }
                self.last = Last::Value;
                1
            }
            _ if is_of_word(character) => {
                let length = ahead.find(|next| !is_of_word(next)).unwrap_or(ahead.len());
                self.last = if BEFORE_VALUES.contains(&&ahead[..length]) {
                    Last::Operator
                } else {
                    Last::Value
                };
                length
            }
            _ => {
                if !character.is_whitespace() {
                    self.last = if matches!(character, ')' | ']') {
                        Last::Value
                    } else {
                        Last::Operator
                    };
                }
                first(ahead)
            }
        }
    }
}

fn is_of_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$' | '#')
}

fn first(ahead: &str) -> usize {
    ahead.chars().next().map_or(0, char::len_utf8)
}

/// The length of a backslash and what it escapes.
fn escaped(ahead: &str) -> usize {
    let next = ahead[1..].chars().next();
    // The end of a line is left to whoever counts lines.
    next.filter(|next| *next != '\n')
        .map_or(1, |next| 1 + next.len_utf8())
}

/// The length of a string, to the end of the line where it is not closed.
fn quoted(ahead: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(character) = ahead[at..].chars().next() {
        match character {
            '\n' => return at,
            '\\' => at += escaped(&ahead[at..]),
            _ => at += character.len_utf8(),
        }
        if character == quote {
            return at;
        }
    }
    at
}

/// The length of a regular expression without its flags, to the end of the line where it is not closed.
fn regular_expression(ahead: &str) -> usize {
    let mut at = 1;
    let mut in_class = false;
    while let Some(character) = ahead[at..].chars().next() {
        match character {
            '\n' => return at,
            '\\' => {
                at += escaped(&ahead[at..]);
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => return at + 1,
            _ => {}
        }
        at += character.len_utf8();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::compact;

    #[track_caller]
    fn gives(js: &str, expected: &str) {
        assert_eq!(compact(js), expected);
        assert_eq!(compact(expected), expected, "compacting twice");
    }

    #[test]
    fn drops_indentation_empty_lines_and_lines_of_comments() {
        gives(
            "// What it is for.\n\nimport a from \"./a.js\";\n\n/* A block\n   of words. */\nfunction f() {\n  // Why.\n  return 1; // kept\n}\n",
            "import a from \"./a.js\";\nfunction f() {\nreturn 1; // kept\n}\n",
        );
        gives("/*! licence */\na", "/*! licence */\na\n");
        gives("  /* one */ a\n", "/* one */ a\n");
        gives("", "");
    }

    #[test]
    fn template_literals_pass_untouched() {
        let text =
            "const a = `\n  // kept\n\n  ${b.map((c) => `\n    /* kept */ ${c}`)}  \n  end`;\n";
        gives(text, text);
        gives(
            "  f(`a${{ b: `}` }}\n  c`,\n  d);\n",
            "f(`a${{ b: `}` }}\n  c`,\nd);\n",
        );
        gives("a(`\\`\n  b`)\n", "a(`\\`\n  b`)\n");
    }

    #[test]
    fn strings_and_regular_expressions_open_nothing() {
        for line in [
            "a(\"`\");",
            "a('// \\' `');",
            "a.replace(/`/g, \"\");",
            "a.match(/[/`]\\/`/);",
            "return /`/;",
            "x = a / b; // `",
            "x = (a) / `b` / c;",
            "x = a[0] / 2 + `b`;",
            "x = /'/;",
        ] {
            gives(
                &format!("{line}\n  // gone\n  b();\n"),
                &format!("{line}\nb();\n"),
            );
        }
    }

    #[test]
    fn what_is_not_closed_ends_with_its_line() {
        gives("a('\n  b\n", "a('\nb\n");
        gives("a(/x\n  b\n", "a(/x\nb\n");
        gives("a /* b", "a /* b");
        gives("`a\n  b", "`a\n  b");
        gives("\\\n  \"\\", "\\\n\"\\\n");
    }
}
