//! Stars where Markdown takes them for emphasis, tags where it would not.
//!
//! `**« Oui »**, dit-il` works and `**« Oui »**dit-il` does not: whether a star opens or closes depends on its neighbours. The writer
//! marks where emphasis begins and ends; here the marks become signs, once both neighbours are known. What was written is read back, and
//! where it does not say the same, tags replace every star.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// A line break within a paragraph.
pub const BREAK: char = '\u{1}';
/// The end of a paragraph, in text where a blank line is one.
pub const PARAGRAPH: char = '\u{2}';
/// Where strong emphasis begins and ends.
pub const STRONG: [char; 2] = ['\u{3}', '\u{4}'];
/// Where emphasis begins and ends.
pub const EMPHASIS: [char; 2] = ['\u{5}', '\u{6}'];
/// Before a piece of code: a space, where one ends there, whose backticks would run into its own.
pub const CODE: char = '\u{7}';

/// How the marks are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Signs {
    /// Stars, or a tag where a star would not do.
    Stars,
    Tags,
    Nothing,
}

/// `marked` with signs in place of its marks. `tags` may be used if the text is allowed to hold HTML.
pub fn written(marked: &str, tags: bool) -> String {
    if !marked.contains([STRONG[0], EMPHASIS[0], CODE]) {
        return marked.to_owned();
    }
    let plain = replace(marked, Signs::Nothing, tags);
    let stars = replace(marked, Signs::Stars, tags);
    // But for spaces: signs part pieces of code that touch without them.
    let solid = |words: &str| words.replace(char::is_whitespace, "");
    let (words, _) = read(&plain);
    let (starred, found) = read(&stars);
    let wanted = marked.matches([STRONG[0], EMPHASIS[0]]).count();
    let tagged = stars.matches("<strong>").count() + stars.matches("<em>").count();
    if solid(&words) == solid(&starred) && found + tagged == wanted {
        stars
    } else if tags {
        replace(marked, Signs::Tags, tags)
    } else {
        plain
    }
}

fn is_mark(symbol: char) -> bool {
    STRONG.contains(&symbol) || EMPHASIS.contains(&symbol)
}

fn is_written(symbol: char) -> bool {
    !is_mark(symbol) && symbol != CODE
}

fn is_opening(symbol: char) -> bool {
    symbol == STRONG[0] || symbol == EMPHASIS[0]
}

fn replace(marked: &str, signs: Signs, tags: bool) -> String {
    let symbols: Vec<char> = marked.chars().collect();
    // Whether the pair that each open mark begins is written with stars.
    let mut open: Vec<(char, bool)> = Vec::new();
    let mut written = String::with_capacity(marked.len() + 16);
    for (place, &symbol) in symbols.iter().enumerate() {
        if symbol == CODE {
            if written.ends_with('`') {
                written.push(' ');
            }
            continue;
        }
        if !is_mark(symbol) {
            written.push(symbol);
            continue;
        }
        let (strong, opening) = (STRONG.contains(&symbol), is_opening(symbol));
        let stars = if opening {
            let stars = signs == Signs::Stars
                && closing_of(&symbols, place)
                    .is_some_and(|end| opens(&symbols, place) && closes(&symbols, end));
            open.push((symbol, stars));
            stars
        } else {
            open.pop().is_some_and(|(_, stars)| stars)
        };
        let sign = match (stars, strong) {
            (true, true) => "**",
            (true, false) => "*",
            (false, _) if signs == Signs::Nothing || !tags => "",
            (false, true) if opening => "<strong>",
            (false, true) => "</strong>",
            (false, false) if opening => "<em>",
            (false, false) => "</em>",
        };
        written.push_str(sign);
    }
    written
}

/// The mark that closes the one at `place`: marks are well nested.
fn closing_of(symbols: &[char], place: usize) -> Option<usize> {
    let mut depth = 0usize;
    symbols
        .iter()
        .enumerate()
        .skip(place)
        .find_map(|(at, &symbol)| {
            if is_mark(symbol) {
                if is_opening(symbol) {
                    depth += 1;
                } else {
                    depth = depth.saturating_sub(1);
                }
            }
            (depth == 0).then_some(at)
        })
}

fn opens(symbols: &[char], place: usize) -> bool {
    let next = symbols[place..].iter().copied().find(|it| is_written(*it));
    let mut before = symbols[..place].iter().rev().copied();
    let touching = before.clone().next();
    let previous = before.find(|it| is_written(*it));
    if touching.is_some_and(|it| is_mark(it) && !is_opening(it)) {
        return false;
    }
    flanks(next, previous)
}

fn closes(symbols: &[char], place: usize) -> bool {
    let previous = symbols[..place]
        .iter()
        .rev()
        .copied()
        .find(|it| is_written(*it));
    let mut after = symbols[place + 1..].iter().copied();
    let next = after.find(|it| is_written(*it));
    flanks(previous, next)
}

/// CommonMark's rule, seen from the star: what it holds is no space, and is a letter or has no letter beyond.
fn flanks(inside: Option<char>, outside: Option<char>) -> bool {
    let is_space = |it: Option<char>| it.is_none_or(|it| it.is_whitespace() || it.is_control());
    let is_sign = |it: Option<char>| it.is_some_and(|it| !it.is_alphanumeric());
    !is_space(inside) && (!is_sign(inside) || is_space(outside) || is_sign(outside))
}

/// The words that Markdown reads in `text`, and how many emphases.
fn read(text: &str) -> (String, usize) {
    let text = text.replace(BREAK, "\n");
    let mut words = String::new();
    let mut emphases = 0;
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::InlineHtml(tag) | Event::Html(tag) if !is_emphasis_tag(&tag) => {
                words.push_str(&tag);
            }
            Event::SoftBreak | Event::HardBreak => words.push('\n'),
            Event::Start(Tag::Strong | Tag::Emphasis) => emphases += 1,
            _ => {}
        }
    }
    (words, emphases)
}

fn is_emphasis_tag(tag: &str) -> bool {
    matches!(tag, "<strong>" | "</strong>" | "<em>" | "</em>")
}
