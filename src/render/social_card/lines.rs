//! Cutting a title into lines: as large as it fits, and lines of about the same length.

/// The place of a title on a card, in the units of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// The largest size of type.
    pub largest: f32,
    /// The smallest.
    pub smallest: f32,
    /// Height of a line, in sizes of type.
    pub line_height: f32,
}

impl Place {
    /// The sizes of type to try, each a twelfth smaller than the one before.
    fn sizes(&self) -> impl Iterator<Item = f32> {
        let smaller = |size: &f32| Some(size * 11.0 / 12.0);
        let sizes = std::iter::successors(Some(self.largest), smaller);
        sizes.take_while(|size| *size > self.smallest)
    }
}

/// A title in its lines.
#[derive(Debug, PartialEq)]
pub struct Lines {
    /// Size of type.
    pub size: f32,
    /// From the first to the last.
    pub lines: Vec<String>,
}

/// A piece of a title that stays on one line.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    /// Whether a blank stands before it on the same line.
    spaced: bool,
}

/// Cuts `title` into lines for `place`, where `measure` gives the length of a text in sizes of type. A title that is too long even in
/// the smallest type ends in an ellipsis; a word that is too long for a line goes on in the next.
pub fn lines(title: &str, place: &Place, measure: impl Fn(&str) -> f32) -> Lines {
    let pieces = pieces(title);
    for size in place.sizes().chain([place.smallest]) {
        let (width, most) = (place.width / size, most_lines(place, size));
        let is_too_wide = |piece: &Piece| measure(&piece.text) > width;
        if pieces.iter().any(is_too_wide) {
            continue;
        }
        let lines = filled(&pieces, width, &measure);
        if lines.len() <= most {
            let lines = balanced(&pieces, lines.len(), width, &measure);
            return Lines { size, lines };
        }
    }
    let size = place.smallest;
    let (width, most) = (place.width / size, most_lines(place, size));
    let pieces: Vec<Piece> = pieces
        .into_iter()
        .flat_map(|piece| broken(piece, width, &measure))
        .collect();
    let mut lines = filled(&pieces, width, &measure);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && measure(&format!("{last}…")) > width {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    Lines { size, lines }
}

fn most_lines(place: &Place, size: f32) -> usize {
    ((place.height / (size * place.line_height)) as usize).max(1)
}

/// A line may end at a blank, but not at one that does not break, and after a hyphen.
fn pieces(title: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in title
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
    {
        let mut spaced = true;
        for part in word.split_inclusive('-') {
            pieces.push(Piece {
                text: part.to_owned(),
                spaced,
            });
            spaced = false;
        }
    }
    pieces
}

/// Lines as full as they can be.
fn filled(pieces: &[Piece], width: f32, measure: &impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        let blank = if piece.spaced { " " } else { "" };
        let longer = lines
            .last()
            .map(|line| format!("{line}{blank}{}", piece.text))
            .filter(|line| measure(line) <= width);
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(piece.text.clone()),
        }
    }
    lines
}

/// As many lines as `count`, the longest as short as it can be.
fn balanced(
    pieces: &[Piece],
    count: usize,
    width: f32,
    measure: &impl Fn(&str) -> f32,
) -> Vec<String> {
    let widest = pieces.iter().map(|piece| measure(&piece.text));
    let (mut narrow, mut wide) = (widest.fold(0.0, f32::max), width);
    // A thousandth of the width is less than anyone sees.
    for _ in 0..10 {
        let middle = f32::midpoint(narrow, wide);
        if filled(pieces, middle, measure).len() > count {
            narrow = middle;
        } else {
            wide = middle;
        }
    }
    filled(pieces, wide, measure)
}

/// The piece, cut wherever it must be to fit in a line.
fn broken(piece: Piece, width: f32, measure: &impl Fn(&str) -> f32) -> Vec<Piece> {
    if measure(&piece.text) <= width {
        return vec![piece];
    }
    let mut parts = vec![Piece {
        text: String::new(),
        spaced: piece.spaced,
    }];
    for character in piece.text.chars() {
        let last = parts.len() - 1;
        let longer = format!("{}{character}", parts[last].text);
        if measure(&longer) > width && !parts[last].text.is_empty() {
            parts.push(Piece {
                text: character.to_string(),
                spaced: false,
            });
        } else {
            parts[last].text = longer;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each letter is half as long as the type is high.
    fn measure(text: &str) -> f32 {
        text.chars().count() as f32 / 2.0
    }

    fn place() -> Place {
        Place {
            width: 100.0,
            height: 60.0,
            largest: 20.0,
            smallest: 10.0,
            line_height: 1.0,
        }
    }

    fn cut(title: &str) -> (f32, Vec<String>) {
        let Lines { size, lines } = lines(title, &place(), measure);
        (size, lines)
    }

    fn owned(lines: &[&str]) -> Vec<String> {
        lines.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_small() {
        assert_eq!(cut("La lampe"), (20.0, owned(&["La lampe"])));
        let long = "Le client, l’escalier, le couloir, la porte, la rue, la place et le parvis";
        let (size, lines) = cut(long);
        assert!((10.0..11.0).contains(&size), "{size}");
        assert_eq!(
            lines,
            [
                "Le client,",
                "l’escalier, le",
                "couloir, la porte,",
                "la rue, la place",
                "et le parvis"
            ]
        );
    }

    #[test]
    fn a_line_does_not_end_at_a_blank_that_does_not_break() {
        assert_eq!(
            cut("Un deux\u{a0}: trois"),
            (20.0, owned(&["Un deux\u{a0}:", "trois"]))
        );
    }

    #[test]
    fn a_word_longer_than_a_line_goes_on_in_the_next() {
        assert_eq!(
            cut("anticonstitutionnellement"),
            (10.0, owned(&["anticonstitutionnell", "ement"]))
        );
        assert_eq!(cut("porte-parole"), (20.0, owned(&["porte-", "parole"])));
    }

    #[test]
    fn a_title_without_end_ends_in_an_ellipsis() {
        let (size, lines) = cut(&"mot ".repeat(60));
        assert_eq!((size, lines.len()), (10.0, 6));
        assert_eq!(lines[5], "mot mot mot mot mot…");
        assert_eq!(cut(""), (20.0, Vec::new()));
    }

    proptest! {
        #[test]
        fn every_line_fits(title in "[a-zé’ \u{a0}-]{0,120}") {
            let place = place();
            let Lines { size, lines } = lines(&title, &place, measure);
            for line in &lines {
                prop_assert!(measure(line) * size <= place.width + 0.01, "{line}");
            }
            prop_assert!(lines.len() as f32 * size * place.line_height <= place.height);
        }
    }
}
