//! `admin:` in `site.yaml`: editing in the browser.

use super::tree;
use super::yaml::{Faults, Fields, Node, Value};
use crate::diagnostics::{Located, Problem};
use crate::document::{Admin, Forge, ForgeKind, Repository};
use crate::inputs::SourceFile;
use crate::paths;

/// Where the package registry's program puts the package.
const PACKAGE: &str = "node_modules/@sveltia/cms";

const KINDS: [(&str, ForgeKind); 3] = [
    ("github", ForgeKind::GitHub),
    ("gitlab", ForgeKind::GitLab),
    ("gitea", ForgeKind::Gitea),
];

/// The hosts that are known by their names. For any other one, the site says what it runs.
const HOSTS: [(&str, ForgeKind); 4] = [
    ("github.com", ForgeKind::GitHub),
    ("gitlab.com", ForgeKind::GitLab),
    ("codeberg.org", ForgeKind::Gitea),
    ("gitea.com", ForgeKind::Gitea),
];

/// Reads `admin: {package, forge, sign_in, application}`. An empty map is enough to switch it on.
pub fn parse(
    fields: &mut Fields,
    repository: Option<&Located<Repository>>,
    faults: &mut Faults,
) -> Option<Admin> {
    let key = fields.key_span("admin");
    let mut keys = fields.map("admin", faults)?;
    let package = keys.located_text("package", faults);
    let kind = keys.choice("forge", &KINDS, faults);
    let sign_in = keys.web_address("sign_in", faults);
    let application = keys.text("application", faults);
    let is_interviewed = keys.is_interviewed();
    keys.finish(faults);
    if is_interviewed {
        return None;
    }
    let place = key.unwrap_or_default();
    let package = package.unwrap_or_else(|| Located::new(PACKAGE.to_owned(), place));
    let Some(repository) = repository else {
        faults.at(place, Problem::UnknownForge { host: None });
        return None;
    };
    match forge(&repository.value.url, kind) {
        Ok(forge) => Some(Admin {
            package,
            forge,
            sign_in,
            application,
        }),
        Err(host) => {
            let host = Some(host);
            faults.at(repository.span, Problem::UnknownForge { host });
            None
        }
    }
}

/// The repository at `url`; its host where nobody knows what that runs.
fn forge(url: &str, kind: Option<ForgeKind>) -> Result<Forge, String> {
    let (scheme, rest) = url.split_once("://").unwrap_or(("https", url));
    let (host, project) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.to_lowercase();
    let known = HOSTS.iter().find(|(name, _)| *name == host);
    let kind = kind.or(known.map(|(_, kind)| *kind));
    match kind {
        Some(kind) if project.contains('/') => Ok(Forge {
            kind,
            origin: format!("{scheme}://{host}"),
            project: project.strip_suffix(".git").unwrap_or(project).to_owned(),
        }),
        _ => Err(host),
    }
}

/// The folder of the package that the configuration `file` asks for, from the root of the site. The read stage needs it before anything is
/// parsed; what is wrong with the configuration is told when it is parsed.
pub fn package(file: &SourceFile) -> Option<String> {
    let admin = value_at(&tree(file)?, "admin")?.clone();
    let Value::Map(_) = &admin.value else {
        return None;
    };
    let folder = match value_at(&admin, "package").map(|node| &node.value) {
        Some(Value::Scalar { text, .. }) => text.trim(),
        _ => PACKAGE,
    };
    paths::resolved("", folder)
}

fn value_at<'a>(map: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Map(entries) = &map.value else {
        return None;
    };
    let entry = entries.iter().find(|(name, _)| name.value == key);
    entry.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forge_is_known_by_its_host_or_by_what_the_site_says() {
        let known = |url, kind| forge(url, kind).map(|it| (it.kind, it.origin, it.project));
        let expected =
            |kind, origin: &str, project: &str| Ok((kind, origin.into(), project.into()));
        assert_eq!(
            known("https://github.com/org/site", None),
            expected(ForgeKind::GitHub, "https://github.com", "org/site")
        );
        assert_eq!(
            known("https://gitlab.com/org/group/site.git", None),
            expected(ForgeKind::GitLab, "https://gitlab.com", "org/group/site")
        );
        assert_eq!(
            known("https://Codeberg.org/org/site", None),
            expected(ForgeKind::Gitea, "https://codeberg.org", "org/site")
        );
        let own = "https://git.example.org:8443/org/site";
        assert_eq!(known(own, None), Err("git.example.org:8443".to_owned()));
        assert_eq!(
            known(own, Some(ForgeKind::Gitea)),
            expected(ForgeKind::Gitea, "https://git.example.org:8443", "org/site")
        );
        assert_eq!(
            known("https://github.com/org", None),
            Err("github.com".to_owned())
        );
    }
}
