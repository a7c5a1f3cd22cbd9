//! Paths between `/`: where a relative one leads, and what stands behind the escapes of an address.
//!
//! Pure arithmetic on text. It knows no file and no route; that nothing climbs out of a folder is decided here, once.

use crate::diagnostics::SourcePath;

/// The folder of a site's root in which a command leaves something for the next one.
pub const STATE_FOLDER: &str = ".parvis";

/// Where `path` leads from `folder`, without `.`, `..` and empty segments; `None` where it climbs out of the root.
pub fn resolved(folder: &str, path: &str) -> Option<String> {
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

/// Where `path`, as written in the content file `file`, leads below the content of its tree: from its folder, or from the root where it
/// begins with `/`. `None` where it climbs out.
pub fn resolved_in(file: &SourcePath, path: &str) -> Option<String> {
    let folder = file
        .in_content()
        .and_then(|name| name.rsplit_once('/'))
        .map_or("", |(folder, _)| folder);
    resolved(if path.starts_with('/') { "" } else { folder }, path)
}

/// `%C3%A9` → é; an escape that is none stays, and so does a text that is not UTF-8 once decoded.
pub fn decoded(text: &str) -> String {
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

    #[test]
    fn a_path_starts_from_its_folder_and_stays_inside() {
        assert_eq!(
            resolved("a/b", "../c/./d.png").as_deref(),
            Some("a/c/d.png")
        );
        assert_eq!(resolved("", "//a//b/").as_deref(), Some("a/b"));
        assert_eq!(resolved("a", "../../b"), None);
    }

    #[test]
    fn a_file_names_others_from_its_folder_or_from_the_root_of_its_tree() {
        let file = SourcePath::new("content/en/articles/a.md").in_tree("en");
        assert_eq!(
            resolved_in(&file, "b.png").as_deref(),
            Some("articles/b.png")
        );
        assert_eq!(resolved_in(&file, "/b.png").as_deref(), Some("b.png"));
        assert_eq!(resolved_in(&file, "../../b.png"), None);
    }

    #[test]
    fn escapes_are_decoded_where_they_are_escapes() {
        assert_eq!(decoded("/%C3%A9t%C3%A9%2"), "/été%2");
        assert_eq!(decoded("%2f%2G%"), "/%2G%");
        assert_eq!(decoded("%FF"), "%FF");
    }
}
