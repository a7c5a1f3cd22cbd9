//! The trees of a content folder: one a language.

use super::SourceFile;

/// Tells each of `files`, sorted by path, which tree it grows in: a folder of the content that has a `site.yaml` of its own and the name
/// of a language holds the site in that language.
pub fn plant(files: &mut [SourceFile]) {
    const LANGUAGES: [&str; 2] = ["en", "fr"];
    for tree in LANGUAGES {
        let site = format!("content/{tree}/site.yaml");
        if files
            .binary_search_by(|file| file.path.as_str().cmp(&site))
            .is_ok()
        {
            for file in files.iter_mut() {
                if file.path.tree().is_empty() {
                    file.path = file.path.in_tree(tree);
                }
            }
        }
    }
}
