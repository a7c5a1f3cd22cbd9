//! Authors and members.

use super::kept::Kept;
use super::parts::{ArticleCard, AuthorView, Body, CountedLink, EventCard, Link, MemberCard};
use serde::Serialize;
use std::collections::BTreeMap;

use super::body;
use super::context::Context;
use super::meta::{Draft, introduction};
use super::{View, social_card, structured_data};
use crate::document::Event;
use crate::site::routes::Singleton;

/// `author.html`
#[derive(Debug, Serialize)]
pub struct AuthorPageView {
    /// The box.
    pub author: Kept<AuthorView>,
    /// Articles, latest first.
    pub articles: Vec<Kept<ArticleCard>>,
    /// Events where the author speaks or that it organises, latest first.
    pub events: Vec<EventCard>,
}

/// `members.html`
#[derive(Debug, Serialize)]
pub struct MembersView {
    /// Introduction.
    pub body: Body,
    /// In French order.
    pub members: Vec<MemberCard>,
    /// Sectors with their counts, in French order (`url` is empty).
    pub sectors: Vec<CountedLink>,
}

/// An author's page.
pub fn author(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let author = &site.authors[position];
    let identity = &author.identity;
    let slug = identity.slug.as_str();
    let articles = site
        .taxonomies
        .authors
        .get(slug)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let takes_part = |event: &Event| {
        let sessions = event.programme.iter().flat_map(|session| &session.speakers);
        event
            .organisers
            .iter()
            .chain(&event.speakers)
            .chain(sessions)
            .any(|name| name.value == slug)
    };
    let events = (0..site.events.len())
        .rev()
        .filter(|place| takes_part(&site.events[*place]));
    let view = AuthorPageView {
        author: context.author(position),
        articles: context.stray_article_cards(articles.iter().copied()),
        events: events.map(|place| context.event_card(place)).collect(),
    };
    let path = site.routes.names().page("authors", slug);
    let structured = structured_data::author(author, &view.author, &site.base.absolute(&path));
    let mut draft =
        Draft::new(View::Author(Box::new(view)), "author", &identity.title).described_by(identity);
    draft.og_type = "profile";
    draft.description = identity.summary.clone().or_else(|| author.role.clone());
    draft.feeds = vec![Link {
        label: identity.title.clone(),
        url: context.href(&format!("{path}atom.xml")),
    }];
    draft.image = social_card::of_document(context, identity, None);
    draft.structured = vec![structured.into()];
    draft
}

/// The page of members.
pub fn members(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Members);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for member in &site.members {
        if let Some(sector) = &member.sector {
            *counts.entry(sector).or_default() += 1;
        }
    }
    let mut sectors: Vec<CountedLink> = counts
        .into_iter()
        .map(|(sector, count)| CountedLink {
            label: sector.to_owned(),
            url: String::new(),
            count,
            description: None,
        })
        .collect();
    sectors.sort_by(|one, other| site.collation.compare(&one.label, &other.label));
    let view = MembersView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        members: site
            .members
            .iter()
            .map(|member| context.member_card(member))
            .collect(),
        sectors,
    };
    Draft::new(View::Members(view), "members", context.words("members")).introduced(intro)
}
