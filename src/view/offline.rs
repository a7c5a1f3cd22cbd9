//! The page of a visitor without a network.

use serde::Serialize;

use super::context::Context;
use super::meta::{Draft, introduction};
use super::parts::Body;
use super::{View, body};
use crate::site::routes::Singleton;

/// `offline.html`
#[derive(Debug, Serialize)]
pub struct OfflineView {
    /// What the site's editors wrote; empty where they wrote nothing.
    pub body: Body,
    /// What the names of the caches begin with that hold the pages of this site: a host may have several sites.
    pub caches: String,
}

/// What the names of the caches of the site at `base` begin with. No site's begin like another's: a path has no space.
pub fn caches(base: &str) -> String {
    format!("offline {base} ")
}

/// What is shown in place of a page that neither the network nor the device has.
pub fn offline(context: &Context<'_>) -> Draft {
    let intro = introduction(context, Singleton::Offline);
    let view = OfflineView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        caches: caches(&context.site.base.path),
    };
    let mut draft =
        Draft::new(View::Offline(view), "offline", context.words("offline")).introduced(intro);
    draft.noindex = true;
    draft
}
