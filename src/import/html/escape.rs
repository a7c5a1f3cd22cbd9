//! Words as Markdown that says just these words.

/// Appends `text` to `markdown`, with a backslash before what Markdown would read as a sign.
pub fn push_escaped(markdown: &mut String, text: &str) {
    let mut previous = markdown.chars().next_back();
    let mut symbols = text.chars().peekable();
    while let Some(symbol) = symbols.next() {
        let next = symbols.peek().copied();
        let is_sign = match symbol {
            '\\' | '`' | '*' | '[' | ']' | '~' => true,
            '_' => {
                !previous.is_some_and(char::is_alphanumeric)
                    || !next.is_some_and(char::is_alphanumeric)
            }
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if is_sign {
            markdown.push('\\');
        }
        markdown.push(symbol);
        previous = Some(symbol);
    }
}

/// `line`, at whose beginning Markdown would see a title, a list, a quotation or a rule, with a backslash that says it is none.
pub fn start_of_line(line: &str) -> String {
    let only = |signs: &str| line.chars().all(|symbol| signs.contains(symbol));
    let mut symbols = line.chars();
    let escaped_at = match symbols.next() {
        None => return String::new(),
        Some('#') => {
            let after = line.trim_start_matches('#');
            (after.is_empty() || after.starts_with(' ')).then_some(0)
        }
        // A colon begins a definition, with or without a space.
        Some('>' | '|' | ':') => Some(0),
        Some('-' | '+' | '=') => {
            let marker = symbols.next().is_none_or(|next| next == ' ');
            (marker || only("-=|: ")).then_some(0)
        }
        Some('0'..='9') => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let after = &line[digits..];
            let marker = after.starts_with(['.', ')'])
                && after[1..].chars().next().is_none_or(|next| next == ' ');
            (marker && digits < 10).then_some(digits)
        }
        Some(_) => None,
    };
    match escaped_at {
        Some(place) => format!("{}\\{}", &line[..place], &line[place..]),
        None => line.to_owned(),
    }
}

/// `text` between as many backticks as it needs.
pub fn code_span(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    // One space on each side is not part of the code.
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// `code` as a fenced block.
pub fn fenced(language: &str, code: &str) -> String {
    let fence = "`".repeat((longest_run(code, '`') + 1).max(3));
    let code = code.trim_matches('\n').trim_end();
    format!("{fence}{language}\n{code}\n{fence}")
}

fn longest_run(text: &str, sign: char) -> usize {
    text.split(|symbol| symbol != sign)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

/// `address` as the destination of a link.
pub fn destination(address: &str) -> String {
    let plain = !address.is_empty()
        && !address
            .contains(|it: char| it.is_whitespace() || it.is_control() || "()<>\\".contains(it));
    if plain {
        return address.to_owned();
    }
    let mut written = String::from("<");
    for symbol in address.chars() {
        match symbol {
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '\\' => written.push_str("%5C"),
            _ if symbol.is_control() => {}
            _ => written.push(symbol),
        }
    }
    written.push('>');
    written
}
