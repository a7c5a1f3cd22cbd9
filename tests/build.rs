//! What `parvis build` promises of its output folder (SPEC §4): all of a site or none of it, and nobody else's files.
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/site.rs"]
mod site;

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};

use site::{Build, Site, Tree, differences, repository, tree};

const NONE: [&str; 0] = [];

fn two_articles() -> Site {
    Site::new()
        .article("a", "Un texte.")
        .article("b", "Un autre texte.")
}

/// A tree without the lock, which is there from the first build on.
fn site_files(mut files: Tree) -> Tree {
    files.remove(".parvis/lock");
    files
}

/// The dates of the files.
fn dates(folder: &Path) -> Vec<(String, std::time::SystemTime)> {
    tree(folder)
        .into_keys()
        .filter(|path| path != ".parvis/lock")
        .map(|path| {
            let metadata = fs::metadata(folder.join(&path)).expect("a file");
            (path, metadata.modified().expect("a date"))
        })
        .collect()
}

#[test]
fn an_error_leaves_the_previous_site_as_it_was() {
    let faults = [
        ("content/articles/c.md", "---\ntitle: 'C'\n---\n", "P0207"),
        ("content/site.yaml", "title: 'x'\n", "P0207"),
        ("content/model.yaml", "id: x\n", "P0207"),
        ("themes/parvis/templates/article.html", "{% if %}", "P0701"),
        (
            "themes/parvis/templates/article.html",
            "{{ view.none }}",
            "P0701",
        ),
        ("themes/parvis/i18n/fr.yaml", "home: ''\n", "P0704"),
    ];
    for (path, text, code) in faults {
        let site = two_articles();
        let before = site.build(&[]).succeeded().tree();
        site.write(
            "content/articles/a.md",
            "---\ntitle: 'A'\nsummary: 'A.'\ndate: 2026-11-03\n---\nNeuf.\n",
        );
        site.write(path, text);
        let build = site.build(&[]);
        assert_eq!(build.status, Some(1), "{path}");
        assert!(
            build.faults().iter().any(|(it, _)| *it == code),
            "{path}: {:?}",
            build.faults()
        );
        assert_eq!(differences(&before, &build.tree()), NONE, "{path}");
    }
}

#[test]
fn an_error_of_a_first_build_leaves_no_folder() {
    let site = two_articles().file("themes/parvis/templates/article.html", "{{ view.none }}");
    assert_eq!(site.build(&[]).status, Some(1));
    assert!(!site.out().exists());
}

#[test]
fn a_warning_stops_a_strict_build_only() {
    // Comments of an article that is not there.
    let site = two_articles().file("content/articles/c.comments.yaml", "[]\n");
    let build = site.build(&[]).succeeded();
    let warning = [("P0313", "content/articles/c.comments.yaml")];
    assert_eq!(build.faults(), warning);
    let before = build.tree();
    site.write("content/page.md", "---\ntitle: 'Page'\n---\nUne page.\n");
    let strict = site.build(&["--strict"]);
    assert_eq!(strict.faults(), warning);
    assert_eq!(strict.status, Some(1));
    assert_eq!(differences(&before, &strict.tree()), NONE);
}

#[test]
fn an_unchanged_site_is_not_written_again() {
    let site = two_articles();
    let first = site.build(&[]).succeeded();
    let (written, unchanged, deleted) = first.counts();
    assert_eq!((unchanged, deleted), (0, 0));
    let before = dates(&site.out());
    assert_eq!(site.build(&[]).succeeded().counts(), (0, written, 0));
    assert_eq!(dates(&site.out()), before);
}

#[test]
fn an_edited_body_changes_only_the_files_that_show_it() {
    let site = two_articles().file("content/page.md", "---\ntitle: 'Page'\n---\nUne page.\n");
    let before = site.build(&[]).succeeded().tree();
    site.write(
        "content/articles/a.md",
        "---\ntitle: 'Article a'\nsummary: 'Résumé.'\ndate: 2026-11-01\n---\nUn texte différent.\n",
    );
    let build = site.build(&[]).succeeded();
    let after = build.tree();
    let changed: Vec<&str> = differences(&before, &after)
        .into_iter()
        .filter(|path| !path.starts_with(".parvis/"))
        .collect();
    let of_pages: Vec<&str> = changed
        .iter()
        .copied()
        .filter(|path| !path.starts_with("recherche/index/"))
        .collect();
    let expected = [
        "articles/a/index.html",
        "articles/a/index.md",
        "atom.xml",
        "feed.json",
    ];
    assert_eq!(of_pages, expected);
    // The summary counts what the folder shows.
    let (gone, new): (Vec<&str>, Vec<&str>) =
        changed.iter().partition(|path| !after.contains_key(**path));
    let files = site_files(after.clone()).len() - 1;
    let counts = [new.len(), files - new.len(), gone.len()].map(|count| count as u64);
    assert_eq!(build.counts(), counts.into());
}

#[test]
fn what_is_no_longer_produced_goes_with_its_folder() {
    let site = two_articles();
    site.build(&[]).succeeded();
    assert!(site.out().join("articles/b/index.html").is_file());
    site.delete("content/articles/b.md");
    site.build(&[]).succeeded();
    assert!(!site.out().join("articles/b").exists());
    assert!(site.out().join("articles/a/index.html").is_file());
}

#[test]
fn a_file_becomes_a_folder_and_back() {
    let site = two_articles().file("content/notes", "Du texte.");
    site.build(&[]).succeeded();
    site.delete("content/notes");
    site.write("content/notes/une.txt", "Du texte.");
    let there = site.build(&[]).succeeded().tree();
    assert_eq!(
        there.get("notes/une.txt").map(Vec::as_slice),
        Some("Du texte.".as_bytes())
    );
    site.delete("content/notes/une.txt");
    fs::remove_dir(site.root().join("content/notes")).expect("an empty folder");
    site.write("content/notes", "Du texte.");
    let back = site.build(&[]).succeeded().tree();
    assert_eq!(
        back.get("notes").map(Vec::as_slice),
        Some("Du texte.".as_bytes())
    );
}

#[test]
fn a_file_of_somebody_else_is_neither_overwritten_nor_deleted() {
    let site = two_articles();
    site.build(&[]).succeeded();
    // Out of the way: left alone, whatever comes and goes around it.
    site.write("public/articles/b/notes.txt", "À moi.");
    site.write("public/brouillon/notes.txt", "À moi.");
    site.delete("content/articles/b.md");
    let kept = site.build(&[]).succeeded().tree();
    assert!(!kept.contains_key("articles/b/index.html"));
    assert_eq!(kept["articles/b/notes.txt"], "À moi.".as_bytes());
    assert_eq!(kept["brouillon/notes.txt"], "À moi.".as_bytes());
    // In the way: named, and nothing is published.
    site.write("public/articles/c/index.html", "À moi.");
    site.write(
        "content/articles/c.md",
        "---\ntitle: 'C'\nsummary: 'C.'\ndate: 2026-11-03\n---\nNeuf.\n",
    );
    let before = tree(&site.out());
    let build = site.build(&[]);
    assert_eq!(build.status, Some(2));
    let messages: Vec<&str> = build
        .diagnostics()
        .filter(|fault| fault["code"] == "P0901")
        .filter_map(|fault| fault["message"].as_str())
        .collect();
    assert_eq!(messages.len(), 1, "{:?}", build.messages);
    assert!(
        messages[0].contains("articles/c/index.html"),
        "{}",
        messages[0]
    );
    assert_eq!(differences(&before, &build.tree()), NONE);
}

#[test]
fn a_folder_that_holds_sources_is_no_output_folder() {
    for out in [
        ".",
        "..",
        "content",
        "themes",
        "content/../content",
        "content/articles",
        "content/neuf",
        "themes/parvis",
    ] {
        let site = two_articles().file("themes/parvis/css/utilities.css", "/* à moi */");
        let before = tree(&site.root());
        let mut command = site.command(&["--today", site::TODAY]);
        command.arg("--out").arg(site.root().join(out));
        let build = Build::run(command, &site.root());
        assert_eq!(build.faults(), [("P0902", "")], "--out {out}");
        assert_eq!(build.status, Some(2), "--out {out}");
        assert_eq!(
            differences(&before, &tree(&site.root())),
            NONE,
            "--out {out}"
        );
    }
}

#[test]
fn the_output_folder_may_be_anywhere_else() {
    let site = two_articles();
    let out = site.beside("ailleurs/site");
    let mut command = site.command(&["--today", site::TODAY]);
    command.arg("--out").arg(&out);
    let build = Build::run(command, &out).succeeded();
    assert!(!site.out().exists());
    assert_eq!(
        differences(&build.tree(), &site.build(&[]).succeeded().tree()),
        NONE
    );
}

#[test]
fn the_output_folder_is_not_a_source() {
    // The output lies in the root: what was published is not read again.
    let site = two_articles();
    let first = site.build(&[]).succeeded().tree();
    let second = site.build(&[]).succeeded().tree();
    assert_eq!(differences(&first, &second), NONE);
}

#[test]
fn exit_statuses_tell_content_from_usage() {
    let site = two_articles();
    let status = |options: &[&str]| {
        let output = site.command(options).output().expect("parvis runs");
        output.status.code()
    };
    assert_eq!(status(&[]), Some(0));
    assert_eq!(status(&["--today", "2026-02-30"]), Some(2));
    assert_eq!(status(&["--base-url", "exemple"]), Some(2));
    assert_eq!(status(&["--unknown"]), Some(2));
    site.write("content/articles/c.md", "---\n---\n");
    assert_eq!(status(&[]), Some(1));
}

#[test]
fn the_last_line_sums_up() {
    let site = two_articles();
    let summary = site
        .build(&[])
        .succeeded()
        .messages
        .pop()
        .expect("a summary");
    let keys: Vec<&String> = summary.as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 6, "{summary}");
    for key in [
        "event",
        "pages",
        "written",
        "unchanged",
        "deleted",
        "seconds",
    ] {
        assert!(!summary[key].is_null(), "{key}");
    }
    let mut human = std::process::Command::new(env!("CARGO_BIN_EXE_parvis"));
    human
        .args(["build", "--lang", "fr", "--color", "never", "--root"])
        .arg(site.root());
    human.args(["--today", site::TODAY]);
    let output = human.output().expect("parvis runs");
    let text =
        String::from_utf8(output.stdout).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr);
    let last = text.lines().last().expect("a line").to_owned();
    assert!(
        last.contains("pages · 0 fichiers écrits, ") && last.ends_with(" s"),
        "{text:?}"
    );
    let quiet = human.arg("--quiet").output().expect("parvis runs");
    assert_eq!((quiet.stdout.len(), quiet.stderr.len()), (0, 0));
}

/// What the output folder looks like at the moment of a killing.
type Moment = (&'static str, fn(&Path) -> bool);

const MOMENTS: [Moment; 6] = [
    ("at once", |_| true),
    ("locked", |out| out.join(".parvis/lock").exists()),
    ("first staged file", |out| staged(out) > 0),
    ("many staged files", |out| staged(out) > 200),
    ("first new file", |out| {
        out.join("articles/neuf-001/index.html").exists()
    }),
    ("last new files", |out| {
        out.join("articles/neuf-120/index.html").exists()
    }),
];

fn staged(out: &Path) -> usize {
    let Ok(entries) = fs::read_dir(out.join(".parvis")) else {
        return 0;
    };
    entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("staging-"))
        .map(|entry| tree(&entry.path()).len())
        .sum()
}

fn write_articles(site: &Site, prefix: &str) {
    for number in 1..=120 {
        site.write(
            &format!("content/articles/{prefix}-{number:03}.md"),
            format!("---\ntitle: '{prefix} {number}'\nsummary: 'S.'\ndate: 2026-11-01\n---\nTexte {prefix}.\n"),
        );
    }
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_repairs_the_rest() {
    let previous = two_articles();
    write_articles(&previous, "ancien");
    let coming = two_articles();
    write_articles(&coming, "neuf");
    let (old, new) = (previous.fresh(&[]), coming.fresh(&[]));
    for (name, moment) in MOMENTS {
        let out = coming.beside(&format!("killed {name}"));
        let into = |site: &Site| {
            let mut command = site.command(&["--today", site::TODAY]);
            command.arg("--out").arg(&out);
            command
        };
        Build::run(into(&previous), &out).succeeded();
        let mut child: Child = into(&coming)
            .stdout(Stdio::null())
            .spawn()
            .expect("parvis runs");
        while !moment(&out) && child.try_wait().expect("a child").is_none() {
            std::thread::yield_now();
        }
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        child.wait().expect("a child");
        for (path, bytes) in tree(&out) {
            if !path.starts_with(".parvis/") {
                let whole = [old.get(&path), new.get(&path)].contains(&Some(&bytes));
                assert!(whole, "{name}: {path} is neither the old nor the new file");
            }
        }
        let repaired = Build::run(into(&coming), &out).succeeded().tree();
        assert_eq!(
            differences(&site_files(repaired), &site_files(new.clone())),
            NONE,
            "{name}"
        );
    }
}

#[test]
fn two_builds_at_once_do_not_mix() {
    let site = two_articles();
    write_articles(&site, "neuf");
    let start = || {
        site.command(&["--today", site::TODAY])
            .stdout(Stdio::null())
            .spawn()
            .expect("parvis runs")
    };
    let statuses =
        [start(), start(), start()].map(|mut child| child.wait().expect("a child").code());
    // One of them at least writes; another gives up, or finds nothing left to write.
    assert!(statuses.contains(&Some(0)), "{statuses:?}");
    assert!(
        statuses.iter().all(|status| matches!(status, Some(0 | 2))),
        "{statuses:?}"
    );
    assert_eq!(
        differences(&site_files(tree(&site.out())), &site_files(site.fresh(&[]))),
        NONE
    );
}

#[cfg(unix)]
#[test]
fn no_link_in_the_output_folder_is_followed() {
    let site = two_articles();
    let elsewhere = site.beside("elsewhere");
    fs::create_dir(&elsewhere).expect("a folder");
    site.build(&[]).succeeded();
    fs::remove_dir_all(site.out().join("articles")).expect("a folder");
    std::os::unix::fs::symlink(&elsewhere, site.out().join("articles")).expect("a link");
    let build = site.build(&[]);
    assert_eq!(build.status, Some(2));
    assert_eq!(build.faults(), [("P0901", "")]);
    assert_eq!(tree(&elsewhere).len(), 0);
}

#[test]
fn the_sample_site_is_published_beside_its_sources() {
    // The README's command: the output folder is ignored by git, and never among the sources.
    let ignored = fs::read_to_string(repository().join(".gitignore")).expect("a file");
    assert!(
        ignored
            .lines()
            .any(|line| line.trim_matches('/') == "public")
    );
}
