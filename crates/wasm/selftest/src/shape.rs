//! The shapes of the interface: which members each object has, read from and written to JSON.
//!
//! They are those that the types of `parvis_selftest` have for serde; a test holds the two together.

use alloc::string::String;
use alloc::vec::Vec;

use crate::json::{Json, write_figure, write_text, write_whole};
use parvis_selftest::{
    Alignment, Cell, Comparison, Dimension, DimensionAlignment, DimensionScore, EditionDimension,
    EditionSource, Fit, Group, Lever, LeverScore, Location, Maturity, Model, ModelSource,
    OverallAlignment, OverallScore, Place, Priorities, PriorityAgreement, Profile, Rating, Report,
    RespondentSource, Scale, Scoring, Side, Statement, Symmetry, SymmetryRules, SymmetryThresholds,
    Table, Unfit, Verdict,
};

/// Where the reader is in a request, and the first thing there that is not what it should be.
///
/// Reading goes on after a mismatch, with an empty value in its place: code that cannot fail halfway is half as long.
/// Whoever starts to read looks at the first mismatch before using what was read.
pub(crate) struct Trail {
    path: String,
    mismatch: Option<String>,
}

impl Trail {
    /// Reads a member of the request, all of it or nothing.
    pub(crate) fn member<T: Read>(request: &Json, name: &str) -> Result<T, String> {
        let mut trail = Self {
            path: String::from("request"),
            mismatch: None,
        };
        let read = trail.read(request, name);
        trail.mismatch.map_or(Ok(read), Err)
    }

    fn read<T: Read>(&mut self, json: &Json, name: &str) -> T {
        let start = self.enter(name);
        let read = T::read(find(json, name), self);
        self.path.truncate(start);
        read
    }

    #[inline(never)]
    fn enter(&mut self, name: &str) -> usize {
        let start = self.path.len();
        self.path.push('.');
        self.path.push_str(name);
        start
    }

    #[inline(never)]
    fn expect(&mut self, expected: &str) {
        if self.mismatch.is_none() {
            let mut mismatch = self.path.clone();
            mismatch.push_str(": expected ");
            mismatch.push_str(expected);
            self.mismatch = Some(mismatch);
        }
    }
}

/// What can be read from JSON.
pub(crate) trait Read {
    /// The value of a JSON text, or of a member that is missing. Where it is neither, the trail says so.
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self;
}

/// The member of an object. Of two members of one name the last counts.
#[inline(never)]
fn find<'a>(json: &'a Json, name: &str) -> Option<&'a Json> {
    let Json::Object(members) = json else {
        return None;
    };
    members
        .iter()
        .rfind(|(other, _)| other == name)
        .map(|(_, value)| value)
}

impl Read for String {
    #[inline(never)]
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        if let Some(Json::Text(text)) = json {
            return text.clone();
        }
        trail.expect("text");
        Self::new()
    }
}

impl Read for bool {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        if let Some(Json::Bool(value)) = json {
            return *value;
        }
        trail.expect("true or false");
        false
    }
}

impl Read for f64 {
    #[inline(never)]
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        if let Some(Json::Number(value)) = json {
            return *value;
        }
        trail.expect("a number");
        0.0
    }
}

impl Read for i64 {
    #[inline(never)]
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        let value = f64::read(json, trail);
        // Whole numbers up to 2⁵³ are exact.
        if value.abs() > 9_007_199_254_740_992.0 || (value as i64 as f64 - value).abs() > 0.0 {
            trail.expect("a whole number");
        }
        value as i64
    }
}

macro_rules! read_whole {
    ($($type:ty),*) => {$(
        impl Read for $type {
            fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
                <$type>::try_from(i64::read(json, trail)).unwrap_or_else(|_| {
                    trail.expect("a whole number within bounds");
                    0
                })
            }
        }
    )*};
}
read_whole!(i32, u8, u32, usize);

impl<T: Read> Read for Option<T> {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        match json {
            None | Some(Json::Null) => None,
            json => Some(T::read(json, trail)),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        let mut read = Self::new();
        read_list(json, trail, &mut |json, trail| {
            read.push(T::read(Some(json), trail));
        });
        read
    }
}

/// Reads the items of a list.
#[inline(never)]
fn read_list(json: Option<&Json>, trail: &mut Trail, each: &mut dyn FnMut(&Json, &mut Trail)) {
    let Some(Json::List(list)) = json else {
        return trail.expect("a list");
    };
    for (index, json) in list.iter().enumerate() {
        let start = trail.enter("");
        write_whole(index as u64, &mut trail.path);
        each(json, trail);
        trail.path.truncate(start);
    }
}

impl<T: Read> Read for Table<T> {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        let mut read = Self::default();
        let Some(Json::Object(members)) = json else {
            trail.expect("an object");
            return read;
        };
        for (name, json) in members {
            let start = trail.enter(name);
            read.0.push((name.clone(), T::read(Some(json), trail)));
            trail.path.truncate(start);
        }
        read
    }
}

impl Read for Side {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        match json {
            Some(Json::Text(text)) if text == "client" || text == "customer" => {
                return Self::Client;
            }
            Some(Json::Text(text)) if text == "employee" => {}
            _ => trail.expect("“employee” or “client”"),
        }
        Self::Employee
    }
}

impl Read for Rating {
    fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
        match json {
            Some(Json::Text(text)) if text == "target" => return Self::Target,
            Some(Json::Text(text)) if text == "today" => {}
            _ => trail.expect("“today” or “target”"),
        }
        Self::Today
    }
}

/// Reads a structure member by member; `= value` is what a missing member stands for. Wordings (`name`, `text`,
/// `description`) are passed over: no answer depends on them, and a model is mostly words.
macro_rules! read_object {
    ($type:ident { $($field:ident $(= $absent:expr)?),* $(; $($wording:ident),*)? }) => {
        impl Read for $type {
            fn read(json: Option<&Json>, trail: &mut Trail) -> Self {
                let json = match json {
                    Some(json @ Json::Object(_)) => json,
                    _ => {
                        trail.expect("an object");
                        &Json::Null
                    }
                };
                Self {
                    $($field: read_object!(@ json, trail, stringify!($field) $(, $absent)?),)*
                    $($($wording: String::new()),*)?
                }
            }
        }
    };
    (@ $json:ident, $trail:ident, $name:expr) => { $trail.read($json, $name) };
    (@ $json:ident, $trail:ident, $name:expr, $absent:expr) => {
        if find($json, $name).is_some() { $trail.read($json, $name) } else { $absent }
    };
}

read_object!(ModelSource {
    id, version, scale, scoring = Scoring::default(), levers, dimensions, priorities = Priorities::default(),
    maturity = Vec::new(), symmetry
});
read_object!(Scale { min, max, labels = Vec::new() });
read_object!(Scoring { min_answered = Scoring::default().min_answered, quantile = Scoring::default().quantile });
read_object!(Lever { id; name });
read_object!(Dimension { id, lever, statements; name });
read_object!(Statement { id, reverse = false, pair, side; text });
read_object!(Priorities { top });
read_object!(Maturity { from; name, description });
read_object!(SymmetryRules { pairs, thresholds = SymmetryThresholds::default() });
read_object!(SymmetryThresholds {
    symmetry = SymmetryThresholds::default().symmetry, level = SymmetryThresholds::default().level
});
read_object!(RespondentSource {
    id = String::new(), group, today = Table::default(), target = Table::default(), priorities = Vec::new()
});
read_object!(EditionSource { dimensions = Vec::new() });
read_object!(EditionDimension { id, today, target });
read_object!(Cell { companies, respondents, p10, q1, median, q3, p90, suppressed = false });

/// What can be written as JSON.
pub(crate) trait Write {
    fn write(&self, out: &mut String);
}

impl Write for f64 {
    fn write(&self, out: &mut String) {
        write_figure(*self, out);
    }
}

impl Write for usize {
    fn write(&self, out: &mut String) {
        write_whole(*self as u64, out);
    }
}

impl Write for u32 {
    fn write(&self, out: &mut String) {
        write_whole(u64::from(*self), out);
    }
}

impl Write for i64 {
    fn write(&self, out: &mut String) {
        if *self < 0 {
            out.push('-');
        }
        write_whole(self.unsigned_abs(), out);
    }
}

impl Write for String {
    fn write(&self, out: &mut String) {
        write_text(self, out);
    }
}

impl Write for Verdict {
    fn write(&self, out: &mut String) {
        write_text(
            match self {
                Self::Aligned => "aligned",
                Self::Closer => "closer",
                Self::Divergent => "divergent",
                Self::None => "none",
            },
            out,
        );
    }
}

impl Write for Unfit {
    fn write(&self, out: &mut String) {
        match self {
            Self::Scale => write_text("scale", out),
        }
    }
}

impl<T: Write> Write for Option<T> {
    fn write(&self, out: &mut String) {
        match self {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        }
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(',');
            }
            value.write(out);
        }
        out.push(']');
    }
}

impl<T: Write> Write for Table<T> {
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        for (name, value) in &self.0 {
            object.member(name, value);
        }
        object.end();
    }
}

/// Appends an object, member by member.
pub(crate) struct ObjectWriter<'a> {
    out: &'a mut String,
    before: char,
}

impl<'a> ObjectWriter<'a> {
    pub(crate) fn new(out: &'a mut String) -> Self {
        Self { out, before: '{' }
    }

    #[inline(never)]
    pub(crate) fn member(&mut self, name: &str, value: &dyn Write) {
        self.out.push(self.before);
        write_text(name, self.out);
        self.out.push(':');
        value.write(self.out);
        self.before = ',';
    }

    #[inline(never)]
    pub(crate) fn end(self) {
        self.out
            .push_str(if self.before == '{' { "{}" } else { "}" });
    }
}

/// Appends an object of these members.
#[inline(never)]
pub(crate) fn write_members(out: &mut String, members: &[(&str, &dyn Write)]) {
    let mut object = ObjectWriter::new(out);
    for (name, value) in members {
        object.member(name, *value);
    }
    object.end();
}

macro_rules! write_object {
    ($type:ident { $($field:ident),* }) => {
        impl Write for $type {
            fn write(&self, out: &mut String) {
                write_members(out, &[$((stringify!($field), &self.$field)),*]);
            }
        }
    };
}

write_object!(Report {
    today,
    target,
    gap,
    symmetry
});
write_object!(Profile {
    dimensions,
    levers,
    overall
});
write_object!(DimensionScore {
    id,
    mean,
    score,
    level,
    answered
});
write_object!(LeverScore { id, score, level });
write_object!(OverallScore { score, level });
write_object!(Symmetry {
    index,
    direction,
    level
});
write_object!(Comparison {
    n,
    target,
    today,
    priorities,
    symmetry,
    groups
});
write_object!(Group {
    name,
    n,
    today,
    target
});
write_object!(Alignment {
    dimensions,
    order,
    overall
});
write_object!(DimensionAlignment {
    id,
    n,
    ad,
    index,
    r_wg_j,
    r_star,
    verdict,
    range,
    polarised
});
write_object!(OverallAlignment {
    ad,
    index,
    r_star,
    r_wg_j,
    alpha_interval,
    verdict
});
write_object!(PriorityAgreement { w, rho });
write_object!(Fitted {
    respondent,
    kept,
    of,
    reason
});
write_object!(Location { dimensions });
write_object!(Place {
    id,
    score,
    rank,
    low,
    high,
    companies,
    respondents
});

/// A [`Fit`] whose respondent is in the terms of a request.
pub(crate) struct Fitted {
    respondent: RespondentSource,
    kept: usize,
    of: usize,
    reason: Option<Unfit>,
}

impl Fitted {
    pub(crate) fn new(model: &Model, fit: &Fit) -> Self {
        Self {
            respondent: fit.respondent.to_source(model),
            kept: fit.kept,
            of: fit.of,
            reason: fit.reason,
        }
    }
}

impl Write for RespondentSource {
    /// Without a group where there is none.
    fn write(&self, out: &mut String) {
        let mut object = ObjectWriter::new(out);
        object.member("id", &self.id);
        if let Some(group) = &self.group {
            object.member("group", group);
        }
        object.member("today", &self.today);
        object.member("target", &self.target);
        object.member("priorities", &self.priorities);
        object.end();
    }
}
