//! Where a link leads.

use crate::diagnostics::SourcePath;
use crate::document::{Target, TargetKind};

/// What a link's destination is.
#[derive(Debug, PartialEq, Eq)]
pub enum Destination {
    /// In the site.
    Inside(Target),
    /// On the web, or a mail or telephone address: goes into the HTML as it is.
    Outside(String),
    /// A relative path that climbs out of `content/`.
    Escaping,
    /// A scheme that runs code or reads the reader's disk.
    Unsafe,
}

const SAFE_SCHEMES: [&str; 6] = ["https:", "http:", "mailto:", "tel:", "webcal:", "sms:"];

/// Reads the destination `written` in `file`.
pub fn destination(written: &str, file: &SourcePath) -> Destination {
    let written = written.trim();
    let lower = written.to_ascii_lowercase();
    if SAFE_SCHEMES.iter().any(|scheme| lower.starts_with(scheme)) {
        return Destination::Outside(written.to_owned());
    }
    if written.starts_with("//") || has_scheme(written) || written.contains(['\\', '\0']) {
        return Destination::Unsafe;
    }
    let (path, anchor) = match written.split_once('#') {
        Some((path, anchor)) => (
            path,
            Some(decoded(anchor)).filter(|anchor| !anchor.is_empty()),
        ),
        None => (written, None),
    };
    let inside = |kind| {
        Destination::Inside(Target {
            kind,
            anchor: anchor.clone(),
        })
    };
    if path.is_empty() {
        return inside(TargetKind::Here);
    }
    let path = decoded(path);
    if path.starts_with('/') {
        return match normalised("", &path) {
            Some(clean) => {
                let slash = if path.ends_with('/') && !clean.is_empty() {
                    "/"
                } else {
                    ""
                };
                inside(TargetKind::Path(format!("/{clean}{slash}")))
            }
            None => Destination::Escaping,
        };
    }
    let folder = file.in_content().map_or("", |name| {
        name.rsplit_once('/').map_or("", |(folder, _)| folder)
    });
    match normalised(folder, &path) {
        Some(clean) => inside(TargetKind::Source(clean)),
        None => Destination::Escaping,
    }
}

/// The target of `[[name]]` or `[[name#anchor]]`.
pub fn wiki(written: &str) -> Target {
    let (name, anchor) = match written.split_once('#') {
        Some((name, anchor)) => (
            name,
            Some(anchor.trim().to_owned()).filter(|anchor| !anchor.is_empty()),
        ),
        None => (written, None),
    };
    let name = name.trim();
    let kind = if name.is_empty() {
        TargetKind::Here
    } else {
        TargetKind::Wiki(name.to_owned())
    };
    Target { kind, anchor }
}

/// `path` from `folder`, without `.` and `..`; `None` where it climbs out.
pub fn normalised(folder: &str, path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default();
    let mut segments: Vec<&str> = folder
        .split('/')
        .filter(|segment| !segment.is_empty())
        .collect();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

/// `name:` before any slash, as in `javascript:` or `data:`.
fn has_scheme(written: &str) -> bool {
    let Some(colon) = written.find(':') else {
        return false;
    };
    let before = &written[..colon];
    !before.is_empty()
        && !before.contains(['/', '#', '?'])
        && before
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.\t\n\r ".contains(&byte))
}

/// `%20` → a space, and so on; what is not UTF-8 once decoded stays as it is.
fn decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let byte = match (first, tail) {
            (b'%', [high, low, ..]) => hexadecimal(*high)
                .zip(hexadecimal(*low))
                .map(|(high, low)| high * 16 + low),
            _ => None,
        };
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(written: &str) -> Destination {
        destination(written, &SourcePath::new("content/articles/2026/a.md"))
    }

    fn source(path: &str, anchor: Option<&str>) -> Destination {
        Destination::Inside(Target {
            kind: TargetKind::Source(path.to_owned()),
            anchor: anchor.map(str::to_owned),
        })
    }

    #[test]
    fn relative_paths_start_from_the_file() {
        assert_eq!(
            kind("../b.md#suite"),
            source("articles/b.md", Some("suite"))
        );
        assert_eq!(
            kind("plan%20du%20stand.png"),
            source("articles/2026/plan du stand.png", None)
        );
        assert_eq!(
            kind("../../glossary/nps.md"),
            source("glossary/nps.md", None)
        );
    }

    #[test]
    fn nothing_climbs_out_of_the_content() {
        assert_eq!(kind("../../../etc/passwd"), Destination::Escaping);
        assert_eq!(kind("/../etc/passwd"), Destination::Escaping);
        assert_eq!(kind("..%2f..%2f..%2fetc/passwd"), Destination::Escaping);
    }

    #[test]
    fn schemes_that_run_code_are_refused() {
        for written in [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "java\nscript:x",
            "file:///etc/passwd",
            "//host/x",
            "\\\\host\\x",
        ] {
            assert_eq!(kind(written), Destination::Unsafe, "{written}");
        }
        assert_eq!(
            kind("HTTPS://example.org/"),
            Destination::Outside("HTTPS://example.org/".to_owned())
        );
    }

    #[test]
    fn a_path_of_the_site_keeps_its_slash() {
        let path = |path: &str| {
            Destination::Inside(Target {
                kind: TargetKind::Path(path.to_owned()),
                anchor: None,
            })
        };
        assert_eq!(kind("/glossaire/nps/"), path("/glossaire/nps/"));
        assert_eq!(kind("/atom.xml"), path("/atom.xml"));
        assert_eq!(kind("/"), path("/"));
    }
}
