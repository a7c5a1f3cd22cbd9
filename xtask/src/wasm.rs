//! `cargo xtask wasm`: builds the browser's modules, which are committed next to their crates.
//!
//! They are committed so that `cargo build` and `cargo install` need no wasm target. Each carries a custom section,
//! `parvis-sources`, with a hash of everything that goes into it: its sources and manifests, the build profile, and
//! the versions of its dependencies. A test compares the section with the tree ([`is_stale`]), so that nobody forgets
//! to run this chore after a change.
//!
//! **Reproducibility.** The hash says that the module was built *from* these sources, not that building them again
//! gives the same bytes: those also depend on the version of the compiler, which the hash leaves out on purpose (a
//! newer compiler makes no module stale). Two builds with one compiler do give the same bytes: paths of the machine
//! are mapped away, one codegen unit, no debug information. To verify a committed module, check out its commit, run
//! this chore with the compiler that its author used, and compare.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::Table;

/// The compilation target of the modules.
const TARGET: &str = "wasm32-unknown-unknown";
/// The build profile of the modules, in the root manifest.
const PROFILE: &str = "wasm";
/// The name of the custom section.
const SECTION: &str = "parvis-sources";

/// A module of the browser.
#[derive(Debug)]
pub struct Module {
    /// What it is called on the command line.
    pub name: &'static str,
    /// The package that is compiled.
    pub package: &'static str,
    /// The folders of the crates that make it up, from the workspace's root; the compiled package first.
    pub crates: &'static [&'static str],
    /// Where the module is committed, from the workspace's root.
    pub artifact: &'static str,
}

/// All modules.
pub const MODULES: &[Module] = &[
    Module {
        name: "selftest",
        package: "parvis-selftest-wasm",
        crates: &[
            "crates/wasm/selftest",
            "crates/selftest",
            "crates/wasm/memory",
        ],
        artifact: "crates/wasm/selftest/selftest.wasm",
    },
    Module {
        name: "search",
        package: "parvis-search-wasm",
        crates: &["crates/wasm/search", "crates/search", "crates/wasm/memory"],
        artifact: "crates/wasm/search/search.wasm",
    },
    Module {
        name: "qr",
        package: "parvis-qr-wasm",
        crates: &["crates/wasm/qr/draw", "crates/wasm/memory"],
        artifact: "crates/wasm/qr/draw/qr.wasm",
    },
    Module {
        name: "qr-reader",
        package: "parvis-qr-reader-wasm",
        crates: &["crates/wasm/qr/read", "crates/wasm/memory"],
        artifact: "crates/wasm/qr/read/qr-reader.wasm",
    },
];

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Builds the named modules, or all of them where none is named.
pub fn run(names: &[String]) -> Outcome<()> {
    if let Some(unknown) = names
        .iter()
        .find(|name| MODULES.iter().all(|module| module.name != **name))
    {
        let known: Vec<&str> = MODULES.iter().map(|module| module.name).collect();
        return Err(format!(
            "there is no module “{unknown}”; the modules are {}",
            known.join(", ")
        )
        .into());
    }
    let root = workspace_root();
    add_target()?;
    for module in MODULES
        .iter()
        .filter(|module| names.is_empty() || names.iter().any(|name| name == module.name))
    {
        let mut bytes = build(&root, module)?;
        append_section(&mut bytes, SECTION, &stamp(&root, module)?);
        fs::write(root.join(module.artifact), &bytes)?;
        println!("{}: {} bytes", module.artifact, bytes.len());
    }
    Ok(())
}

/// The folder of the workspace's manifest.
pub fn workspace_root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Whether the committed module was built from other sources than those in the tree.
pub fn is_stale(root: &Path, module: &Module) -> Outcome<bool> {
    let committed = fs::read(root.join(module.artifact))?;
    Ok(read_section(&committed, SECTION) != Some(&stamp(root, module)?))
}

/// Adds the wasm target to the toolchain where it is missing.
fn add_target() -> Outcome<()> {
    let sysroot = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", TARGET])
        .output()?;
    let folder = String::from_utf8(sysroot.stdout)?;
    if sysroot.status.success() && Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    eprintln!("adding the target {TARGET}");
    if Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()?
        .success()
    {
        Ok(())
    } else {
        Err(format!(
            "`rustup target add {TARGET}` failed: install the target, then run this chore again"
        )
        .into())
    }
}

fn build(root: &Path, module: &Module) -> Outcome<Vec<u8>> {
    let target_folder = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root.join("target"), |folder| root.join(folder));
    let mut flags = vec![format!("--remap-path-prefix={}=/parvis", root.display())];
    if let Some(home) = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
    {
        flags.push(format!("--remap-path-prefix={}=/cargo", home.display()));
        // A registry's folder carries its host: a module says which crate panicked, not where it was fetched from.
        let mut registries: Vec<PathBuf> = fs::read_dir(home.join("registry/src"))
            .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
            .unwrap_or_default();
        registries.sort();
        for registry in registries {
            flags.push(format!(
                "--remap-path-prefix={}=/crates",
                registry.display()
            ));
        }
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        .current_dir(root)
        .args([
            "build",
            "--locked",
            "--package",
            module.package,
            "--profile",
            PROFILE,
            "--target",
            TARGET,
        ])
        .arg("--target-dir")
        .arg(&target_folder)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .status()?;
    if !built.success() {
        return Err(format!("building {} failed", module.package).into());
    }
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    Ok(fs::read(
        target_folder.join(TARGET).join(PROFILE).join(file),
    )?)
}

/// What the custom section holds: one line with the hash, then one a dependency, for people.
pub fn stamp(root: &Path, module: &Module) -> Outcome<Vec<u8>> {
    let packages = locked_packages(root, module)?;
    let mut text = format!("blake3 {}\n", source_hash(root, module, &packages)?);
    for (package, _) in packages {
        text.push_str(&package);
        text.push('\n');
    }
    Ok(text.into_bytes())
}

/// The hash of everything that goes into a module. Line endings do not count.
fn source_hash(
    root: &Path,
    module: &Module,
    packages: &BTreeMap<String, String>,
) -> Outcome<String> {
    let mut hasher = blake3::Hasher::new();
    let mut add = |name: &str, content: &[u8]| {
        for part in [name.as_bytes(), content] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    };
    for folder in module.crates {
        let mut files = BTreeSet::from([format!("{folder}/Cargo.toml")]);
        list_files(root, &format!("{folder}/src"), &mut files)?;
        for file in files {
            let text = fs::read_to_string(root.join(&file))?;
            add(&file, text.replace("\r\n", "\n").as_bytes());
        }
    }
    let manifest = read_toml(root, "Cargo.toml")?;
    for name in [PROFILE, "release"] {
        let profile = manifest
            .get("profile")
            .and_then(|profiles| profiles.get(name));
        add(
            &format!("profile {name}"),
            format!("{profile:?}").as_bytes(),
        );
    }
    let workspace = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"));
    for folder in module.crates {
        for name in dependencies(root, folder)? {
            let inherited = workspace.and_then(|dependencies| dependencies.get(&name));
            add(
                &format!("workspace dependency {name}"),
                format!("{inherited:?}").as_bytes(),
            );
        }
    }
    for (package, checksum) in packages {
        add(package, checksum.as_bytes());
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The files below a folder, as paths from the root with `/` between.
fn list_files(root: &Path, folder: &str, files: &mut BTreeSet<String>) -> Outcome<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list_files(root, &path, files)?;
        } else {
            files.insert(path);
        }
    }
    Ok(())
}

fn read_toml(root: &Path, file: &str) -> Outcome<Table> {
    fs::read_to_string(root.join(file))?
        .parse()
        .map_err(|error| format!("{file}: {error}").into())
}

/// The names of a crate's dependencies, without those of its tests.
fn dependencies(root: &Path, folder: &str) -> Outcome<BTreeSet<String>> {
    let manifest = read_toml(root, &format!("{folder}/Cargo.toml"))?;
    let table = manifest.get("dependencies").and_then(toml::Value::as_table);
    Ok(table
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect())
}

/// The registry packages that a module is built from, directly or not, with their checksums: the part of `Cargo.lock`
/// that matters to it. The lock file lists the dependencies of a workspace member's tests with the others, so those
/// of the members are taken from their manifests.
fn locked_packages(root: &Path, module: &Module) -> Outcome<BTreeMap<String, String>> {
    let lock = read_toml(root, "Cargo.lock")?;
    let locked: Vec<&Table> = lock
        .get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(toml::Value::as_table)
        .collect();
    let text = |package: &Table, key: &str| {
        package
            .get(key)
            .and_then(toml::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let mut waiting: Vec<String> = Vec::new();
    for folder in module.crates {
        let own = dependencies(root, folder)?;
        let name = read_toml(root, &format!("{folder}/Cargo.toml"))?;
        let name = name
            .get("package")
            .and_then(|package| package.get("name"))
            .and_then(toml::Value::as_str);
        let member = locked
            .iter()
            .find(|package| name == Some(&text(package, "name")));
        let listed = member.ok_or_else(|| format!("{folder} is not in Cargo.lock"))?;
        waiting
            .extend(listed_dependencies(listed).filter(|listed| own.contains(first_word(listed))));
    }
    let mut packages = BTreeMap::new();
    while let Some(listed) = waiting.pop() {
        // “name”, or “name version” where several versions are locked.
        let mut words = listed.split(' ');
        let (name, version) = (words.next(), words.next());
        let package = locked.iter().find(|package| {
            name == Some(&text(package, "name"))
                && version.is_none_or(|version| version == text(package, "version"))
        });
        let package = package.ok_or_else(|| format!("{listed} is not in Cargo.lock"))?;
        let entry = format!("{} {}", text(package, "name"), text(package, "version"));
        // Members of the workspace have no source: their own files are hashed instead.
        if package.contains_key("source") && !packages.contains_key(&entry) {
            packages.insert(entry, text(package, "checksum"));
            waiting.extend(listed_dependencies(package));
        }
    }
    Ok(packages)
}

fn listed_dependencies(package: &Table) -> impl Iterator<Item = String> {
    let listed = package.get("dependencies").and_then(toml::Value::as_array);
    listed
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

/// Appends a custom section to a module.
fn append_section(module: &mut Vec<u8>, name: &str, content: &[u8]) {
    let mut section = Vec::new();
    write_length(&mut section, name.len());
    section.extend(name.as_bytes());
    section.extend(content);
    module.push(0);
    write_length(module, section.len());
    module.extend(section);
}

/// The content of a module's custom section; `None` where there is none of that name, or the module is cut short.
pub fn read_section<'a>(module: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut rest = module.get(8..)?;
    while let Some((&id, after)) = rest.split_first() {
        let (length, after) = read_length(after)?;
        let (section, after) = after.split_at_checked(length)?;
        if id == 0 {
            let (length, section) = read_length(section)?;
            let (found, content) = section.split_at_checked(length)?;
            if found == name.as_bytes() {
                return Some(content);
            }
        }
        rest = after;
    }
    None
}

/// Appends a length as WebAssembly writes it: seven bits a byte, the lowest first (LEB128).
fn write_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length > 0x7f {
        bytes.push(length as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
}

fn read_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut length = 0;
    for (index, &byte) in bytes.iter().enumerate().take(5) {
        length |= usize::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            return Some((length, &bytes[index + 1..]));
        }
    }
    None
}
