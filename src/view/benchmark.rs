//! The benchmark: its index and its editions.

use super::body;
use super::context::Context;
use super::figures::EditionDimension as DimensionFigures;
use super::figures::EditionGroup as GroupFigures;
use super::figures::{CellView, EditionCard, RadarView};
use super::geometry;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{Body, DateView, DimensionLink, Link};
use super::{View, structured_data};
use crate::document::{Cell, Edition, EditionDimension, EditionGroup};
use crate::language::date::date_time_range;
use crate::site::routes::{Singleton, edition_files};
use serde::Serialize;

/// The figure of the benchmark that the home page shows.
#[derive(Debug, Serialize)]
pub struct BenchmarkTeaser {
    /// The edition.
    pub edition: EditionCard,
    /// The dimension with the widest gap between today and target.
    pub widest: Option<DimensionFigures>,
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
    /// Figures by dimension.
    pub dimensions: Vec<DimensionFigures>,
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

/// The figures of a dimension in an edition, beside those of the edition before.
pub fn dimension_of(
    context: &Context<'_>,
    edition: &Edition,
    id: &str,
) -> Option<DimensionFigures> {
    let dimension = edition
        .dimensions
        .iter()
        .find(|dimension| dimension.id.value == id)?;
    figures(context, dimension, edition_before(context, edition))
}

/// What the home page shows of the latest edition: its widest gap.
pub fn teaser(context: &Context<'_>) -> Option<BenchmarkTeaser> {
    let edition = context.site.editions.first()?;
    let before = edition_before(context, edition);
    let figures = edition
        .dimensions
        .iter()
        .filter_map(|dimension| figures(context, dimension, before));
    let widest = figures
        .filter(|figures| figures.gap.is_some())
        .reduce(|widest, other| {
            if other.gap > widest.gap {
                other
            } else {
                widest
            }
        });
    Some(BenchmarkTeaser {
        edition: card(context, edition),
        widest,
    })
}

fn edition_before<'a>(context: &Context<'a>, edition: &Edition) -> Option<&'a Edition> {
    let editions = &context.site.editions;
    let place = editions
        .iter()
        .position(|other| other.slug == edition.slug)?;
    editions.get(place + 1).map(|edition| &**edition)
}

fn figures(
    context: &Context<'_>,
    dimension: &EditionDimension,
    before: Option<&Edition>,
) -> Option<DimensionFigures> {
    let today = cell(&dimension.today);
    let target = dimension.target.as_ref().map(cell);
    let gap = target
        .as_ref()
        .and_then(|target| target.median)
        .zip(today.median)
        .map(|(target, today)| target - today);
    let earlier = before.and_then(|edition| {
        edition
            .dimensions
            .iter()
            .find(|other| other.id.value == dimension.id.value)
    });
    Some(DimensionFigures {
        link: context.dimension(&dimension.id.value)?,
        previous_median: earlier.and_then(|earlier| cell(&earlier.today).median),
        today,
        target,
        gap,
    })
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
        respondents: 0,
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
    let dimensions: Vec<DimensionFigures> = edition
        .dimensions
        .iter()
        .filter_map(|dimension| figures(context, dimension, before))
        .collect();
    let path = site.routes.names().page("benchmark", edition.slug.as_str());
    let (csv, json) = edition_files(context.language());
    let order: Vec<&str> = dimensions
        .iter()
        .map(|dimension| dimension.link.id.as_str())
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
        dimensions,
    };
    let downloads = [("text/csv", csv), ("application/json", json)]
        .map(|(format, name)| (format, site.base.absolute(&format!("{path}{name}"))));
    let structured = structured_data::dataset(edition, &site.base.absolute(&path), downloads);
    let parents = vec![singleton_link(context, Singleton::Benchmark, "benchmark")];
    let mut draft =
        Draft::new(View::Edition(Box::new(view)), "edition", &edition.title).below(parents);
    draft.description.clone_from(&edition.population);
    draft.structured = vec![structured];
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
    dimensions: &[DimensionFigures],
    title: &str,
) -> Option<super::figures::RadarView> {
    // A radar of two axes is a line.
    if dimensions.len() < 3 {
        return None;
    }
    let axes = dimensions
        .iter()
        .map(|dimension| dimension.link.clone())
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
