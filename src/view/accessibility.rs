//! The accessibility statement: what was tested of the theme, and what those who run the site say of the site.
//!
//! It never claims more than was done. What was tested is a record that the browser tests write and hold (`accessibility.json` in the theme);
//! whether the site conforms is said by an audit, and by nothing else: French law has a site without one declare that it does not conform.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::View;
use super::body;
use super::context::Context;
use super::meta::{Draft, introduction};
use super::parts::{Body, DateView, Link};
use crate::document::{Accessibility, AccessibilityAudit};
use crate::site::routes::Singleton;

/// What was tested of a theme, as its tests recorded it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestRecord {
    /// Day on which the record was written.
    #[serde(deserialize_with = "day")]
    date: Date,
    /// Programs that looked, by their names, with their versions.
    tools: BTreeMap<String, String>,
    /// What an automatic checker looked at.
    pages: CheckedPages,
    /// What else was tested of pages.
    checks: Checks,
    /// What was tested of the theme's components.
    gallery: CheckedGallery,
}

/// `2026-11-26`
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(D::Error::custom)
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckedPages {
    kinds: Vec<String>,
    schemes: Vec<String>,
    rules: Vec<String>,
    rgaa: Vec<String>,
    wcag: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Checks {
    kinds: Vec<String>,
    names: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckedGallery {
    groups: Vec<String>,
    pages: usize,
    schemes: Vec<String>,
}

/// The theme of a site, as far as its tests tell.
#[derive(Debug, Clone)]
pub struct TestedTheme {
    /// What was tested; `None` where the theme says nothing of it.
    pub record: Option<TestRecord>,
    /// How many templates, style sheets and scripts the site has changed since.
    pub changed: usize,
}

/// `accessibility.html`
#[derive(Debug, Serialize)]
pub struct AccessibilityView {
    /// What the site's editors wrote.
    pub body: Body,
    /// The statement; absent where `site.yaml` says nothing of accessibility.
    pub statement: Option<StatementView>,
}

/// An accessibility statement.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// Who answers for the site.
    pub organisation: String,
    /// Day on which it was established.
    pub established: Option<DateView>,
    /// How far the site conforms.
    pub conformity: Conformity,
    /// What that is based on.
    pub audit: Option<AuditView>,
    /// What is known not to be accessible.
    pub exceptions: Vec<String>,
    /// What was tested of the theme.
    pub tests: Option<TestsView>,
    /// Files of the theme that the site has changed, which nobody but the site has tested.
    pub changed: usize,
    /// Where difficulties are reported.
    pub contact: Link,
}

/// How far a site conforms to the RGAA, in the words of the law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Conformity {
    /// Every criterion is met.
    Full,
    /// Half of the criteria are met, or more.
    Partial,
    /// Fewer are, or no audit has told.
    None,
}

impl Conformity {
    /// What `audit` told; RGAA 4.1, "obligations d'accessibilité", on the statement of conformity.
    fn of(audit: Option<&AccessibilityAudit>) -> Self {
        match audit.map(|audit| audit.conformity) {
            Some(100..) => Self::Full,
            Some(50..) => Self::Partial,
            _ => Self::None,
        }
    }

    /// The key of its words in the footer.
    fn key(self) -> &'static str {
        match self {
            Self::Full => "accessibility_full",
            Self::Partial => "accessibility_partial",
            Self::None => "accessibility_none",
        }
    }
}

/// An audit.
#[derive(Debug, Serialize)]
pub struct AuditView {
    /// Day of its report.
    pub date: DateView,
    /// Who audited.
    pub by: String,
    /// Share of the criteria that are met, in per cent.
    pub conformity: u8,
    /// Where the report is.
    pub report: Option<String>,
}

/// What was tested of a theme.
#[derive(Debug, Serialize)]
pub struct TestsView {
    /// Day of the record.
    pub date: DateView,
    /// « axe-core 4.13.0 ».
    pub tools: Vec<String>,
    /// Kinds of pages that an automatic checker looked at, in how many colour schemes.
    pub kinds: usize,
    /// Colour schemes.
    pub schemes: usize,
    /// Rules of the checker that found something to look at, and nothing to object to.
    pub rules: usize,
    /// Criteria of the RGAA that these rules bear on.
    pub rgaa: Vec<String>,
    /// Success criteria of the WCAG.
    pub wcag: Vec<String>,
    /// Keys of the words that say what else was tested.
    pub checks: Vec<String>,
    /// Groups of components.
    pub components: usize,
    /// Pages of samples.
    pub samples: usize,
}

/// The accessibility statement.
pub fn accessibility(context: &Context<'_>) -> Draft {
    let intro = introduction(context, Singleton::Accessibility);
    let body = intro
        .map(|page| body::body(context, &page.identity.file, &page.body))
        .unwrap_or_default();
    let configured = context.site.config.accessibility.as_ref();
    let statement = configured.map(|said| statement(context, said));
    Draft::new(
        View::Accessibility(Box::new(AccessibilityView { body, statement })),
        "accessibility",
        context.words("accessibility"),
    )
    .introduced(intro)
}

/// The label of the links to the statement, which tells how far the site conforms; `None` where the site makes none.
pub fn label(context: &Context<'_>) -> Option<String> {
    let said = context.site.config.accessibility.as_ref()?;
    Some(context.words(Conformity::of(said.audit.as_ref()).key()))
}

fn statement(context: &Context<'_>, said: &Accessibility) -> StatementView {
    let config = &context.site.config;
    let publisher = config.publisher.as_ref().map(|publisher| &publisher.name);
    let organisation = said.organisation.as_ref().or(publisher);
    let mail = said.contact.strip_prefix("mailto:");
    StatementView {
        organisation: organisation.unwrap_or(&config.title).clone(),
        established: said.date.map(|date| context.date(date)),
        conformity: Conformity::of(said.audit.as_ref()),
        audit: said.audit.as_ref().map(|audit| AuditView {
            date: context.date(audit.date),
            by: audit.by.clone(),
            conformity: audit.conformity,
            report: audit.report.clone(),
        }),
        exceptions: said.exceptions.clone(),
        tests: context
            .tested
            .record
            .as_ref()
            .map(|record| tests(context, record)),
        changed: context.tested.changed,
        contact: Link {
            label: mail.unwrap_or(&said.contact).to_owned(),
            url: if said.contact.starts_with('/') {
                context.href(&said.contact)
            } else {
                said.contact.clone()
            },
        },
    }
}

fn tests(context: &Context<'_>, record: &TestRecord) -> TestsView {
    let schemes = |schemes: &[String]| schemes.len();
    TestsView {
        date: context.date(record.date),
        tools: record
            .tools
            .iter()
            .map(|(name, version)| format!("{name} {version}"))
            .collect(),
        kinds: record.pages.kinds.len().min(record.checks.kinds.len()),
        schemes: schemes(&record.pages.schemes).min(schemes(&record.gallery.schemes)),
        rules: record.pages.rules.len(),
        rgaa: record.pages.rgaa.clone(),
        wcag: record.pages.wcag.clone(),
        checks: record
            .checks
            .names
            .iter()
            .map(|name| format!("tested_{name}"))
            .collect(),
        components: record.gallery.groups.len(),
        samples: record.gallery.pages,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_audit_makes_a_site_conform() {
        let audit = |conformity| AccessibilityAudit {
            date: Date::constant(2027, 1, 10),
            by: "Un cabinet".to_owned(),
            conformity,
            report: None,
        };
        assert_eq!(Conformity::of(None), Conformity::None);
        for (percent, expected) in [
            (0, Conformity::None),
            (49, Conformity::None),
            (50, Conformity::Partial),
            (99, Conformity::Partial),
            (100, Conformity::Full),
        ] {
            assert_eq!(
                Conformity::of(Some(&audit(percent))),
                expected,
                "{percent} %"
            );
        }
    }

    #[test]
    fn a_record_says_all_or_is_none() {
        let whole = r#"{"date": "2026-11-26", "tools": {"axe-core": "4"},
            "pages": {"kinds": ["home"], "schemes": ["light"], "rules": [], "rgaa": [], "wcag": []},
            "checks": {"kinds": ["home"], "names": ["narrow"]},
            "gallery": {"groups": [], "pages": 0, "schemes": ["light"]}}"#;
        assert!(serde_json::from_str::<TestRecord>(whole).is_ok());
        for damaged in [
            whole.replace("2026-11-26", "2026-02-30"),
            whole.replace("\"checks\"", "\"chekcs\""),
            whole.replace("\"names\": [\"narrow\"]", "\"names\": 1"),
        ] {
            assert!(
                serde_json::from_str::<TestRecord>(&damaged).is_err(),
                "{damaged}"
            );
        }
    }
}
