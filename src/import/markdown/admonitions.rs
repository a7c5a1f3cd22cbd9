//! Admonitions of MkDocs (`!!! note`) and Docusaurus (`:::note`) → alerts; and lines that only a generator reads.

/// Admonitions nested deeper stay as they are.
const DEEPEST: usize = 6;

/// A text with alerts.
#[derive(Debug, Default)]
pub struct Alerts {
    pub text: String,
    /// Kinds that became another, nearest one.
    pub other_kinds: Vec<String>,
    /// Lists of attributes that were removed.
    pub attributes: Vec<String>,
    /// Lines of MDX that were removed.
    pub program: Vec<String>,
}

/// An open admonition.
struct Open {
    /// How far its lines are moved in, in MkDocs; how many colons close it, in Docusaurus.
    form: Form,
    /// Nothing of it was written yet.
    empty: bool,
}

#[derive(Clone, Copy)]
enum Form {
    Indented(usize),
    Colons(usize),
}

/// Converts the admonitions of `text`. Code stays as it is. `mdx` removes lines that import and export.
pub fn alerts(text: &str, mdx: bool) -> Alerts {
    let mut alerts = Alerts::default();
    let mut open: Vec<Open> = Vec::new();
    let mut fence: Option<String> = None;
    for line in text.lines() {
        let mut line = line;
        // A line that is not moved in any more ends an admonition of MkDocs.
        while let Some(Form::Indented(width)) = open.last().map(|it| it.form)
            && fence.is_none()
            && !line.trim().is_empty()
            && indentation(line) < width
        {
            open.pop();
            close(&mut alerts.text, &open);
        }
        let width: usize = open
            .iter()
            .filter_map(|it| match it.form {
                Form::Indented(width) => Some(width),
                Form::Colons(_) => None,
            })
            .max()
            .unwrap_or(0);
        line = line.get(width.min(indentation(line))..).unwrap_or_default();
        let content = line.trim_start();
        if let Some(sign) = &fence {
            if content.trim_end().starts_with(sign.as_str())
                && content.trim_end().trim_start_matches(&sign[..1]).is_empty()
            {
                fence = None;
            }
            push(&mut alerts.text, &mut open, line);
            continue;
        }
        if let Some(sign) = fence_sign(content) {
            fence = Some(sign);
            push(&mut alerts.text, &mut open, line);
            continue;
        }
        let has_room = open.len() < DEEPEST;
        if let Some((kind, title)) = mkdocs(content).filter(|_| has_room) {
            let moved = indentation(line);
            begin(
                &mut alerts,
                &mut open,
                &kind,
                &title,
                Form::Indented(width + moved + 4),
            );
            continue;
        }
        if let Some((colons, rest)) = colons(content) {
            if rest.is_empty() {
                if let Some(place) = open
                    .iter()
                    .rposition(|it| matches!(it.form, Form::Colons(count) if count <= colons))
                {
                    open.truncate(place);
                    close(&mut alerts.text, &open);
                    continue;
                }
            } else if let Some((kind, title)) = docusaurus(rest).filter(|_| has_room) {
                begin(&mut alerts, &mut open, &kind, &title, Form::Colons(colons));
                continue;
            }
        }
        let trimmed = content.trim_end();
        if trimmed.starts_with("{:") && trimmed.ends_with('}') && !trimmed[2..].contains('{') {
            alerts.attributes.push(trimmed.to_owned());
            continue;
        }
        if matches!(
            trimmed,
            "[TOC]"
                | "[[toc]]"
                | "[[_TOC_]]"
                | "<!-- more -->"
                | "<!--more-->"
                | "<!-- truncate -->"
                | "<!--truncate-->"
        ) {
            continue;
        }
        let of_program =
            mdx && open.is_empty() && (line.starts_with("import ") || line.starts_with("export "));
        if of_program {
            alerts.program.push(trimmed.to_owned());
            continue;
        }
        push(&mut alerts.text, &mut open, line);
    }
    alerts
}

fn begin(alerts: &mut Alerts, open: &mut Vec<Open>, kind: &str, title: &str, form: Form) {
    let (name, is_same) = alert(kind);
    if !is_same && !alerts.other_kinds.iter().any(|known| known == kind) {
        alerts.other_kinds.push(kind.to_owned());
    }
    if open.is_empty() && !alerts.text.is_empty() && !alerts.text.ends_with("\n\n") {
        alerts.text.push('\n');
    }
    open.push(Open { form, empty: false });
    let mark = format!("[!{name}]");
    let depth = open.len();
    // Markdown has no alert in an alert.
    if depth > 1 {
        push(
            &mut alerts.text,
            open,
            &format!("**{}**", if title.is_empty() { kind } else { title }),
        );
        push(&mut alerts.text, open, "");
        return;
    }
    push(&mut alerts.text, open, &mark);
    if !title.is_empty() {
        push(&mut alerts.text, open, &format!("**{title}**"));
        push(&mut alerts.text, open, "");
    }
    if let Some(last) = open.last_mut() {
        last.empty = true;
    }
}

fn push(text: &mut String, open: &mut [Open], line: &str) {
    if let Some(last) = open.last_mut() {
        // The blank line that follows the opening.
        if last.empty && line.trim().is_empty() {
            return;
        }
        last.empty = false;
    }
    // An admonition within another is not quoted twice: alerts do not nest.
    if !open.is_empty() {
        text.push_str(if line.is_empty() { ">" } else { "> " });
    }
    text.push_str(line);
    text.push('\n');
}

/// A blank line after the last admonition.
fn close(text: &mut String, open: &[Open]) {
    if !open.is_empty() {
        return;
    }
    while text.ends_with("\n>\n") {
        text.truncate(text.len() - 2);
    }
    text.push('\n');
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn fence_sign(content: &str) -> Option<String> {
    let sign = content
        .chars()
        .next()
        .filter(|it| matches!(it, '`' | '~'))?;
    let length = content.len() - content.trim_start_matches(sign).len();
    (length >= 3).then(|| sign.to_string().repeat(length))
}

/// `!!! note "Titre"`, `??? note`, `???+ note`.
fn mkdocs(content: &str) -> Option<(String, String)> {
    let rest = ["!!! ", "???+ ", "??? "]
        .iter()
        .find_map(|sign| content.strip_prefix(sign))?;
    let (kinds, title) = match rest.split_once('"') {
        Some((kinds, title)) => (kinds, title.trim_end().trim_end_matches('"')),
        None => (rest, ""),
    };
    let kind = kinds.split_whitespace().next()?;
    Some((kind.to_lowercase(), title.to_owned()))
}

/// How many colons, three at least, a line begins with, and what follows them.
fn colons(content: &str) -> Option<(usize, &str)> {
    let rest = content.trim_start_matches(':');
    let count = content.len() - rest.len();
    (count >= 3).then_some((count, rest.trim()))
}

/// `note`, `note Titre`, `note[Titre]`, `{.note}`.
fn docusaurus(rest: &str) -> Option<(String, String)> {
    let rest = rest.trim_start_matches("{.").trim_end_matches('}').trim();
    let end = rest
        .find(|it: char| !it.is_alphanumeric() && it != '-')
        .unwrap_or(rest.len());
    let (kind, title) = rest.split_at(end);
    let title = title
        .trim()
        .trim_start_matches('[')
        .trim_end_matches(']')
        .trim();
    (!kind.is_empty()).then(|| (kind.to_lowercase(), title.to_owned()))
}

/// The alert nearest to a kind of admonition, and whether that is what it was called.
fn alert(kind: &str) -> (&'static str, bool) {
    match kind {
        "note" | "info" => ("NOTE", true),
        "tip" | "hint" => ("TIP", true),
        "success" | "check" | "done" => ("TIP", false),
        "important" => ("IMPORTANT", true),
        "warning" | "attention" => ("WARNING", true),
        "question" | "help" | "faq" => ("IMPORTANT", false),
        "caution" | "danger" => ("CAUTION", true),
        "error" | "failure" | "fail" | "missing" | "bug" => ("CAUTION", false),
        _ => ("NOTE", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admonitions_become_alerts() {
        for (text, expected) in [
            (
                "!!! note\n    Un\n\n    Deux\n\nFin",
                "> [!NOTE]\n> Un\n>\n> Deux\n\nFin\n",
            ),
            (
                "Avant\n!!! danger \"Stop\"\n    - a\n      - b\n",
                "Avant\n\n> [!CAUTION]\n> **Stop**\n>\n> - a\n>   - b\n",
            ),
            (
                ":::tip Astuce\n\nTexte\n\n:::\nFin",
                "> [!TIP]\n> **Astuce**\n>\n> Texte\n\nFin\n",
            ),
            ("```\n!!! note\n:::\n```", "```\n!!! note\n:::\n```\n"),
            ("Titre\n{: .classe}\n[TOC]", "Titre\n"),
        ] {
            assert_eq!(alerts(text, false).text, expected, "{text}");
        }
        assert_eq!(alerts("!!! example\n    a", false).other_kinds, ["example"]);
        assert_eq!(alerts("import X from 'x'\n\nTexte", true).text, "\nTexte\n");
    }
}
