//! The sample contributions in the tree are those of the chore.

use std::fs;
use std::path::Path;

#[test]
fn the_sample_contributions_are_generated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/benchmark");
    for (path, text) in xtask::sample::files() {
        let there = fs::read_to_string(root.join(&path)).expect("a contribution");
        assert_eq!(there, text, "{}", path.display());
    }
}
