//! What no export may do: hold up, break or outgrow an import, or bring in a document that the site cannot read.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;

use proptest::prelude::*;

use super::{convert, plan};
use crate::import::report::Reason;
use crate::import::{Receiver, Report, Site};
use crate::inputs::{Folder, SourceFile};
use crate::language::Language;
use crate::parse::{Conventions, parse_file};

const EXPORT: &str = include_str!("../../../tests/import/wordpress/export.xml");

#[derive(Default)]
struct Files(BTreeMap<String, Vec<u8>>);

impl Receiver for Files {
    fn put(&mut self, path: &str, bytes: &[u8]) {
        assert!(
            self.0.insert(path.to_owned(), bytes.to_vec()).is_none(),
            "{path} twice"
        );
    }
}

/// The files and the report of an import; nothing where the bytes are no export.
fn import(open: &dyn Fn() -> Box<dyn Read>) -> (BTreeMap<String, Vec<u8>>, Report) {
    let mut report = Report::default();
    let mut files = Files::default();
    let site = Site::new(None);
    if let Some(mut plan) = plan(open(), &site, &mut report) {
        convert(
            open(),
            &mut plan,
            &Folder::default(),
            &mut files,
            &mut report,
        );
    }
    (files.0, report)
}

fn import_bytes(bytes: &[u8]) -> (BTreeMap<String, Vec<u8>>, Report) {
    let bytes = bytes.to_vec();
    import(&move || Box::new(std::io::Cursor::new(bytes.clone())))
}

/// Faults of the files that a site would not be published with.
fn errors(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let conventions = Conventions {
        language: Language::French,
        typography: true,
        highlighting: false,
        related: false,
        raw_html: false,
    };
    files
        .iter()
        .flat_map(|(path, bytes)| {
            let file = SourceFile::new(format!("content/{path}"), bytes.as_slice());
            parse_file(&file, conventions).diagnostics
        })
        .filter(crate::diagnostics::Diagnostic::is_error)
        .map(|fault| format!("{:?}: {}", fault.file, fault.message(Language::French)))
        .collect()
}

#[test]
fn a_long_record_is_cut_and_the_others_arrive() {
    let item = |id: usize, content: &str| {
        format!(
            "<item><title>T{id}</title><content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{id}</wp:post_id>\
             <wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:post_name>t{id}</wp:post_name><wp:status>publish</wp:status>\
             <wp:post_type>post</wp:post_type></item>"
        )
    };
    let long = "mot ".repeat(2 << 20);
    let export = format!(
        "<rss><channel><wp:wxr_version>1.2</wp:wxr_version>{}{}</channel></rss>",
        item(1, &long),
        item(2, "court")
    );
    let (files, report) = import_bytes(export.as_bytes());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["articles/t1.md", "articles/t2.md"]);
    assert!(report.has(Reason::TooLong));
}

#[test]
fn an_export_is_read_as_it_comes() {
    /// Twenty thousand records that nobody holds at once.
    struct Records(usize, Vec<u8>);
    impl Read for Records {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            while self.1.is_empty() && self.0 < 20_000 {
                let id = self.0;
                self.0 += 1;
                let head = if id == 0 {
                    "<rss><channel><wp:wxr_version>1.2</wp:wxr_version>"
                } else {
                    ""
                };
                let tail = if id + 1 == 20_000 {
                    "</channel></rss>"
                } else {
                    ""
                };
                self.1 = format!(
                    "{head}<item><title>T</title><wp:post_id>{id}</wp:post_id><wp:post_date>2020-01-01</wp:post_date>\
                     <wp:status>publish</wp:status><wp:post_type>revision</wp:post_type></item>{tail}"
                )
                .into_bytes();
            }
            let count = buffer.len().min(self.1.len());
            buffer[..count].copy_from_slice(&self.1[..count]);
            self.1.drain(..count);
            Ok(count)
        }
    }
    let (files, report) = import(&|| Box::new(Records(0, Vec::new())));
    assert_eq!(files.len(), 0);
    assert!(!report.has(Reason::BrokenExport));
    assert!(report.has(Reason::LeftOut));
}

#[test]
fn no_entity_grows() {
    let mut bomb =
        String::from("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"aaaaaaaaaa\">");
    for level in 1..12 {
        let _ = write!(
            bomb,
            "<!ENTITY a{level} \"{}\">",
            format!("&a{};", level - 1).repeat(10)
        );
    }
    bomb.push_str("]><rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>&a11;</title><wp:post_id>1</wp:post_id><wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>");
    let (files, _) = import_bytes(bomb.as_bytes());
    let text = String::from_utf8(files.into_values().next().expect("one article")).expect("UTF-8");
    assert!(text.starts_with("---\ntitle: '&a11;'\n"), "{text}");
}

#[test]
fn a_title_of_spaces_is_none() {
    for title in ["\u{2028}", "&#160;", "&amp;nbsp;"] {
        let export = format!(
            "<rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>{title}</title><wp:post_id>7</wp:post_id>\
             <wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"
        );
        let (files, _) = import_bytes(export.as_bytes());
        let text = String::from_utf8_lossy(&files["articles/7.md"]);
        assert!(text.starts_with("---\ntitle: 'Sans titre 7'\n"), "{text}");
        assert_eq!(errors(&files), Vec::<String>::new());
    }
}

#[test]
fn a_name_that_reads_as_a_number_stays_a_name() {
    for name in ["1e400", "2019", "Null"] {
        let export = format!(
            "<rss><channel><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>a</wp:author_login>\
             <wp:author_display_name>{name}</wp:author_display_name></wp:author><item><title>T</title><dc:creator>a</dc:creator>\
             <wp:post_id>7</wp:post_id><wp:post_name>sept</wp:post_name><wp:post_date>2020-01-01 10:00:00</wp:post_date><wp:status>publish</wp:status>\
             <wp:post_type>post</wp:post_type></item></channel></rss>"
        );
        let (files, _) = import_bytes(export.as_bytes());
        let text = String::from_utf8_lossy(&files["articles/sept.md"]).into_owned();
        let author = format!("\nauthors: ['{}']\n", name.to_lowercase());
        assert!(text.contains(&author), "{text}");
        assert_eq!(errors(&files), Vec::<String>::new());
    }
}

#[test]
fn the_documents_of_the_sample_export_are_read() {
    let (files, _) = import_bytes(EXPORT.as_bytes());
    assert_eq!(errors(&files), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_bent_export_gives_documents_that_are_read(
        cuts in prop::collection::vec((0..EXPORT.len(), 0..40_usize, "[<>\\[\\]&\"'/!{}#*|`:a-z\u{0}\u{1}é \n-]{0,6}"), 1..12),
        end in 0..2 * EXPORT.len(),
    ) {
        let mut bytes = EXPORT.as_bytes().to_vec();
        for (place, length, put) in cuts {
            let place = place.min(bytes.len());
            let last = (place + length).min(bytes.len());
            bytes.splice(place..last, put.bytes());
        }
        bytes.truncate(end.max(EXPORT.len() / 3));
        let (files, _) = import_bytes(&bytes);
        prop_assert_eq!(errors(&files), Vec::<String>::new());
    }
}
