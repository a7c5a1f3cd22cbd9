//! The committed modules were built from the sources in the tree.

use std::fs;
use std::path::Path;
use xtask::wasm::{MODULES, Module, is_stale, read_section, stamp, workspace_root};

#[track_caller]
fn assert_fresh(name: &str) {
    let module = MODULES
        .iter()
        .find(|module| module.name == name)
        .expect("a module of that name");
    let stale =
        is_stale(&workspace_root(), module).expect("the module and its sources can be read");
    assert!(
        !stale,
        "{} is stale: run `cargo xtask wasm {name}` and commit it",
        module.artifact
    );
}

#[test]
fn the_selftest_is_fresh() {
    assert_fresh("selftest");
}

#[test]
fn the_search_is_fresh() {
    assert_fresh("search");
}

#[test]
fn the_qr_code_is_fresh() {
    assert_fresh("qr");
}

#[test]
fn the_qr_reader_is_fresh() {
    assert_fresh("qr-reader");
}

/// A workspace of one module, with a dependency that has one of its own, and one for tests only.
fn workspace(root: &Path) {
    for (file, text) in [
        (
            "Cargo.toml",
            "[workspace.dependencies]\nlib = '1'\nother = '1'\n[profile.wasm]\nlto = true\n[profile.dev]\n",
        ),
        (
            "Cargo.lock",
            "[[package]]\nname = 'door'\nversion = '1.0.0'\ndependencies = ['lib', 'tested']\n\
             [[package]]\nname = 'lib'\nversion = '1.2.0'\nsource = 's'\nchecksum = 'a'\ndependencies = ['deep']\n\
             [[package]]\nname = 'deep'\nversion = '0.1.0'\nsource = 's'\nchecksum = 'b'\n\
             [[package]]\nname = 'tested'\nversion = '9.0.0'\nsource = 's'\nchecksum = 'c'\n",
        ),
        (
            "door/Cargo.toml",
            "[package]\nname = 'door'\n[dependencies]\nlib = { workspace = true }\n[dev-dependencies]\ntested = '9'\n",
        ),
        ("door/src/lib.rs", "// one\n"),
        ("door/src/deep/inner.rs", "// two\n"),
    ] {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
}

const DOOR: Module = Module {
    name: "door",
    package: "door",
    crates: &["door"],
    artifact: "door.wasm",
};

/// The stamp after a change to one file of the workspace.
fn stamp_after(file: &str, from: &str, to: &str) -> String {
    let root = std::env::temp_dir().join(format!(
        "parvis-stamp-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    workspace(&root);
    let text = fs::read_to_string(root.join(file)).expect("the file can be read");
    assert!(text.contains(from));
    fs::write(root.join(file), text.replace(from, to)).expect("the file can be written");
    let stamp = stamp(&root, &DOOR).expect("the workspace can be read");
    fs::remove_dir_all(&root).expect("the workspace can be removed");
    String::from_utf8(stamp).expect("the stamp is text")
}

#[test]
fn a_stamp_changes_with_everything_that_goes_into_the_module() {
    let unchanged = stamp_after("Cargo.toml", "", "");
    assert_eq!(
        unchanged.lines().skip(1).collect::<Vec<_>>(),
        ["deep 0.1.0", "lib 1.2.0"]
    );
    for (file, from, to) in [
        ("door/src/lib.rs", "one", "three"),
        ("door/src/deep/inner.rs", "two", "three"),
        ("door/Cargo.toml", "'9'", "'10'"),
        ("Cargo.toml", "lto = true", "lto = false"),
        ("Cargo.toml", "lib = '1'", "lib = '1.1'"),
        ("Cargo.lock", "1.2.0", "1.2.1"),
        ("Cargo.lock", "'b'", "'bb'"),
    ] {
        assert_ne!(
            stamp_after(file, from, to),
            unchanged,
            "{from} to {to} in {file}"
        );
    }
    for (file, from, to) in [
        ("Cargo.toml", "other = '1'", "other = '2'"),
        ("Cargo.toml", "[profile.dev]", "[profile.dev]\nlto = false"),
        ("Cargo.lock", "9.0.0", "9.0.1"),
        ("door/src/lib.rs", "\n", "\r\n"),
    ] {
        assert_eq!(
            stamp_after(file, from, to),
            unchanged,
            "{from} to {to} in {file}"
        );
    }
}

#[test]
fn a_section_is_found_in_sound_modules_only() {
    let module = b"\0asm\x01\0\0\0\x01\x01\0\0\x04\x01aBC";
    assert_eq!(read_section(module, "a"), Some(&b"BC"[..]));
    assert_eq!(read_section(module, "b"), None);
    assert_eq!(read_section(&module[..module.len() - 1], "a"), None);
    assert_eq!(read_section(b"", "a"), None);
}
