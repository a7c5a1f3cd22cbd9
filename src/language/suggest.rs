//! “Did you mean”: the known name that an unknown one was meant to be.

use super::fold::folded;

/// The candidate nearest to `word`, if one is near enough to be what was meant.
///
/// Words are compared without case or accents, by the optimal string alignment distance: insertions, deletions,
/// substitutions and swaps of neighbours each cost one (Damerau 1964). At most one edit is forgiven in a word of up to
/// four letters, two up to eight, three beyond. The first of equally near candidates wins.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = folded(word).collect();
    let limit = match word.len() {
        0 => return None,
        1..=4 => 1,
        5..=8 => 2,
        _ => 3,
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let letters: Vec<char> = folded(candidate).collect();
            if letters.len().abs_diff(word.len()) > limit {
                return None;
            }
            let distance = distance(&word, &letters);
            // A word of one or two letters has nothing in common with what is that far from it.
            (distance <= limit && distance < word.len()).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate that `word` was certainly meant to be: the only one near enough, and one slip away, or two in a word of more than eight
/// letters.
pub fn certain<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<&'a str> {
    let nearest = closest(word, candidates.clone())?;
    let others = candidates.into_iter().filter(|other| *other != nearest);
    if closest(word, others).is_some() {
        return None;
    }
    let letters = |word: &str| folded(word).collect::<Vec<char>>();
    let (word, meant) = (letters(word), letters(nearest));
    let slips = if word.len() > 8 { 2 } else { 1 };
    (distance(&word, &meant) <= slips).then_some(nearest)
}

/// The optimal string alignment distance, row by row.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, left_letter) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(right.len() + 1);
        current.push(row + 1);
        for (column, right_letter) in right.iter().enumerate() {
            let substituted = last[column] + usize::from(left_letter != right_letter);
            let mut best = substituted
                .min(last[column + 1] + 1)
                .min(current[column] + 1);
            let swapped = row > 0
                && column > 0
                && *left_letter == right[column - 1]
                && left[row - 1] == *right_letter;
            if swapped {
                best = best.min(before_last[column - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = [
        "title",
        "date",
        "authors",
        "category",
        "tags",
        "déploiement",
    ];

    #[test]
    fn slips_of_the_hand_find_the_name_that_was_meant() {
        for (word, expected) in [
            ("tilte", Some("title")),
            ("Title", Some("title")),
            ("titre", Some("title")),
            ("dates", Some("date")),
            ("tag", Some("tags")),
            ("authrs", Some("authors")),
            ("catégorie", Some("category")),
            ("deploiment", Some("déploiement")),
            ("résumé", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(word, KEYS), expected, "{word}");
        }
    }

    #[test]
    fn the_nearest_wins_then_the_first() {
        assert_eq!(
            closest("lever", ["levier", "lever", "levers"]),
            Some("lever")
        );
        assert_eq!(closest("dat", ["data", "date"]), Some("data"));
    }

    #[test]
    fn what_is_near_to_one_name_only_is_certain() {
        for (word, expected) in [
            ("authrs", Some("authors")),
            ("Title", Some("title")),
            ("deploimant", Some("déploiement")),
            // Two slips in a short word may be another word.
            ("atuhrs", None),
            ("résumé", None),
        ] {
            assert_eq!(certain(word, KEYS), expected, "{word}");
        }
        assert_eq!(certain("levre", ["lever", "levers"]), None, "near to both");
        assert_eq!(certain("tags", ["tag", "tag"]), Some("tag"));
    }

    #[test]
    fn distance_counts_one_for_each_slip() {
        let between = |left: &str, right: &str| {
            distance(
                &left.chars().collect::<Vec<_>>(),
                &right.chars().collect::<Vec<_>>(),
            )
        };
        assert_eq!(between("", "abc"), 3);
        assert_eq!(between("abc", "abc"), 0);
        assert_eq!(between("abcd", "abdc"), 1);
        assert_eq!(between("ca", "abc"), 3);
        assert_eq!(between("kitten", "sitting"), 3);
    }
}
