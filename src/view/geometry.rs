//! Geometry of the wheel and of radars, in SVG user units. Angles count clockwise from the top.

use std::f64::consts::{PI, TAU};
use std::fmt::Write;

use super::context::Context;
use super::figures::{
    Principle, RadarAxis, RadarRing, RadarSeries as RadarSeriesView, RadarView, WheelComponent,
    WheelDimension, WheelLine, WheelView,
};
use super::parts::DimensionLink;
use crate::document::RadarSeries;

const WHEEL_SIZE: f64 = 800.0;
const NUCLEUS: f64 = 58.0;
const CENTRE: f64 = 104.0;
const COMPONENTS: (f64, f64) = (108.0, 248.0);
const DIMENSIONS: (f64, f64) = (252.0, 396.0);
/// From one baseline to the next; the template's letters are about 17 units high.
const LINE_HEIGHT: f64 = 19.0;
/// How far the names of components stand above the middle of their sector, to leave room for the marks of horizons below.
const MARKS: f64 = 9.0;
/// Half the gap between two sectors, in user units at any radius.
const GAP: f64 = 2.0;
const LINE_LENGTH: usize = 15;

const RADAR_SIZE: f64 = 640.0;
const RADAR_RADIUS: f64 = 210.0;

/// The wheel of the site's model.
pub fn wheel(context: &Context<'_>) -> Option<WheelView> {
    let wheel = context.site.model.as_ref()?.wheel.as_ref()?;
    let count = wheel.components.len().max(1) as f64;
    let slice = TAU / count;
    let components = wheel
        .components
        .iter()
        .enumerate()
        .map(|(place, component)| {
            let start = slice * (place as f64 - 0.5);
            let links: Vec<DimensionLink> = component
                .dimensions
                .iter()
                .filter_map(|id| context.dimension(id))
                .collect();
            let share = slice / links.len().max(1) as f64;
            let lines = wrap(&component.name, LINE_LENGTH);
            let url = context
                .page_named(&component.id)
                .or_else(|| links.first().map(|link| link.url.clone()));
            WheelComponent {
                id: component.id.clone(),
                name: component.name.clone(),
                lines: place_lines(&lines, start, start + slice, COMPONENTS, MARKS),
                url,
                main: component.main,
                horizons: component
                    .horizons
                    .iter()
                    .map(|horizon| (*horizon).to_owned())
                    .collect(),
                path: sector(start, start + slice, COMPONENTS.0, COMPONENTS.1),
                dimensions: links
                    .into_iter()
                    .enumerate()
                    .map(|(place, link)| {
                        let from = start + share * place as f64;
                        WheelDimension {
                            lines: place_lines(
                                &wrap(&link.name, LINE_LENGTH),
                                from,
                                from + share,
                                DIMENSIONS,
                                0.0,
                            ),
                            path: sector(from, from + share, DIMENSIONS.0, DIMENSIONS.1),
                            link,
                        }
                    })
                    .collect(),
            }
        });
    let label_radius = f64::midpoint(NUCLEUS, CENTRE);
    Some(WheelView {
        size: WHEEL_SIZE,
        nucleus_radius: NUCLEUS,
        centre_radius: CENTRE,
        nucleus: wrap(&wheel.nucleus, 10),
        centre: wheel.centre.clone(),
        centre_arc: format!(
            "M{} 0A{label_radius} {label_radius} 0 0 1 {label_radius} 0",
            number(-label_radius)
        ),
        components: components.collect(),
        principles: wheel
            .principles
            .iter()
            .map(|principle| Principle {
                label: principle.name.clone(),
                url: context.page_named(&principle.id),
            })
            .collect(),
    })
}

/// A radar whose series name dimensions of the model: its axes are those that a series names, in the model's order.
pub fn radar_of_component(
    context: &Context<'_>,
    title: Option<&str>,
    series: &[RadarSeries],
) -> Option<RadarView> {
    let model = context.site.model.as_ref()?;
    let named = |id: &str| {
        series.iter().any(|series| {
            series
                .scores
                .iter()
                .any(|(dimension, _)| dimension.value == id)
        })
    };
    let axes: Vec<DimensionLink> = model
        .dimensions
        .iter()
        .filter(|dimension| named(&dimension.id))
        .filter_map(|dimension| context.dimension(&dimension.id))
        .collect();
    let scores = series.iter().map(|series| {
        let of = |axis: &DimensionLink| {
            series
                .scores
                .iter()
                .find(|(dimension, _)| dimension.value == axis.id)
                .map(|(_, score)| *score)
        };
        (series.name.clone(), axes.iter().map(of).collect())
    });
    let scores = scores.collect();
    Some(radar(title.unwrap_or_default().to_owned(), axes, scores))
}

/// A radar of `series` (name, and the score of each axis) on `axes`.
pub fn radar(
    title: String,
    axes: Vec<DimensionLink>,
    series: Vec<(String, Vec<Option<f64>>)>,
) -> RadarView {
    let count = axes.len();
    let angle = |place: usize| TAU * place as f64 / count.max(1) as f64;
    let at = |place: usize, score: f64| point(angle(place), RADAR_RADIUS * score / 100.0);
    let polygon = |scores: &[Option<f64>]| {
        let mut points = String::new();
        for (place, score) in scores.iter().enumerate() {
            if let Some(score) = score {
                let (x, y) = at(place, *score);
                let space = if points.is_empty() { "" } else { " " };
                // Writing to a string cannot fail.
                let _ = write!(points, "{space}{},{}", number(x), number(y));
            }
        }
        points
    };
    let rings = [25_u8, 50, 75, 100].map(|score| RadarRing {
        score,
        points: polygon(&vec![Some(f64::from(score)); count]),
    });
    RadarView {
        title,
        size: RADAR_SIZE,
        rings: rings.to_vec(),
        series: series
            .into_iter()
            .map(|(name, scores)| RadarSeriesView {
                name,
                points: polygon(&scores),
                scores,
            })
            .collect(),
        axes: axes
            .into_iter()
            .enumerate()
            .map(|(place, link)| {
                let (x, y) = at(place, 100.0);
                let (label_x, label_y) = point(angle(place), RADAR_RADIUS + 18.0);
                let anchor = if label_x.abs() < 30.0 {
                    "middle"
                } else if label_x > 0.0 {
                    "start"
                } else {
                    "end"
                };
                RadarAxis {
                    link,
                    x: round(x),
                    y: round(y),
                    label_x: round(label_x),
                    label_y: round(label_y + 4.0),
                    anchor,
                }
            })
            .collect(),
    }
}

/// The outline of a sector of a ring, with a gap of even width on both sides.
fn sector(start: f64, end: f64, inner: f64, outer: f64) -> String {
    let gap = |radius: f64| (GAP / radius).min((end - start) / 4.0);
    let whole = end - start >= TAU - 1e-9;
    let large = |radius: f64| u8::from(end - start - 2.0 * gap(radius) > PI);
    let place = |angle: f64, radius: f64| {
        let (x, y) = point(angle, radius);
        format!("{} {}", number(x), number(y))
    };
    if whole {
        // One component is a whole ring: two half circles a side.
        let circle = |radius: f64| {
            format!(
                "M0 {0}A{1} {1} 0 1 1 0 {1}A{1} {1} 0 1 1 0 {0}Z",
                number(-radius),
                number(radius)
            )
        };
        return format!("{}{}", circle(outer), circle(inner));
    }
    format!(
        "M{}A{outer} {outer} 0 {} 1 {}L{}A{inner} {inner} 0 {} 0 {}Z",
        place(start + gap(outer), outer),
        large(outer),
        place(end - gap(outer), outer),
        place(end - gap(inner), inner),
        large(inner),
        place(start + gap(inner), inner),
    )
}

fn point(angle: f64, radius: f64) -> (f64, f64) {
    (radius * angle.sin(), -radius * angle.cos())
}

/// Lines of text in a sector of the ring `radii`, `raised` above its middle; `y` is the baseline. They share the axis that leaves
/// as much room on the left as on the right, which is not the middle of the sector where the ring curves away.
fn place_lines(
    lines: &[String],
    start: f64,
    end: f64,
    radii: (f64, f64),
    raised: f64,
) -> Vec<WheelLine> {
    let (x, y) = point(f64::midpoint(start, end), f64::midpoint(radii.0, radii.1));
    let half = LINE_HEIGHT * (lines.len() as f64 - 1.0) / 2.0;
    let middle = y - raised;
    let (mut left, mut right) = (f64::NEG_INFINITY, f64::INFINITY);
    for place in 0..=lines.len() {
        let edge = middle - half + LINE_HEIGHT * (place as f64 - 0.5);
        let (from, to) = room(x, edge, start, end, radii);
        left = left.max(from);
        right = right.min(to);
    }
    let axis = if left < right {
        f64::midpoint(left, right)
    } else {
        x
    };
    lines
        .iter()
        .enumerate()
        .map(|(place, text)| WheelLine {
            text: text.clone(),
            x: round(axis),
            y: round(middle - half + LINE_HEIGHT * (place as f64 + 0.3)),
        })
        .collect()
}

/// How far a horizontal line at `y` runs inside a sector, left and right of `x`, to the nearest unit.
fn room(x: f64, y: f64, start: f64, end: f64, radii: (f64, f64)) -> (f64, f64) {
    let half = (end - start) / 2.0;
    let middle = f64::midpoint(start, end);
    let inside = |x: f64| {
        let turn = (x.atan2(-y) - middle).rem_euclid(TAU);
        turn.min(TAU - turn) <= half && (radii.0..=radii.1).contains(&x.hypot(y))
    };
    let reach = |step: f64| {
        let mut reached = x;
        while inside(reached + step) {
            reached += step;
        }
        reached
    };
    (reach(-1.0), reach(1.0))
}

/// `text` in lines of at most `length` characters where words allow, as even as a simple rule makes them.
fn wrap(text: &str, length: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= length => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Two decimals are a hundredth of a pixel; more only weighs.
fn round(value: f64) -> f64 {
    let rounded = (value * 100.0).round() / 100.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

fn number(value: f64) -> String {
    round(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_of_a_ring_goes_clockwise_from_the_top() {
        let path = sector(0.0, PI / 2.0, 100.0, 200.0);
        assert_eq!(
            path,
            "M2 -199.99A200 200 0 0 1 199.99 -2L99.98 -2A100 100 0 0 0 2 -99.98Z"
        );
    }

    #[test]
    fn a_line_has_the_width_of_its_ring_at_three_o_clock() {
        let (left, right) = room(150.0, 0.0, PI / 3.0, 2.0 * PI / 3.0, (100.0, 200.0));
        assert!((left - 100.0).abs() <= 1.0 && (right - 200.0).abs() <= 1.0);
    }

    #[test]
    fn a_name_stays_on_the_axis_of_a_sector_that_points_up() {
        let lines = ["Culture de".to_owned(), "service".to_owned()];
        for line in place_lines(&lines, -0.5, 0.5, COMPONENTS, 0.0) {
            assert!(line.x.abs() <= 1.0);
        }
    }

    #[test]
    fn names_are_cut_between_words() {
        assert_eq!(
            wrap("Engagement du personnel et coopération", 15),
            ["Engagement du", "personnel et", "coopération"]
        );
        assert_eq!(
            wrap("Anticonstitutionnellement", 15),
            ["Anticonstitutionnellement"]
        );
    }
}
