//! The header's menu, as one page sees it.

use serde::Serialize;

use super::kept::Kept;
use super::parts::{Link, NavItem};

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuItem {
    /// What the reader sees.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// The page is what it leads to.
    pub current: bool,
    /// The page is what it leads to, or somewhere below it.
    pub within: bool,
    /// Its second level, the entry itself first where that does not list it; empty where it has none.
    pub children: Vec<MenuLink>,
}

/// An entry of the second level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MenuLink {
    /// What the reader sees.
    pub label: String,
    /// Where it leads.
    pub url: String,
    /// The page is what it leads to.
    pub current: bool,
}

/// The entries, and each as the pages that it does not lead to see it.
#[derive(Debug)]
pub struct Menu(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    item: NavItem,
    outside: Kept<MenuItem>,
    within: Kept<MenuItem>,
}

impl Menu {
    /// That of these entries.
    pub fn of(entries: Vec<NavItem>) -> Self {
        let entry = |item: NavItem| Entry {
            outside: Kept::new(seen(&item, None, false)),
            within: Kept::new(seen(&item, None, true)),
            item,
        };
        Self(entries.into_iter().map(entry).collect())
    }

    /// The menu on the page at `url`, which is below `parents`, in the site whose base path is `base`.
    pub fn on(&self, url: &str, parents: &[Link], base: &str) -> Vec<Kept<MenuItem>> {
        let on_page = |entry: &Entry| {
            let NavItem {
                url: own, children, ..
            } = &entry.item;
            let is_below = own != base
                && (url.starts_with(own.as_str()) || parents.iter().any(|it| it.url == *own));
            if own == url || children.iter().any(|child| child.url == url) {
                Kept::new(seen(&entry.item, Some(url), true))
            } else if is_below {
                entry.within.clone()
            } else {
                entry.outside.clone()
            }
        };
        self.0.iter().map(on_page).collect()
    }
}

/// `item` on the page at `current`, if it leads there, and on one below it where it is `within`.
fn seen(item: &NavItem, current: Option<&str>, within: bool) -> MenuItem {
    let is_current = |url: &str| current == Some(url);
    let itself = Link {
        label: item.label.clone(),
        url: item.url.clone(),
    };
    let is_listed = item.children.iter().any(|child| child.url == item.url);
    let itself = Some(itself).filter(|_| !is_listed && !item.children.is_empty());
    let children = itself.iter().chain(&item.children);
    MenuItem {
        label: item.label.clone(),
        url: item.url.clone(),
        current: is_current(&item.url),
        within,
        children: children
            .map(|child| MenuLink {
                label: child.label.clone(),
                url: child.url.clone(),
                current: is_current(&child.url),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(label: &str, url: &str) -> Link {
        Link {
            label: label.into(),
            url: url.into(),
        }
    }

    fn entry(url: &str, children: &[&str]) -> NavItem {
        NavItem {
            label: url.into(),
            url: url.into(),
            children: children.iter().map(|url| link(url, url)).collect(),
        }
    }

    /// Each entry with `=` where it is the page and `>` where the page is within, and its second level.
    fn shown(menu: &Menu, url: &str, parents: &[&str]) -> Vec<String> {
        let parents: Vec<Link> = parents.iter().map(|url| link(url, url)).collect();
        let mark = |current: bool| if current { "=" } else { "" };
        let items = menu.on(url, &parents, "/kb/");
        items
            .iter()
            .map(|item| {
                let within = if item.within { ">" } else { "" };
                let children = item.children.iter();
                let children: Vec<String> = children
                    .map(|child| format!(" {}{}", mark(child.current), child.url))
                    .collect();
                let (mark, children) = (mark(item.current), children.concat());
                format!("{mark}{within}{}{children}", item.url)
            })
            .collect()
    }

    #[test]
    fn an_entry_knows_whether_the_page_is_its_own_or_below_it() {
        let menu = Menu::of(vec![
            entry("/kb/", &[]),
            entry("/kb/articles/", &[]),
            entry(
                "/kb/le-modele/",
                &["/kb/le-modele/", "/kb/auto-diagnostic/"],
            ),
            entry("/kb/a-propos/", &["/kb/contact/"]),
        ]);
        let rest = [
            "/kb/le-modele/ /kb/le-modele/ /kb/auto-diagnostic/",
            "/kb/a-propos/ /kb/a-propos/ /kb/contact/",
        ];
        let article = ["/kb/", ">/kb/articles/", rest[0], rest[1]];
        assert_eq!(shown(&menu, "/kb/articles/vision/", &["/kb/"]), article);
        assert_eq!(
            shown(&menu, "/kb/themes/equipe/", &["/kb/", "/kb/articles/"]),
            article,
            "below it by its parents"
        );
        let list = ["/kb/", "=>/kb/articles/", rest[0], rest[1]];
        assert_eq!(shown(&menu, "/kb/articles/", &["/kb/"]), list);
        let home = ["=>/kb/", "/kb/articles/", rest[0], rest[1]];
        assert_eq!(shown(&menu, "/kb/", &[]), home);
        let second_level = [
            "/kb/",
            "/kb/articles/",
            ">/kb/le-modele/ /kb/le-modele/ =/kb/auto-diagnostic/",
            rest[1],
        ];
        assert_eq!(
            shown(&menu, "/kb/auto-diagnostic/", &["/kb/"]),
            second_level
        );
        assert_eq!(
            shown(&menu, "/kb/le-modele/", &["/kb/"])[2],
            "=>/kb/le-modele/ =/kb/le-modele/ /kb/auto-diagnostic/",
            "the page itself is listed once"
        );
    }
}
