//! Texts with gaps: in them `%name%` stands for a value. A line that names what is not to be had is left out.

/// The values of gaps, each by its name between percent signs.
#[derive(Debug, Default)]
pub struct Values(Vec<(&'static str, Option<String>)>);

impl Values {
    /// `name` stands for `value`; `None` leaves out the lines that hold it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: Option<String>) -> Self {
        self.0.push((name, value));
        self
    }

    /// `text` with its values.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        for line in text.lines() {
            if let Some(line) = self.fill_line(line) {
                filled.push_str(&line);
                filled.push('\n');
            }
        }
        filled
    }

    fn fill_line(&self, line: &str) -> Option<String> {
        let Some(start) = line.find('%') else {
            return Some(line.to_owned());
        };
        let (before, rest) = line.split_at(start);
        match self.0.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, value)) => {
                let rest = self.fill_line(&rest[name.len()..])?;
                Some(format!("{before}{}{rest}", value.as_ref()?))
            }
            None => Some(format!("{before}%{}", self.fill_line(&rest[1..])?)),
        }
    }
}

/// `text` as it may stand between straight quotes in YAML: on one line, with the apostrophes of print.
pub fn in_one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .map(|it| if it.is_control() { ' ' } else { it })
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    let line: Vec<char> = words.join(" ").chars().collect();
    let letter = |place: usize| line.get(place).is_some_and(|it| it.is_alphanumeric());
    let typeset = |(place, character): (usize, &char)| {
        let within = place > 0 && letter(place - 1) && letter(place + 1);
        if *character == '\'' && within {
            '’'
        } else {
            *character
        }
    };
    line.iter().enumerate().map(typeset).collect()
}

/// `text`, which is on one line, without its quotes: as the inside of a value between straight quotes.
pub fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_names_what_is_not_there_is_left_out() {
        let values = Values::default()
            .with("%a%", Some("x%b%".to_owned()))
            .with("%b%", None);
        assert_eq!(values.fill("1 %a% %\n2 %a% %b%\n3\n"), "1 x%b% %\n3\n");
    }

    #[test]
    fn a_title_stays_on_its_line() {
        for (title, expected) in [
            ("L'accueil", "L’accueil"),
            ("  deux\n---\nlignes\t", "deux --- lignes"),
            ("'entre apostrophes'", "'entre apostrophes'"),
            ("", ""),
        ] {
            assert_eq!(in_one_line(title), expected);
        }
    }
}
