//! What the engine found, as JSON.

use parvis_search::{FacetCount, Found, Fragment, Matching, Outcome, SearchResult};

use crate::json::{list, optional, text};

/// The response to a search.
pub(crate) fn write(outcome: &Outcome) -> String {
    let mut out = String::new();
    match outcome {
        Outcome::Needs { needs } => {
            out.push_str("{\"needs\":");
            list(&mut out, needs, |out, name| text(out, name));
            out.push('}');
        }
        Outcome::Found(found) => write_found(&mut out, found),
    }
    out
}

fn write_found(out: &mut String, found: &Found) {
    out.push_str("{\"total\":");
    out.push_str(&found.total.to_string());
    out.push_str(",\"results\":");
    list(out, &found.results, write_result);
    out.push_str(",\"facets\":");
    match &found.facets {
        None => out.push_str("null"),
        Some(facets) => {
            let lists = [
                ("{\"kind\":", &facets.kind),
                (",\"category\":", &facets.category),
                (",\"dimension\":", &facets.dimension),
                (",\"author\":", &facets.author),
                (",\"year\":", &facets.year),
            ];
            for (name, counts) in lists {
                out.push_str(name);
                list(out, counts, write_count);
            }
            out.push('}');
        }
    }
    out.push_str(",\"corrected\":");
    optional(out, found.corrected.as_deref());
    out.push_str(",\"suggested\":");
    optional(out, found.suggested.as_deref());
    out.push_str(match found.matching {
        Matching::All => ",\"matching\":\"all\"}",
        Matching::Some => ",\"matching\":\"some\"}",
    });
}

fn write_result(out: &mut String, result: &SearchResult) {
    out.push_str("{\"url\":");
    text(out, &result.url);
    out.push_str(",\"title\":");
    text(out, &result.title);
    out.push_str(",\"title_parts\":");
    list(out, &result.title_parts, write_fragment);
    out.push_str(",\"kind\":");
    text(out, &result.kind);
    out.push_str(",\"category\":");
    optional(out, result.category.as_deref());
    out.push_str(",\"year\":");
    match result.year {
        Some(year) => out.push_str(&year.to_string()),
        None => out.push_str("null"),
    }
    out.push_str(",\"excerpt\":");
    list(out, &result.excerpt, write_fragment);
    out.push('}');
}

fn write_fragment(out: &mut String, fragment: &Fragment) {
    out.push_str("{\"text\":");
    text(out, &fragment.text);
    out.push_str(if fragment.mark {
        ",\"mark\":true}"
    } else {
        ",\"mark\":false}"
    });
}

fn write_count(out: &mut String, count: &FacetCount) {
    out.push_str("{\"value\":");
    text(out, &count.value);
    out.push_str(",\"count\":");
    out.push_str(&count.count.to_string());
    out.push('}');
}
