//! Where the text of a fenced block stands in its file.
//!
//! Markdown gives the text without what is not its own: the signs of the list or the quotation around it before each line, the carriage return
//! of Windows after it. A fault in the text has to be told at what the editor wrote.

use crate::diagnostics::Span;

/// The text of a block, and what is written from its first sign on.
pub struct Block<'a> {
    /// Without what is not its own.
    pub text: &'a str,
    source: &'a str,
    /// Where each line begins in the text, and where in the source; none where the source begins with the text.
    lines: Vec<(usize, usize)>,
}

impl<'a> Block<'a> {
    /// The block `text`, written in `source`, which begins where its text begins and goes on at least to its end.
    pub fn new(text: &'a str, source: &'a str) -> Self {
        let lines = if source.starts_with(text) {
            Vec::new()
        } else {
            let pairs = lines(text).zip(lines(source));
            pairs
                .map(|((own, line), (there, written))| {
                    // What is not its own stands before it.
                    (own, there + written.len().saturating_sub(line.len()))
                })
                .collect()
        };
        Self {
            text,
            source,
            lines,
        }
    }

    /// Where a part of the text stands, counted from the start of the source.
    pub fn place(&self, span: Span) -> Span {
        let start = self.offset(span.start as usize);
        Span::new(start..self.offset(span.end as usize).max(start))
    }

    fn offset(&self, own: usize) -> usize {
        let before = self.lines.partition_point(|(start, _)| *start <= own);
        let line = before.checked_sub(1).map(|line| self.lines[line]);
        let place = line.map_or(own, |(start, there)| there + own - start);
        let mut place = place.min(self.source.len());
        while !self.source.is_char_boundary(place) {
            place -= 1;
        }
        place
    }
}

/// The lines of a text without their ends, each with where it begins. Markdown ends lines as Windows, as Unix, and as the first Macintosh did.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let rest = &text[start..];
        let length = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let end = &rest[length..];
        let end = if end.starts_with("\r\n") {
            2
        } else {
            end.len().min(1)
        };
        next = (end > 0).then_some(start + length + end);
        Some((start, &rest[..length]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the source has from where `part` of the text is said to stand.
    fn found<'a>(text: &str, source: &'a str, part: &str) -> &'a str {
        let own = text.find(part).expect("a part of the text");
        let span = Block::new(text, source).place(Span::new(own..own + part.len()));
        &source[span.start as usize..span.end as usize]
    }

    #[test]
    fn a_block_by_itself_stands_where_it_is_read() {
        assert_eq!(found("a: é\nb: ç\n", "a: é\nb: ç\n```\n", "ç"), "ç");
    }

    #[test]
    fn lines_of_windows_are_longer_than_they_are_read() {
        let source = "a: é\r\nb: è\r\nc: ç\r\n```\r\n";
        assert_eq!(found("a: é\nb: è\nc: ç\n", source, "ç"), "ç");
    }

    #[test]
    fn the_signs_of_a_list_and_a_quotation_are_not_its_own() {
        let source = "a: é\n  > b: è\n  >\n  > c: ç\n  > ```\n";
        assert_eq!(found("a: é\nb: è\n\nc: ç\n", source, "è"), "è");
        assert_eq!(found("a: é\nb: è\n\nc: ç\n", source, "c: ç"), "c: ç");
    }

    #[test]
    fn what_is_written_otherwise_has_a_place_between_two_characters() {
        // A tab that is indentation in part is read as spaces.
        let (text, source) = ("a\n  é\n\u{fffd}", "a\n\té\n😀");
        let block = Block::new(text, source);
        for own in 0..=text.len() + 3 {
            let Span { start, end } = block.place(Span::new(own..own + 1));
            assert!(source.get(start as usize..end as usize).is_some(), "{own}");
        }
    }
}
