//! Pictures.

use std::ops::Range;

use super::Writer;
use crate::diagnostics::Problem;
use crate::document::{PictureHole, Target, TargetKind};
use crate::parse::identity::check_alternative;
use crate::parse::markdown::Trust;
use crate::parse::markdown::cut::Cut;
use crate::parse::markdown::target::{self, Destination};
use crate::render::escape::escaped;

pub(super) struct OpenImage {
    pub(super) destination: String,
    pub(super) span: Range<usize>,
    pub(super) title: String,
    pub(super) alternative: String,
    /// How many images are open in its alternative text, which has their words.
    pub(super) within: usize,
}

impl Writer<'_> {
    pub(super) fn close_image(&mut self) {
        match &mut self.image {
            Some(image) if image.within > 0 => image.within -= 1,
            _ => {
                if let Some(image) = self.image.take() {
                    self.write_image(image);
                }
            }
        }
        self.splicer.close_label();
    }

    fn write_image(&mut self, image: OpenImage) {
        if self.trust == Trust::Visitor {
            self.push_html(&escaped(&image.alternative));
            return;
        }
        let place = self.place_of(&image.destination, image.span.clone());
        if image.alternative.trim().is_empty() {
            self.faults.at(
                place,
                Problem::ImageWithoutAlternative {
                    source: image.destination.clone(),
                },
            );
        } else {
            let span = self.place_of(&image.alternative, image.span.clone());
            check_alternative(&image.alternative, span, self.faults);
        }
        match target::destination(&image.destination, &self.source.file.path) {
            Destination::Inside(
                target @ Target {
                    kind: TargetKind::Path(_) | TargetKind::Source(_),
                    ..
                },
            ) => {
                let link = self.add_link(target, place, true);
                self.splicer.leads_to(link);
                self.flush();
                self.pieces.push(Cut::Image(Box::new(PictureHole {
                    link,
                    alternative: image.alternative,
                    title: image.title,
                })));
            }
            Destination::Inside(_) | Destination::Escaping => {
                self.faults.at(
                    place,
                    Problem::OutsideOfSite {
                        target: image.destination,
                    },
                );
            }
            Destination::Outside(address) => {
                self.faults.at(
                    place,
                    Problem::ExternalImage {
                        source: address.clone(),
                    },
                );
                let words = if image.alternative.is_empty() {
                    &address
                } else {
                    &image.alternative
                };
                self.push_html(&format!(
                    "<a href=\"{}\">{}</a>",
                    escaped(&address),
                    escaped(words)
                ));
            }
            Destination::Unsafe => self.faults.at(
                place,
                Problem::UnsafeLink {
                    target: image.destination,
                },
            ),
        }
    }
}
