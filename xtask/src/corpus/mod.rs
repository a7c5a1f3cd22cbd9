//! The corpus of the benchmark: seeded articles in something like French.
//!
//! An article has 400 to 1,200 words with headings, lists, a table, links to other articles and a
//! footnote; a category, tags, dimensions and authors. The same seed gives the same bytes on every
//! machine. The text means nothing: it has the lengths, the accents, the apostrophes and the
//! quotation marks of the real thing.

pub(crate) mod site;

use std::fmt::Write as _;

/// The number of categories, and of dimensions where the model has as many.
pub(crate) const CATEGORIES: usize = 12;
const TAGS: u64 = 200;
pub(crate) const AUTHORS: usize = 40;

const SUBJECTS: &[&str] = &[
    "L’équipe d’accueil",
    "Le responsable de secteur",
    "La cliente pressée",
    "Un collaborateur nouveau",
    "La direction régionale",
    "Le service après-vente",
    "L’usager du matin",
    "Chaque métier",
    "La promesse affichée",
    "Le parcours d’achat",
    "L’écoute des réclamations",
    "Un geste inattendu",
    "La réunion hebdomadaire",
    "Le tableau de bord",
    "L’atelier de co-construction",
    "Notre voisin de guichet",
];
const VERBS: &[&str] = &[
    "éclaire",
    "relie",
    "bouscule",
    "prolonge",
    "met à l’épreuve",
    "fait grandir",
    "interroge",
    "simplifie",
    "précède",
    "rend visible",
    "protège",
    "déplace",
];
const OBJECTS: &[&str] = &[
    "la qualité perçue",
    "une décision prise au plus près du client",
    "le cœur du métier",
    "l’attention portée à chacun",
    "une règle que personne n’avait relue",
    "les œuvres discrètes du quotidien",
    "la confiance entre collègues",
    "un délai annoncé trop vite",
    "l’expérience vécue au comptoir",
    "la symétrie des attentions",
    "des habitudes héritées",
    "ce que l’on croyait acquis",
    "un désaccord utile",
    "la relation de service",
];
const ENDINGS: &[&str] = &[
    "sans attendre l’accord du siège",
    "dès la première semaine",
    "même un soir de complet",
    "quand la file s’allonge",
    "à mesure que l’année avance",
    "avec les moyens du bord",
    "au fil des rencontres",
    "loin des discours",
    "pour une raison simple",
    "en trois phrases",
];
const TITLES: &[&str] = &[
    "Écouter avant de répondre",
    "La promesse et le geste",
    "Ce que dit la file d’attente",
    "L’art de la reprise",
    "Décider au comptoir",
    "Une heure au standard",
    "Le client d’à côté",
    "Mesurer sans réduire",
    "Grandir par l’erreur",
    "Le détail qui change tout",
];
const HEADINGS: &[&str] = &[
    "Ce que l’on observe",
    "Pourquoi c’est difficile",
    "Une scène ordinaire",
    "Ce que l’équipe a tenté",
    "Les limites de l’exercice",
    "Et demain ?",
    "Trois repères",
    "Le point de vue du terrain",
];

/// One article, in the terms that both generators' front matter needs.
pub(crate) struct Article {
    pub(crate) slug: String,
    pub(crate) title: String,
    /// `YYYY-MM-DD`, in the past.
    pub(crate) date: String,
    pub(crate) summary: String,
    pub(crate) category: String,
    pub(crate) tags: Vec<String>,
    /// Positions in the model's list of dimensions.
    pub(crate) dimensions: Vec<usize>,
    pub(crate) authors: Vec<String>,
    /// Markdown; links go to paths of the site.
    pub(crate) body: String,
}

impl Article {
    /// The article with its front matter. `category` is the line of its category, `tags` the key of its tags, `dimensions` the names of
    /// the dimensions by their positions.
    pub(crate) fn document(&self, category: &str, tags: &str, dimensions: &[&str]) -> String {
        let names: Vec<&str> = (self.dimensions.iter())
            .map(|&dimension| dimensions[dimension % dimensions.len()])
            .collect();
        format!(
            "---\ntitle: '{}'\ndate: {}\nsummary: '{}'\nauthors: [{}]\n{category}\n{tags}: [{}]\ndimensions: [{}]\n---\n{}",
            self.title,
            self.date,
            self.summary,
            self.authors.join(", "),
            self.tags.join(", "),
            names.join(", "),
            self.body
        )
    }
}

/// The slug of the category at a position.
pub(crate) fn category(position: usize) -> String {
    format!("rubrique-{:02}", position + 1)
}

/// The slug of the author at a position.
pub(crate) fn author(position: usize) -> String {
    format!("auteur-{:02}", position + 1)
}

/// The article at a position among `count`.
pub(crate) fn article(position: usize, count: usize) -> Article {
    let mut random = Random::seeded(position as u64);
    let slug = slug(position);
    let title = format!("{} ({})", random.pick(TITLES), position + 1);
    let date = format!(
        "{}-{:02}-{:02}",
        2012 + random.below(13),
        1 + random.below(12),
        1 + random.below(28)
    );
    let summary = format!("{} {}", sentence(&mut random), sentence(&mut random));
    let category = category(random.below(CATEGORIES as u64) as usize);
    let mut tags: Vec<String> = (0..3)
        .map(|_| format!("sujet {}", 1 + random.below(TAGS)))
        .collect();
    tags.sort();
    tags.dedup();
    let mut dimensions: Vec<usize> = (0..2)
        .map(|_| random.below(CATEGORIES as u64) as usize)
        .collect();
    dimensions.sort_unstable();
    dimensions.dedup();
    let authors = vec![author(random.below(AUTHORS as u64) as usize)];
    let body = body(&mut random, count);
    Article {
        slug,
        title,
        date,
        summary,
        category,
        tags,
        dimensions,
        authors,
        body,
    }
}

fn slug(position: usize) -> String {
    format!("article-{:05}", position + 1)
}

fn body(random: &mut Random, count: usize) -> String {
    let words = 400 + random.below(800) as usize;
    let mut body = paragraph(random);
    let mut section = 0;
    while body.split_whitespace().count() < words {
        let heading = random.pick(HEADINGS);
        let level = if section % 3 == 2 { "###" } else { "##" };
        write_line(&mut body, format_args!("{level} {heading}\n"));
        body.push_str(&paragraph(random));
        match section % 5 {
            0 => {
                for _ in 0..4 {
                    write_line(&mut body, format_args!("- {}", sentence(random)));
                }
                body.push('\n');
            }
            1 => {
                body.push_str("| Repère | Avant | Après |\n|---|---:|---:|\n");
                for _ in 0..5 {
                    let (before, after) = (random.below(100), random.below(100));
                    let object = random.pick(OBJECTS);
                    write_line(
                        &mut body,
                        format_args!("| {object} | {before} % | {after} % |"),
                    );
                }
                body.push('\n');
            }
            2 => {
                let target = slug(random.below(count as u64) as usize);
                let (subject, verb) = (random.pick(SUBJECTS), random.pick(VERBS));
                write_line(
                    &mut body,
                    format_args!(
                        "{subject} {verb} [un autre récit](/articles/{target}/), et **cela compte** \
                         autant qu’une *bonne* surprise.\n"
                    ),
                );
            }
            3 => write_line(&mut body, format_args!("> {}\n", sentence(random))),
            _ => {
                for number in 1..=3 {
                    write_line(&mut body, format_args!("{number}. {}", sentence(random)));
                }
                body.push('\n');
            }
        }
        section += 1;
    }
    write_line(
        &mut body,
        format_args!("{} Le détail est en note[^1].\n", sentence(random)),
    );
    write_line(&mut body, format_args!("[^1]: {}", sentence(random)));
    body
}

fn paragraph(random: &mut Random) -> String {
    let count = 3 + random.below(4);
    let sentences: Vec<String> = (0..count).map(|_| sentence(random)).collect();
    sentences.join(" ") + "\n\n"
}

fn sentence(random: &mut Random) -> String {
    let (subject, verb) = (random.pick(SUBJECTS), random.pick(VERBS));
    let (object, ending) = (random.pick(OBJECTS), random.pick(ENDINGS));
    match random.below(6) {
        0 => format!("{subject} {verb} {object} : c’est vrai {ending}."),
        1 => format!("« {subject} {verb} {object} », dit-on {ending}."),
        2 => format!("{subject} {verb} {object}, mais {ending} ?"),
        3 => format!("{subject}, {ending}, {verb} {object} ; on s’en souvient."),
        _ => format!("{subject} {verb} {object} {ending}."),
    }
}

fn write_line(text: &mut String, line: std::fmt::Arguments) {
    writeln!(text, "{line}").expect("a string takes any text");
}

/// `SplitMix64` (Steele, Lea & Flood 2014): small, and the same everywhere.
struct Random(u64);

impl Random {
    fn seeded(seed: u64) -> Self {
        let mut random = Self(seed ^ 0x5061_7276_6973_2121);
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len() as u64) as usize]
    }
}
