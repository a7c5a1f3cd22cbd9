//! `service-worker.js`: the script that keeps pages of a site for visitors without a network.
//!
//! What it does is written in the theme (`offline/service-worker.js`); this module says what it keeps from the start, and gives it a version
//! that follows from the bytes of all that. The same site has the same worker, and a browser that finds another one fetches the pages anew.

mod needs;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::assets::Assets;
use super::site::SiteRenderer;
use crate::diagnostics::Diagnostic;
use crate::site::Site;
use crate::site::routes::Singleton;
use crate::view::offline_caches;

/// The theme's file that says what the worker does.
pub const WORKER: &str = "offline/service-worker.js";

/// Whether `name`, the path of a file in the theme or the name of a bundle of style sheets, is of no use to a site without a worker: its
/// pages would never ask for it.
pub fn is_of_offline_visit(name: &str) -> bool {
    name.starts_with("js/offline/") || name == "css/offline.css"
}

/// Addresses with the base path, in order.
type Addresses = BTreeSet<String>;

/// A device has room for the next rendezvous, not for the calendar of a federation.
const MOST_EVENTS: usize = 20;

/// The worker of the site of `renderer`; `behaviour` is the theme's part. The faults are those of the pages that it keeps.
pub fn service_worker(
    renderer: &SiteRenderer,
    assets: &Assets,
    behaviour: &str,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let site = &renderer.site;
    let mut hasher = blake3::Hasher::new();
    hasher.update(behaviour.as_bytes());
    let mut html = String::new();
    let mut pages = Vec::new();
    for path in pages_from_the_start(site) {
        let Some(page) = renderer.render(&path).transpose()? else {
            continue;
        };
        hasher.update(path.as_bytes()).update(&page.bytes);
        html.push_str(&String::from_utf8_lossy(&page.bytes));
        pages.push(site.base.href(&path));
    }
    // The name of their folder stands for the bytes of all files of the theme.
    let files = needs::files(&html, assets);
    let data = needs::data(&html, &site.base.path);
    for address in &data {
        let path = address.strip_prefix(&site.base.path).unwrap_or(address);
        if let Some(file) = renderer.render(&format!("/{path}")).transpose()? {
            hasher.update(address.as_bytes()).update(&file.bytes);
        }
    }
    let version = &hasher.finalize().to_hex()[..10];
    let constants = [
        ("VERSION", quoted(version)),
        ("BASE", quoted(&site.base.path)),
        ("CACHES", quoted(&offline_caches(&site.base.path))),
        ("ASSETS", quoted(assets.href())),
        ("OFFLINE", quoted(&offline_page(site))),
        ("PAGES", listed(&pages)),
        ("DATA", listed(&data)),
        ("FILES", listed(&files)),
    ];
    let mut script =
        String::from("// Written by Parvis: what this site keeps, and in which version.\n");
    for (name, value) in constants {
        let _ = writeln!(script, "const {name} = {value};");
    }
    script.push('\n');
    script.push_str(behaviour);
    Ok(script.into_bytes())
}

fn offline_page(site: &Site) -> String {
    site.base
        .href(&Singleton::Offline.path(site.routes.names()))
}

/// The pages that are read without a network though nobody visited them: the tools, and the events to come with their programmes, the next
/// ones first. Their lists too, or nobody would find the way.
fn pages_from_the_start(site: &Site) -> Vec<String> {
    let names = site.routes.names();
    let singletons = [
        Singleton::Offline,
        Singleton::Home,
        Singleton::Selftest,
        Singleton::Compare,
        Singleton::Events,
    ];
    let singletons = singletons.map(|singleton| singleton.path(names));
    let events = site.events.iter().zip(site.occurrences.iter());
    let to_come = events.filter(|(_, occurrence)| occurrence.is_dated() && !occurrence.past);
    let to_come = to_come.map(|(event, _)| names.page("events", event.identity.slug.as_str()));
    singletons
        .into_iter()
        .filter(|path| site.routes.get(path).is_some())
        .chain(to_come.take(MOST_EVENTS))
        .collect()
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("text is JSON")
}

fn listed<'a>(addresses: impl IntoIterator<Item = &'a String>) -> String {
    let mut list = String::from("[\n");
    for address in addresses {
        let _ = writeln!(list, "  {},", quoted(address));
    }
    list.push(']');
    list
}
