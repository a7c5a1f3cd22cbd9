//! Persons and organisations who write, speak or organise.

use super::{Identity, Markdown};

/// A person or an organisation. The title of its [`Identity`] is the name.
#[derive(Debug, Clone)]
pub struct Author {
    /// Name, file, picture…
    pub identity: Identity,
    /// By which a person is sorted.
    pub family_name: Option<String>,
    /// Person or organisation.
    pub kind: AuthorKind,
    /// Role or function.
    pub role: Option<String>,
    /// Sites and networks: label, address.
    pub links: Vec<(String, String)>,
    /// Sample data.
    pub sample: bool,
    /// Biography.
    pub body: Markdown,
}

/// What an author is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuthorKind {
    /// A human being.
    Person,
    /// A company, an association, an editorial team.
    Organisation,
}
