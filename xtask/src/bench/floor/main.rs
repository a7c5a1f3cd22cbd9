//! The least that a generator does: reads each Markdown file of a folder, turns its text into HTML, and writes it as a page in a folder of
//! its own, on every core. `cargo xtask bench` compares Parvis with it.
//!
//! `floor ARTICLES OUTPUT`

use std::path::{Path, PathBuf};
use std::{env, fs, thread};

use pulldown_cmark::{Options, Parser, html};

fn main() {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(articles), Some(output)) = (arguments.next(), arguments.next()) else {
        panic!("usage: floor ARTICLES OUTPUT");
    };
    let entries = fs::read_dir(&articles).expect("the folder of the articles can be read");
    let files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry can be read").path())
        .collect();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    fs::create_dir_all(&output).expect("the output can be made");
    thread::scope(|scope| {
        for share in files.chunks(files.len().div_ceil(threads).max(1)) {
            let output = &output;
            scope.spawn(move || share.iter().for_each(|file| page(file, output)));
        }
    });
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
