//! What publishing promises, each promise kept against a real folder.

use std::collections::BTreeMap;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use super::{Publication, PublishError, Summary};

type Files<'a> = &'a [(&'a str, &'a str)];

/// A site root with an output folder that does not exist yet.
struct Site {
    root: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        Self { root }
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn begin(&self) -> Result<Publication, PublishError> {
        let root = self.root.path();
        Publication::begin(&self.output(), root, &[root.join("content")])
    }

    fn put(&self, files: Files) -> Result<Publication, PublishError> {
        let publication = self.begin()?;
        for (path, text) in files {
            publication.put(path, text.as_bytes())?;
        }
        Ok(publication)
    }

    fn publish(&self, files: Files) -> Result<Summary, PublishError> {
        self.put(files)?.commit()
    }

    /// Writes a file by hand, as a person would.
    fn write(&self, path: &str, text: &str) {
        let place = self.output().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }

    /// Everything below the output folder but the lock: folders as `None`.
    fn tree(&self) -> BTreeMap<String, Option<String>> {
        let mut tree = BTreeMap::new();
        if self.output().exists() {
            collect(&self.output(), "", &mut tree);
        }
        tree.remove(".parvis/lock");
        tree
    }

    /// The site's files, without Parvis's own folder.
    fn files(&self) -> Vec<(String, String)> {
        let tree = self.tree().into_iter();
        tree.filter(|(path, _)| !path.starts_with(".parvis"))
            .filter_map(|(path, text)| Some((path, text?)))
            .collect()
    }
}

fn collect(folder: &Path, prefix: &str, tree: &mut BTreeMap<String, Option<String>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), tree);
            tree.insert(path, None);
        } else {
            tree.insert(path, Some(fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

fn owned(files: Files) -> Vec<(String, String)> {
    let mut files: Vec<_> = files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
        .collect();
    files.sort();
    files
}

const FIRST: Files = &[
    ("index.html", "accueil"),
    ("a/index.html", "premier"),
    ("b/c/index.html", "deuxième"),
    ("style", "un fichier qui deviendra un dossier"),
    ("d/e.html", "un dossier qui deviendra un fichier"),
];
const SECOND: Files = &[
    ("index.html", "accueil"),
    ("a/index.html", "premier, revu"),
    ("style/page.css", "styles"),
    ("d", "fichier"),
    ("f/g/index.html", "nouveau"),
];

#[test]
fn publishes_files_and_a_sorted_manifest() {
    let site = Site::new();
    let summary = site.publish(FIRST).unwrap();
    assert_eq!(
        summary,
        Summary {
            files: 5,
            written: 5,
            unchanged: 0,
            kept: 0,
            deleted: 0
        }
    );
    assert_eq!(site.files(), owned(FIRST));
    assert_eq!(
        site.tree()[".parvis/manifest.json"].as_deref(),
        Some(concat!(
            "{\n\"version\": 1,\n\"files\": [\n\"a/index.html\",\n\"b/c/index.html\",\n",
            "\"d/e.html\",\n\"index.html\",\n\"style\"\n]\n}\n"
        ))
    );
    assert!(!site.tree().keys().any(|path| path.contains("staging")));
}

#[test]
fn deletes_what_is_no_longer_produced_and_the_folders_this_empties() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    site.write("b/notes.txt", "de ma main");
    let summary = site.publish(&[("index.html", "accueil")]).unwrap();
    assert_eq!(
        summary,
        Summary {
            files: 1,
            written: 0,
            unchanged: 1,
            kept: 0,
            deleted: 4
        }
    );
    let tree = site.tree();
    let kept: Vec<_> = tree
        .keys()
        .filter(|path| !path.starts_with(".parvis"))
        .collect();
    assert_eq!(kept, ["b", "b/notes.txt", "index.html"]);
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let summary = site.publish(SECOND).unwrap();
    assert_eq!(
        summary,
        Summary {
            files: 5,
            written: 4,
            unchanged: 1,
            kept: 0,
            deleted: 3
        }
    );
    assert_eq!(site.files(), owned(SECOND));
    site.publish(FIRST).unwrap();
    assert_eq!(site.files(), owned(FIRST));
}

#[test]
fn a_new_folder_comes_into_one_that_is_there() {
    let site = Site::new();
    let before = [("a/index.html", "un")];
    site.publish(&before).unwrap();
    let after = [before[0], ("a/b/c/index.html", "deux"), ("a/d/e", "trois")];
    assert_eq!(site.publish(&after).unwrap().written, 2);
    assert_eq!(site.files(), owned(&after));
}

#[test]
fn an_unchanged_file_keeps_its_date() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let date = |path: &str| {
        fs::metadata(site.output().join(path))
            .unwrap()
            .modified()
            .unwrap()
    };
    for path in ["index.html", "a/index.html", ".parvis/manifest.json"] {
        let file = fs::File::options()
            .write(true)
            .open(site.output().join(path))
            .unwrap();
        file.set_modified(long_ago).unwrap();
    }
    let mut files = FIRST.to_vec();
    assert_eq!(site.publish(&files).unwrap().unchanged, 5);
    assert_eq!(date(".parvis/manifest.json"), long_ago);
    files[1].1 = "premieR";
    assert_eq!(site.publish(&files).unwrap().written, 1);
    assert_eq!(date("index.html"), long_ago);
    assert_ne!(date("a/index.html"), long_ago);
}

#[test]
fn a_file_that_tells_its_recipe_is_kept_as_long_as_it_is_what_it_was() {
    let site = Site::new();
    // Makes the picture only if it cannot be kept, as a build does, and says how many were kept.
    let publish = || {
        let publication = site.begin().unwrap();
        publication.put("index.html", b"page").unwrap();
        if !publication.keep("images/a.webp").unwrap() {
            publication
                .put_by_recipe("images/a.webp", b"picture")
                .unwrap();
        }
        publication.commit().unwrap()
    };
    let first = publish();
    assert_eq!((first.written, first.kept), (2, 0));
    let manifest = fs::read(site.output().join(".parvis/manifest.json")).unwrap();
    let second = publish();
    assert_eq!((second.written, second.unchanged, second.kept), (0, 2, 1));
    assert_eq!(
        fs::read(site.output().join(".parvis/manifest.json")).unwrap(),
        manifest
    );
    for damage in ["pictur", "picturE", ""] {
        site.write("images/a.webp", damage);
        assert_eq!(publish().kept, 0, "{damage:?} is no picture");
        assert_eq!(publish().kept, 1);
    }
    fs::remove_file(site.output().join("images/a.webp")).unwrap();
    assert_eq!(publish().kept, 0);
    // A file whose name tells no recipe is never kept.
    assert!(!site.begin().unwrap().keep("index.html").unwrap());
    site.publish(&[("index.html", "page")]).unwrap();
    assert!(!site.begin().unwrap().keep("images/a.webp").unwrap());
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_kept_file_is_not_followed() {
    let site = Site::new();
    let publication = site.begin().unwrap();
    publication.put_by_recipe("a.webp", b"picture").unwrap();
    publication.commit().unwrap();
    let elsewhere = site.root.path().join("elsewhere.webp");
    fs::write(&elsewhere, "picture").unwrap();
    fs::remove_file(site.output().join("a.webp")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.output().join("a.webp")).unwrap();
    assert!(!site.begin().unwrap().keep("a.webp").unwrap());
}

#[test]
fn large_files_are_compared_to_the_last_byte() {
    let site = Site::new();
    let mut text = "x".repeat(200_000);
    site.publish(&[("large.txt", &text)]).unwrap();
    assert_eq!(site.publish(&[("large.txt", &text)]).unwrap().written, 0);
    text.replace_range(199_999.., "y");
    assert_eq!(site.publish(&[("large.txt", &text)]).unwrap().written, 1);
    assert_eq!(site.files(), owned(&[("large.txt", &text)]));
    site.publish(&[("large.txt", "")]).unwrap();
    assert_eq!(site.publish(&[("large.txt", "")]).unwrap().unchanged, 1);
}

#[test]
fn a_foreign_file_is_named_and_everything_stays() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    site.write("f/g/index.html", "de ma main");
    let before = site.tree();
    let place = fs::canonicalize(site.output())
        .unwrap()
        .join("f/g/index.html");
    let error = site.publish(SECOND).unwrap_err();
    assert!(
        matches!(&error, PublishError::Foreign { path } if *path == place),
        "{error:?}"
    );
    assert_eq!(site.tree(), before);
}

#[test]
fn a_foreign_file_below_a_coming_file_is_named_and_everything_stays() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    site.write("d/f/notes.txt", "de ma main");
    let before = site.tree();
    let place = fs::canonicalize(site.output())
        .unwrap()
        .join("d/f/notes.txt");
    let error = site.publish(SECOND).unwrap_err();
    assert!(
        matches!(&error, PublishError::Foreign { path } if *path == place),
        "{error:?}"
    );
    assert_eq!(site.tree(), before);
}

#[test]
fn a_foreign_file_at_a_folder_of_the_site_is_named() {
    let site = Site::new();
    site.write("a", "de ma main");
    let place = fs::canonicalize(site.output()).unwrap().join("a");
    let error = site.publish(FIRST).unwrap_err();
    assert!(
        matches!(&error, PublishError::Foreign { path } if *path == place),
        "{error:?}"
    );
}

#[test]
fn a_foreign_file_with_the_right_bytes_stays_foreign() {
    let site = Site::new();
    site.write("CNAME", "exemple.org");
    let summary = site
        .publish(&[("CNAME", "exemple.org"), ("index.html", "accueil")])
        .unwrap();
    assert_eq!(
        summary,
        Summary {
            files: 2,
            written: 1,
            unchanged: 1,
            kept: 0,
            deleted: 0
        }
    );
    let summary = site.publish(&[("index.html", "accueil")]).unwrap();
    assert_eq!(summary.deleted, 0);
    assert_eq!(
        site.files(),
        owned(&[("CNAME", "exemple.org"), ("index.html", "accueil")])
    );
}

#[test]
fn a_build_that_gives_up_leaves_the_previous_site() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let before = site.tree();
    drop(site.put(SECOND).unwrap());
    assert_eq!(site.tree(), before);
}

#[test]
fn a_first_build_that_gives_up_leaves_no_folder() {
    let site = Site::new();
    drop(site.put(FIRST).unwrap());
    assert!(!site.output().exists());
}

#[test]
fn an_empty_site_is_a_site() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    assert_eq!(site.publish(&[]).unwrap().deleted, 5);
    assert_eq!(site.files(), []);
    assert!(site.output().join(".parvis/manifest.json").exists());
}

/// Ends the process (as far as the disk can tell) before the change of this number.
/// Returns whether there was such a change.
fn kill_during_commit(mut publication: Publication, change: usize) -> bool {
    let plan = publication.plan().unwrap();
    let manifests = publication.prepare(&plan).unwrap();
    publication.output.keep();
    let changes = AtomicUsize::new(0);
    let strikes = || changes.fetch_add(1, Ordering::SeqCst) >= change;
    publication.apply(&plan, &manifests, &strikes).unwrap();
    let struck = changes.into_inner() > change;
    let Publication {
        staging, output, ..
    } = publication;
    mem::forget(staging);
    drop(output);
    struck
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_repairs() {
    let mut change = 0;
    loop {
        let site = Site::new();
        site.publish(FIRST).unwrap();
        site.write("notes.txt", "de ma main");
        let struck = kill_during_commit(site.put(SECOND).unwrap(), change);
        for (path, text) in site.files() {
            let known = [FIRST, SECOND, &[("notes.txt", "de ma main")]].concat();
            assert!(
                known.contains(&(&path, &text)),
                "change {change}: {path} is {text:?}"
            );
        }
        // The next build may be of either site, or of a third one.
        for next in [SECOND, FIRST, &[("index.html", "tout neuf")]] {
            site.publish(next).unwrap();
            let mut expected = owned(next);
            expected.push(("notes.txt".into(), "de ma main".into()));
            expected.sort();
            assert_eq!(site.files(), expected, "change {change}");
        }
        let fresh = Site::new();
        fresh.publish(&[("index.html", "tout neuf")]).unwrap();
        fresh.write("notes.txt", "de ma main");
        assert_eq!(site.tree(), fresh.tree(), "change {change}");
        if !struck {
            break;
        }
        change += 1;
    }
    // Two manifests, three deletions and four moves.
    assert_eq!(change, 9);
}

#[test]
fn a_build_killed_while_staging_leaves_the_previous_site() {
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let Publication {
        staging, output, ..
    } = site.put(SECOND).unwrap();
    mem::forget(staging);
    drop(output);
    assert_eq!(site.files(), owned(FIRST));
    site.publish(FIRST).unwrap();
    assert!(!site.tree().keys().any(|path| path.contains("staging")));
}

#[test]
fn an_output_that_is_holds_or_lies_in_a_source_is_refused() {
    let site = Site::new();
    let root = site.root.path().to_path_buf();
    let content = root.join("content");
    let sources = [content.clone()];
    let parent = root.parent().unwrap().to_path_buf();
    for output in [
        content.clone(),
        root.clone(),
        parent,
        content.join("../public/../content"),
        content.join("public"),
    ] {
        let error = Publication::begin(&output, &root, &sources).unwrap_err();
        assert!(
            matches!(error, PublishError::OutputHoldsSource { .. }),
            "{output:?}: {error:?}"
        );
    }
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    assert_eq!(fs::read_dir(&content).unwrap().count(), 0);
}

#[test]
fn an_output_that_is_a_file_is_refused() {
    let site = Site::new();
    fs::write(site.output(), "de ma main").unwrap();
    assert!(matches!(
        site.begin(),
        Err(PublishError::OutputNotFolder { .. })
    ));
}

#[test]
fn two_builds_at_once_are_refused() {
    let site = Site::new();
    let first = site.put(FIRST).unwrap();
    assert!(matches!(site.begin(), Err(PublishError::Busy { .. })));
    first.commit().unwrap();
    assert_eq!(site.files(), owned(FIRST));
    assert!(site.begin().is_ok());
}

#[test]
fn paths_out_of_the_output_and_collisions_are_refused() {
    let site = Site::new();
    let publication = site.put(&[("a", "un")]).unwrap();
    for path in [
        "",
        "/a",
        "../a",
        "a/../b",
        "./a",
        "a//b",
        "a/",
        ".parvis/lock",
        ".PARVIS/x",
        "a\\b",
    ] {
        let refused = publication.put(path, b"x");
        assert!(
            matches!(refused, Err(PublishError::UnsafePath { .. })),
            "{path}"
        );
    }
    assert!(matches!(
        publication.put("a", b"deux"),
        Err(PublishError::Collision { .. })
    ));
    publication.put("b", b"x").unwrap();
    publication.put("b/c", b"x").unwrap();
    assert!(matches!(
        publication.commit(),
        Err(PublishError::Collision { .. })
    ));
    assert!(!site.output().exists());
}

#[test]
fn a_damaged_manifest_is_refused() {
    let site = Site::new();
    for text in [
        "",
        "{}",
        "{\"version\":2,\"files\":[]}",
        "{\"version\":1,\"files\":[\"../../x\"]}",
    ] {
        site.write(".parvis/manifest.json", text);
        assert!(
            matches!(site.begin(), Err(PublishError::Manifest { .. })),
            "{text}"
        );
    }
}

#[cfg(unix)]
#[test]
fn symbolic_links_in_the_output_are_not_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.publish(FIRST).unwrap();
    let outside = site.root.path().join("outside");
    fs::create_dir_all(outside.join("c")).unwrap();
    fs::write(outside.join("c/index.html"), "ailleurs").unwrap();
    fs::remove_dir_all(site.output().join("b")).unwrap();
    symlink(&outside, site.output().join("b")).unwrap();
    assert!(matches!(
        site.publish(FIRST),
        Err(PublishError::Link { .. })
    ));
    // Owned by the manifest, no longer produced, and yet behind a link: left alone.
    site.publish(&[("index.html", "accueil")]).unwrap();
    assert_eq!(
        fs::read_to_string(outside.join("c/index.html")).unwrap(),
        "ailleurs"
    );

    fs::remove_file(site.output().join("index.html")).unwrap();
    symlink(
        outside.join("c/index.html"),
        site.output().join("index.html"),
    )
    .unwrap();
    assert!(matches!(
        site.publish(&[("index.html", "accueil")]),
        Err(PublishError::Foreign { .. })
    ));
    assert_eq!(
        fs::read_to_string(outside.join("c/index.html")).unwrap(),
        "ailleurs"
    );
}

#[test]
fn many_threads_hand_in_files() {
    let site = Site::new();
    let publication = site.begin().unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let publication = &publication;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = format!("articles/{page}/{thread}/index.html");
                    publication.put(&path, path.as_bytes()).unwrap();
                }
            });
        }
    });
    assert_eq!(publication.commit().unwrap().written, 200);
    let files = site.files();
    assert_eq!(files.len(), 200);
    assert!(files.iter().all(|(path, text)| path == text));
}

#[test]
fn a_folder_that_a_person_makes_meanwhile_keeps_what_is_in_it() {
    let site = Site::new();
    let publication = site
        .put(&[("a/b/index.html", "page"), ("a/c.html", "autre")])
        .unwrap();
    site.write("a/b/notes.txt", "de ma main");
    assert_eq!(publication.commit().unwrap().written, 2);
    let expected = [
        ("a/b/index.html", "page"),
        ("a/b/notes.txt", "de ma main"),
        ("a/c.html", "autre"),
    ];
    assert_eq!(site.files(), owned(&expected));
}
