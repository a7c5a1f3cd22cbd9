//! What `parvis build` promises (SPEC §4) when it is killed, when the disk is full, where it may not write, beside files of others and
//! beside another build. Everything is asked of the real binary, and judged by what stands in the output folder afterwards.
#![cfg(unix)]
#![allow(
    clippy::disallowed_methods,
    reason = "tests lay out sites and read what was published"
)]

#[path = "pipeline/site.rs"]
mod site;

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use site::{Build, Site, Tree, differences, tree};

const NONE: [&str; 0] = [];
const SIGKILL: i32 = 9;

/// The remedy where nothing has changed.
const INTACT: &str = "vérifiez les droits et la place libre ; le site précédent est intact";

/// An unprivileged user of any system: `nobody`.
const NOBODY: u32 = 65534;

/// A site of a few articles. Its style sheet tells its name, so that the folder of its assets is another than that of the others; where
/// the old one has a file, the new one has a folder.
fn small_site(name: &str) -> Site {
    let notes = if name == "ancien" {
        "notes"
    } else {
        "notes/une.txt"
    };
    let mut site = Site::new()
        .article("commun", &format!("Un texte {name}."))
        .file("content/page.md", "---\ntitle: 'Page'\n---\nUne page.\n")
        .file(&format!("content/{notes}"), "Du texte.")
        .file(
            "themes/parvis/css/site.css",
            &format!(".{name} {{ color: red }}\n"),
        );
    for number in 1..=6 {
        site = site.article(&format!("{name}-{number}"), "Un texte.");
    }
    site
}

/// The same with enough articles to be held, or killed, while they are written.
fn larger_site() -> Site {
    (0..200).fold(small_site("ancien"), |site, number| {
        site.article(&format!("de-plus-{number}"), "Un texte.")
    })
}

fn into(site: &Site, out: &Path) -> Command {
    let mut command = site.command(&["--today", site::TODAY, "--out"]);
    command.arg(out);
    command
}

/// A tree without the lock, which is there from the first build on.
fn site_files(mut files: Tree) -> Tree {
    files.remove(".parvis/lock");
    files
}

/// The files of a tree that visitors get.
fn visible(files: Tree) -> Tree {
    let of_parvis = |path: &str| path.starts_with(".parvis/");
    files.into_iter().filter(|it| !of_parvis(&it.0)).collect()
}

/// Files that are neither those of the one site nor those of the other.
fn broken<'a>(found: &'a Tree, one: &Tree, other: &Tree) -> Vec<&'a str> {
    let whole = |path: &str, bytes| [one.get(path), other.get(path)].contains(&Some(bytes));
    let broken = found.iter().filter(|(path, bytes)| !whole(path, *bytes));
    broken.map(|(path, _)| path.as_str()).collect()
}

/// What a build says to people in `language`, on the terminal.
fn told(site: &Site, out: &Path, language: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parvis"));
    command.args(["build", "--color", "never", "--lang", language, "--root"]);
    command.arg(site.root()).args(["--today", site::TODAY]);
    let output = command.arg("--out").arg(out).output().expect("parvis runs");
    let text = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code(), text)
}

/// Code, message and remedy of the only fault that a build reported.
fn only_fault(build: &Build) -> [&str; 3] {
    let faults: Vec<_> = build.diagnostics().collect();
    assert_eq!(faults.len(), 1, "{:#?}", build.messages);
    words(faults[0])
}

fn words(fault: &serde_json::Value) -> [&str; 3] {
    ["code", "message", "help"].map(|key| fault[key].as_str().unwrap_or_default())
}

/// `SplitMix64` (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

// ---- Killed builds

const KILLS: usize = 200;

/// Every so many kills the folder is emptied, so that first builds are killed too.
const EMPTIED: usize = 10;

/// Builds that alternate between two sites are killed at random moments, one upon what the other left. The moments are seeded, and
/// spread over the time that a build takes on this machine.
#[test]
fn two_hundred_kills_leave_whole_files_and_the_next_build_repairs() {
    let sites = [small_site("ancien"), small_site("neuf")];
    let [one, other] = [0, 1].map(|it| sites[it].fresh(&[]));
    let out = sites[0].beside("killed");
    // What a build takes: the longest of some that have everything to change.
    let mut longest = Duration::ZERO;
    for site in sites.iter().cycle().take(4) {
        let start = Instant::now();
        Build::run(into(site, &out), &out).succeeded();
        longest = longest.max(start.elapsed());
    }
    let mut random = Random(2026);
    let (mut kills, mut tries) = (0, 0);
    while kills < KILLS {
        tries += 1;
        assert!(tries < 4 * KILLS, "{kills} of {tries} builds were killed");
        if tries % EMPTIED == 0 {
            fs::remove_dir_all(&out).expect("a folder");
        }
        let mut child = into(&sites[tries % 2], &out)
            .stdout(Stdio::null())
            .spawn()
            .expect("parvis runs");
        let moment = random.below(longest.as_micros() as u64);
        std::thread::sleep(Duration::from_micros(moment));
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        let status = child.wait().expect("a child");
        match status.signal() {
            Some(signal) => {
                assert_eq!(signal, SIGKILL);
                kills += 1;
            }
            // A build that was left alone copes with whatever the killed ones left.
            None => assert_eq!(status.code(), Some(0), "after {moment} µs of try {tries}"),
        }
        let found = visible(tree(&out));
        let broken = broken(&found, &one, &other);
        assert_eq!(broken, NONE, "killed after {moment} µs of try {tries}");
    }
    let repaired = Build::run(into(&sites[1], &out), &out).succeeded().tree();
    assert_eq!(differences(&site_files(repaired), &site_files(other)), NONE);
}

// ---- A full disk

/// A small disk, mounted at a folder; unmounted when dropped.
struct SmallDisk {
    folder: PathBuf,
    sudo: bool,
}

impl SmallDisk {
    const KIB: u64 = 16 * 1024;

    /// Mounts one at `folder`; `None` where the system allows it neither to this process nor through sudo.
    fn mount(folder: &Path) -> Option<Self> {
        fs::create_dir(folder).expect("a folder");
        let owner = fs::metadata(folder).expect("a folder");
        let options = format!(
            "size={}k,mode=0755,uid={},gid={}",
            Self::KIB,
            owner.uid(),
            owner.gid()
        );
        [false, true].into_iter().find_map(|sudo| {
            let mut mount = privileged(sudo, "mount");
            mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]);
            let mounted = succeeds(mount.arg(folder));
            let folder = folder.to_owned();
            mounted.then_some(Self { folder, sudo })
        })
    }

    /// Fills the disk but for `left` KiB.
    fn fill(&self, left: u64) {
        let mut filler = File::create(self.folder.join("filler")).expect("a file");
        while filler.write_all(&[b'x'; 4096]).is_ok() {}
        let written = filler.metadata().expect("a file").len();
        let kept = written.checked_sub(left * 1024).expect("a small site");
        filler.set_len(kept).expect("a shorter file");
    }

    fn make_room(&self) {
        fs::remove_file(self.folder.join("filler")).expect("a file");
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        succeeds(privileged(self.sudo, "umount").arg(&self.folder));
    }
}

fn privileged(sudo: bool, program: &str) -> Command {
    if !sudo {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.args(["-n", program]);
    command
}

fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A build that ran out of room says so once, of a file that had none, and leaves `before`.
fn assert_no_room(build: &Build, before: &Tree, reason: &str, what: &str) {
    let [code, message, help] = only_fault(build);
    assert_eq!(
        (build.status, code),
        (Some(2), "P0904"),
        "{what}: {message}"
    );
    assert!(message.starts_with("impossible d’écrire « "), "{message}");
    assert!(message.ends_with(&format!(" » : {reason}")), "{message}");
    assert_eq!(help, INTACT);
    assert_eq!(differences(before, &build.tree()), NONE, "{what}");
}

/// Two sites, of which the second has a page of its own of some hundred KiB.
fn small_and_large() -> (Site, Site) {
    let long = "Un texte plus long que la place qui reste.\n\n".repeat(4000);
    (
        small_site("petit"),
        small_site("grand").article("long", &long),
    )
}

/// The disk fills up at several moments: at the first file, later, and at the one that is too long. Where no disk may be mounted, the
/// largest size of a file takes its place: the system refuses to write in the same way, and for another reason.
#[test]
fn a_full_disk_leaves_the_previous_site_and_the_next_build_succeeds() {
    let (small, large) = small_and_large();
    let Some(disk) = SmallDisk::mount(&small.beside("disque")) else {
        return too_long_a_file();
    };
    let out = disk.folder.join("public");
    disk.fill(64);
    let first = Build::run(into(&small, &out), &out);
    assert_no_room(&first, &Tree::new(), "le disque est plein", "first");
    assert!(!out.exists(), "a folder of a site that never came");
    disk.make_room();
    let before = Build::run(into(&small, &out), &out).succeeded().tree();
    for left in [0, 16, 64, 200] {
        disk.fill(left);
        let build = Build::run(into(&large, &out), &out);
        assert_no_room(&build, &before, "le disque est plein", &left.to_string());
        let (status, text) = told(&large, &out, "en");
        assert_eq!(status, Some(2));
        assert!(text.contains(": No space left on device\n"), "{text}");
        disk.make_room();
    }
    let build = Build::run(into(&large, &out), &out).succeeded().tree();
    let fresh = large.fresh(&[]);
    assert_eq!(differences(&site_files(build), &site_files(fresh)), NONE);
}

#[test]
fn a_file_longer_than_allowed_leaves_the_previous_site_and_the_next_build_succeeds() {
    too_long_a_file();
}

fn too_long_a_file() {
    const TOO_LARGE: &str = "le fichier dépasserait la taille permise";
    let (small, large) = small_and_large();
    let out = small.beside("public");
    // 128 or 256 KiB, as the shell counts; ignored, the signal becomes an error.
    let limited = || {
        let build = into(&large, &out);
        let mut shell = Command::new("sh");
        shell.args(["-c", "trap '' XFSZ; ulimit -f 256; exec \"$@\"", "sh"]);
        shell.arg(build.get_program()).args(build.get_args());
        shell.env_remove("SOURCE_DATE_EPOCH");
        Build::run(shell, &out)
    };
    assert_no_room(&limited(), &Tree::new(), TOO_LARGE, "first");
    assert!(!out.exists(), "a folder of a site that never came");
    let before = Build::run(into(&small, &out), &out).succeeded().tree();
    assert_no_room(&limited(), &before, TOO_LARGE, "second");
    let build = Build::run(into(&large, &out), &out).succeeded().tree();
    let fresh = large.fresh(&[]);
    assert_eq!(differences(&site_files(build), &site_files(fresh)), NONE);
}

// ---- Folders that may not be written to

/// Builds as a user whom permissions bind: tests may run as root, whom they do not.
struct PlainUser {
    folder: PathBuf,
    /// The binary where this user can read it, if that is not the one who runs the tests.
    binary: Option<PathBuf>,
}

impl PlainUser {
    /// The user of `site`, who owns it and what lies beside it.
    fn of(site: &Site) -> Self {
        let folder = site.beside("");
        let is_root = fs::metadata(&folder).expect("a folder").uid() == 0;
        let binary = is_root.then(|| {
            let binary = folder.join("parvis");
            fs::copy(env!("CARGO_BIN_EXE_parvis"), &binary).expect("a copy");
            let owner = format!("{NOBODY}:{NOBODY}");
            assert!(succeeds(
                Command::new("chown").args(["-R", &owner]).arg(&folder)
            ));
            binary
        });
        Self { folder, binary }
    }

    fn build(&self, site: &Site, out: &Path) -> Build {
        let build = into(site, out);
        let Some(binary) = &self.binary else {
            return Build::run(build, out);
        };
        let mut command = Command::new(binary);
        command.args(build.get_args()).current_dir(&self.folder);
        command.env_remove("SOURCE_DATE_EPOCH");
        command.uid(NOBODY).gid(NOBODY);
        Build::run(command, out)
    }
}

/// Takes the right to write to these folders away, or gives it back.
fn set_writable(folders: &[PathBuf], writable: bool) {
    let mode = if writable { 0o755 } else { 0o555 };
    for folder in folders {
        fs::set_permissions(folder, Permissions::from_mode(mode)).expect("permissions");
    }
}

/// The folder and all below it.
fn folders_of(folder: &Path) -> Vec<PathBuf> {
    let mut folders = vec![folder.to_owned()];
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            folders.extend(folders_of(&path));
        }
    }
    folders
}

fn assert_unwritable(build: &Build, reason: &str, remedy: &str) {
    let [code, message, help] = only_fault(build);
    assert_eq!((build.status, code), (Some(2), "P0904"), "{message}");
    assert!(message.starts_with("impossible d"), "{message}");
    assert!(message.ends_with(&format!(" » : {reason}")), "{message}");
    assert_eq!(help, remedy);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_named_and_nothing_changes() {
    let (previous, coming) = (small_site("ancien"), small_site("neuf"));
    let parent = previous.beside("parent");
    let out = parent.join("public");
    fs::create_dir(&parent).expect("a folder");
    let user = PlainUser::of(&previous);
    if user.binary.is_some() {
        let open = [coming.beside(""), previous.beside("")];
        set_writable(&open, true);
    }
    // Where the output folder should be made.
    set_writable(std::slice::from_ref(&parent), false);
    let build = user.build(&previous, &out);
    assert_unwritable(&build, "accès refusé", INTACT);
    assert!(only_fault(&build)[1].contains(&out.display().to_string()));
    assert!(!out.exists());
    set_writable(std::slice::from_ref(&parent), true);
    // Of a site that is there: all of its folders, then the one that Parvis keeps for itself.
    let before = user.build(&previous, &out).succeeded().tree();
    for folders in [folders_of(&out), vec![out.join(".parvis")]] {
        set_writable(&folders, false);
        let build = user.build(&coming, &out);
        set_writable(&folders, true);
        assert_unwritable(&build, "accès refusé", INTACT);
        let (before, after) = (site_files(before.clone()), site_files(build.tree()));
        assert_eq!(differences(&before, &after), NONE);
    }
    let after = user.build(&coming, &out).succeeded().tree();
    let fresh = coming.fresh(&[]);
    assert_eq!(differences(&site_files(after), &site_files(fresh)), NONE);
}

/// The right to write to one folder among others is asked for before the first file moves.
#[test]
fn a_folder_of_the_site_that_may_not_be_written_to_leaves_the_previous_site() {
    let (previous, coming) = (small_site("ancien"), small_site("neuf"));
    let out = previous.beside("public");
    let user = PlainUser::of(&previous);
    if user.binary.is_some() {
        set_writable(&[coming.beside(""), previous.beside("")], true);
    }
    let before = user.build(&previous, &out).succeeded().tree();
    let locked = [out.join("articles/commun")];
    set_writable(&locked, false);
    let build = user.build(&coming, &out);
    set_writable(&locked, true);
    assert_unwritable(&build, "accès refusé", INTACT);
    assert!(only_fault(&build)[1].contains("articles/commun"));
    let (before, found) = (site_files(before), site_files(build.tree()));
    assert_eq!(differences(&before, &found), NONE);
    let after = user.build(&coming, &out).succeeded().tree();
    let fresh = coming.fresh(&[]);
    assert_eq!(differences(&site_files(after), &site_files(fresh)), NONE);
}

#[test]
fn a_file_in_the_way_of_the_output_folder_is_left_alone() {
    let site = small_site("neuf").file("fichier", "À moi.");
    let before = tree(&site.root());
    let below = site.root().join("fichier/public");
    let build = Build::run(into(&site, &below), &site.root());
    assert_unwritable(
        &build,
        "un des dossiers de son chemin est un fichier",
        INTACT,
    );
    let at = site.root().join("fichier");
    let build = Build::run(into(&site, &at), &site.root());
    let message = format!(
        "« {} » n’a pas été écrit par Parvis : il ne sera pas remplacé",
        at.display()
    );
    assert_eq!(build.status, Some(2));
    assert_eq!(only_fault(&build)[..2], ["P0901", &message]);
    assert_eq!(differences(&before, &tree(&site.root())), NONE);
}

// ---- Files of others

/// What a person or a host keeps in the folder is there before the first build and after the last one.
#[test]
fn a_site_is_published_among_the_files_of_others_and_leaves_without_them() {
    let site = small_site("ancien");
    let foreign = [
        (".git/config", "[core]\n"),
        (
            ".well-known/security.txt",
            "Contact: mailto:moi@exemple.org",
        ),
        ("google0123456789.html", "google-site-verification"),
        ("articles/brouillon.txt", "À moi."),
        ("articles/ancien-1/notes/notes.txt", "À moi."),
        ("assets/logo.svg", "<svg/>"),
    ];
    let theirs: Tree = foreign
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()))
        .collect();
    for (path, text) in foreign {
        site.write(&format!("public/{path}"), text);
    }
    let mut with_theirs = site_files(site.fresh(&[]));
    with_theirs.extend(theirs);
    let published = site.build(&[]).succeeded().tree();
    assert_eq!(differences(&with_theirs, &site_files(published)), NONE);
    for number in 1..=6 {
        site.delete(&format!("content/articles/ancien-{number}.md"));
    }
    site.write("themes/parvis/css/site.css", ".autre { color: red }\n");
    let gone = site.build(&[]).succeeded().tree();
    let fresh = site_files(site.fresh(&[]));
    let left: Vec<&str> = differences(&fresh, &gone)
        .into_iter()
        .filter(|path| *path != ".parvis/lock")
        .collect();
    let mut names = foreign.map(|(path, _)| path);
    names.sort_unstable();
    assert_eq!(left, names);
}

/// Each way to be in the way: a file at the path of a file, of a folder, or below the path of a file; a link; a folder. The others of
/// the site are not written either.
#[test]
fn whatever_is_in_the_way_of_a_site_is_named_in_both_languages() {
    type InTheWay = (&'static str, fn(&Path));
    let ways: [InTheWay; 5] = [
        ("index.html", |path| write(path, "À moi.")),
        ("articles", |path| write(path, "À moi.")),
        ("sitemap.xml/notes.txt", |path| write(path, "À moi.")),
        ("robots.txt", |path| {
            std::os::unix::fs::symlink("/dev/null", path).expect("a link");
        }),
        (".parvis", |path| write(path, "À moi.")),
    ];
    let site = small_site("neuf");
    for (position, (path, put)) in ways.into_iter().enumerate() {
        let out = site.beside(&position.to_string());
        let place = out.join(path);
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        put(&place);
        let before = tree(&out);
        let place = place.display();
        for (language, message) in [
            (
                "fr",
                format!("« {place} » n’a pas été écrit par Parvis : il ne sera pas remplacé\n"),
            ),
            (
                "en",
                format!("`{place}` was not written by Parvis: it will not be replaced\n"),
            ),
        ] {
            let (status, text) = told(&site, &out, language);
            assert_eq!(status, Some(2), "{path}: {text}");
            assert!(text.contains("[P0901]"), "{path}: {text}");
            assert!(text.contains(&message), "{path}: {text}");
            let after = visible(tree(&out));
            assert_eq!(differences(&visible(before.clone()), &after), NONE);
        }
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}

// ---- Two builds at once

/// A build that holds still between its lock and its last move, until it is let go.
struct HeldBuild(Child);

impl HeldBuild {
    fn begin(mut command: Command, out: &Path) -> Self {
        let child = command.stdout(Stdio::null()).spawn().expect("parvis runs");
        let mut held = Self(child);
        // Beside its lock lies what it stages.
        let entries = || fs::read_dir(out.join(".parvis")).map_or(0, Iterator::count);
        while entries() < 2 {
            std::thread::yield_now();
        }
        held.signal("STOP");
        assert_eq!(held.0.try_wait().expect("a child"), None, "it had ended");
        held
    }

    fn signal(&self, name: &str) {
        let process = self.0.id().to_string();
        assert!(succeeds(Command::new("kill").args(["-s", name, &process])));
    }

    fn let_go(mut self) -> Option<i32> {
        self.signal("CONT");
        self.0.wait().expect("a child").code()
    }
}

#[test]
fn a_second_build_is_told_that_another_one_writes_and_the_first_one_ends_well() {
    let site = larger_site();
    let out = site.out();
    let held = HeldBuild::begin(into(&site, &out), &out);
    let shown = out.display();
    for (language, message, remedy) in [
        (
            "fr",
            format!("une autre construction écrit déjà dans « {shown} »\n"),
            "attendez qu’elle se termine, puis relancez",
        ),
        (
            "en",
            format!("another build is writing to `{shown}`\n"),
            "wait for it to end, then run again",
        ),
    ] {
        let (status, text) = told(&site, &out, language);
        assert_eq!(status, Some(2), "{text}");
        assert!(text.contains("[P0903]"), "{text}");
        assert!(text.contains(&message), "{text}");
        assert!(text.contains(remedy), "{text}");
    }
    // Another folder is free.
    let elsewhere = site.beside("ailleurs");
    let beside = Build::run(into(&site, &elsewhere), &elsewhere).succeeded();
    assert_eq!(held.let_go(), Some(0));
    let published = site_files(tree(&out));
    assert_eq!(differences(&published, &site_files(beside.tree())), NONE);
    assert_eq!(site.build(&[]).succeeded().counts().0, 0, "nothing is left");
}

#[test]
fn a_killed_build_holds_no_lock() {
    let site = larger_site();
    let out = site.out();
    let mut held = HeldBuild::begin(into(&site, &out), &out);
    held.0.kill().expect("a child");
    held.0.wait().expect("a child");
    let build = site.build(&[]).succeeded().tree();
    let fresh = site.fresh(&[]);
    assert_eq!(differences(&site_files(build), &site_files(fresh)), NONE);
}
