//! What a piece of a site was made of, as one hash: two pieces of the same ingredients are the same.

use std::hash::{Hash, Hasher};

/// Takes in ingredients, one after the other.
///
/// They are gathered before they are hashed: most are a few bytes.
#[derive(Default)]
pub struct Ingredients(Vec<u8>);

impl Ingredients {
    /// Adds one. Types say where their values end, so that two lists never read as one.
    pub fn add(&mut self, ingredient: impl Hash) {
        ingredient.hash(self);
    }

    /// The hash of them all.
    pub fn all(self) -> blake3::Hash {
        blake3::hash(&self.0)
    }
}

impl Hasher for Ingredients {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Unused: [`all`](Ingredients::all) gives the whole of the hash.
    fn finish(&self) -> u64 {
        0
    }
}
