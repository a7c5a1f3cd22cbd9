//! The browser's door to search: JSON in, JSON out, and the index's files as bytes.
//!
//! [`Door`] answers on any target. Compiled for `wasm32`, the crate exports one over linear memory (see `memory`).
//!
//! | export | does |
//! |---|---|
//! | `alloc(len) -> ptr` | room for a request, a name or a file; 0 where there is none |
//! | `free(ptr, len)` | gives back any of those, or a response |
//! | `call(ptr, len) -> u64` | answers a request: the response's pointer in the low, its length in the high 32 bits |
//! | `supply(name_ptr, name_len, bytes_ptr, bytes_len) -> u64` | takes in a file of the index; a response as `call`'s |
//!
//! The caller frees requests, names, files and responses. Requests and responses are UTF-8 JSON; a bad one gets
//! `{"error":{"code":"…","message":"…"}}`, never a trap. Codes: `bad-request`, `not-open`, `corrupt` (the file is damaged: fetch it again,
//! past caches), `unknown-name`.
//!
//! **To open**, fetch `index.bin` of the index's folder and `supply("index.bin", bytes)`: `{"ok":true}`.
//!
//! | request | response |
//! |---|---|
//! | `{"op":"open"}` | `{"documents":321,"language":"fr"}` |
//! | `{"op":"search","q":"…","filters":{…},"limit":10,"offset":0,"facets":false}` | `{"needs":["0123456789ab.bin",…]}` or an answer |
//!
//! Everything but `op` may be left out. `filters` holds lists of texts under `kind`, `category`, `dimension`, `author`, `year`: any value
//! of each list that is not empty. `limit` is 10 if left out, 100 at most. An empty `q` with a filter lists documents in the index's order.
//!
//! On `needs`, fetch those files (all at once) from the index's folder, supply each, and send the same request again, until there is an
//! answer: at most six rounds. What was supplied stays, so the next query needs less. Where a file is gone (404), the site was
//! published anew: fetch and supply `index.bin` again (past caches), and ask again.
//!
//! ```json
//! {"total":12,
//!  "results":[{"url":"articles/a/","title":"L’écoute","title_parts":[{"text":"L’","mark":false},{"text":"écoute","mark":true}],
//!              "kind":"article","category":"cas","year":2024,"excerpt":[{"text":"… ","mark":false}]}],
//!  "facets":{"kind":[{"value":"article","count":9}],"category":[],"dimension":[],"author":[],"year":[]},
//!  "corrected":"écoute active","matching":"all"}
//! ```
//! `category`, `year`, `facets` (unless asked for) and `corrected` may be null. `matching` is `some` where no document holds all words, and
//! the results hold some. Texts are plain: put them in text nodes.

#[cfg(target_arch = "wasm32")]
mod memory;

use parvis_search::{Engine, Filters, SearchError, SearchRequest};
use serde::{Deserialize, Serialize};

/// An engine that speaks JSON.
#[derive(Debug, Default)]
pub struct Door {
    engine: Engine,
}

/// A request of either operation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request {
    op: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    filters: Filters,
    #[serde(default = "default_limit")]
    limit: usize,
    #[serde(default)]
    offset: usize,
    #[serde(default)]
    facets: bool,
}

fn default_limit() -> usize {
    SearchRequest::default().limit
}

#[derive(Serialize)]
struct Contents {
    documents: usize,
    language: &'static str,
}

#[derive(Serialize)]
struct Failure<'a> {
    error: Refused<'a>,
}

#[derive(Serialize)]
struct Refused<'a> {
    code: &'a str,
    message: &'a str,
}

impl Door {
    /// A door to no index yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request, or says what is wrong with it.
    pub fn call(&self, request: &[u8]) -> Vec<u8> {
        match self.answer(request) {
            Ok(response) => response,
            Err(error) => error.response(),
        }
    }

    /// Takes in a file of the index.
    pub fn supply(&mut self, name: &[u8], bytes: Vec<u8>) -> Vec<u8> {
        let supplied = str::from_utf8(name)
            .map_err(|_| Refusal::bad_request("a name must be UTF-8"))
            .and_then(|name| Ok(self.engine.supply(name, bytes)?));
        match supplied {
            Ok(()) => br#"{"ok":true}"#.to_vec(),
            Err(error) => error.response(),
        }
    }

    fn answer(&self, request: &[u8]) -> Result<Vec<u8>, Refusal> {
        let Request {
            op,
            q,
            filters,
            limit,
            offset,
            facets,
        } = serde_json::from_slice(request)?;
        match op.as_str() {
            "open" => {
                let (documents, language) = self.engine.contents()?;
                Ok(serde_json::to_vec(&Contents {
                    documents,
                    language: language.tag(),
                })?)
            }
            "search" => {
                let request = SearchRequest {
                    q,
                    filters,
                    limit,
                    offset,
                    facets,
                };
                Ok(serde_json::to_vec(&self.engine.search(&request)?)?)
            }
            _ => Err(Refusal::bad_request("op must be open or search")),
        }
    }
}

/// Why there is no answer.
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn bad_request(message: &str) -> Self {
        Self {
            code: "bad-request",
            message: message.to_owned(),
        }
    }

    fn response(&self) -> Vec<u8> {
        let failure = Failure {
            error: Refused {
                code: self.code,
                message: &self.message,
            },
        };
        // Two texts are always JSON.
        serde_json::to_vec(&failure).unwrap_or_default()
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        Self::bad_request(&error.to_string())
    }
}

impl From<SearchError> for Refusal {
    fn from(error: SearchError) -> Self {
        Self {
            code: error.code(),
            message: error.to_string(),
        }
    }
}
