//! The stages one by one, for `benches/stages.rs`, which measures what each of them takes. Nothing else comes in here, and nothing here
//! touches the disk.

use jiff::civil::Date;

use crate::inputs::{Inputs, SourceFile, Today};
use crate::parse::{self, NoMemory};
use crate::render::Renderer;
use crate::site;

/// The sources of a site.
#[derive(Debug)]
pub struct Sources(Inputs);

/// The documents of a site.
pub struct Documents(Vec<parse::Documents>);

/// A site that is ready to be rendered.
pub struct Website(Renderer);

impl Sources {
    /// The files of `content/`, by their paths from the root, in the embedded theme.
    pub fn of(files: Vec<(String, String)>) -> Self {
        let files = files
            .into_iter()
            .map(|(path, text)| SourceFile::new(path, text.into_bytes()));
        let today = Today::Given(Date::constant(2026, 6, 1));
        Self(Inputs::of(files.collect(), today))
    }

    /// Parses every file, whatever its faults.
    pub fn parse(&self) -> Documents {
        Documents(parse::parse(&self.0, &NoMemory).0)
    }

    /// Links the documents of these sources, and prepares the theme.
    ///
    /// # Panics
    ///
    /// Where the site cannot be published.
    pub fn link(&self, documents: &Documents) -> Website {
        let (website, faults) = site::link(&documents.0, &self.0, &[]);
        let website = website.unwrap_or_else(|| panic!("no site: {faults:?}"));
        let (renderer, faults) = Renderer::new(website, &self.0, None);
        Website(renderer.unwrap_or_else(|| panic!("no theme: {faults:?}")))
    }
}

impl Website {
    /// Renders every page and file but the index of the search, and returns how many bytes they have.
    ///
    /// # Panics
    ///
    /// Where a page has faults.
    pub fn render(&self) -> usize {
        let addresses = self.0.page_addresses();
        let rendered = addresses.iter().filter_map(|it| self.0.render(it));
        rendered
            .map(|file| file.unwrap_or_else(|faults| panic!("{faults:?}")))
            .map(|file| file.bytes.len())
            .sum()
    }

    /// Makes the index of the search, and returns how many bytes it has.
    pub fn index(&self) -> usize {
        let mut bytes = 0;
        self.0
            .for_each_search_file(|file| bytes += file.bytes.len());
        bytes
    }
}
