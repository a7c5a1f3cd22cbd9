//! The page that edits the site.

use serde::Serialize;

use super::context::Context;
use crate::document::{Admin, ForgeKind};
use crate::site::routes::{ADMIN_CONFIG, ADMIN_PROGRAM};

/// `admin.html`
#[derive(Debug, Serialize)]
pub struct AdminView {
    /// The address of its program.
    pub program: String,
    /// The address of what it may edit.
    pub config: String,
    /// The origins that it may talk to, with spaces between them: the programming interface of the forge, and nothing else.
    pub forge: String,
    /// The origins that it may show pictures of: those of the people who edit.
    pub pictures: String,
}

/// The page for `context`, whose site is edited in a browser.
pub fn admin(context: &Context<'_>) -> AdminView {
    let admin = context.site.config.admin.as_ref();
    let (forge, pictures) = admin.map(origins).unwrap_or_default();
    AdminView {
        program: context.href(&format!("{ADMIN_PROGRAM}{}", crate::inputs::ADMIN_PROGRAM)),
        config: context.href(ADMIN_CONFIG),
        forge,
        pictures,
    }
}

/// The origins of a forge's programming interface, and those of the pictures of its members.
fn origins(admin: &Admin) -> (String, String) {
    let origin = &admin.forge.origin;
    match admin.forge.kind {
        ForgeKind::GitHub if origin == "https://github.com" => (
            "https://api.github.com".to_owned(),
            "https://avatars.githubusercontent.com".to_owned(),
        ),
        ForgeKind::GitHub | ForgeKind::GitLab | ForgeKind::Gitea => {
            (origin.clone(), origin.clone())
        }
    }
}
