//! Check: what only the finished pages show, and what `build` does not stop for.
//!
//! Every page is rendered, exactly as it would be published, and read back: a link that a template or a menu wrote is held to the same
//! rule as one that an editor wrote. Nothing is written.

mod html;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::diagnostics::{Diagnostic, Problem};
use crate::paths::decoded;
use crate::render::Renderer;
use crate::site::address::BaseUrl;
use crate::site::routes::Route;

use html::PageLinks;

/// Addresses outside of the site.
pub type OutsideLinks = BTreeSet<String>;

/// What the pages show.
#[derive(Debug, Default)]
pub struct Findings {
    /// Everything that is wrong or could be better.
    pub diagnostics: Vec<Diagnostic>,
    /// The addresses outside of the site that the pages lead to.
    pub outside: OutsideLinks,
}

/// Reads the pages of `renderer`.
pub fn check(renderer: &Renderer) -> Findings {
    let addresses = renderer.addresses();
    let rendered: Vec<(&str, Result<PageLinks, Vec<Diagnostic>>)> = addresses
        .par_iter()
        .filter(|address| address.ends_with('/') || address.ends_with(".html"))
        .filter_map(|address| {
            let artifact = renderer.render(address)?;
            Some((
                address.as_str(),
                artifact.map(|artifact| html::read(&String::from_utf8_lossy(&artifact.bytes))),
            ))
        })
        .collect();
    let mut diagnostics = Vec::new();
    let mut pages: BTreeMap<&str, PageLinks> = BTreeMap::new();
    for (address, outcome) in rendered {
        match outcome {
            Ok(links) => {
                pages.insert(address, links);
            }
            Err(faults) => diagnostics.extend(faults),
        }
    }
    let proofs: Vec<Diagnostic> = renderer
        .proofs()
        .par_iter()
        .filter_map(|address| renderer.render(address)?.err())
        .flatten()
        .collect();
    diagnostics.extend(proofs);
    let addresses: BTreeSet<&str> = addresses.iter().map(String::as_str).collect();
    let mut visited = BTreeSet::new();
    // A fault of a template stands on every page: it is told once, with the first of them.
    let mut broken: BTreeMap<(String, Break), (&str, usize)> = BTreeMap::new();
    for (page, links) in &pages {
        for target in &links.targets {
            if let Some(found) = check_link(
                page,
                target,
                &pages,
                &addresses,
                renderer.base(),
                &mut visited,
            ) {
                broken.entry((target.clone(), found)).or_insert((page, 0)).1 += 1;
            }
        }
    }
    diagnostics.extend(broken.into_iter().map(|((target, found), (page, pages))| {
        let page = page.to_owned();
        Diagnostic::of_site(match found {
            Break::Link => Problem::BrokenLinkInPage {
                page,
                target,
                pages,
            },
            Break::Anchor => Problem::BrokenAnchorInPage {
                page,
                target,
                pages,
            },
        })
    }));
    diagnostics.extend(unused_files(renderer, &visited));
    Findings {
        diagnostics,
        outside: outside_links(&pages, renderer.base()),
    }
}

fn outside_links(pages: &BTreeMap<&str, PageLinks>, base: &BaseUrl) -> OutsideLinks {
    let own = format!("{}{}", base.origin, base.path);
    let targets = pages.values().flat_map(|links| &links.targets);
    targets
        .filter(|target| target.starts_with("https://") || target.starts_with("http://"))
        .filter(|target| !target.starts_with(&own))
        .cloned()
        .collect()
}

/// What of a link is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    Link,
    Anchor,
}

/// What of the link `target` of `page` is broken, if it leads nowhere in the site or to an anchor that is not there.
fn check_link<'a>(
    page: &str,
    target: &str,
    pages: &BTreeMap<&str, PageLinks>,
    addresses: &BTreeSet<&'a str>,
    base: &BaseUrl,
    visited: &mut BTreeSet<&'a str>,
) -> Option<Break> {
    let (path, anchor) = target
        .split_once('#')
        .map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or_default();
    let address = if path.is_empty() {
        page.to_owned()
    } else if let Some(inside) = path.strip_prefix(&base.path) {
        decoded(&format!("/{inside}"))
    } else if path.starts_with('/') && !path.starts_with("//") {
        // Below a base path, an address at the root of the host is not of this site.
        return Some(Break::Link);
    } else {
        return None;
    };
    let Some(known) = addresses.get(address.as_str()) else {
        return Some(Break::Link);
    };
    visited.insert(*known);
    let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
    let links = pages.get(address.as_str())?;
    (!links.anchors.contains(&decoded(anchor))).then_some(Break::Anchor)
}

/// Files of the content that no page shows or links to. Those at the root are for machines (`robots.txt`, a proof of ownership).
fn unused_files(renderer: &Renderer, visited: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let files = renderer.sites().flat_map(|site| {
        site.routes
            .iter()
            .filter_map(move |(address, route)| match route {
                Route::Asset(path) if path.contains('/') && !path.starts_with(".well-known/") => {
                    Some((site.address_in_website(address), site.assets.get(path)?))
                }
                _ => None,
            })
    });
    files
        .filter(|(address, _)| !visited.contains(address.as_str()))
        .map(|(_, file)| file)
        .map(|file| Diagnostic::of_file(&file.path, Problem::UnusedFile))
        .collect()
}
