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
//! answer: at most eight rounds. What was supplied stays, so the next query needs less. Where a file is gone (404), the site was
//! published anew: fetch and supply `index.bin` again (past caches), and ask again.
//!
//! ```json
//! {"total":12,
//!  "results":[{"url":"articles/a/","title":"L’écoute","title_parts":[{"text":"L’","mark":false},{"text":"écoute","mark":true}],
//!              "kind":"article","category":"cas","year":2024,"excerpt":[{"text":"… ","mark":false}]}],
//!  "facets":{"kind":[{"value":"article","count":9}],"category":[],"dimension":[],"author":[],"year":[]},
//!  "corrected":"écoute active","suggested":null,"matching":"all"}
//! ```
//! `category`, `year`, `facets` (unless asked for), `corrected` (what was looked for instead of a word in no document) and `suggested` (what
//! may have been meant) may be null. Values of facets are in order of their letters, those without a result left out. `matching` is `some` where no document holds all words, and
//! the results hold some. Texts are plain: put them in text nodes.

mod answer;
mod json;
#[cfg(target_arch = "wasm32")]
mod memory;

use parvis_search::{Engine, Filters, SearchError, SearchRequest};

use json::{Reader, text};

/// An engine that speaks JSON.
#[derive(Debug, Default)]
pub struct Door {
    engine: Engine,
}

/// What is asked for.
#[derive(Default)]
struct Request {
    op: String,
    search: SearchRequest,
}

impl Door {
    /// A door to no index yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request, or says what is wrong with it.
    pub fn call(&self, request: &[u8]) -> Vec<u8> {
        self.answer(request)
            .unwrap_or_else(|refusal| refusal.response())
            .into_bytes()
    }

    /// Takes in a file of the index.
    pub fn supply(&mut self, name: &[u8], bytes: Vec<u8>) -> Vec<u8> {
        let supplied = str::from_utf8(name)
            .map_err(|_| Refusal::BadRequest("a name must be UTF-8"))
            .and_then(|name| Ok(self.engine.supply(name, bytes)?));
        match supplied {
            Ok(()) => br#"{"ok":true}"#.to_vec(),
            Err(refusal) => refusal.response().into_bytes(),
        }
    }

    fn answer(&self, request: &[u8]) -> Result<String, Refusal> {
        let request = read_request(request)?;
        match request.op.as_str() {
            "open" => {
                let (documents, language) = self.engine.contents()?;
                let mut answer = String::from("{\"documents\":");
                answer.push_str(&documents.to_string());
                answer.push_str(",\"language\":");
                text(&mut answer, language.tag());
                answer.push('}');
                Ok(answer)
            }
            "search" => Ok(answer::write(&self.engine.search(&request.search)?)),
            _ => Err(Refusal::BadRequest("op must be open or search")),
        }
    }
}

fn read_request(bytes: &[u8]) -> Result<Request, Refusal> {
    let source =
        str::from_utf8(bytes).map_err(|_| Refusal::BadRequest("a request must be UTF-8"))?;
    let mut reader = Reader::new(source);
    let mut request = Request::default();
    let read = reader.object(|name, reader| {
        let search = &mut request.search;
        match name {
            "op" => request.op = reader.text()?,
            "q" => search.q = reader.text()?,
            "limit" => search.limit = reader.number()?,
            "offset" => search.offset = reader.number()?,
            "facets" => search.facets = reader.truth()?,
            "filters" => reader.object(|name, reader| {
                let list = filter(&mut search.filters, name)?;
                list.clear();
                reader.list(|reader| {
                    list.push(reader.text()?);
                    Some(())
                })
            })?,
            _ => return None,
        }
        Some(())
    });
    match read.filter(|()| reader.at_end()) {
        Some(()) => Ok(request),
        None => Err(Refusal::BadRequest(
            "a request is a JSON object of op, q, filters, limit, offset and facets",
        )),
    }
}

fn filter<'f>(filters: &'f mut Filters, name: &str) -> Option<&'f mut Vec<String>> {
    Some(match name {
        "kind" => &mut filters.kind,
        "category" => &mut filters.category,
        "dimension" => &mut filters.dimension,
        "author" => &mut filters.author,
        "year" => &mut filters.year,
        _ => return None,
    })
}

/// Why there is no answer.
enum Refusal {
    BadRequest(&'static str),
    Search(SearchError),
}

impl Refusal {
    fn response(&self) -> String {
        let (code, message) = match self {
            Self::BadRequest(message) => ("bad-request", (*message).to_owned()),
            Self::Search(error) => (error.code(), error.to_string()),
        };
        let mut response = String::from("{\"error\":{\"code\":");
        text(&mut response, code);
        response.push_str(",\"message\":");
        text(&mut response, &message);
        response.push_str("}}");
        response
    }
}

impl From<SearchError> for Refusal {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}
