//! Lints, found by the builds of the tests.
//!
//! `cargo clippy` reads all dependencies once more, for itself. As the compiler of the workspace's own
//! crates, clippy finds the same while it builds what the tests need anyway.

use std::path::Path;
use std::process::Command;

const CLIPPY: &str = "clippy-driver";

/// This command of cargo, or of clippy itself, with clippy as the compiler of the workspace, to which
/// every lint is an error.
pub(super) fn checked(mut command: Command) -> Command {
    command.env("RUSTC_WORKSPACE_WRAPPER", CLIPPY);
    // As `cargo clippy -- -D warnings` hands it over.
    command.env(
        "CLIPPY_ARGS",
        "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
    );
    command
}

/// Makes sure that clippy takes what [`checked`] tells it: it must refuse a program with a lint, and
/// no other.
pub(super) fn can_fail(target: &Path) -> Result<(), String> {
    let folder = target.join("lints");
    let file = folder.join("sample.rs");
    let failed = |error| format!("{}: {error}", folder.display());
    std::fs::create_dir_all(&folder).map_err(failed)?;
    for (condition, is_sound) in [("x.is_empty()", true), ("x.len() == 0", false)] {
        let source = format!("pub fn f(x: &[u8]) -> bool {{\n    {condition}\n}}\n");
        std::fs::write(&file, source).map_err(failed)?;
        let mut clippy = checked(Command::new(CLIPPY));
        clippy.args(["rustc", "--crate-type", "lib", "--emit", "metadata"]);
        clippy.arg("--out-dir").arg(&folder).arg(&file);
        let output = clippy.output().map_err(failed)?;
        if output.status.success() != is_sound {
            let told = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "clippy takes {condition} otherwise than it should: {told}"
            ));
        }
    }
    Ok(())
}
