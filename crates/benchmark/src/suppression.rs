//! Secondary suppression in a table whose total is published.
//!
//! The suppressed groups of a table add up to its total minus what is published of the others. So it is their *union* that everybody
//! can compute, and it is the union that must be safe.

use crate::safety::{Reason, Weight};

/// How much at least the sum of the other suppressed groups leaves open of a suppressed group's respondents: one part in so many. An
/// interval from subtraction must not come nearer to the truth than a tenth.
const PROTECTION: u64 = 10;

/// Suppresses, among the groups of a table, those at risk and as many others as keep them unknown. `known` groups are suppressed
/// already. Groups without companies are no cells: they stay `None`.
pub fn suppress(groups: &[Weight], known: &[Option<Reason>]) -> Vec<Option<Reason>> {
    let mut reasons: Vec<Option<Reason>> = groups
        .iter()
        .zip(known)
        .map(|(group, known)| match group.risk() {
            _ if group.companies == 0 => None,
            Some(risk) => Some(Reason::AtRisk(risk)),
            None => *known,
        })
        .collect();
    while !holds(groups, &reasons) {
        let Some(next) = next_shield(groups, &reasons) else {
            break;
        };
        reasons[next] = Some(Reason::Shield);
    }
    reasons
}

/// The group to suppress next: the smallest that is enough by itself, else the smallest.
fn next_shield(groups: &[Weight], reasons: &[Option<Reason>]) -> Option<usize> {
    let mut published: Vec<usize> = (0..groups.len())
        .filter(|position| reasons[*position].is_none() && groups[*position].companies > 0)
        .collect();
    published.sort_by_key(|position| {
        (
            groups[*position].companies,
            groups[*position].respondents,
            *position,
        )
    });
    let suffices = |position: &&usize| {
        let mut tried = reasons.to_vec();
        tried[**position] = Some(Reason::Shield);
        holds(groups, &tried)
    };
    let enough = published.iter().find(suffices);
    enough.or(published.first()).copied()
}

/// Whether nothing can be learnt of the suppressed groups from the total and the published ones.
fn holds(groups: &[Weight], reasons: &[Option<Reason>]) -> bool {
    let suppressed: Vec<Weight> = groups
        .iter()
        .zip(reasons)
        .filter(|(_, reason)| reason.is_some())
        .map(|(group, _)| *group)
        .collect();
    let union = |left_out: Option<usize>| {
        suppressed
            .iter()
            .enumerate()
            .filter(|(position, _)| Some(*position) != left_out)
            .fold(Weight::default(), |union, (_, group)| union.and(*group))
    };
    match suppressed.len() {
        0 => true,
        // A single one is what the others lack.
        1 => false,
        cells => {
            union(None).risk().is_none()
                && suppressed.iter().enumerate().all(|(position, group)| {
                    let rest = union(Some(position));
                    // A company that is alone in its group knows it, and so the union of the others.
                    let told_by_insider = group.companies == 1 && rest.risk().is_some();
                    // Each of the others has one respondent at least.
                    let slack = rest.respondents.saturating_sub(cells as u64 - 1);
                    !told_by_insider && PROTECTION * slack >= group.respondents
                })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::safety::Risk;

    fn suppressed(groups: &[&[u32]]) -> Vec<bool> {
        let weights: Vec<Weight> = groups
            .iter()
            .map(|group| Weight::of(group.iter().copied()))
            .collect();
        suppress(&weights, &vec![None; weights.len()])
            .iter()
            .map(Option::is_some)
            .collect()
    }

    const TEN: [u32; 10] = [7; 10];

    #[test]
    fn five_companies_of_which_none_prevails_are_published() {
        assert_eq!(suppressed(&[&[5; 5], &TEN]), [false, false]);
        assert_eq!(
            suppressed(&[&[4, 1, 1, 1, 1], &TEN]),
            [false, false],
            "half"
        );
    }

    #[test]
    fn a_group_at_risk_takes_the_smallest_other_with_it() {
        assert_eq!(
            suppressed(&[&[5; 4], &[5; 6], &[5; 8], &TEN]),
            [true, true, false, false]
        );
        assert_eq!(
            suppressed(&[&[9, 2, 2, 2, 2], &TEN, &[5; 6]]),
            [true, false, true],
            "dominated"
        );
    }

    #[test]
    fn two_groups_at_risk_shield_each_other_where_their_union_is_safe() {
        assert_eq!(suppressed(&[&[5; 3], &[5; 2], &TEN]), [true, true, false]);
        assert_eq!(
            suppressed(&[&[5; 2], &[5; 2], &TEN, &[5; 5]]),
            [true, true, false, true],
            "four companies in all are too few"
        );
    }

    #[test]
    fn a_company_alone_in_its_group_does_not_learn_another_group() {
        // It would subtract itself from the union, and know the four.
        assert_eq!(
            suppressed(&[&[5], &[5; 4], &TEN, &[5; 6]]),
            [true, true, false, true]
        );
    }

    #[test]
    fn a_light_group_is_no_shield_for_a_heavy_one() {
        // 400 respondents at most 402 less one: the interval would be the answer.
        assert_eq!(
            suppressed(&[&[100; 4], &[1, 1], &TEN, &[80; 20]]),
            [true, true, true, false]
        );
    }

    #[test]
    fn a_tenth_is_enough_to_the_respondent() {
        // 720 respondents, and between 720 and 792 from subtraction: exactly a tenth, which 1.1 × 720 is not in floating point.
        assert_eq!(
            suppressed(&[&[180; 4], &[36, 37], &TEN, &[80; 20]]),
            [true, true, false, false]
        );
        assert_eq!(
            suppressed(&[&[180; 4], &[36, 36], &TEN, &[80; 20]]),
            [true, true, true, false]
        );
    }

    #[test]
    fn of_two_groups_none_is_left() {
        assert_eq!(suppressed(&[&[5; 3], &TEN]), [true, true]);
        assert_eq!(suppressed(&[&[], &[5; 3], &TEN]), [false, true, true]);
    }

    #[test]
    fn each_group_has_its_reason() {
        let groups = [Weight::of([5; 4]), Weight::of([3, 1, 1]), Weight::of(TEN)];
        assert_eq!(
            suppress(&groups, &[None; 3]),
            [
                Some(Reason::AtRisk(Risk::TooFew { companies: 4 })),
                Some(Reason::AtRisk(Risk::TooFew { companies: 3 })),
                None
            ]
        );
    }
}
