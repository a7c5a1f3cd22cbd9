//! Fenced blocks that the theme draws: the language names the component, the content is its YAML.

use super::block::Block;
use super::target::{self, Destination};
use crate::diagnostics::{Located, Problem, Span};
use crate::document::{
    CardTarget, Component, Link, RadarSeries, Target, TargetKind, Worksheet, WorksheetQuestion,
};
use crate::language;
use crate::parse::Source;
use crate::parse::identity::{check_alternative, typeset};
use crate::parse::yaml::{self, Faults, Fields, Value};

/// The components, by the language of their block.
pub const NAMES: [&str; 7] = [
    "timeline",
    "quote",
    "cards",
    "figure",
    "wheel",
    "radar",
    "worksheet",
];

/// Reads the block `name`, whose text is YAML. Spans count from where the block's text begins in the file; links found are appended to `links`,
/// their spans shifted by `offset` to count from the start of the file. `worksheets` are the names that worksheets of the document have so far.
pub fn parse(
    source: Source<'_>,
    name: &str,
    block: &Block<'_>,
    offset: usize,
    links: &mut Vec<Link>,
    worksheets: &[String],
    faults: &mut Faults,
) -> Option<Component> {
    let node = yaml::read_placed(block.text, |span| block.place(span), faults)?;
    if name == "wheel" {
        return Some(Component::Wheel);
    }
    let mut context = Context {
        source,
        offset,
        links,
        worksheets,
    };
    match name {
        "timeline" => Some(context.timeline(node, faults)),
        "cards" => Some(context.cards(node, faults)),
        _ if node.value == Value::Null => {
            faults.at(
                node.span,
                Problem::Empty {
                    key: name.to_owned(),
                },
            );
            None
        }
        _ => {
            let mut fields = Fields::of(node, name, faults)?;
            let component = match name {
                "quote" => context.quote(&mut fields, faults),
                "figure" => context.figure(&mut fields, faults),
                "radar" => context.radar(&mut fields, faults),
                _ => context.worksheet(&mut fields, faults),
            };
            fields.finish(faults);
            component
        }
    }
}

struct Context<'a> {
    source: Source<'a>,
    offset: usize,
    links: &'a mut Vec<Link>,
    /// Names of the worksheets above.
    worksheets: &'a [String],
}

impl Context<'_> {
    fn text(&self, fields: &mut Fields, key: &'static str, faults: &mut Faults) -> Option<String> {
        fields
            .text(key, faults)
            .map(|text| typeset(self.source, text))
    }

    fn required(
        &self,
        fields: &mut Fields,
        key: &'static str,
        faults: &mut Faults,
    ) -> Option<String> {
        fields
            .required_text(key, faults)
            .map(|text| typeset(self.source, text))
    }

    fn timeline(&self, node: yaml::Node, faults: &mut Faults) -> Component {
        let mut steps = Vec::new();
        for mut step in yaml::maps(node, "timeline", faults) {
            let date = self.required(&mut step, "date", faults);
            let title = self.required(&mut step, "title", faults);
            let text = self.text(&mut step, "text", faults);
            step.finish(faults);
            if let (Some(date), Some(title)) = (date, title) {
                steps.push((date, title, text));
            }
        }
        Component::Timeline(steps)
    }

    fn cards(&mut self, node: yaml::Node, faults: &mut Faults) -> Component {
        let mut cards = Vec::new();
        for mut card in yaml::maps(node, "cards", faults) {
            let title = self.required(&mut card, "title", faults);
            let text = self.text(&mut card, "text", faults);
            let target = card
                .located_text("to", faults)
                .and_then(|to| self.card_target(to, faults));
            card.finish(faults);
            if let Some(title) = title {
                cards.push((title, text, target));
            }
        }
        Component::Cards(cards)
    }

    fn card_target(&mut self, to: Located<String>, faults: &mut Faults) -> Option<CardTarget> {
        match target::destination(&to.value, &self.source.file.path) {
            Destination::Inside(target) => {
                Some(CardTarget::Link(self.link(target, to.span, false)))
            }
            Destination::Outside(address) => Some(CardTarget::Address(address)),
            Destination::Escaping => {
                faults.at(to.span, Problem::OutsideOfSite { target: to.value });
                None
            }
            Destination::Unsafe => {
                faults.at(to.span, Problem::UnsafeLink { target: to.value });
                None
            }
        }
    }

    fn link(&mut self, target: Target, span: Span, image: bool) -> usize {
        self.links.push(Link {
            target,
            span: span.shifted(self.offset),
            sentence: 0..0,
            image,
        });
        self.links.len() - 1
    }

    fn quote(&self, fields: &mut Fields, faults: &mut Faults) -> Option<Component> {
        let lang = fields.text("lang", faults);
        let text = fields.required_text("text", faults);
        let quote = Component::Quote {
            // French typography is for French.
            text: if lang.is_some() {
                text?
            } else {
                typeset(self.source, text?)
            },
            author: self.text(fields, "author", faults),
            source: self.text(fields, "source", faults),
            url: fields.web_address("url", faults),
            lang,
        };
        Some(quote)
    }

    fn figure(&mut self, fields: &mut Fields, faults: &mut Faults) -> Option<Component> {
        let address = fields.required_located_text("src", faults);
        let alternative = fields.located_text("alt", faults);
        let caption = self.text(fields, "caption", faults);
        let credit = self.text(fields, "credit", faults);
        let address = address?;
        match &alternative {
            Some(alternative) => check_alternative(&alternative.value, alternative.span, faults),
            None => faults.at(
                address.span,
                Problem::ImageWithoutAlternative {
                    source: address.value.clone(),
                },
            ),
        }
        let Destination::Inside(
            target @ Target {
                kind: TargetKind::Path(_) | TargetKind::Source(_),
                ..
            },
        ) = target::destination(&address.value, &self.source.file.path)
        else {
            faults.at(
                address.span,
                Problem::OutsideOfSite {
                    target: address.value,
                },
            );
            return None;
        };
        let image = self.link(target, address.span, true);
        let alternative = typeset(
            self.source,
            alternative.map(|it| it.value).unwrap_or_default(),
        );
        Some(Component::Figure {
            image,
            alternative,
            caption,
            credit,
        })
    }

    fn radar(&self, fields: &mut Fields, faults: &mut Faults) -> Option<Component> {
        let title = self.text(fields, "title", faults);
        let mut series = Vec::new();
        for mut keys in fields.maps("series", faults) {
            let name = self.required(&mut keys, "name", faults);
            let scores = keys
                .map("scores", faults)
                .map(|fields| self.scores(fields, faults))
                .unwrap_or_default();
            keys.finish(faults);
            series.extend(name.map(|name| RadarSeries { name, scores }));
        }
        if series.is_empty() {
            faults.at(fields.span(), Problem::MissingKey { key: "series" });
            return None;
        }
        Some(Component::Radar { title, series })
    }

    fn scores(&self, mut fields: Fields, faults: &mut Faults) -> Vec<(crate::document::Name, f64)> {
        let mut scores = Vec::new();
        for (dimension, node) in fields.remaining() {
            let score = match &node.value {
                Value::Scalar { text, plain: true } => text
                    .parse()
                    .ok()
                    .filter(|score: &f64| (0.0..=100.0).contains(score)),
                _ => None,
            };
            match score {
                Some(score) => {
                    let span = dimension.span.shifted(self.offset);
                    scores.push((Located::new(dimension.value, span), score));
                }
                None => faults.at(
                    node.span,
                    Problem::OutOfRange {
                        key: dimension.value,
                        minimum: 0,
                        maximum: 100,
                    },
                ),
            }
        }
        scores
    }

    fn worksheet(&self, fields: &mut Fields, faults: &mut Faults) -> Option<Component> {
        let start = fields.span();
        let id = fields.slug("id", faults);
        let title = self.required(fields, "title", faults);
        let intro = self.text(fields, "intro", faults);
        let mut ids: Vec<String> = Vec::new();
        let questions: Vec<WorksheetQuestion> = fields
            .maps("questions", faults)
            .into_iter()
            .filter_map(|keys| self.question(keys, &mut ids, faults))
            .collect();
        fields.require("questions", faults);
        let synthesis = fields
            .map("synthesis", faults)
            .and_then(|keys| self.question(keys, &mut ids, faults));
        let title = title?;
        let (id, place) = match id {
            Some(id) => (id.value, id.span),
            None => (language::slug::slug(&title), start),
        };
        if self.worksheets.contains(&id) {
            faults.at(place, Problem::RepeatedWorksheetId { id: id.clone() });
        }
        Some(Component::Worksheet(Worksheet {
            id,
            title,
            intro,
            questions,
            synthesis,
        }))
    }

    /// A question. Its name, that nobody else in `ids` may have, joins them.
    fn question(
        &self,
        mut keys: Fields,
        ids: &mut Vec<String>,
        faults: &mut Faults,
    ) -> Option<WorksheetQuestion> {
        let start = keys.span();
        let id = keys.slug("id", faults);
        let label = self.required(&mut keys, "label", faults);
        let hint = self.text(&mut keys, "hint", faults);
        keys.finish(faults);
        let label = label?;
        let (id, place) = match id {
            Some(id) => (id.value, id.span),
            None => (language::slug::slug(&label), start),
        };
        if ids.contains(&id) {
            faults.at(place, Problem::RepeatedWorksheetId { id: id.clone() });
        }
        ids.push(id.clone());
        Some(WorksheetQuestion { id, label, hint })
    }
}
