//! Files below `content/`: the way from one to another, and which of them are for visitors.

/// The path of `target` from `folder`, both below `content/`.
pub fn relative(folder: &str, target: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|it| !it.is_empty()).collect();
    let to: Vec<&str> = target.split('/').collect();
    let shared = from
        .iter()
        .zip(&to[..to.len() - 1])
        .take_while(|(one, other)| one == other)
        .count();
    let mut path = "../".repeat(from.len() - shared);
    path.push_str(&to[shared..].join("/"));
    path
}

/// Whether a file of that name may stand beside a document: what is shown or downloaded, and nothing that the site would read.
pub fn is_publishable(name: &str) -> bool {
    const KINDS: [&str; 34] = [
        "avif", "csv", "doc", "docx", "epub", "flac", "gif", "gpx", "ics", "jpeg", "jpg", "json",
        "key", "m4a", "m4v", "mov", "mp3", "mp4", "odp", "ods", "odt", "ogg", "pdf", "png", "ppt",
        "pptx", "rtf", "svg", "txt", "wav", "webm", "webp", "xlsx", "zip",
    ];
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|it| KINDS.contains(&it.as_str()) || it == "xls")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_from_a_folder_to_a_file() {
        assert_eq!(relative("articles", "articles/a.md"), "a.md");
        assert_eq!(
            relative("articles/b", "articles/a/index.md"),
            "../a/index.md"
        );
        assert_eq!(relative("", "articles/a.md"), "articles/a.md");
        assert_eq!(relative("equipe/bureau", "index.md"), "../../index.md");
    }

    #[test]
    fn only_what_is_shown_or_downloaded_is_copied() {
        for (name, fits) in [
            ("a.JPG", true),
            ("a.pdf", true),
            ("a.php", false),
            ("a.md", false),
            ("a", false),
            ("a.yaml", false),
        ] {
            assert_eq!(is_publishable(name), fits, "{name}");
        }
    }
}
