//! A strip plot in text: each person's letter at the place of the person's score.

/// The highest score.
const HIGHEST: f64 = 100.0;

/// The mark of a place where several persons stand; their letters are below it.
const SEVERAL: char = '●';

/// The lines of a strip `columns` wide, its two ends included. A person alone at a place is a letter there; several are a mark, with their
/// letters below it, on as few lines as they need.
pub fn strip(scores: &[(char, f64)], columns: usize) -> Vec<String> {
    let inner = columns.saturating_sub(2).max(2);
    let mut places: Vec<String> = vec![String::new(); inner];
    for (letter, score) in scores {
        places[place(*score, inner)].push(*letter);
    }
    let axis: String = places
        .iter()
        .map(|letters| {
            let mut letters = letters.chars();
            match (letters.next(), letters.next()) {
                (None, _) => '─',
                (Some(letter), None) => letter,
                (Some(_), Some(_)) => SEVERAL,
            }
        })
        .collect();
    let mut rows: Vec<String> = Vec::new();
    for (column, letters) in places.iter().enumerate() {
        let length = letters.chars().count();
        if length < 2 {
            continue;
        }
        // Centred below the mark, which stands one column further than its place: the left end is before it.
        let start = (column + 1).saturating_sub((length - 1) / 2);
        let start = start.min(columns.saturating_sub(length));
        // One space at least keeps neighbours apart.
        let fits = |row: &String| row.is_empty() || row.chars().count() < start;
        let row = rows.iter().position(fits).unwrap_or_else(|| {
            rows.push(String::new());
            rows.len() - 1
        });
        let filled = rows[row].chars().count();
        rows[row].push_str(&" ".repeat(start - filled));
        rows[row].push_str(letters);
    }
    let mut lines = vec![format!("├{axis}┤")];
    lines.extend(rows);
    lines
}

/// The scale above strips `columns` wide.
pub fn scale(columns: usize) -> String {
    let inner = columns.saturating_sub(2).max(2);
    let mut line: Vec<char> = vec![' '; columns];
    for mark in ["0", "25", "50", "75", "100"] {
        let score: f64 = mark.parse().unwrap_or_default();
        let start = (place(score, inner) + 2).saturating_sub(mark.len().div_ceil(2));
        for (offset, digit) in mark.chars().enumerate() {
            if let Some(cell) = line.get_mut(start + offset) {
                *cell = digit;
            }
        }
    }
    line.into_iter().collect::<String>().trim_end().to_owned()
}

fn place(score: f64, inner: usize) -> usize {
    let share = (score / HIGHEST).clamp(0.0, 1.0);
    ((share * (inner - 1) as f64).round() as usize).min(inner - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_at_their_scores_and_never_hide_each_other() {
        let scores = [
            ('A', 0.0),
            ('B', 100.0),
            ('C', 50.0),
            ('D', 50.0),
            ('E', 60.0),
            ('F', 60.0),
        ];
        assert_eq!(
            strip(&scores, 13),
            ["├A────●●───B┤", "      CD", "       EF"]
        );
        let all: Vec<(char, f64)> = ('A'..='G').map(|letter| (letter, 100.0)).collect();
        assert_eq!(strip(&all, 13), ["├──────────●┤", "      ABCDEFG"]);
    }

    #[test]
    fn the_scale_has_its_marks_above_their_places() {
        assert_eq!(scale(43), " 0         25        50        75       100");
        assert_eq!(
            strip(&[('A', 50.0)], 43)[0]
                .chars()
                .position(|it| it == 'A'),
            Some(21)
        );
    }
}
