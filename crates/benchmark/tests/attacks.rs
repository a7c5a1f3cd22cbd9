//! Whoever reads an edition tries to solve for what it does not say, with all that a competitor may know.
//!
//! Three attacks on generated collections, each written without the crate's own arithmetic: linear algebra on the published counts,
//! intervals from subtraction, and two worlds. The last is the strongest: where two collections give the same edition to the byte and
//! differ in a suppressed cell, no reader can tell, whatever the cleverness, which of them is true.

use parvis_benchmark::{
    Cell, Company, Edition, FEWEST_COMPANIES, Group, Layout, Measures, Pair, Reason, aggregate,
};
use parvis_selftest::QuantileType;
use proptest::prelude::*;

const SECTORS: usize = 4;
const SIZES: usize = 3;
const DIMENSIONS: usize = 2;

fn layout() -> Layout {
    Layout {
        sectors: SECTORS,
        sizes: SIZES,
        levers: 1,
        lever_of: vec![0; DIMENSIONS],
        quantile: QuantileType::Seven,
    }
}

fn score() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![9 => (0..=1000_u32).prop_map(|tenth| Some(f64::from(tenth) / 10.0)), 1 => Just(None)]
}

/// Sectors and sizes of uneven weight, so that some have few companies.
fn company() -> impl Strategy<Value = Company> {
    let position = |groups: usize| {
        (0..10_usize, 0..groups).prop_map(move |(luck, group)| if luck < 5 { 0 } else { group })
    };
    (
        position(SECTORS),
        position(SIZES),
        prop_oneof![4 => 1..20_u32, 1 => 20..400_u32],
        prop::collection::vec(score(), DIMENSIONS),
        prop::collection::vec(score(), DIMENSIONS),
    )
        .prop_map(|(sector, size, respondents, today, target)| Company {
            sector,
            size,
            respondents,
            today,
            target,
        })
}

fn companies() -> impl Strategy<Value = Vec<Company>> {
    prop::collection::vec(company(), 5..40)
}

/// A group of the edition, and which companies are in it.
struct Seen<'a> {
    group: &'a Group,
    members: Vec<&'a Company>,
}

fn groups<'a>(edition: &'a Edition, companies: &'a [Company]) -> Vec<Seen<'a>> {
    let table = |groups: &'a [Option<Group>], of: fn(&Company) -> usize| {
        groups
            .iter()
            .enumerate()
            .filter_map(move |(position, group)| {
                let members = companies.iter().filter(|company| of(company) == position);
                Some(Seen {
                    group: group.as_ref()?,
                    members: members.collect(),
                })
            })
    };
    table(&edition.sectors, |company| company.sector)
        .chain(table(&edition.sizes, |company| company.size))
        .collect()
}

/// What of an edition is suppressed, and of which cells there is nothing.
fn pattern(edition: &Edition) -> Vec<Option<bool>> {
    let of_cell = |cell: Option<Cell>| cell.map(|cell| cell == Cell::Suppressed);
    let of_measures = |measures: &Measures| [of_cell(measures.today), of_cell(measures.target)];
    let mut pattern: Vec<Option<bool>> = edition.dimensions.iter().flat_map(of_measures).collect();
    for group in edition.sectors.iter().chain(&edition.sizes) {
        match group {
            None => pattern.push(None),
            Some(Group::Suppressed(_)) => pattern.push(Some(true)),
            Some(Group::Published(group)) => {
                pattern.push(Some(false));
                pattern.extend(group.dimensions.iter().flat_map(of_measures));
            }
        }
    }
    pattern
}

/// The edition without the reasons of suppression, which are not published.
fn published(mut edition: Edition) -> Edition {
    for group in edition
        .sectors
        .iter_mut()
        .chain(&mut edition.sizes)
        .flatten()
    {
        if let Group::Suppressed(reason) = group {
            *reason = Reason::Shield;
        }
    }
    edition
}

fn is_at_risk(members: &[&Company]) -> bool {
    let total: u32 = members.iter().map(|company| company.respondents).sum();
    members.len() < FEWEST_COMPANIES
        || members
            .iter()
            .any(|company| 2 * company.respondents > total)
}

/// Gauss on fractions of floating point: whether `wanted` is a combination of `known`.
fn is_combination(known: &[Vec<f64>], wanted: &[f64]) -> bool {
    let mut basis: Vec<(usize, Vec<f64>)> = Vec::new();
    let reduce = |mut row: Vec<f64>, basis: &[(usize, Vec<f64>)]| {
        for (pivot, vector) in basis {
            let factor = row[*pivot];
            for (entry, of_basis) in row.iter_mut().zip(vector) {
                *entry -= factor * of_basis;
            }
        }
        row
    };
    for row in known {
        let row = reduce(row.clone(), &basis);
        let pivot =
            (0..row.len()).max_by(|one, other| row[*one].abs().total_cmp(&row[*other].abs()));
        if let Some(pivot) = pivot.filter(|pivot| row[*pivot].abs() > 1e-9) {
            let scale = row[pivot];
            basis.push((pivot, row.iter().map(|entry| entry / scale).collect()));
        }
    }
    reduce(wanted.to_vec(), &basis)
        .iter()
        .all(|entry| entry.abs() < 1e-9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn nothing_published_is_at_risk(companies in companies()) {
        let everybody: Vec<&Company> = companies.iter().collect();
        let Ok(edition) = aggregate(&layout(), &companies, None) else {
            prop_assert!(is_at_risk(&everybody));
            return Ok(());
        };
        prop_assert!(!is_at_risk(&everybody));
        let check = |members: &[&Company], measures: &[Measures]| {
            for (dimension, measures) in measures.iter().enumerate() {
                for (cell, scores) in [
                    (measures.today, (|company: &Company, dimension: usize| company.today[dimension]) as fn(&Company, usize) -> Option<f64>),
                    (measures.target, |company, dimension| company.target[dimension]),
                ] {
                    let Some(Cell::Published(figures)) = cell else { continue };
                    let own: Vec<&Company> = members.iter().copied().filter(|company| scores(company, dimension).is_some()).collect();
                    assert!(!is_at_risk(&own));
                    assert_eq!(figures.companies, own.len());
                    assert_eq!(figures.respondents.is_some(), own.len() == members.len());
                    assert_eq!(figures.deciles.is_some(), own.len() >= 10);
                }
            }
        };
        check(&everybody, &edition.dimensions);
        for Seen { group, members } in groups(&edition, &companies) {
            if let Group::Published(group) = group {
                prop_assert!(!is_at_risk(&members));
                check(&members, &group.dimensions);
            }
        }
    }

    /// The unknowns are the respondents of each company; every published count is an equation.
    #[test]
    fn no_suppressed_group_and_no_small_cell_is_a_combination_of_published_counts(companies in companies()) {
        let Ok(edition) = aggregate(&layout(), &companies, None) else { return Ok(()) };
        let those = |members: &[&Company]| -> Vec<f64> {
            companies.iter().map(|company| f64::from(u8::from(members.iter().any(|member| std::ptr::eq(*member, company))))).collect()
        };
        let mut known = vec![vec![1.0; companies.len()]];
        let mut secrets = Vec::new();
        for Seen { group, members } in groups(&edition, &companies) {
            match group {
                Group::Suppressed(_) => secrets.push(those(&members)),
                Group::Published(group) => {
                    known.push(those(&members));
                    // A cell that gives respondents is one more equation.
                    for measures in &group.dimensions {
                        for (cell, scored) in [(measures.today, true), (measures.target, false)] {
                            if let Some(Cell::Published(figures)) = cell && figures.respondents.is_some() {
                                prop_assert_eq!(figures.respondents, Some(group.respondents), "today: {}", scored);
                            }
                        }
                    }
                }
            }
        }
        for sector in 0..SECTORS {
            for size in 0..SIZES {
                let cell: Vec<&Company> = companies.iter().filter(|company| (company.sector, company.size) == (sector, size)).collect();
                if !cell.is_empty() && is_at_risk(&cell) {
                    secrets.push(those(&cell));
                }
            }
        }
        for secret in secrets {
            prop_assert!(!is_combination(&known, &secret));
        }
    }

    /// What is left of a total after subtraction is an interval for each suppressed group, and for a company alone in one: a narrower one.
    #[test]
    fn intervals_stay_wide_and_insiders_learn_no_group_at_risk(companies in companies()) {
        let Ok(edition) = aggregate(&layout(), &companies, None) else { return Ok(()) };
        for table in [&edition.sectors, &edition.sizes] {
            let by_sector = std::ptr::eq(table, &raw const edition.sectors);
            let members = |position: usize| -> Vec<&Company> {
                companies.iter().filter(|company| position == if by_sector { company.sector } else { company.size }).collect()
            };
            let sum = |members: &[&Company]| members.iter().map(|company| u64::from(company.respondents)).sum::<u64>();
            let suppressed: Vec<usize> = (0..table.len()).filter(|position| matches!(table[*position], Some(Group::Suppressed(_)))).collect();
            let published: u64 = table.iter().flatten().map(|group| match group {
                Group::Published(group) => group.respondents,
                Group::Suppressed(_) => 0,
            }).sum();
            let left = edition.respondents - published;
            prop_assert_ne!(suppressed.len(), 1);
            for position in &suppressed {
                let own = sum(&members(*position));
                // Every other suppressed group has a respondent at least.
                let highest = left - (suppressed.len() as u64 - 1);
                // In tables where all is suppressed nothing can be done about it, and only the total is told.
                if suppressed.len() < table.iter().flatten().count() {
                    prop_assert!(10 * highest >= 11 * own, "{own} of at most {highest}");
                    if members(*position).len() == 1 {
                        let others: Vec<&Company> = suppressed.iter().filter(|other| *other != position).flat_map(|other| members(*other)).collect();
                        prop_assert!(!is_at_risk(&others));
                    }
                }
            }
        }
    }

    /// Two companies of two suppressed sectors change places: the edition is the same, what it does not say is not.
    #[test]
    fn another_world_has_the_same_edition(companies in companies()) {
        let Ok(edition) = aggregate(&layout(), &companies, None) else { return Ok(()) };
        let is_suppressed = |sector: usize| matches!(edition.sectors[sector], Some(Group::Suppressed(_)));
        for (one, first) in companies.iter().enumerate() {
            for (other, second) in companies.iter().enumerate().skip(one + 1) {
                if first.sector == second.sector || !is_suppressed(first.sector) || !is_suppressed(second.sector) || first.size != second.size {
                    continue;
                }
                let mut world = companies.clone();
                world[one].sector = second.sector;
                world[other].sector = first.sector;
                let Ok(told) = aggregate(&layout(), &world, None) else { continue };
                // Another pattern of suppression is another edition; the same pattern tells nothing of who is where.
                if pattern(&told) == pattern(&edition) {
                    prop_assert_eq!(published(told), published(edition.clone()));
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_contributions_come_does_not_matter(companies in companies(), shift in 0..40_usize) {
        let mut turned = companies.clone();
        turned.rotate_left(shift % companies.len());
        prop_assert_eq!(aggregate(&layout(), &turned, None), aggregate(&layout(), &companies, None));
    }

    #[test]
    fn the_panel_tells_changes_of_five_companies_at_least(
        companies in companies(),
        before in prop::collection::vec(prop::collection::vec(score(), DIMENSIONS), 40),
    ) {
        let pairs: Vec<Pair> = before.into_iter().take(companies.len() / 2).enumerate().map(|(company, before)| Pair { company, before }).collect();
        let Ok(edition) = aggregate(&layout(), &companies, Some(&pairs)) else { return Ok(()) };
        let own: Vec<&Company> = pairs.iter().map(|pair| &companies[pair.company]).collect();
        match edition.panel.expect("a panel was asked for") {
            Err(_) => prop_assert!(is_at_risk(&own)),
            Ok(panel) => {
                prop_assert_eq!(panel.companies, pairs.len());
                for cell in panel.dimensions.into_iter().flatten() {
                    if let Cell::Published(figures) = cell {
                        prop_assert!(figures.companies >= FEWEST_COMPANIES);
                        prop_assert_eq!(figures.respondents, None);
                        prop_assert!((-100..=100).contains(&figures.q1) && figures.q1 <= figures.median && figures.median <= figures.q3);
                    }
                }
            }
        }
    }
}

/// A collection by hand: sectors of 12, 4, 3 and 8 companies, one size.
fn hand_made() -> Vec<Company> {
    let mut companies = Vec::new();
    for (sector, count) in [(0, 12), (1, 4), (2, 3), (3, 8)] {
        for number in 0..count {
            let score = f64::from(20 * sector + number);
            companies.push(Company {
                sector: sector as usize,
                size: (number % 2) as usize,
                respondents: (3 + number) as u32,
                today: vec![Some(score); DIMENSIONS],
                target: vec![Some(90.0); DIMENSIONS],
            });
        }
    }
    companies
}

#[test]
fn a_suppressed_cell_has_two_values_in_two_worlds() {
    let companies = hand_made();
    let edition = aggregate(&layout(), &companies, None).expect("an edition");
    let suppressed: Vec<bool> = edition
        .sectors
        .iter()
        .map(|group| matches!(group, Some(Group::Suppressed(_))))
        .collect();
    assert_eq!(suppressed, [false, true, true, false]);
    // The largest company of sector 1 and the smallest of sector 2, of one size class, change places.
    let (one, other) = (12 + 2, 12 + 4);
    let mut world = companies.clone();
    world[one].sector = 2;
    world[other].sector = 1;
    let told = aggregate(&layout(), &world, None).expect("an edition");
    assert_eq!(published(told), published(edition));
    let respondents = |companies: &[Company]| -> u32 {
        let own = companies.iter().filter(|company| company.sector == 1);
        own.map(|company| company.respondents).sum()
    };
    assert_ne!(respondents(&companies), respondents(&world));
}

#[test]
fn the_attack_succeeds_where_it_should() {
    // Without secondary suppression a subtraction gives the one that is missing: the attacker is no straw man.
    let known = [vec![1.0; 6], vec![1.0, 1.0, 1.0, 0.0, 0.0, 0.0]];
    assert!(is_combination(&known, &[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]));
    assert!(!is_combination(&known, &[0.0, 0.0, 0.0, 1.0, 1.0, 0.0]));
}
