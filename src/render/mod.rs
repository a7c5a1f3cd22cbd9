//! Render: theme + view → bytes.

mod artifact;

use crate::diagnostics::Diagnostic;
use crate::inputs::Inputs;
use crate::site::Site;

pub use artifact::Artifact;

/// A linked site with its theme: renders any of its addresses.
pub struct Renderer {
    /// The site.
    pub site: Site,
}

impl Renderer {
    /// Prepares the theme of `inputs`. `None`, with the faults, where its templates cannot be read.
    pub fn new(site: Site, _inputs: &Inputs) -> (Option<Self>, Vec<Diagnostic>) {
        (Some(Self { site }), Vec::new())
    }

    /// Every address of the site, in order, without the base path: `/`, `/articles/`, `/atom.xml`, `/assets/…`.
    pub fn addresses(&self) -> Vec<String> {
        self.site
            .routes
            .iter()
            .map(|(path, _)| path.to_owned())
            .collect()
    }

    /// The file at `address`; `None` where the site has none. The faults are those of its template.
    pub fn render(&self, address: &str) -> Option<Result<Artifact, Vec<Diagnostic>>> {
        self.site.routes.get(address)?;
        Some(Ok(Artifact::at(address, Vec::new())))
    }
}
