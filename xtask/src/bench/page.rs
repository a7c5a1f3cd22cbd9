//! `docs/PERFORMANCE.md`: a page whose sections are written by different runs, each between two markers of its own.

use std::fs;
use std::path::Path;

/// Where the page is.
pub(super) const PATH: &str = "docs/PERFORMANCE.md";

fn markers(name: &str) -> (String, String) {
    (
        format!("<!-- bench {name}: start -->"),
        format!("<!-- bench {name}: end -->"),
    )
}

/// Puts `text` in the place of the section `name` of the page below `root`, or at the end of the page.
pub(super) fn write_section(root: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = root.join(PATH);
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let page = fs::read_to_string(&path).map_err(failed)?;
    fs::write(&path, with_section(&page, name, text)).map_err(failed)?;
    println!("Written: {PATH}");
    Ok(())
}

fn with_section(page: &str, name: &str, text: &str) -> String {
    let (start, end) = markers(name);
    let section = format!("{start}\n{}\n{end}", text.trim());
    match section_of(page, name) {
        Some(former) => page.replace(former, &section),
        None => format!("{}\n\n{section}\n", page.trim_end()),
    }
}

/// The section `name` as it stands in `page`, with its markers, for what writes the rest of it.
pub(super) fn section_of<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (start, end) = markers(name);
    let from = page.find(&start)?;
    let to = page.find(&end)? + end.len();
    page.get(from..to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_replaces_the_one_before_and_no_other() {
        let page = with_section("# Page\n", "a", "one\n");
        assert_eq!(
            page,
            "# Page\n\n<!-- bench a: start -->\none\n<!-- bench a: end -->\n"
        );
        let both = with_section(&page, "b", "two");
        let again = with_section(&both, "a", "three");
        assert_eq!(
            section_of(&again, "a"),
            Some("<!-- bench a: start -->\nthree\n<!-- bench a: end -->")
        );
        assert_eq!(section_of(&again, "b"), section_of(&both, "b"));
        assert_eq!(section_of(&again, "c"), None);
    }
}
