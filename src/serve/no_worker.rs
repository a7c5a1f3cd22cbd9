//! A preview has no worker: what the browser shows is what stands in the sources, also while the server is away.
//!
//! Pages get one element less than the files that `build` writes, the one that registers the worker. The worker itself is not answered
//! either, so that one which another site left at the same port finds its script gone, and goes.

/// What only the element that registers the worker has.
const MARK: &[u8] = b" data-worker=";

/// `html` without the script that registers the worker, if it has one.
pub fn without_registration(mut html: Vec<u8>) -> Vec<u8> {
    const START: &[u8] = b"<script";
    const END: &[u8] = b"</script>";
    let Some(mark) = html.windows(MARK.len()).position(|it| it == MARK) else {
        return html;
    };
    let start = html[..mark]
        .windows(START.len())
        .rposition(|it| it == START);
    let end = html[mark..].windows(END.len()).position(|it| it == END);
    if let (Some(start), Some(end)) = (start, end) {
        html.drain(start..mark + end + END.len());
    }
    html
}

#[cfg(test)]
mod tests {
    use super::without_registration;

    fn without(html: &str) -> String {
        String::from_utf8(without_registration(html.into())).expect("text")
    }

    #[test]
    fn the_element_that_registers_goes_and_nothing_else() {
        assert_eq!(
            without(
                "<script src=\"a\"></script>\n<script src=\"b\" data-worker=\"/w.js\"></script>\n<p>c</p>"
            ),
            "<script src=\"a\"></script>\n\n<p>c</p>"
        );
        for html in ["<p>no data-worker</p>", "<p data-worker=\"a\">", ""] {
            assert_eq!(without(html), html);
        }
    }
}
