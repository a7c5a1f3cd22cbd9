//! What leaves a drawing, and what stays.

use proptest::prelude::*;

use super::*;

/// A drawing around `content`.
fn drawing(content: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 8 6\">{content}</svg>"
    )
}

/// What is published of a drawing around `content`.
fn published(content: &str) -> String {
    let text = drawing(content);
    let (svg, _, _) = read(&text).unwrap_or_else(|fault| panic!("{fault:?} in {text}"));
    let (frame, _) = text.split_once(content).unwrap();
    svg.strip_prefix(frame)
        .and_then(|rest| rest.strip_suffix("</svg>"))
        .unwrap()
        .to_owned()
}

fn fault(text: &str) -> Option<DrawingFault> {
    read(text).err().map(|(_, fault)| fault)
}

#[test]
fn scripts_handlers_and_foreign_parts_are_cut_out_and_nothing_else() {
    for (content, expected) in [
        (
            "<script>alert(1)</script><path d=\"M0 0\"/>",
            "<path d=\"M0 0\"/>",
        ),
        ("<g><SCRIPT href=\"a.js\"/></g>", "<g></g>"),
        (
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">1</x:script>",
            "",
        ),
        (
            "<path d=\"M0 0\"\n  onload=\"x()\" fill=\"red\"/>",
            "<path d=\"M0 0\" fill=\"red\"/>",
        ),
        ("<path onClick='x()'/>", "<path/>"),
        (
            "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\" onload=\"x()\">a</p></foreignObject>",
            "",
        ),
        ("<p xmlns=\"http://www.w3.org/1999/xhtml\">a</p>", ""),
        (
            "<set attributeName=\"xlink:href\" to=\"javascript:x()\"/>",
            "",
        ),
        ("<animate attributeName=\"onload\" values=\"x()\"/>", ""),
        (
            "<animate attributeName=\"r\" values=\"1;2\"/>",
            "<animate attributeName=\"r\" values=\"1;2\"/>",
        ),
        ("<?xml-stylesheet href=\"https://example.org/a.css\"?>", ""),
    ] {
        assert_eq!(published(content), expected, "{content}");
    }
}

#[test]
fn addresses_elsewhere_are_cut_out_and_those_of_the_drawing_stay() {
    for content in [
        "<use href=\"#a\"/>",
        "<use xlink:href=\"#a\"/>",
        "<a href=\"/articles/\"><path/></a>",
        "<image href=\"photo.jpg\"/>",
        "<image href=\"data:image/png;base64,AAAA\"/>",
        "<path fill=\"url(#a)\" style=\"mask: url( '#b' )\"/>",
        "<style>.a { fill: url(#b) } @media (min-width: 9px) { .a { fill: red } }</style>",
        "<text>url(https://example.org)</text>",
        "<text font-family=\"'Arial'\">l’écran \\ deux points : javascript</text>",
    ] {
        assert_eq!(published(content), content);
    }
    for (content, expected) in [
        ("<image href=\"https://example.org/a.png\"/>", "<image/>"),
        ("<image xlink:href=\"//example.org/a.png\"/>", "<image/>"),
        ("<image href=\"//*x*/example.org/a.png\"/>", "<image/>"),
        ("<image href=\"/\\example.org\"/>", "<image/>"),
        (
            "<image href=\" &#x9;ht&#10;tps://example.org\"/>",
            "<image/>",
        ),
        ("<a href=\"javascript:x()\"/>", "<a/>"),
        ("<a href=\"&#106;avascript&#58;x()\"/>", "<a/>"),
        (
            "<a href=\"#a\" ping=\"https://example.org\"/>",
            "<a href=\"#a\"/>",
        ),
        ("<g xml:base=\"https://example.org/\"/>", "<g/>"),
        ("<use href=\"data:image/svg+xml;base64,AAAA#a\"/>", "<use/>"),
        ("<path fill=\"url(https://example.org/#a)\"/>", "<path/>"),
        ("<path style=\"fill: URL ( '//example.org' )\"/>", "<path/>"),
        (
            "<path style=\"fill: u\\72l(https://example.org)\"/>",
            "<path/>",
        ),
        (
            "<path style=\"fill: ur/**/l(https://example.org)\"/>",
            "<path/>",
        ),
        ("<style>@import 'https://example.org/a.css';</style>", ""),
        (
            "<style><![CDATA[.a{fill:url(https://example.org)}]]></style>",
            "",
        ),
        (
            "<set attributeName=\"fill\" to=\"url(https://example.org)\"/>",
            "<set attributeName=\"fill\"/>",
        ),
    ] {
        assert_eq!(published(content), expected, "{content}");
    }
}

#[test]
fn what_is_taken_out_is_named_at_its_place() {
    let text = drawing("\n<g onload='x()'><script>1</script></g>");
    let (_, _, cuts) = read(&text).unwrap();
    let told: Vec<(&str, DrawingDanger)> = cuts
        .into_iter()
        .map(|cut| (&text[cut.told], cut.danger))
        .collect();
    assert_eq!(
        told,
        [
            ("onload='x()'", DrawingDanger::Handler("onload".to_owned())),
            ("<script", DrawingDanger::Element("script".to_owned())),
        ]
    );
}

#[test]
fn what_a_browser_may_read_otherwise_is_refused() {
    use DrawingFault::{Encoding, Entities, Malformed, NotADrawing, TooComplex};
    let entities = "<!DOCTYPE svg [<!ENTITY x '<script>1</script>'>]><svg>&x;</svg>";
    let laughs = "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>\
                  <!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;'><!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;'>]><svg><text>&e;</text></svg>";
    let attributes = "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>";
    let many: Vec<String> = (0..40_000).map(|number| format!(" a{number}=''")).collect();
    let nested: Vec<String> = (0..40_000)
        .map(|number| format!("<g xmlns:n{number}='n'>"))
        .collect();
    for (text, expected) in [
        ("<svg><script>1</script>", Some(Malformed)),
        ("<svg>&nbsp;</svg>", Some(Malformed)),
        ("<svg a='1' a='2'/>", Some(Malformed)),
        ("", Some(Malformed)),
        ("<html/>", Some(NotADrawing)),
        (
            "<svg xmlns='http://www.w3.org/1999/xhtml'/>",
            Some(NotADrawing),
        ),
        (
            "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
            Some(Encoding),
        ),
        (
            "\u{feff}<?xml version='1.0' encoding=\"UTF-8\"?>\n<svg/>",
            None,
        ),
        (
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'><svg/>",
            None,
        ),
        (entities, Some(Entities)),
        (laughs, Some(Entities)),
        (attributes, Some(Entities)),
        (&format!("<svg{}/>", many.concat()), Some(TooComplex)),
        (&format!("<svg>{}", nested.concat()), Some(TooComplex)),
        (
            &format!("<svg>{}</svg>", "<g/>".repeat(600_000)),
            Some(TooComplex),
        ),
    ] {
        assert_eq!(fault(text), expected, "{}", &text[..text.len().min(80)]);
    }
    let deep = format!(
        "<svg>{}{}</svg>",
        "<g>".repeat(100_000),
        "</g>".repeat(100_000)
    );
    assert_eq!(fault(&deep), None);
}

#[test]
fn drawings_tell_their_size_or_their_view_box() {
    let size = |text| read(text).unwrap().1;
    assert_eq!(
        size("<?xml version='1.0'?><svg width='640px' height='360'/>"),
        Some((640, 360))
    );
    assert_eq!(
        size("<svg viewBox='0 0 800 450'><path/></svg>"),
        Some((800, 450))
    );
    assert_eq!(size("<svg viewBox='0,0,800.4,449.6'/>"), Some((800, 450)));
    assert_eq!(size("<svg width='100%' viewBox='0 0 12 -4'/>"), None);
    assert_eq!(size("<svg/>"), None);
}

/// Pieces that drawings are made of, harmless and not.
fn piece() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<path d='M0 0h8'/>",
        "<script>x()</script>",
        "<g onload='x()'>",
        "</g>",
        "<foreignObject/>",
        "<use href='#a'/>",
        "<use href='https://example.org'/>",
        "<style>@import url(a);</style>",
        "<style>.a{fill:url('#b')}</style>",
        "<a xlink:href=\"java\nscript:x()\">",
        "</a>",
        "<!-- <script> -->",
        "<![CDATA[<script>]]>",
        "<?xml-stylesheet href='a'?>",
        "<!DOCTYPE svg [",
        "]>",
        "&#106;",
        "&x;",
        "'",
        "\"",
        ">",
        "<",
    ]);
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_published_drawing_is_one_in_which_nothing_is_dangerous(content in piece()) {
        let text = drawing(&content);
        if let Ok((svg, size, cuts)) = read(&text) {
            let (again, same_size, left) = read(&svg).expect("what is published can be read");
            prop_assert!(left.is_empty(), "{left:?} is left in {svg}");
            prop_assert_eq!(&again, &svg);
            prop_assert_eq!(size, same_size);
            prop_assert_eq!(svg == text, cuts.is_empty());
        }
    }

    #[test]
    fn bent_drawings_are_read_or_refused(
        content in piece(),
        bends in prop::collection::vec((any::<prop::sample::Index>(), any::<char>()), 0..6),
    ) {
        let mut characters: Vec<char> = drawing(&content).chars().collect();
        for (place, character) in bends {
            let place = place.index(characters.len());
            characters[place] = character;
        }
        let text: String = characters.into_iter().collect();
        if let Ok((svg, _, _)) = read(&text) {
            prop_assert!(read(&svg).is_ok_and(|(_, _, left)| left.is_empty()), "{svg}");
        }
    }
}
