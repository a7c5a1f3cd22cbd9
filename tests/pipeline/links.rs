//! A published site, and where its links lead.

use std::collections::BTreeMap;

use crate::html::Page;
use crate::site::Tree;

/// A site at its address.
pub struct Published {
    pub files: Tree,
    /// The address of the home page, with a final slash.
    pub base: String,
    /// By address below the base, empty for the home page: `articles/`, `404.html`. Redirections are not among them.
    pages: BTreeMap<String, Page>,
}

impl Published {
    /// The site of `files` at `base`.
    pub fn new(mut files: Tree, base: &str) -> Self {
        files.retain(|path, _| !path.starts_with(".parvis/"));
        let pages = files
            .iter()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| {
                let address = path.strip_suffix("index.html").unwrap_or(path);
                (address.to_owned(), Page::parse(bytes))
            })
            .filter(|(_, page)| page.meta("http-equiv", "refresh").is_none())
            .collect();
        Self {
            files,
            base: base.to_owned(),
            pages,
        }
    }

    /// Every page with its address below the base, in order.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &Page)> {
        self.pages
            .iter()
            .map(|(address, page)| (address.as_str(), page))
    }

    /// The page at an address below the base.
    pub fn page(&self, address: &str) -> &Page {
        self.pages
            .get(address)
            .unwrap_or_else(|| panic!("no page at /{address}"))
    }

    /// The links of all pages that lead nowhere, each with the page that holds it.
    pub fn dead_links(&self) -> Vec<String> {
        let mut dead = Vec::new();
        for (address, page) in self.pages() {
            for element in &page.elements {
                for (key, value) in element.attributes() {
                    let candidates: Vec<&str> = match key {
                        "href" | "src" | "action" | "poster" | "cite" => vec![value],
                        "srcset" => value
                            .split(',')
                            .filter_map(|part| part.split_whitespace().next())
                            .collect(),
                        "content" if value.starts_with(&self.base) => vec![value],
                        _ if key.starts_with("data-") && value.starts_with('/') => vec![value],
                        _ => continue,
                    };
                    for target in candidates {
                        // The folder of an index is an address for programs.
                        let folder = key.starts_with("data-") && self.holds_folder(target);
                        if !folder && let Err(reason) = self.follow(address, target) {
                            dead.push(format!(
                                "/{address}: <{} {key}=\"{target}\">: {reason}",
                                element.name
                            ));
                        }
                    }
                }
            }
        }
        dead
    }

    /// What style sheets and scripts load that is not there.
    pub fn dead_loads(&self) -> Vec<String> {
        let mut dead = Vec::new();
        for (path, bytes) in &self.files {
            let text = String::from_utf8_lossy(bytes);
            let loads: Vec<&str> = if path.ends_with(".css") {
                text.split("url(")
                    .skip(1)
                    .filter_map(|rest| rest.split(')').next())
                    .map(|url| url.trim_matches(['"', '\'']))
                    .collect()
            } else if path.ends_with(".js") {
                let after = |mark: &'static str| {
                    text.split(mark)
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next())
                        .filter(|url| url.starts_with('.'))
                        .collect::<Vec<_>>()
                };
                let marks = ["from \"", "import \"", "import(\"", "new URL(\""];
                marks.into_iter().flat_map(after).collect()
            } else {
                continue;
            };
            for url in loads {
                if !url.starts_with('#') && self.follow(path, url).is_err() {
                    dead.push(format!("{path}: {url}"));
                }
            }
        }
        dead
    }

    /// The page or file that `target` leads to from `address`; why not, where it leads nowhere. What is outside of the site is not asked.
    fn follow(&self, address: &str, target: &str) -> Result<(), String> {
        let (whole, fragment) = target
            .split_once('#')
            .map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        let path = whole.split('?').next().unwrap_or_default();
        let origin_end = self.base[8..].find('/').expect("a path") + 8;
        let (origin, base_path) = self.base.split_at(origin_end);
        let absolute = if let Some(path) = path.strip_prefix(origin) {
            path.to_owned()
        } else if let Some(host) = path.strip_prefix("webcal:") {
            host.strip_prefix(&origin["https:".len()..])
                .ok_or("another host")?
                .to_owned()
        } else if path.starts_with("//") || has_scheme(path) {
            return Ok(());
        } else if path.is_empty() {
            format!("{base_path}{address}")
        } else if path.starts_with('/') {
            path.to_owned()
        } else {
            let folder = &address[..address.rfind('/').map_or(0, |place| place + 1)];
            normal(&format!("{base_path}{folder}{path}"))
        };
        let inside = absolute
            .strip_prefix(base_path)
            .ok_or_else(|| format!("not below {base_path}"))?;
        let inside = decoded(inside);
        let file = if inside.is_empty() || inside.ends_with('/') {
            format!("{inside}index.html")
        } else {
            inside.clone()
        };
        if !self.files.contains_key(&file) {
            return Err("nothing there".to_owned());
        }
        match fragment.filter(|fragment| !fragment.is_empty()) {
            Some(fragment) => match self.pages.get(&inside) {
                Some(page) if page.has_id(&decoded(fragment)) => Ok(()),
                Some(_) => Err("no such anchor".to_owned()),
                None => Ok(()),
            },
            None => Ok(()),
        }
    }

    fn holds_folder(&self, path: &str) -> bool {
        let origin_end = self.base[8..].find('/').expect("a path") + 8;
        path.strip_prefix(&self.base[origin_end..])
            .is_some_and(|folder| {
                path.ends_with('/') && self.files.keys().any(|file| file.starts_with(folder))
            })
    }
}

fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'-')
    })
}

/// A path without `.` and `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%C3%A9` → `é`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("an address in UTF-8")
}
