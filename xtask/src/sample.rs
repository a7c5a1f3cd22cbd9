//! The sample contributions of `examples/benchmark`: two editions of fictitious companies, some of them in both.
//!
//! The same seed gives the same bytes on every machine: whole numbers only, until a mean is written. Nothing here is measured; the levels
//! are plausible, sectors and sizes are of uneven weight so that some have to be suppressed, and one company left a dimension out.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

const SEED: u64 = 0x7061_7276_6973;

/// Ids of the sample model's dimensions, with the level of today and of the target in points of score.
const DIMENSIONS: [(&str, i64, i64); 12] = [
    ("vision-partagee", 57, 85),
    ("leadership-au-service", 52, 83),
    ("autonomie-responsable", 41, 72),
    ("engagement-reconnaissance", 44, 79),
    ("ecoute-coconstruction", 46, 82),
    ("attitudes-de-service", 63, 88),
    ("attention-personnalisee", 51, 79),
    ("cooperation-interne", 50, 81),
    ("parcours-experience", 53, 83),
    ("promesse-tenue", 64, 91),
    ("technologie-levier", 52, 77),
    ("mesure-progres", 52, 80),
];
/// Sectors, with how many of their companies are in both editions, only in the first, only in the second.
const SECTORS: [(&str, usize, usize, usize); 7] = [
    ("transport", 10, 1, 3),
    ("banque-assurance", 8, 1, 3),
    ("services-publics", 9, 1, 4),
    ("hotellerie", 6, 2, 3),
    ("sante", 5, 1, 4),
    ("stationnement", 2, 0, 1),
    ("energie", 2, 0, 0),
];
/// Size classes, with their part of ten companies, how few and how many of their people answer.
const SIZES: [(&str, i64, i64, i64); 4] = [
    ("micro", 1, 3, 7),
    ("pme", 4, 5, 28),
    ("eti", 3, 12, 55),
    ("ge", 2, 25, 90),
];
/// A mean on the model's scale, in ten thousandths: its lowest and highest.
const MEANS: (i64, i64) = (10_000, 50_000);

/// A contribution, in the shape of `schemas/contribution.schema.json`.
#[derive(Serialize)]
struct Contribution {
    format: &'static str,
    sample: bool,
    id: String,
    edition: &'static str,
    model: Model,
    sector: &'static str,
    size: &'static str,
    respondents: i64,
    means: Means,
    consent: Consent,
}

#[derive(Serialize)]
struct Model {
    id: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Means {
    today: Table,
    target: Table,
}

#[derive(Serialize)]
struct Consent {
    given: bool,
    text: &'static str,
    date: &'static str,
}

/// Means by dimension, in the model's order.
struct Table(Vec<(&'static str, Option<f64>)>);

impl Serialize for Table {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, mean)| (id, mean)))
    }
}

/// A company of the simulation.
struct Company {
    id: String,
    sector: &'static str,
    size: usize,
    respondents: i64,
    /// How far above the level of all it stands, by dimension, in hundredths of a point.
    today: Vec<i64>,
    target: Vec<i64>,
}

/// Writes the contributions of both editions below `examples/benchmark` of the current folder's repository.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/benchmark");
    for (path, text) in files() {
        let path = root.join(path);
        create_folder_of(&path)?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn create_folder_of(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// The files below `examples/benchmark`: paths and texts.
///
/// # Panics
///
/// Never: text and finite numbers are JSON.
pub fn files() -> Vec<(PathBuf, String)> {
    let mut luck = Luck(SEED);
    let mut first = Vec::new();
    let mut second = Vec::new();
    for (sector, both, only_first, only_second) in SECTORS {
        for number in 0..both + only_first + only_second {
            let mut company = Company::new(sector, &mut luck);
            if number < both + only_first {
                first.push(company.contribution("2025", "2025-02-14", &mut luck));
            }
            if number < both || number >= both + only_first {
                company.grow(&mut luck);
                second.push(company.contribution("2026", "2026-02-13", &mut luck));
            }
        }
    }
    // Nobody in this company answered enough of these statements.
    second[17].means.today.0[10].1 = None;
    let files = |folder: &str, mut contributions: Vec<Contribution>| -> Vec<(PathBuf, String)> {
        // In the order of their ids, which says nothing of sectors.
        contributions.sort_by(|one, other| one.id.cmp(&other.id));
        let numbered = (1..).zip(contributions);
        numbered
            .map(|(number, contribution)| {
                let text = serde_json::to_string_pretty(&contribution)
                    .expect("text and finite numbers are JSON");
                let name = format!("contribution-{number:02}.json");
                (Path::new(folder).join(name), format!("{text}\n"))
            })
            .collect()
    };
    [files("2025", first), files("2026", second)].concat()
}

impl Company {
    fn new(sector: &'static str, luck: &mut Luck) -> Self {
        let mut draw = luck.between(0, 9);
        let size = SIZES.iter().position(|(_, part, ..)| {
            draw -= part;
            draw < 0
        });
        let size = size.unwrap_or_default();
        let (_, _, fewest, most) = SIZES[size];
        let culture = luck.around(700);
        // Large organisations leave less room to those in front of the customer.
        let distance = 150 * (1 - i64::try_from(size).unwrap_or_default());
        let level = |luck: &mut Luck| culture + distance + luck.around(600);
        Self {
            id: format!("{:016x}{:016x}", luck.draw(), luck.draw()),
            sector,
            size,
            respondents: luck.between(fewest, most),
            today: DIMENSIONS.map(|_| level(luck)).to_vec(),
            target: DIMENSIONS.map(|_| luck.around(450)).to_vec(),
        }
    }

    /// A year goes by.
    fn grow(&mut self, luck: &mut Luck) {
        for (position, level) in self.today.iter_mut().enumerate() {
            // More where the way is long.
            let (_, today, target) = DIMENSIONS[position];
            *level += 5 * (target - today) + luck.around(350);
        }
        for level in &mut self.target {
            *level += luck.around(150);
        }
        let (_, _, fewest, most) = SIZES[self.size];
        let change = luck.between(-3, 4);
        self.respondents = (self.respondents + change).clamp(fewest, most);
    }

    fn contribution(
        &self,
        edition: &'static str,
        date: &'static str,
        luck: &mut Luck,
    ) -> Contribution {
        let mut means = |above: &[i64], level: fn(&(&str, i64, i64)) -> i64| {
            let dimensions = DIMENSIONS.iter().zip(above);
            let means = dimensions.map(|(dimension, above)| {
                let hundredths = 100 * level(dimension) + above;
                let (lowest, highest) = MEANS;
                let mean = lowest + (highest - lowest) * hundredths / 10_000;
                // Never a round figure: a test looks for each of them in the site.
                let mean = (mean / 10 * 10 + luck.between(1, 9)).clamp(lowest + 1, highest - 1);
                (dimension.0, Some(mean as f64 / 10_000.0))
            });
            Table(means.collect())
        };
        Contribution {
            format: "parvis-contribution",
            sample: true,
            id: self.id.clone(),
            edition,
            model: Model {
                id: "culture-de-service",
                version: "1.0.0",
            },
            sector: self.sector,
            size: SIZES[self.size].0,
            respondents: self.respondents,
            means: Means {
                today: means(&self.today, |(_, today, _)| *today),
                target: means(&self.target, |(_, _, target)| *target),
            },
            consent: Consent {
                given: true,
                text: "Contribution fictive, produite par simulation : elle ne décrit aucune organisation réelle.",
                date,
            },
        }
    }
}

/// Numbers from a seed (`SplitMix64`: Steele, Lea & Flood 2014).
struct Luck(u64);

impl Luck {
    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `lowest` to `highest`.
    fn between(&mut self, lowest: i64, highest: i64) -> i64 {
        let width = (highest - lowest + 1) as u64;
        lowest + i64::try_from(self.draw() % width).unwrap_or_default()
    }

    /// A whole number near 0, bell-shaped, with about that standard deviation: the sum of twelve uniform ones.
    fn around(&mut self, deviation: i64) -> i64 {
        let half = deviation / 2;
        (0..12).map(|_| self.between(-half, half)).sum::<i64>()
    }
}
