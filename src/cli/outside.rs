//! `parvis check --external`: visits the pages outside of the site.

use std::path::Path;

use super::build::fault;
use super::console::Console;
use crate::check::OutsideLinks;
use crate::inputs::{Inputs, read_state};
use crate::publish::keep_state;
use crate::visit::{Http, Itinerary, Memory, Visits};

/// Visits the addresses of `links` that stand in the sources of the site below `root`.
pub fn run(root: &Path, inputs: &Inputs, links: &OutsideLinks, console: &Console) -> Visits {
    let itinerary = Itinerary::plan(links, inputs);
    let mut memory = Memory::read(
        read_state(root, Memory::FILE).as_deref(),
        inputs.today.day(),
    );
    let (addresses, hosts) = itinerary.size();
    console.say(
        &format!("Pages extérieures : {addresses} ; hôtes : {hosts}. Leur visite peut prendre quelques minutes."),
        &format!("Outside pages: {addresses}; hosts: {hosts}. Visiting them may take some minutes."),
    );
    let visits = itinerary.visit(&Http::new(), &mut memory);
    if let Err(error) = keep_state(root, Memory::FILE, &memory.write()) {
        // Only the next run is slower for it.
        let reason = fault(&error).message(console.language());
        console.say(
            &format!("Ces visites n’ont pas pu être notées : {reason}"),
            &format!("These visits could not be noted: {reason}"),
        );
    }
    console.say(
        &format!(
            "Pages visitées : {} ; connues de ces derniers jours : {}.",
            visits.asked, visits.remembered
        ),
        &format!(
            "Pages visited: {}; known from the last days: {}.",
            visits.asked, visits.remembered
        ),
    );
    visits
}
