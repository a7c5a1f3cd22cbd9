//! The stages one after the other, as `build`, `serve` and `check` call them.

use crate::diagnostics::Diagnostic;
use crate::inputs::{self, Inputs, ReadOptions};
use crate::parse::{self, Documents, Memory, Remembered};
use crate::render::Renderer;
use crate::site::{self, Linked};

/// A site as it stands in its sources: read, parsed, linked and ready to be rendered.
pub struct Snapshot {
    /// What was read.
    pub inputs: Inputs,
    /// What could not be read.
    pub unread: Vec<Diagnostic>,
    /// What was parsed, by language; a memory for the next snapshot.
    pub documents: Vec<Documents>,
    /// What was made when it was linked; likewise.
    pub linked: Vec<Linked>,
    /// Renders the site; `None` where it has no usable configuration or theme.
    pub renderer: Option<Renderer>,
    /// The faults found so far, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
}

impl Snapshot {
    /// Reads, parses and links the site of `options`, with the documents that `memory` remembers.
    pub fn take(options: &ReadOptions, memory: &(dyn Memory + Sync)) -> Self {
        let (inputs, unread) = inputs::read(options);
        Self::of(inputs, unread, memory)
    }

    /// Parses and links the site of `inputs`, of which `unread` could not be read.
    pub fn of(inputs: Inputs, unread: Vec<Diagnostic>, memory: &(dyn Memory + Sync)) -> Self {
        Self::make(inputs, unread, memory, &[], None)
    }

    /// The same once the site has become that of `inputs`: what this snapshot has made of the same things is taken from it, at every stage.
    #[must_use]
    pub fn after(&self, inputs: Inputs, unread: Vec<Diagnostic>) -> Self {
        let memory = Remembered(&self.documents);
        Self::make(
            inputs,
            unread,
            &memory,
            &self.linked,
            self.renderer.as_ref(),
        )
    }

    fn make(
        inputs: Inputs,
        unread: Vec<Diagnostic>,
        memory: &(dyn Memory + Sync),
        linked: &[Linked],
        former: Option<&Renderer>,
    ) -> Self {
        let mut diagnostics = unread.clone();
        let (documents, parse_faults) = parse::parse(&inputs, memory);
        let (website, link_faults) = site::link(&documents, &inputs, linked);
        diagnostics.extend(parse_faults);
        diagnostics.extend(link_faults);
        let sites = website.iter().flat_map(|website| &website.sites);
        let linked = sites.map(Linked::of).collect();
        let renderer = website.and_then(|website| {
            let (renderer, theme_faults) = Renderer::new(website, &inputs, former);
            diagnostics.extend(theme_faults);
            renderer
        });
        diagnostics.sort();
        diagnostics.dedup();
        Self {
            inputs,
            unread,
            documents,
            linked,
            renderer,
            diagnostics,
        }
    }

    /// Whether a fault keeps the site from being published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
