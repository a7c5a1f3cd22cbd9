//! A file of the published site.

/// A file of the published site: its path in the output folder, and its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Relative to the output folder, with `/`: `articles/accueil/index.html`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// The file of the address `path`: `/articles/` is the file `articles/index.html`.
    pub fn at(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: file_of(path),
            bytes: bytes.into(),
        }
    }
}

/// The file in the output folder of the address `path`.
pub fn file_of(path: &str) -> String {
    let file = path.trim_start_matches('/');
    if file.is_empty() || file.ends_with('/') {
        format!("{file}index.html")
    } else {
        file.to_owned()
    }
}
