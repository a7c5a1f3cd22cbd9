//! Liquid, Nunjucks and the shortcodes of Hugo and Zola → Markdown where it can say the same; else they stay readable, as code.

use std::collections::HashMap;
use std::fmt::Write;

use crate::import::html::escape::{code_span, fenced};

/// A text without template instructions.
#[derive(Debug, Default)]
pub struct Plain {
    pub text: String,
    /// Instructions that have no counterpart.
    pub unknown: Vec<String>,
}

/// An instruction: `{% … %}`, `{{ … }}`, `{{< … >}}`.
struct Instruction<'a> {
    inner: &'a str,
    /// With its braces.
    written: &'a str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `{% … %}` of Liquid, Nunjucks and Zola.
    Block,
    /// `{{ … }}`: a value, or a call in Zola.
    Value,
    /// `{{< … >}}` and `{{% … %}}` of Hugo.
    Hugo,
    /// `{# … #}`: a comment.
    Comment,
}

/// The instructions that end others, `endif` or `/note`, each with how many bytes of the text the last of its name has left.
struct Ends(HashMap<String, usize>);

impl Ends {
    fn of(text: &str) -> Self {
        let mut ends = HashMap::new();
        for (place, _) in text.match_indices("{%").chain(text.match_indices("{{")) {
            let rest = text[place + 2..].trim_start_matches(['<', '%', '-', ' ']);
            let (slash, rest) = match rest.strip_prefix('/') {
                Some(rest) => ("/", rest.trim_start_matches(' ')),
                None => ("", rest),
            };
            let end = rest
                .find(|it: char| !(it.is_alphanumeric() || it == '_' || it == '-'))
                .unwrap_or(rest.len());
            let name = &rest[..end];
            if name.starts_with("end") || !slash.is_empty() {
                let left = text.len() - place;
                let last = ends.entry(format!("{slash}{name}")).or_insert(left);
                *last = left.min(*last);
            }
        }
        Self(ends)
    }

    /// Whether an end called `name` comes in `after`, the rest of the text.
    fn comes(&self, after: &str, name: &str) -> bool {
        self.0.get(name).is_some_and(|left| *left <= after.len())
    }
}

/// Replaces the template instructions of `text`. What stands in code stays as it is.
pub fn plain(text: &str) -> Plain {
    let mut plain = Plain::default();
    let ends = Ends::of(text);
    let mut rest = text;
    // Where the end of a block of code was looked for in vain: it is not there for later ones either.
    let mut fence: Option<(char, usize)> = None;
    let mut at_line_start = true;
    while !rest.is_empty() {
        if at_line_start {
            let line_end = rest.find('\n').map_or(rest.len(), |end| end + 1);
            let line = rest[..line_end].trim_start();
            let sign = line.chars().next().filter(|it| matches!(it, '`' | '~'));
            let length = sign.map_or(0, |sign| line.len() - line.trim_start_matches(sign).len());
            let closes = fence.is_some_and(|(open, least)| sign == Some(open) && length >= least);
            if fence.is_some() || (length >= 3 && sign.is_some()) {
                fence = match (fence, sign) {
                    (Some(_), _) if closes => None,
                    (Some(open), _) => Some(open),
                    (None, sign) => sign.map(|sign| (sign, length)),
                };
                plain.text.push_str(&rest[..line_end]);
                rest = &rest[line_end..];
                continue;
            }
        }
        let next = rest.find(['{', '\n', '`']).unwrap_or(rest.len());
        plain.text.push_str(&rest[..next]);
        rest = &rest[next..];
        at_line_start = rest.starts_with('\n');
        if at_line_start {
            plain.text.push('\n');
            rest = &rest[1..];
        } else if rest.starts_with('`') {
            let length = code_length(rest);
            part_from_code(&mut plain.text);
            plain.text.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(instruction) = instruction_at(rest) {
            let after = &rest[instruction.written.len()..];
            rest = replace(&instruction, after, &ends, &mut plain);
        } else if !rest.is_empty() {
            plain.text.push('{');
            rest = &rest[1..];
        }
    }
    plain
}

/// The length of the code span at the start of `text`, or of the backticks that begin none.
fn code_length(text: &str) -> usize {
    let sign = text.len() - text.trim_start_matches('`').len();
    let text = window(text);
    let paragraph = text.find("\n\n").unwrap_or(text.len());
    let inner = text.get(sign..paragraph).unwrap_or_default();
    let fence = "`".repeat(sign);
    inner.find(&fence).map_or(sign, |end| sign + end + sign)
}

/// The beginning of `text`, in which an instruction or a piece of code must end.
fn window(text: &str) -> &str {
    let end = text.char_indices().nth(4000);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

fn instruction_at(text: &str) -> Option<Instruction<'_>> {
    const SIGNS: [(&str, &str, Kind); 6] = [
        ("{{<", ">}}", Kind::Hugo),
        ("{{%", "%}}", Kind::Hugo),
        ("{{{", "}}}", Kind::Value),
        ("{{", "}}", Kind::Value),
        ("{%", "%}", Kind::Block),
        ("{#", "#}", Kind::Comment),
    ];
    let (open, close, kind) = SIGNS
        .into_iter()
        .find(|(open, ..)| text.starts_with(open))?;
    // `{#anchor}` names a title.
    if kind == Kind::Comment && !text.starts_with("{# ") {
        return None;
    }
    let end = window(text)[open.len()..].find(close)? + open.len();
    Some(Instruction {
        inner: text[open.len()..end].trim().trim_matches('-').trim(),
        written: &text[..end + close.len()],
        kind,
    })
}

/// Writes what takes the place of `instruction`, and returns the rest of the text to go on with.
#[expect(clippy::too_many_lines, reason = "one arm an instruction")]
fn replace<'a>(
    instruction: &Instruction<'_>,
    after: &'a str,
    ends: &Ends,
    plain: &mut Plain,
) -> &'a str {
    let inner = instruction.inner.trim_start_matches('/').trim();
    let closing = instruction.inner.starts_with('/');
    let mut words = inner.split_whitespace();
    let name = words.next().unwrap_or_default();
    let name = name.split('(').next().unwrap_or_default();
    match (instruction.kind, name) {
        (Kind::Comment, _) | (Kind::Block, "raw" | "endraw" | "endhighlight") => {}
        (Kind::Block, "comment") if ends.comes(after, "endcomment") => {
            let end = ["{% endcomment %}", "{%- endcomment -%}", "{%endcomment%}"]
                .iter()
                .find_map(|close| Some(after.find(close)? + close.len()));
            return &after[end.unwrap_or(0)..];
        }
        (Kind::Block | Kind::Hugo, "highlight")
            if !closing
                && (ends.comes(after, "endhighlight") || ends.comes(after, "/highlight")) =>
        {
            let language = words
                .next()
                .unwrap_or_default()
                .trim_matches(['"', ',', '\'']);
            let ends = [
                "{% endhighlight %}",
                "{{< /highlight >}}",
                "{{</ highlight >}}",
                "{{% /highlight %}}",
                "{%- endhighlight -%}",
            ];
            let end = ends
                .iter()
                .filter_map(|close| after.find(close).map(|at| (at, close.len())))
                .min();
            if let Some((at, length)) = end {
                let language = if crate::parse::is_component(language) {
                    ""
                } else {
                    language
                };
                plain.text.push_str(&fenced(language, &after[..at]));
                return &after[at + length..];
            }
        }
        (Kind::Block, "post_url" | "link") => {
            let target = words.next().unwrap_or_default();
            let folder = if name == "post_url" && !target.contains("_posts/") {
                "/_posts/"
            } else {
                "/"
            };
            let _ = write!(plain.text, "{folder}{target}");
        }
        (Kind::Hugo | Kind::Value, "ref" | "relref" | "get_url") => {
            if let Some(target) = quoted(inner) {
                plain.text.push_str(&target);
                return after;
            }
            keep(instruction, plain);
        }
        (Kind::Value, _) if is_base(name) => {}
        (Kind::Value, _)
            if inner.contains("| relative_url")
                || inner.contains("| absolute_url")
                || inner.contains("| url") =>
        {
            match quoted(inner) {
                Some(target) => plain.text.push_str(&target),
                None => keep(instruction, plain),
            }
        }
        (Kind::Hugo | Kind::Value, "youtube" | "vimeo") => {
            let id = argument(inner, "id")
                .or_else(|| quoted(inner))
                .or_else(|| words.next().map(str::to_owned));
            match id {
                Some(id) if name == "youtube" => plain
                    .text
                    .push_str(&["<https://www.youtube.com/watch?v=", &id, ">"].concat()),
                Some(id) => {
                    let _ = write!(plain.text, "<https://vimeo.com/{id}>");
                }
                None => keep(instruction, plain),
            }
        }
        (Kind::Hugo | Kind::Value, "figure" | "img" | "image") => match argument(inner, "src") {
            Some(source) => {
                let alternative = argument(inner, "alt").unwrap_or_default();
                let caption = argument(inner, "caption")
                    .or_else(|| argument(inner, "title"))
                    .unwrap_or_default();
                let html = format!(
                    "\n\n<figure><img src=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n\n",
                    escaped(&source),
                    escaped(&alternative),
                    escaped(&caption)
                );
                plain.text.push_str(&html);
            }
            None => keep(instruction, plain),
        },
        // Those with content keep it: their own tags say nothing more.
        (Kind::Hugo, name) if closing || ends.comes(after, &format!("/{name}")) => {
            if !closing {
                note(plain, &format!("{{{{< {name} >}}}}"));
            }
        }
        (Kind::Block, name) if name.starts_with("end") => note(plain, name),
        // Zola calls what has content, and ends it with a word for all.
        (Kind::Block, name) if inner.contains('(') && ends.comes(after, "end") => {
            note(plain, name);
        }
        (Kind::Block, name) if ends.comes(after, &format!("end{name}")) => note(plain, name),
        _ => keep(instruction, plain),
    }
    after
}

fn is_base(name: &str) -> bool {
    matches!(
        name,
        "site.baseurl" | "site.url" | "config.base_url" | "base_url" | "baseurl" | "site.baseURL"
    )
}

fn note(plain: &mut Plain, written: &str) {
    // More than these nobody reads.
    const MOST: usize = 40;
    if plain.unknown.len() < MOST && !plain.unknown.iter().any(|known| known == written) {
        plain.unknown.push(written.to_owned());
    }
}

fn keep(instruction: &Instruction<'_>, plain: &mut Plain) {
    note(plain, instruction.written);
    let line = instruction
        .written
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    part_from_code(&mut plain.text);
    plain.text.push_str(&code_span(&line));
}

/// A space after the code that `text` ends with, whose backticks would run into those that follow.
fn part_from_code(text: &mut String) {
    if text.ends_with('`') {
        text.push(' ');
    }
}

/// The first text between quotation marks.
fn quoted(text: &str) -> Option<String> {
    let start = text.find(['"', '\''])?;
    let quote = text[start..].chars().next()?;
    let rest = &text[start + 1..];
    Some(rest[..rest.find(quote)?].to_owned())
}

/// The value of `name="value"`.
fn argument(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while let Some(place) = rest.find(name) {
        let before = rest[..place].chars().next_back();
        rest = &rest[place + name.len()..];
        let value = rest.trim_start().strip_prefix('=');
        if before.is_none_or(|it| !it.is_alphanumeric())
            && let Some(value) = value
        {
            let value = value.trim_start();
            return if value.starts_with(['"', '\'']) {
                quoted(value)
            } else {
                value.split([' ', ',', ')']).next().map(str::to_owned)
            };
        }
    }
    None
}

fn escaped(text: &str) -> String {
    crate::render::escape::escaped(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_become_markdown_or_stay_readable() {
        for (text, expected) in [
            ("[a]({{ site.baseurl }}/b/)", "[a](/b/)"),
            ("[a]({{ '/b/' | relative_url }})", "[a](/b/)"),
            (
                "[a]({% post_url 2020-01-02-b %})",
                "[a](/_posts/2020-01-02-b)",
            ),
            ("[a]({{< relref \"b.md\" >}})", "[a](b.md)"),
            (
                "{% highlight php %}\n<?php {{ x }}\n{% endhighlight %}",
                "```php\n<?php {{ x }}\n```",
            ),
            (
                "{{< youtube abc >}}",
                "<https://www.youtube.com/watch?v=abc>",
            ),
            ("{{< note >}}\nTexte\n{{< /note >}}", "\nTexte\n"),
            (
                "{% raw %}a{% endraw %}{# rien #}{% comment %}b{% endcomment %}c",
                "ac",
            ),
            ("Prix : {{ page.price }}", "Prix : `{{ page.price }}`"),
            (
                "{{ a }}{{ b }}`c`{{ d }}",
                "`{{ a }}` `{{ b }}` `c` `{{ d }}`",
            ),
            (
                "`{{ code }}`\n\n```\n{{ code }}\n```\n",
                "`{{ code }}`\n\n```\n{{ code }}\n```\n",
            ),
            ("## Titre {#ancre}", "## Titre {#ancre}"),
            ("{{ seul", "{{ seul"),
        ] {
            assert_eq!(plain(text).text, expected, "{text}");
        }
        assert_eq!(
            plain("{% include a.html %}").unknown,
            ["{% include a.html %}"]
        );
    }
}
