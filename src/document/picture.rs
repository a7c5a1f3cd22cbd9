//! Pictures of the content.

use std::sync::Arc;

use crate::aside::Aside;
use crate::diagnostics::PictureFault;

/// What a picture tells without being decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Picture {
    /// Width and height in pixels as it is shown: turned as the camera was held.
    pub size: Option<(u32, u32)>,
    /// Its format, where smaller versions can be made of it: it is whole, of a reasonable size, and does not move.
    pub still: Option<StillFormat>,
    /// A hash of its bytes, where it has such a format: by it the versions of one picture are told from those of another.
    pub hash: Option<blake3::Hash>,
    /// What keeps it from being decoded. It is told where a page shows the picture: a file that is only copied may be anything.
    pub fault: Option<PictureFault>,
}

/// A format that is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StillFormat {
    /// Drawings and screens, mostly.
    Png,
    /// Photographs.
    Jpeg,
    /// Either.
    WebP,
}

/// A drawing (SVG) that holds nothing but a drawing.
#[derive(Debug)]
pub struct Drawing {
    /// The file without what a browser would run or fetch from elsewhere.
    pub svg: Arc<Aside>,
    /// Its size.
    pub picture: Picture,
}
