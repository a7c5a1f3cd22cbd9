//! Keys that must be there only where others are, or are not. A parser asks for all of them and compares; a schema has to be told.

use serde_json::{Value, json};

use super::SchemaKind;

/// Says in `object`, the map at `path` of a kind, that the keys `required` must be there.
pub fn require(kind: SchemaKind, path: &str, required: &[&str], object: &mut Value) {
    let last = path.trim_end_matches('.').rsplit('.').next();
    match (kind, last.unwrap_or_default()) {
        // A cell has its figures, or says that they are withheld.
        (SchemaKind::Edition, "today" | "target") => {
            object["if"] = json!({
                "properties": {"suppressed": {"const": true}},
                "required": ["suppressed"],
            });
            object["then"] = json!({"maxProperties": 1});
            object["else"] = json!({"required": required});
        }
        // An event has a start, or a day of an unknown year.
        (SchemaKind::Event, "") => {
            object["required"] = json!(required);
            object["anyOf"] = json!([{"required": ["start"]}, {"required": ["year", "day"]}]);
        }
        // Without consent nothing is contributed.
        (SchemaKind::Contribution, "consent") => {
            object["properties"]["given"] = json!({"const": true});
            object["required"] = json!(required);
        }
        _ if required.is_empty() => {}
        _ => object["required"] = json!(required),
    }
}
