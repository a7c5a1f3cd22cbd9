//! The earlier versions of the model, with which the comparison reads results that are older than the model in use.

use crate::site::Site;

/// A list of models, each in the shape that the self-test's module takes, in the order of their files.
pub fn json(site: &Site) -> Vec<u8> {
    let sources: Vec<_> = site
        .former_models
        .iter()
        .map(|document| document.model.source())
        .collect();
    serde_json::to_vec(&sources).unwrap_or_default()
}
