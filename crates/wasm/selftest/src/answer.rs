//! Requests to answers: the operations of the door, and what is wrong with a request that has no answer.

use crate::json::{Json, NotJson, parse};
use crate::shape::{Fitted, Read, Trail, Write, write_members};
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Display;
use parvis_selftest::{
    Group, Model, ModelSource, Rating, Respondent, RespondentSource, compare, decode, encode, fit,
    group_profile, locate, score,
};

/// The longest request that is read: more than the largest model with twenty respondents takes.
pub const MAX_REQUEST_BYTES: usize = 1 << 20;

/// The most reasons that a refusal gives.
const MAX_REASONS: usize = 20;

/// Why a request has no answer: a name for machines and a sentence for developers.
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: &'static str, message: &dyn Display) -> Self {
        Self {
            code,
            message: message.to_string(),
        }
    }

    /// A refusal for several reasons, in one message that ends after the first few.
    fn all<E: Display>(code: &'static str, errors: &[E]) -> Self {
        let mut message = String::new();
        for error in errors.iter().take(MAX_REASONS) {
            if !message.is_empty() {
                message.push_str("; ");
            }
            message.push_str(&error.to_string());
        }
        Self { code, message }
    }
}

/// The answer to a single request, both UTF-8 JSON. Never panics, whatever the bytes.
pub fn call(request: &[u8]) -> Vec<u8> {
    Door::new().call(request)
}

/// A door that remembers the model opened last: requests about it need not bring it along, so that it is read once for a
/// group of twenty.
#[derive(Debug)]
pub struct Door {
    model: Option<Model>,
}

impl Door {
    /// A door that remembers nothing.
    #[expect(
        clippy::new_without_default,
        reason = "a default is not constant, as the module's door must be"
    )]
    pub const fn new() -> Self {
        Self { model: None }
    }

    /// The answer to a request, both UTF-8 JSON. Never panics, whatever the bytes.
    pub fn call(&mut self, request: &[u8]) -> Vec<u8> {
        let mut out = String::new();
        match read(request).and_then(|request| self.answer(&request)) {
            Ok(("", answer)) => answer.write(&mut out),
            Ok((name, answer)) => write_members(&mut out, &[(name, &*answer)]),
            Err(refusal) => write_members(&mut out, &[("error", &refusal)]),
        }
        out.into_bytes()
    }
}

impl Write for Refusal {
    fn write(&self, out: &mut String) {
        let code = String::from(self.code);
        write_members(out, &[("code", &code), ("message", &self.message)]);
    }
}

fn read(bytes: &[u8]) -> Result<Json, Refusal> {
    if bytes.len() > MAX_REQUEST_BYTES {
        return Err(Refusal::new(
            "too_large",
            &format_args!("a request has at most {MAX_REQUEST_BYTES} bytes"),
        ));
    }
    let text = core::str::from_utf8(bytes).map_err(|error| {
        Refusal::new(
            "not_utf8",
            &format_args!("no UTF-8 from byte {} on", error.valid_up_to()),
        )
    })?;
    parse(text).map_err(|NotJson(position)| {
        Refusal::new("bad_request", &format_args!("no JSON at byte {position}"))
    })
}

impl Door {
    /// The answer as the member of that name, or as the whole response where the name is empty.
    fn answer(&mut self, request: &Json) -> Result<(&'static str, Box<dyn Write>), Refusal> {
        let op: String = part(request, "op")?;
        let brought = part::<Option<ModelSource>>(request, "model")?
            .map(sound)
            .transpose()?;
        if op == "locate" {
            let rating = part::<Option<Rating>>(request, "rating")?.unwrap_or_default();
            let edition = part(request, "edition")?;
            let scores = part(request, "scores")?;
            let located = locate(&edition, rating, &scores)
                .map_err(|error| Refusal::new(error.code(), &error))?;
            return Ok(("", Box::new(located)));
        }
        let Some(model) = brought.as_ref().or(self.model.as_ref()) else {
            return Err(Refusal::new(
                "no_model",
                &"no model is brought, and none is open",
            ));
        };
        Ok(match &*op {
            "open" => {
                let statements = model.statement_count();
                self.model = brought.or(self.model.take());
                ("statements", Box::new(statements))
            }
            "score" => {
                let respondent = respondent(model, part(request, "respondent")?)?;
                ("", Box::new(score(model, &respondent)))
            }
            "compare" | "profile" => {
                let mut respondents = Vec::new();
                for source in part::<Vec<RespondentSource>>(request, "respondents")? {
                    respondents.push(respondent(model, source)?);
                }
                if op == "profile" {
                    let of = |rating| group_profile(model, &respondents, rating);
                    let group = Group {
                        name: String::new(),
                        n: respondents.len(),
                        today: of(Rating::Today),
                        target: of(Rating::Target),
                    };
                    return Ok(("", Box::new(group)));
                }
                let comparison = compare(model, &respondents)
                    .map_err(|error| Refusal::new("group_size", &error))?;
                ("", Box::new(comparison))
            }
            "encode" => {
                let respondent = respondent(model, part(request, "respondent")?)?;
                let code = encode(model, &respondent)
                    .map_err(|error| Refusal::new("text_too_long", &error))?;
                ("code", Box::new(code))
            }
            "decode" => {
                let code: String = part(request, "code")?;
                let respondent =
                    decode(model, &code).map_err(|error| Refusal::new(error.code(), &error))?;
                ("respondent", Box::new(respondent.to_source(model)))
            }
            "fit" => {
                let respondent = part(request, "respondent")?;
                let from = part::<Option<ModelSource>>(request, "from")?;
                let from = from.map(sound).transpose()?;
                let fit = fit(model, &respondent, from.as_ref());
                ("", Box::new(Fitted::new(model, &fit)))
            }
            other => {
                return Err(Refusal::new(
                    "unknown_op",
                    &format_args!("there is no operation “{other}”"),
                ));
            }
        })
    }
}

/// A member of the request.
fn part<T: Read>(request: &Json, name: &str) -> Result<T, Refusal> {
    Trail::member(request, name).map_err(|message| Refusal {
        code: "bad_request",
        message,
    })
}

fn sound(source: ModelSource) -> Result<Model, Refusal> {
    Model::new(source).map_err(|errors| Refusal::all("bad_model", &errors))
}

fn respondent(model: &Model, source: RespondentSource) -> Result<Respondent, Refusal> {
    Respondent::new(model, source).map_err(|errors| {
        let code = errors
            .first()
            .map_or("bad_respondent", |error| error.code());
        Refusal::all(code, &errors)
    })
}
