//! Where the site lives, and what a path of the site is called from outside.

/// The address of the home page, cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// `https://example.org`
    pub origin: String,
    /// `/` or `/kb/`
    pub path: String,
}

impl BaseUrl {
    /// Cuts `url` after its host. A final slash is added where it is missing.
    pub fn parse(url: &str) -> Self {
        let host_start = url.find("://").map_or(0, |place| place + 3);
        let path_start = url[host_start..]
            .find('/')
            .map_or(url.len(), |place| host_start + place);
        let mut path = url[path_start..]
            .split(['?', '#'])
            .next()
            .unwrap_or_default()
            .to_owned();
        if !path.ends_with('/') {
            path.push('/');
        }
        Self {
            origin: url[..path_start].to_owned(),
            path,
        }
    }

    /// Where a site below this one lives, in the folder `folder`; the same where it is empty.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let slash = if folder.is_empty() { "" } else { "/" };
        Self {
            origin: self.origin.clone(),
            path: format!("{}{folder}{slash}", self.path),
        }
    }

    /// The address to write in an `href` for a path of the site: `/articles/` → `/kb/articles/`.
    pub fn href(&self, path: &str) -> String {
        [&*self.path, path.trim_start_matches('/')].concat()
    }

    /// The absolute address of a path of the site.
    pub fn absolute(&self, path: &str) -> String {
        [&*self.origin, &*self.path, path.trim_start_matches('/')].concat()
    }

    /// The host, without a port.
    pub fn host(&self) -> &str {
        let host = self.origin.split("://").nth(1).unwrap_or_default();
        host.split(':').next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_may_live_below_a_path() {
        let base = BaseUrl::parse("https://example.org/kb");
        assert_eq!(base.href("/articles/"), "/kb/articles/");
        assert_eq!(base.absolute("/"), "https://example.org/kb/");
        let root = BaseUrl::parse("http://127.0.0.1:4000");
        assert_eq!(root.href("/"), "/");
        assert_eq!(root.absolute("/atom.xml"), "http://127.0.0.1:4000/atom.xml");
        assert_eq!(root.host(), "127.0.0.1");
    }
}
