//! Reading a site again and again: what was read is kept, and of it only what may have changed is read again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Inputs, ReadOptions, SourceFile, THEME_FOLDER, ThemeFiles};
use super::{clock, package, plant, real_path, walk};
use crate::diagnostics::{Diagnostic, Problem};

/// The folder of the content.
const CONTENT: &str = "content";

/// What may have changed since a site was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// What is, or was, at these paths from the root: files, or folders with all that is in them.
    Paths(BTreeSet<PathBuf>),
    /// Nobody knows.
    Anything,
}

impl Touched {
    /// What is touched by either.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Paths(mut paths), Self::Paths(others)) => {
                paths.extend(others);
                Self::Paths(paths)
            }
            _ => Self::Anything,
        }
    }
}

/// Reads a site, and keeps what it read for the next time.
#[derive(Debug)]
pub struct Reader {
    options: ReadOptions,
    content: Tree,
    theme: Tree,
    /// A file could not be read, and may now be readable without having changed.
    incomplete: bool,
}

impl Reader {
    /// A reader of the site of `options`, which has read nothing yet.
    pub fn new(options: ReadOptions) -> Self {
        Self {
            options,
            content: Tree::unread(CONTENT),
            theme: Tree::unread(THEME_FOLDER),
            incomplete: true,
        }
    }

    /// The site as it is now, if nothing but what is `touched` has changed since the last reading. What cannot be read is reported, and
    /// left out.
    pub fn read(&mut self, touched: &Touched) -> (Inputs, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let touched = if self.incomplete {
            &Touched::Anything
        } else {
            touched
        };
        let root = &self.options.root;
        self.content.read(root, touched, &mut diagnostics);
        let mut content = self.content.files.clone();
        plant(&mut content);
        if content.is_empty() && diagnostics.is_empty() {
            diagnostics.push(Diagnostic::of_site(Problem::NoContent));
        }
        self.theme.read(root, touched, &mut diagnostics);
        let admin = package::read_package(root, &content, &mut diagnostics);
        self.incomplete = !diagnostics.is_empty();
        let inputs = Inputs {
            content,
            theme: ThemeFiles::new(self.theme.files.clone()),
            admin,
            today: clock::today(self.options.today),
            base_url: self.options.base_url.clone(),
            drafts: self.options.drafts,
            future: self.options.future,
        };
        (inputs, diagnostics)
    }
}

/// The files below a folder of the root.
#[derive(Debug)]
struct Tree {
    folder: &'static str,
    /// Sorted by path.
    files: Vec<SourceFile>,
    /// There are symbolic links in it: what changes at one path may change at another.
    linked: bool,
}

impl Tree {
    fn unread(folder: &'static str) -> Self {
        Self {
            folder,
            files: Vec::new(),
            linked: false,
        }
    }

    fn read(&mut self, root: &Path, touched: &Touched, diagnostics: &mut Vec<Diagnostic>) {
        let known = match touched {
            Touched::Paths(paths) if !self.linked => self.read_paths(root, paths, diagnostics),
            _ => None,
        };
        if known.is_none() {
            let walked = walk::read_folder(root, self.folder, diagnostics);
            self.files = walked.files;
            self.linked = walked.linked;
        }
    }

    /// Reads what is at `paths`. `None`, with nothing changed or reported, where that does not tell what has become of the folder.
    fn read_paths(
        &mut self,
        root: &Path,
        paths: &BTreeSet<PathBuf>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<()> {
        let folder = Path::new(self.folder);
        if paths.iter().any(|path| folder.starts_with(path)) {
            return None;
        }
        // A folder comes before what is in it, and brings it.
        let mut tops: Vec<&Path> = Vec::new();
        for path in paths.iter().filter(|path| path.starts_with(folder)) {
            if !tops.iter().any(|top| path.starts_with(top)) && is_source(folder, path) {
                tops.push(path);
            }
        }
        if tops.is_empty() {
            return Some(());
        }
        let real_root = real_path(root)?;
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        for path in &tops {
            // Read by another spelling, or through a link, it would be a file of another name.
            if real_path(&root.join(path)).is_some_and(|real| real != real_root.join(path)) {
                return None;
            }
            let walked = walk::read_below(root, &root.join(path), &mut faults);
            if walked.linked {
                return None;
            }
            found.extend(walked.files);
        }
        self.files.retain(|file| {
            let path = Path::new(file.path.as_str());
            !tops.iter().any(|top| path.starts_with(top))
        });
        self.files.extend(found);
        self.files.sort_by(|one, other| one.path.cmp(&other.path));
        diagnostics.extend(faults);
        Some(())
    }
}

/// Whether what is at `path` below `folder` is a source, and every folder on the way to it.
fn is_source(folder: &Path, path: &Path) -> bool {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside
        .components()
        .all(|component| walk::is_source(component.as_os_str()))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "tests lay out sites")]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;

    struct Site {
        root: tempfile::TempDir,
        reader: Reader,
        known: Vec<SourceFile>,
    }

    impl Site {
        fn new() -> Self {
            let root = tempfile::tempdir().expect("a folder");
            for name in [
                "site.yaml",
                "articles/un.md",
                "articles/deux.md",
                "guide/trois.md",
            ] {
                write(root.path(), &format!("content/{name}"), name);
            }
            let mut reader = Reader::new(options(root.path()));
            let known = reader.read(&Touched::Anything).0.content;
            Self {
                root,
                reader,
                known,
            }
        }

        /// Reads what is at `paths`, sees that the outcome is that of a whole reading, and returns how many files were not read again.
        fn kept(&mut self, paths: &[&str]) -> usize {
            let touched = Touched::Paths(paths.iter().map(PathBuf::from).collect());
            let (inputs, faults) = self.reader.read(&touched);
            let (fresh, fresh_faults) =
                Reader::new(options(self.root.path())).read(&Touched::Anything);
            let named = |files: &[SourceFile]| -> Vec<(String, Vec<u8>)> {
                let files = files.iter();
                files
                    .map(|file| (file.path.to_string(), file.bytes.read().into_owned()))
                    .collect()
            };
            assert_eq!(named(&inputs.content), named(&fresh.content));
            assert_eq!(faults, fresh_faults);
            assert!(inputs.theme.is_same_but_in(&fresh.theme, &[]));
            let kept = |file: &&SourceFile| {
                self.known
                    .iter()
                    .any(|known| Arc::ptr_eq(&known.bytes, &file.bytes))
            };
            let kept = inputs.content.iter().filter(kept).count();
            self.known = inputs.content;
            kept
        }
    }

    fn options(root: &Path) -> ReadOptions {
        ReadOptions {
            root: root.to_owned(),
            base_url: None,
            drafts: false,
            future: false,
            today: Some(jiff::civil::Date::constant(2026, 11, 22)),
        }
    }

    fn write(root: &Path, path: &str, text: &str) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[test]
    fn only_what_is_touched_is_read() {
        let mut site = Site::new();
        let root = site.root.path().to_owned();
        write(&root, "content/articles/un.md", "other");
        assert_eq!(site.kept(&["content/articles/un.md"]), 3, "an edit");
        fs::remove_file(root.join("content/articles/deux.md")).expect("it was there");
        assert_eq!(site.kept(&["content/articles/deux.md"]), 3, "a deletion");
        fs::rename(root.join("content/guide"), root.join("content/aide")).expect("a folder");
        assert_eq!(site.kept(&["content/guide", "content/aide"]), 2, "a folder");
        write(&root, "content/articles/.un.md.swp", "half");
        write(&root, "content/.cache/un.md", "half");
        let hidden = ["content/articles/.un.md.swp", "content/.cache/un.md"];
        assert_eq!(site.kept(&hidden), 3, "what is no source");
        write(&root, "themes/parvis/css/site.css", "a {}");
        assert_eq!(site.kept(&["themes/parvis/css/site.css"]), 3, "the theme");
        write(&root, "content/en/site.yaml", "title: Trial");
        assert_eq!(site.kept(&["content/en"]), 3, "another tree");
        fs::remove_dir_all(root.join("content")).expect("it was there");
        assert_eq!(site.kept(&["content"]), 0, "all of it");
        write(&root, "content/site.yaml", "back");
        assert_eq!(
            site.kept(&[]),
            0,
            "what could not be read is looked for again"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_tree_with_links_is_read_as_a_whole() {
        let mut site = Site::new();
        let root = site.root.path().to_owned();
        let link = root.join("content/articles/lien.md");
        std::os::unix::fs::symlink(root.join("content/guide/trois.md"), link).expect("a link");
        assert_eq!(site.kept(&["content/articles/lien.md"]), 0);
        write(&root, "content/guide/trois.md", "other");
        assert_eq!(site.kept(&["content/guide/trois.md"]), 0);
    }
}
