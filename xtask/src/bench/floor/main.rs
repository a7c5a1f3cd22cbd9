//! The least that a generator does: reads each Markdown file of a folder, turns its text into HTML, and writes it as a page in a folder of
//! its own, on every core. `cargo xtask bench` compares Parvis with it.
//!
//! `floor ARTICLES OUTPUT`, where `ARTICLES` is a folder. Where it is a file, a list of files, each on a line with its size before it, these are
//! written, and nothing else is done: `cargo xtask bench sizes` asks what of a site's time is that of the machine.

use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use pulldown_cmark::{Options, Parser, html};

fn main() {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(articles), Some(output)) = (arguments.next(), arguments.next()) else {
        panic!("usage: floor ARTICLES OUTPUT");
    };
    fs::create_dir_all(&output).expect("the output can be made");
    if articles.is_file() {
        let list = fs::read_to_string(&articles).expect("the list can be read");
        let files: Vec<&str> = list.lines().collect();
        on_every_core(&files, |share| write(share, &output));
    } else {
        let entries = fs::read_dir(&articles).expect("the folder of the articles can be read");
        let files: Vec<PathBuf> = entries
            .map(|entry| entry.expect("an entry can be read").path())
            .collect();
        on_every_core(&files, |share| {
            share.iter().for_each(|file| page(file, &output));
        });
    }
}

/// Gives each core its share of `all`.
fn on_every_core<T: Sync>(all: &[T], work: impl Fn(&[T]) + Sync) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for share in all.chunks(all.len().div_ceil(threads).max(1)) {
            let work = &work;
            scope.spawn(move || work(share));
        }
    });
}

/// Writes the files of a list below `output`. Those of a folder stand together.
fn write(list: &[&str], output: &Path) {
    let mut bytes = Vec::new();
    let mut made = PathBuf::new();
    for line in list {
        let (size, path) = line.split_once(' ').expect("a size and a path");
        let size = size.parse().expect("a size is a number");
        bytes.resize(size, b'x');
        let path = output.join(path);
        let folder = path.parent().unwrap_or(output);
        if made != folder {
            folder.clone_into(&mut made);
            fs::create_dir_all(folder).expect("a folder can be made");
        }
        fs::write(&path, &bytes).expect("a file can be written");
    }
}

/// Writes the page of the article `file` below `output`.
fn page(file: &Path, output: &Path) {
    let source = fs::read_to_string(file).expect("an article can be read");
    // The front matter, which begins the file, is skipped.
    let text = source
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(source.as_str(), |(_, text)| text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut page = String::with_capacity(source.len() * 2);
    html::push_html(&mut page, Parser::new_ext(text, options));
    let folder = output.join(file.file_stem().unwrap_or_default());
    fs::create_dir(&folder).expect("a folder can be made");
    fs::write(folder.join("index.html"), page).expect("a page can be written");
}
