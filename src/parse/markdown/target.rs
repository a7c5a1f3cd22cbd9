//! Where a link leads.

use crate::diagnostics::SourcePath;
use crate::document::{Target, TargetKind};
use crate::paths::{decoded, resolved_in};

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
    let path = path.split('?').next().unwrap_or_default();
    let Some(clean) = resolved_in(file, path) else {
        return Destination::Escaping;
    };
    if !path.starts_with('/') {
        return inside(TargetKind::Source(clean));
    }
    let slash = if path.ends_with('/') && !clean.is_empty() {
        "/"
    } else {
        ""
    };
    inside(TargetKind::Path(format!("/{clean}{slash}")))
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
