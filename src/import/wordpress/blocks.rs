//! The marks that WordPress' editor leaves in a text: `<!-- wp:name {…} -->`.

/// Whether a text was written in blocks. In any other, a blank line ends a paragraph.
pub fn has_blocks(content: &str) -> bool {
    content.contains("<!-- wp:")
}

/// Blocks without content in the export, whose content WordPress computes: `latest-posts`.
pub fn dynamic(content: &str) -> Vec<&str> {
    // These draw nothing that a reader would miss.
    const SILENT: [&str; 3] = ["footnotes", "spacer", "nextpage"];
    // More than these nobody reads.
    const MOST: usize = 40;
    let mut names = Vec::new();
    for (start, _) in content.match_indices("<!-- wp:") {
        let rest = &content[start + "<!-- wp:".len()..];
        let Some(end) = rest.find("-->") else { break };
        let mark = rest[..end].trim_end();
        let name = mark
            .split([' ', '\n', '\t', '/'])
            .next()
            .unwrap_or_default();
        let name = mark
            .strip_prefix(name)
            .map_or(name, |after| match after.strip_prefix('/') {
                // `plugin/name`
                Some(more) => {
                    &mark
                        [..name.len() + 1 + more.find([' ', '\n', '\t', '/']).unwrap_or(more.len())]
                }
                None => name,
            });
        let name = name.trim_end_matches('/');
        if mark.ends_with('/')
            && !SILENT.contains(&name)
            && !names.contains(&name)
            && names.len() < MOST
        {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_without_content_are_named() {
        let text = "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:latest-posts {\"n\":3} /-->\
                    <!-- wp:jetpack/contact-form /--><!-- wp:latest-posts /--><!-- wp:footnotes /--><!-- wp:block";
        assert_eq!(dynamic(text), ["latest-posts", "jetpack/contact-form"]);
    }
}
