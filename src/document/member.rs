//! Member organisations.

use super::{Identity, Markdown};

/// A member organisation. The title of its [`Identity`] is the name.
#[derive(Debug, Clone)]
pub struct Member {
    /// Name, file, summary…
    pub identity: Identity,
    /// Sector.
    pub sector: Option<String>,
    /// Size class.
    pub size: Option<SizeClass>,
    /// Year of arrival.
    pub since: Option<i16>,
    /// Its site.
    pub website: Option<String>,
    /// Sample data.
    pub sample: bool,
    /// Text.
    pub body: Markdown,
}

/// Size classes of French statistics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SizeClass {
    /// Microenterprise.
    Micro,
    /// Small or medium enterprise.
    Pme,
    /// Intermediate-sized enterprise.
    Eti,
    /// Large enterprise.
    Ge,
}

impl SizeClass {
    /// The choices of a front matter.
    pub const CHOICES: [(&'static str, Self); 4] = [
        ("micro", Self::Micro),
        ("pme", Self::Pme),
        ("eti", Self::Eti),
        ("ge", Self::Ge),
    ];

    /// The name in a front matter.
    pub fn code(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Pme => "pme",
            Self::Eti => "eti",
            Self::Ge => "ge",
        }
    }
}
