//! A small site in a folder of its own, and what a fresh build makes of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The day of every build, so that midnight changes nothing.
pub const TODAY: &str = "2026-11-22";

/// A site that a test edits.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// A home page and an article.
    pub fn new() -> Self {
        let site = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        site.configure("Essai");
        site.write(
            "content/index.md",
            "---\ntitle: 'Accueil'\nsummary: 'Un essai.'\n---\nBonjour.\n",
        );
        site.article("accueil", "Accueil", "Un texte.");
        site
    }

    /// The folder that holds `content/`.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// Writes `content/site.yaml`.
    pub fn configure(&self, title: &str) {
        let config = format!(
            "title: '{title}'\ndescription: 'Un site d’essai.'\nbase_url: 'https://example.org/'\n"
        );
        self.write("content/site.yaml", &config);
    }

    /// Writes an article.
    pub fn article(&self, slug: &str, title: &str, body: &str) {
        let text = format!(
            "---\ntitle: '{title}'\ndate: 2026-11-20\nsummary: 'Deux mots.'\n---\n{body}\n"
        );
        self.write(&format!("content/articles/{slug}.md"), &text);
    }

    /// Writes a file as most editors do: beside it, then in its place.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let draft = self.folder.path().join("draft");
        fs::write(&draft, text).expect("a written file");
        fs::rename(&draft, &path).expect("a replaced file");
    }

    /// Renames a file or a folder.
    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root().join(from), self.root().join(to)).expect("a renamed file");
    }

    /// Deletes a file or a folder.
    pub fn delete(&self, path: &str) {
        let path = self.root().join(path);
        let outcome = if path.is_dir() {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        outcome.expect("a deleted file");
    }

    /// The files of a fresh build for `base_url`, by their addresses below it.
    pub fn build(&self, base_url: &str) -> BTreeMap<String, Vec<u8>> {
        let out = tempfile::tempdir().expect("a temporary folder");
        let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
            .args([
                "build",
                "--quiet",
                "--drafts",
                "--today",
                TODAY,
                "--base-url",
                base_url,
                "--root",
            ])
            .arg(self.root())
            .arg("--out")
            .arg(out.path())
            .output()
            .expect("parvis runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut files = BTreeMap::new();
        collect(out.path(), "/", &mut files);
        assert!(files.contains_key("/"), "a build writes a home page");
        files
    }
}

fn collect(folder: &Path, address: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = entry.path();
        if path.is_dir() {
            // Parvis's own notes on what it wrote.
            if name != ".parvis" {
                collect(&path, &format!("{address}{name}/"), files);
            }
        } else {
            let name = if name == "index.html" { "" } else { &name };
            files.insert(format!("{address}{name}"), fs::read(&path).expect("a file"));
        }
    }
}
