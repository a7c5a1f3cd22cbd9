//! What pages load, read from the pages themselves and from the scripts and style sheets that they name: a list written by hand would
//! forget the module that was added last.

use super::Addresses;
use crate::paths::resolved;
use crate::render::assets::Assets;

/// What may stand before the name of a module, so that a script loads it: at once, or when it is needed.
const IMPORTS: [&str; 3] = ["from \"", "import \"", "import(\""];

/// Beside a script, what is fetched from its own address.
const BESIDE: &str = "new URL(\"";

/// Where the WebAssembly modules are; scripts know them by their names.
const MODULES: &str = "wasm/";

/// The addresses of the theme's files that the pages `html` load, those of scripts and style sheets among them, with the base path.
pub fn files(html: &str, assets: &Assets) -> Addresses {
    let mut found = Addresses::new();
    let mut waiting: Vec<String> = texts_after(html, assets.href(), &['"', ' '])
        .map(str::to_owned)
        .collect();
    while let Some(name) = waiting.pop() {
        let Some(bytes) = assets.named(&name) else {
            continue;
        };
        if !found.insert(assets.file_href(&name)) {
            continue;
        }
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        if name.ends_with(".js") {
            waiting.extend(of_script(&name, text, html));
        } else if name.ends_with(".css") {
            waiting.extend(of_stylesheet(&name, text));
        }
    }
    found
}

/// The addresses of data that elements of the pages `html` fetch: attributes such as `data-former="/kb/…/versions.json"`.
pub fn data(html: &str, base: &str) -> Addresses {
    let attributes = html.split(" data-").skip(1);
    attributes
        .filter_map(|rest| {
            let (name, value) = rest.split_once("=\"")?;
            let is_name = name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let value = value.split('"').next()?;
            (is_name && value.starts_with(base) && value.ends_with(".json"))
                .then(|| value.to_owned())
        })
        .collect()
}

/// The files that the script `name` may load on the pages `html`.
fn of_script(name: &str, text: &str, html: &str) -> Vec<String> {
    let mut files = Vec::new();
    for line in text.lines().filter(|line| is_for(line, html)) {
        for mark in IMPORTS.into_iter().chain([BESIDE]) {
            files.extend(texts_after(line, mark, &['"']).map(|target| joined(name, target)));
        }
        let modules = line.split('"').filter(|text| text.ends_with(".wasm"));
        files.extend(modules.map(|module| format!("{MODULES}{module}")));
    }
    files
}

/// Whether a line of a script is for something that stands in the pages `html`. One such as `"parvis-toc": () => import("./toc.js"),`
/// says itself what it is for: an element, or a class.
fn is_for(line: &str, html: &str) -> bool {
    let selector = line
        .trim_start()
        .strip_prefix('"')
        .and_then(|rest| rest.split_once("\": () => import("))
        .map(|(selector, _)| selector);
    selector.is_none_or(|selector| match selector.strip_prefix('.') {
        Some(class) => html.contains(&format!("class=\"{class}\"")),
        None => html.contains(&format!("<{selector}")),
    })
}

/// The files that the style sheet `name` loads for a text in French or English: a font for the letters of other languages is fetched
/// when a page has one.
fn of_stylesheet(name: &str, text: &str) -> Vec<String> {
    let rules = text.split('}');
    let rules = rules.filter(|rule| !rule.contains("unicode-range") || has_latin_letters(rule));
    rules
        .flat_map(|rule| texts_after(rule, "url(", &[')']))
        .map(|target| joined(name, target.trim_matches(['"', '\''])))
        .collect()
}

/// Whether the `unicode-range` of a face holds the letter a.
fn has_latin_letters(rule: &str) -> bool {
    let (_, ranges) = rule.split_once("unicode-range").unwrap_or_default();
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    let ranges = ranges.split([':', ',', ';']).map(str::trim);
    let mut ranges = ranges.filter_map(|range| range.strip_prefix("U+"));
    ranges.any(|range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        let ends = number(first).zip(number(last));
        ends.is_some_and(|(first, last)| (first..=last).contains(&u32::from('a')))
    })
}

/// What stands behind each `mark` in `text`, until one of `ends`.
fn texts_after<'a>(
    text: &'a str,
    mark: &'a str,
    ends: &'static [char],
) -> impl Iterator<Item = &'a str> {
    let behind = text.split(mark).skip(1);
    behind.filter_map(move |rest| rest.split(ends).next())
}

/// The path of `target`, as the file `from` says it; empty, which no file is, where it leads out of the theme.
fn joined(from: &str, target: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    resolved(folder, target).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loads_what_it_imports_now_or_later() {
        let script = "import { a } from \"../dom.js\";\nimport \"./b.js\";\nconst { c } = await import(\"./c/d.js\");\n\
            new Worker(new URL(\"worker.js\", import.meta.url));\nopen(\"qr.wasm\");\n";
        let files = of_script("js/selftest/result.js", script, "");
        assert_eq!(
            files,
            [
                "js/dom.js",
                "js/selftest/b.js",
                "js/selftest/c/d.js",
                "js/selftest/worker.js",
                "wasm/qr.wasm"
            ]
        );
    }

    #[test]
    fn what_is_for_an_element_is_loaded_where_the_element_stands() {
        let script = "  \"parvis-toc\": () => import(\"./elements/toc.js\"),\n\".term\": () => import(\"./elements/term.js\"),\n";
        let files = |html| of_script("js/main.js", script, html);
        assert_eq!(files("<main></main>"), [""; 0]);
        assert_eq!(files("<parvis-toc></parvis-toc>"), ["js/elements/toc.js"]);
        assert_eq!(files("<span class=\"term\">"), ["js/elements/term.js"]);
    }

    #[test]
    fn a_font_for_other_letters_waits_for_them() {
        let css = "@font-face { src: url(\"../fonts/a.woff2\"); unicode-range: U+20-7E, U+A0; }\n\
            @font-face { src: url('../fonts/b.woff2'); unicode-range: U+100-17F; }\n.c { background: url(../img/c.svg) }";
        assert_eq!(
            of_stylesheet("css/parvis.css", css),
            ["fonts/a.woff2", "img/c.svg"]
        );
    }

    #[test]
    fn data_of_elements_are_files_of_the_site() {
        let html = "<parvis-a data-former=\"/kb/v.json\" data-other=\"https://example.org/kb/w.json\" data-module=\"/kb/m.wasm\">\
            <link href=\"/kb/feed.json\"><p title=\"a data-b\">";
        assert_eq!(
            data(html, "/kb/").into_iter().collect::<Vec<_>>(),
            ["/kb/v.json"]
        );
    }
}
