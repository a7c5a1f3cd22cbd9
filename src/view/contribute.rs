//! The page on which an organisation finds its place in the benchmark, and makes a contribution to the next edition.

use serde::Serialize;

use super::View;
use super::body;
use super::context::Context;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{Body, DateView};
use super::selftest::{LatestEdition, MODULE, latest_edition, model_of_form};
use super::structured_data::script_safe;
use crate::document::SizeClass;
use crate::site::routes::Singleton;

/// `contribute.html`
#[derive(Debug, Serialize)]
pub struct ContributeView {
    /// Introduction: where a contribution goes, and by which way.
    pub body: Body,
    /// The model as the WebAssembly module takes it, without the wording of its statements, safe inside a script element.
    pub model_json: String,
    /// Address of the self-test's module.
    pub module_url: String,
    /// The latest edition, where the means are located.
    pub edition: Option<LatestEdition>,
    /// The edition that is being collected.
    pub collecting: String,
    /// The last day of the collection.
    pub until: Option<DateView>,
    /// Sectors to choose from.
    pub sectors: Vec<SectorView>,
    /// Size classes to choose from, by the end of the key of their words.
    pub sizes: Vec<&'static str>,
}

/// A sector to choose.
#[derive(Debug, Serialize)]
pub struct SectorView {
    /// Id in a contribution.
    pub id: String,
    /// Name.
    pub name: String,
}

/// The page; `None` where no edition is being collected.
pub fn contribute(context: &Context<'_>) -> Option<Draft> {
    let site = context.site;
    let document = site.model.as_ref()?;
    let collecting = site.config.collecting.as_ref()?;
    let intro = introduction(context, Singleton::Contribute);
    let view = ContributeView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        model_json: script_safe(model_of_form(document).to_string()),
        module_url: format!("{}{MODULE}", context.assets),
        edition: latest_edition(context, document.model.source()),
        collecting: collecting.edition.as_str().to_owned(),
        until: collecting.until.map(|date| context.date(date)),
        sectors: collecting
            .sectors
            .iter()
            .map(|(id, name)| SectorView {
                id: id.clone(),
                name: name.clone(),
            })
            .collect(),
        sizes: SizeClass::CHOICES.iter().map(|(code, _)| *code).collect(),
    };
    let draft = Draft::new(
        View::Contribute(Box::new(view)),
        "contribute",
        context.words("contribute"),
    );
    let parents = vec![singleton_link(context, Singleton::Benchmark, "benchmark")];
    Some(draft.below(parents).introduced(intro))
}
