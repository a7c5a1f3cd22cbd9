//! The benchmark: its index and its editions.

use super::body;
use super::context::Context;
use super::figures::EditionGroup as GroupFigures;
use super::figures::{
    CellView, ChangeMarks, ChangeView, EditionCard, EditionMeasure, PanelView, RadarView,
};
use super::geometry;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{Body, DateView, DimensionLink, Link};
use super::{View, structured_data};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup, EditionPanel};
use crate::language::date::date_time_range;
use crate::language::number::format_integer;
use crate::site::routes::{Singleton, edition_files};
use serde::Serialize;

/// The figure of the benchmark that the home page shows.
#[derive(Debug, Serialize)]
pub struct BenchmarkTeaser {
    /// The edition.
    pub edition: EditionCard,
    /// The dimension with the widest gap between today and target.
    pub widest: Option<EditionMeasure>,
}

/// `benchmark.html`
#[derive(Debug, Serialize)]
pub struct BenchmarkView {
    /// Introduction.
    pub body: Body,
    /// Latest first.
    pub editions: Vec<EditionCard>,
    /// One row a dimension: its medians by edition, oldest first.
    pub trends: Vec<TrendView>,
    /// Titles of the columns of [`BenchmarkView::trends`].
    pub trend_editions: Vec<Link>,
}

/// A dimension's medians over the editions.
#[derive(Debug, Serialize)]
pub struct TrendView {
    /// The dimension.
    pub link: DimensionLink,
    /// Medians of today's scores, oldest edition first.
    pub medians: Vec<Option<f64>>,
}

/// `edition.html`
#[derive(Debug, Serialize)]
pub struct EditionView {
    /// Title and numbers.
    pub card: EditionCard,
    /// The edition before.
    pub previous: Option<EditionCard>,
    /// « du 12 janvier au 30 avril 2026 ».
    pub collected: Option<String>,
    /// Model id and version.
    pub model: String,
    /// Who answered.
    pub population: Option<String>,
    /// How figures were computed.
    pub method: Option<String>,
    /// What was asked.
    pub wording: Option<String>,
    /// Hyndman and Fan's type of quantile.
    pub quantile: u8,
    /// Licence of the figures.
    pub licence: Option<Link>,
    /// What stands out.
    pub highlights: Vec<Highlight>,
    /// Figures by dimension.
    pub dimensions: Vec<EditionMeasure>,
    /// Figures by lever.
    pub levers: Vec<EditionMeasure>,
    /// What changed since the edition before.
    pub panel: Option<PanelView>,
    /// Medians of today and target on the axes of the model.
    pub radar: Option<RadarView>,
    /// Rows of the heat map by sector.
    pub sectors: Vec<GroupFigures>,
    /// Rows by size class.
    pub sizes: Vec<GroupFigures>,
    /// Corrections since publication.
    pub corrections: Vec<Correction>,
    /// Address of `donnees.csv`.
    pub csv_url: String,
    /// Address of `donnees.json`.
    pub json_url: String,
}

/// A figure that stands out.
#[derive(Debug, Clone, Serialize)]
pub struct Highlight {
    /// Key of the words that say what it is.
    pub kind: &'static str,
    /// The figure, with its sign where it is a difference.
    pub text: String,
    /// The dimension's name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Rank of its lever.
    pub rank: usize,
}

/// A correction of a published edition.
#[derive(Debug, Clone, Serialize)]
pub struct Correction {
    /// Day.
    pub date: DateView,
    /// What was corrected.
    pub text: String,
}

/// Fewer companies than this are a small sample.
const SMALL_SAMPLE: u32 = 10;

/// Address of an edition's figures as JSON.
pub fn data_url(context: &Context<'_>, edition: &Edition) -> String {
    let page = context.page("benchmark", edition.slug.as_str());
    format!("{page}{}", edition_files(context.language()).1)
}

/// An edition in a list.
pub fn card(context: &Context<'_>, edition: &Edition) -> EditionCard {
    EditionCard {
        link: Link {
            label: edition.title.clone(),
            url: context.page("benchmark", edition.slug.as_str()),
        },
        published: edition.published.map(|date| context.date(date)),
        companies: edition.companies,
        respondents: edition.respondents,
        sample: edition.sample,
    }
}

/// The figures of a dimension in an edition.
pub fn dimension_of(context: &Context<'_>, edition: &Edition, id: &str) -> Option<EditionMeasure> {
    let dimension = edition
        .dimensions
        .iter()
        .find(|dimension| dimension.id.value == id)?;
    of_dimension(context, dimension)
}

/// What the home page shows of the latest edition: its widest gap.
pub fn teaser(context: &Context<'_>) -> Option<BenchmarkTeaser> {
    let edition = context.site.editions.first()?;
    let dimensions: Vec<EditionMeasure> = edition
        .dimensions
        .iter()
        .filter_map(|dimension| of_dimension(context, dimension))
        .collect();
    Some(BenchmarkTeaser {
        edition: card(context, edition),
        widest: greatest(&dimensions, |measure| measure.gap).cloned(),
    })
}

/// The first item whose figure no other exceeds; `None` where none has one.
fn greatest<T>(items: &[T], figure: impl Fn(&T) -> Option<f64>) -> Option<&T> {
    let with_figure = items.iter().filter(|item| figure(item).is_some());
    with_figure.reduce(|greatest, other| {
        if figure(other) > figure(greatest) {
            other
        } else {
            greatest
        }
    })
}

fn edition_before<'a>(context: &Context<'a>, edition: &Edition) -> Option<&'a Edition> {
    let editions = &context.site.editions;
    let place = editions
        .iter()
        .position(|other| other.slug == edition.slug)?;
    editions.get(place + 1).map(|edition| &**edition)
}

fn of_dimension(context: &Context<'_>, dimension: &EditionDimension) -> Option<EditionMeasure> {
    let link = context.dimension(&dimension.id.value)?;
    let (name, url, rank) = (link.name, link.url, link.lever.rank);
    Some(measure(dimension, name, url, rank))
}

fn of_lever(context: &Context<'_>, lever: &EditionDimension) -> Option<EditionMeasure> {
    let tag = context.lever(&lever.id.value)?;
    Some(measure(lever, tag.name.clone(), tag.url.clone(), tag.rank))
}

fn measure(figures: &EditionDimension, name: String, url: String, rank: usize) -> EditionMeasure {
    let today = cell(&figures.today);
    let target = figures.target.as_ref().map(cell);
    let gap = target
        .as_ref()
        .and_then(|target| target.median)
        .zip(today.median)
        .map(|(target, today)| target - today);
    EditionMeasure {
        id: figures.id.value.clone(),
        name,
        url,
        rank,
        today,
        target,
        gap,
    }
}

/// What stands out of the medians and of the changes.
fn highlights(
    context: &Context<'_>,
    dimensions: &[EditionMeasure],
    panel: Option<&PanelView>,
) -> Vec<Highlight> {
    let shown = |value: f64| format_integer(context.language(), value as i64);
    let signed = |value: f64| {
        let sign = if value > 0.0 { "+" } else { "" };
        format!("{sign}{}", shown(value))
    };
    let of_measure = |kind, measure: &EditionMeasure, text| Highlight {
        kind,
        text,
        name: measure.name.clone(),
        url: measure.url.clone(),
        rank: measure.rank,
    };
    let mut highlights = Vec::new();
    if let Some(highest) = greatest(dimensions, |measure| measure.today.median) {
        let median = highest.today.median.unwrap_or_default();
        highlights.push(of_measure("highlight_highest", highest, shown(median)));
    }
    if let Some(lowest) = greatest(dimensions, |measure| Some(-measure.today.median?)) {
        let median = lowest.today.median.unwrap_or_default();
        highlights.push(of_measure("highlight_lowest", lowest, shown(median)));
    }
    if let Some(widest) = greatest(dimensions, |measure| measure.gap) {
        let gap = widest.gap.unwrap_or_default();
        highlights.push(of_measure("highlight_widest", widest, shown(gap)));
    }
    let changes = panel
        .map(|panel| panel.dimensions.as_slice())
        .unwrap_or_default();
    if let Some(change) = greatest(changes, |change| change.cell.median.map(f64::abs)) {
        highlights.push(Highlight {
            kind: "highlight_change",
            text: signed(change.cell.median.unwrap_or_default()),
            name: change.name.clone(),
            url: change.url.clone(),
            rank: change.rank,
        });
    }
    highlights
}

/// Half widths of the drawing of changes, in points: the first that holds them all is taken, and each can be cut in two.
const REACHES: [f64; 4] = [10.0, 20.0, 40.0, 100.0];

fn panel(context: &Context<'_>, panel: &EditionPanel) -> PanelView {
    let cells: Vec<(&EditionDimension, CellView)> = panel
        .dimensions
        .iter()
        .map(|dimension| (dimension, cell(&dimension.today)))
        .collect();
    let farthest = cells
        .iter()
        .flat_map(|(_, cell)| [cell.q1, cell.q3, cell.p10, cell.p90])
        .flatten()
        .fold(0.0, |farthest: f64, change| farthest.max(change.abs()));
    let reach = REACHES.into_iter().find(|reach| *reach >= farthest);
    let reach = reach.unwrap_or(100.0);
    let place = |change: f64| 50.0 + 50.0 * change / reach;
    let dimensions = cells.into_iter().filter_map(|(dimension, cell)| {
        let link = context.dimension(&dimension.id.value)?;
        let quartiles = cell.median.zip(cell.q1.zip(cell.q3));
        let marks = quartiles.map(|(median, (q1, q3))| ChangeMarks {
            median: place(median),
            q1: place(q1),
            q3: place(q3),
            p10: cell.p10.map(place),
            p90: cell.p90.map(place),
        });
        Some(ChangeView {
            name: link.name,
            url: link.url,
            rank: link.lever.rank,
            cell,
            marks,
        })
    });
    let previous = context
        .site
        .editions
        .iter()
        .find(|edition| edition.slug.as_str() == panel.previous.value);
    PanelView {
        previous: previous.map(|edition| card(context, edition).link),
        companies: panel.companies,
        small_sample: panel.companies < SMALL_SAMPLE,
        ticks: [-reach, -reach / 2.0, 0.0, reach / 2.0, reach],
        dimensions: dimensions.collect(),
    }
}

fn cell(cell: &Cell) -> CellView {
    match cell {
        Cell::Suppressed => suppressed(),
        Cell::Published {
            companies,
            respondents,
            median,
            q1,
            q3,
            deciles,
        } => CellView {
            suppressed: false,
            companies: *companies,
            respondents: *respondents,
            small_sample: *companies < SMALL_SAMPLE,
            median: Some(*median),
            q1: Some(*q1),
            q3: Some(*q3),
            p10: deciles.map(|(p10, _)| p10),
            p90: deciles.map(|(_, p90)| p90),
        },
    }
}

fn suppressed() -> CellView {
    CellView {
        suppressed: true,
        companies: 0,
        respondents: None,
        small_sample: false,
        median: None,
        q1: None,
        q3: None,
        p10: None,
        p90: None,
    }
}

/// The index, with the trends over all editions.
pub fn index(context: &Context<'_>) -> Draft {
    let site = context.site;
    let intro = introduction(context, Singleton::Benchmark);
    let oldest_first: Vec<&Edition> = site
        .editions
        .iter()
        .rev()
        .map(|edition| &**edition)
        .collect();
    let dimensions = site
        .model
        .as_ref()
        .map(|model| model.dimensions.as_slice())
        .unwrap_or_default();
    let trends = dimensions.iter().filter_map(|dimension| {
        let median = |edition: &&Edition| {
            edition
                .dimensions
                .iter()
                .find(|figures| figures.id.value == dimension.id)
                .and_then(|figures| cell(&figures.today).median)
        };
        let medians: Vec<Option<f64>> = oldest_first.iter().map(median).collect();
        medians
            .iter()
            .any(Option::is_some)
            .then_some((dimension, medians))
    });
    let trends = trends.filter_map(|(dimension, medians)| {
        let link = context.dimension(&dimension.id)?;
        Some(TrendView { link, medians })
    });
    let view = BenchmarkView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        editions: site
            .editions
            .iter()
            .map(|edition| card(context, edition))
            .collect(),
        trends: if oldest_first.len() > 1 {
            trends.collect()
        } else {
            Vec::new()
        },
        trend_editions: oldest_first
            .iter()
            .map(|edition| card(context, edition).link)
            .collect(),
    };
    Draft::new(
        View::Benchmark(view),
        "benchmark",
        context.words("benchmark"),
    )
    .introduced(intro)
}

/// An edition.
pub fn edition(context: &Context<'_>, position: usize) -> Option<Draft> {
    let site = context.site;
    let edition = site.editions.get(position)?;
    let before = edition_before(context, edition);
    let dimensions: Vec<EditionMeasure> = edition
        .dimensions
        .iter()
        .filter_map(|dimension| of_dimension(context, dimension))
        .collect();
    let panel = edition
        .panel
        .as_ref()
        .map(|changes| panel(context, changes));
    let path = site.routes.names().page("benchmark", edition.slug.as_str());
    let (csv, json) = edition_files(context.language());
    let order: Vec<&str> = dimensions
        .iter()
        .map(|dimension| dimension.id.as_str())
        .collect();
    let view = EditionView {
        card: card(context, edition),
        previous: before.map(|edition| card(context, edition)),
        collected: edition.collected.map(|(from, to)| {
            date_time_range(
                context.language(),
                from.at(0, 0, 0, 0),
                to.at(0, 0, 0, 0),
                true,
            )
        }),
        model: edition
            .model
            .as_ref()
            .map(|(id, version)| format!("{} {version}", id.value))
            .unwrap_or_default(),
        population: edition.population.clone(),
        method: edition.method.clone(),
        wording: edition.wording.clone(),
        quantile: edition.quantile,
        licence: edition.licence.as_ref().map(|licence| Link {
            label: licence.name.clone(),
            url: licence.url.clone().unwrap_or_default(),
        }),
        radar: radar(context, &dimensions, &edition.title),
        sectors: edition
            .sectors
            .iter()
            .map(|sector| group(sector, &order))
            .collect(),
        sizes: edition
            .sizes
            .iter()
            .map(|size| group(size, &order))
            .collect(),
        corrections: edition
            .corrections
            .iter()
            .map(|(date, text)| Correction {
                date: context.date(*date),
                text: text.clone(),
            })
            .collect(),
        csv_url: context.href(&format!("{path}{csv}")),
        json_url: context.href(&format!("{path}{json}")),
        highlights: highlights(context, &dimensions, panel.as_ref()),
        levers: edition
            .levers
            .iter()
            .filter_map(|lever| of_lever(context, lever))
            .collect(),
        dimensions,
        panel,
    };
    let downloads = [("text/csv", csv), ("application/json", json)]
        .map(|(format, name)| (format, site.base.absolute(&format!("{path}{name}"))));
    let structured =
        structured_data::dataset(context, edition, &site.base.absolute(&path), downloads);
    let parents = vec![singleton_link(context, Singleton::Benchmark, "benchmark")];
    let mut draft =
        Draft::new(View::Edition(Box::new(view)), "edition", &edition.title).below(parents);
    draft.description.clone_from(&edition.population);
    draft.structured = vec![structured.into()];
    draft.source = Some(edition.file.clone());
    Some(draft)
}

fn group(group: &EditionGroup, order: &[&str]) -> GroupFigures {
    let cells = order.iter().map(|id| {
        let found = group
            .dimensions
            .iter()
            .find(|dimension| dimension.id.value == *id);
        found
            .filter(|_| !group.suppressed)
            .map_or_else(suppressed, |dimension| cell(&dimension.today))
    });
    GroupFigures {
        name: group.name.clone(),
        companies: group.companies,
        respondents: group.respondents,
        small_sample: !group.suppressed && group.companies < SMALL_SAMPLE,
        cells: cells.collect(),
    }
}

fn radar(
    context: &Context<'_>,
    dimensions: &[EditionMeasure],
    title: &str,
) -> Option<super::figures::RadarView> {
    // A radar of two axes is a line.
    if dimensions.len() < 3 {
        return None;
    }
    let axes = dimensions
        .iter()
        .filter_map(|dimension| context.dimension(&dimension.id))
        .collect();
    let today = dimensions
        .iter()
        .map(|dimension| dimension.today.median)
        .collect();
    let target: Vec<Option<f64>> = dimensions
        .iter()
        .map(|dimension| dimension.target.as_ref().and_then(|target| target.median))
        .collect();
    let mut series = vec![(context.words("today"), today)];
    if target.iter().any(Option::is_some) {
        series.push((context.words("target"), target));
    }
    Some(geometry::radar(title.to_owned(), axes, series))
}
