//! The words of the interface, by key.

use std::collections::BTreeMap;

/// The strings of the site's language, from the theme's `i18n/`.
#[derive(Debug, Default)]
pub struct Strings {
    by_key: BTreeMap<String, String>,
}

impl Strings {
    /// The keys that derivations use; a theme that lacks one is reported.
    pub const REQUIRED: [&str; 64] = [
        "accessibility_full",
        "accessibility_partial",
        "accessibility_none",
        "gallery",
        "gallery_text",
        "gallery_cards",
        "gallery_events",
        "gallery_figures",
        "gallery_controls",
        "about_the_model",
        "accessibility",
        "admin_folders",
        "admin_introduction",
        "alert_caution",
        "alert_important",
        "alert_note",
        "alert_tip",
        "alert_warning",
        "archives",
        "articles",
        "authors",
        "benchmark",
        "books",
        "compare",
        "contribute",
        "event_date_to_come",
        "event_date_to_come_short",
        "event_moved_from",
        "events",
        "form_no_answer",
        "glossary",
        "home",
        "licence",
        "members",
        "model",
        "new_article",
        "new_article_text",
        "new_event",
        "new_event_text",
        "not_found",
        "note_back",
        "notes",
        "offline",
        "pages",
        "search",
        "search_kind_article",
        "search_kind_author",
        "search_kind_book",
        "search_kind_dimension",
        "search_kind_event",
        "search_kind_member",
        "search_kind_page",
        "search_kind_term",
        "selftest",
        "site_plan",
        "table",
        "target",
        "task_done",
        "task_to_do",
        "time_of_city",
        "time_utc",
        "today",
        "year_unknown",
        "year_unknown_short",
    ];

    /// Those of `by_key`.
    pub fn new(by_key: BTreeMap<String, String>) -> Self {
        Self { by_key }
    }

    /// The words for `key`; the key itself where the theme has none, so that the gap shows.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.by_key.get(key).map_or(key, String::as_str)
    }

    /// All of them.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.by_key
    }
}
