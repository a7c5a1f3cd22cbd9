//! A small community site, built from sources in memory through parse and link, for the tests of this folder.

use std::collections::BTreeMap;

use crate::diagnostics::Diagnostic;
use crate::inputs::{Inputs, SourceFile, Today};
use crate::parse::{self, NoMemory};
use crate::site::{self, Site};

/// Sources of a site, by path.
pub(in crate::render) struct Fixture {
    files: BTreeMap<String, String>,
    today: &'static str,
}

const FILES: [(&str, &str); 15] = [
    (
        "content/site.yaml",
        "title: 'Parvis'\ndescription: 'Une communauté.'\nbase_url: 'https://example.org/kb/'\nlanguage: fr\ntime_zone: Europe/Paris\ncategories:\n  - {slug: culture, name: 'Culture de service'}\n  - {slug: cas, name: 'Cas'}\n",
    ),
    (
        "content/model.yaml",
        "id: modele\nversion: 1.0.0\nscale: {min: 1, max: 5, labels: ['Pas du tout', 'Plutôt pas', 'Ni oui ni non', 'Plutôt', 'Tout à fait'], ratings: {today: 'Aujourd’hui', target: 'Demain'}}\nscoring: {min_answered: 0.5, quantile: 7}\nlevers:\n  - {id: managerial, name: 'Managérial'}\ndimensions:\n  - id: vision\n    lever: managerial\n    name: 'Vision partagée'\n    definition: 'Une ambition que chacun sait redire.'\n    statements:\n      - {id: v1, text: 'Je sais la redire.'}\n      - {id: v2, text: 'Nos choix lui sont fidèles.'}\n  - id: cooperation\n    lever: managerial\n    name: 'Coopération'\n    definition: 'Des services qui s’entraident.'\n    statements:\n      - {id: c1, text: 'Nous nous entraidons.'}\n      - {id: c2, text: 'Nous nous parlons.'}\n",
    ),
    (
        "content/articles/vision.md",
        "---\ntitle: 'La vision'\ndate: 2026-07-01\nupdated: 2026-11-20\nsummary: 'Une vision partagée.'\nauthors: [camille-exemple]\ncategory: culture\ntags: ['équipe']\ndimensions: [vision]\nimage: {src: /images/vision.png, alt: 'Un horizon'}\n---\nSept directeurs se réunissent.\n\n## Le débat\n\nIls échangent sur leurs priorités.\n",
    ),
    (
        "content/articles/symetrie.md",
        "---\ntitle: 'Symétrie <des> attentions'\ndate: 2026-11-16\nsummary: 'Soigner & mesurer.'\n---\nL’enchantement ne se décrète pas.\n",
    ),
    (
        "content/authors/camille-exemple.md",
        "---\nname: 'Camille Exemple'\nkind: person\nrole: 'Consultante'\n---\nElle écrit.\n",
    ),
    (
        "content/glossary/nps.md",
        "---\ntitle: 'NPS'\ndefinition: 'Une part moins une autre.'\nforms: ['Net Promoter Score']\n---\nUn indicateur.\n",
    ),
    (
        "content/events/rencontres.md",
        "---\ntitle: 'Rencontres'\ndate: 2026-10-01\nupdated: 2026-10-02\nsummary: 'Une journée.'\nstart: 2027-04-18 09:30\nend: 2027-04-18 18:00\nvenue: 'Parc des expositions'\naddress: '1, place du Parc'\nroom: '10'\nstand: 'B12'\nsequence: 2\nregistration: {url: 'https://inscription.example.org/'}\nprogramme:\n  - {start: 2027-04-18 09:30, end: 2027-04-18 10:15, room: 'Grand salon', title: 'Ouverture', speakers: [camille-exemple], summary: 'Pour commencer.'}\n---\nProgramme.\n",
    ),
    (
        "content/events/annule.md",
        "---\ntitle: 'Annulé'\nsummary: 'Sans suite.'\nstart: 2027-03-05 18:00\nend: 2027-03-05 19:00\nstatus: cancelled\n---\nTexte.\n",
    ),
    (
        "content/events/semaine.md",
        "---\ntitle: 'Semaine'\nstart: 2027-07-12\nend: 2027-07-16\nstatus: postponed\nonline_url: 'https://visio.example.org/'\n---\nTexte.\n",
    ),
    (
        "content/events/sans-annee.md",
        "---\ntitle: 'Sans année'\nyear: unknown\nday: 04-18\n---\nTexte.\n",
    ),
    (
        "content/books/le-carnet.md",
        "---\ntitle: 'Le carnet'\nwritten_by: ['Dominique Modèle']\npublished: 2024\nsummary: 'Un carnet.'\n---\nTexte.\n",
    ),
    (
        "content/members/compagnie.md",
        "---\nname: 'La Compagnie'\nsector: 'Transport'\nsummary: 'Des trains.'\n---\nTexte.\n",
    ),
    (
        "content/a-propos.md",
        "---\ntitle: 'À propos'\n---\nQui nous sommes.\n",
    ),
    ("content/images/vision.png", "png"),
    (
        "content/benchmark/2026.yaml",
        "title: 'Édition 2026'\npublished: 2026-06-15\nmodel: {id: modele, version: 1.0.0}\ncollected: {from: 2026-01-12, to: 2026-04-30}\nquantile: 7\nlicence: {name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/deed.fr'}\ncompanies: 60\nrespondents: 1843\ndimensions:\n  - id: vision\n    today: {companies: 60, respondents: 1843, median: 54, q1: 46, q3: 63, p10: 38, p90: 71}\n    target: {suppressed: true}\n  - id: cooperation\n    today: {companies: 58, respondents: 1800, median: 50, q1: 45, q3: 57, p10: 40, p90: 62}\nsectors:\n  - {id: transport, name: 'Transport ; \"rail\"', companies: 8, respondents: 402, dimensions: [{id: vision, today: {companies: 8, respondents: 402, median: 52, q1: 44, q3: 60}}]}\n  - {id: hotellerie, name: 'Hôtellerie', suppressed: true}\n  - {id: energie, name: 'Énergie', suppressed: true}\ncorrections: [{date: 2026-07-01, text: 'Un intitulé.'}]\n",
    ),
];

impl Fixture {
    /// One document of each kind or so, below a base path.
    pub(in crate::render) fn community() -> Self {
        Self {
            files: FILES
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
            today: "2026-12-01",
        }
    }

    /// With another file, or another text for one.
    pub(in crate::render) fn with(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.to_owned(), text.to_owned());
        self
    }

    /// Built on another day.
    pub(in crate::render) fn on(mut self, today: &'static str) -> Self {
        self.today = today;
        self
    }

    /// The linked site. A fixture that has errors is a faulty test.
    pub(in crate::render) fn site(self) -> Site {
        let content = self
            .files
            .into_iter()
            .map(|(path, text)| SourceFile::new(path, text.into_bytes()));
        let today = Today::Given(self.today.parse().unwrap());
        let inputs = Inputs::of(content.collect(), today);
        let (documents, mut diagnostics) = parse::parse(&inputs, &NoMemory);
        let (website, link_diagnostics) = site::link(&documents, &inputs, &[]);
        diagnostics.extend(link_diagnostics);
        let errors: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.is_error())
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
        website.expect("a site").sites.remove(0)
    }
}
