//! The catalogue of faults: one variant each, with its code and its level.

/// Whether a fault keeps the site from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The site is published all the same.
    Warning,
    /// Nothing is published.
    Error,
}

/// What a value was expected to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Words.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A list.
    List,
    /// Keys and values.
    Map,
    /// `2026-11-22`.
    Date,
    /// `2026-11-22 12:15`, or a date alone.
    DateTime,
    /// `12:15`.
    Time,
    /// `04-18`.
    DayOfYear,
    /// `EUR`.
    Currency,
    /// `https://…`.
    WebAddress,
    /// `https://…`, or a path of the site.
    Destination,
    /// `/glossaire/`.
    SitePath,
    /// `OWNER/NAME` of a repository on GitHub.
    RepositoryName,
    /// Letters, digits and hyphens.
    Slug,
    /// 32 hexadecimal digits.
    RandomId,
    /// Nothing.
    Nothing,
}

/// Why a page outside of the site is known to be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// Its host answers so: 404 or 410.
    Status(u16),
    /// There is no such host.
    Host,
}

/// Why nothing useful came from a page outside of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Silence {
    /// No answer in time.
    Timeout,
    /// No connection.
    Unreachable,
    /// The host is in trouble, and answers so: 500, 503…
    Status(u16),
    /// The connection cannot be trusted: an expired certificate, another host's.
    Untrusted,
    /// Redirections without end, or an answer that is none.
    Nonsense,
}

/// What a name was expected to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A file of `authors/`.
    Author,
    /// A category of `site.yaml`.
    Category,
    /// A dimension of the model.
    Dimension,
    /// A lever of the model.
    Lever,
    /// A file of `glossary/`.
    Term,
    /// A file of `books/`.
    Book,
    /// A file of `articles/`.
    Article,
    /// A comment of the same file.
    Comment,
    /// A document of the main language.
    Document,
    /// An edition of the benchmark.
    Edition,
    /// A sector of an edition that is being made.
    Sector,
}

/// What was being done in a folder that is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OutputWork {
    /// Looking at what is there.
    Reading,
    /// Writing a file or making a folder.
    Writing,
    /// Moving a finished file into place.
    Moving,
    /// Deleting a file that is no longer part of the site.
    Deleting,
    /// Keeping other builds out.
    Locking,
}

/// What is wrong with a result code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ResultFault {
    /// It does not begin as a code does.
    NotACode,
    /// It was made by a later Parvis.
    UnknownVersion(char),
    /// It holds what no code holds.
    BadCharacter(char),
    /// Its end is missing.
    Truncated,
    /// Its checksum does not match.
    Altered,
    /// It is intact, and says what no person can have answered.
    OutOfRange,
}

/// Why a drawing cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawingFault {
    /// It is not well-formed.
    Malformed,
    /// It says that it is written in something else than UTF-8.
    Encoding,
    /// It declares entities or attributes of its own.
    Entities,
    /// It is some other XML.
    NotADrawing,
    /// Reading it would take too long.
    TooComplex,
}

/// What is taken out of a drawing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawingDanger {
    /// An element that runs, or holds what is no drawing; its name.
    Element(String),
    /// An attribute that runs when something happens; its name.
    Handler(String),
    /// An address elsewhere, or one that runs.
    Address {
        /// The name of its attribute.
        attribute: String,
        /// The value of the attribute.
        target: String,
    },
    /// A style sheet that calls for something elsewhere.
    StyleSheet,
}

/// Why a picture cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureFault {
    /// The file is no picture, or of a format that is not known.
    NoPicture,
    /// The file ends before the picture does.
    CutShort,
    /// What the file says of the picture makes no sense.
    Damaged,
    /// So many pixels, in width and height, that no page can use them.
    TooLarge(u32, u32),
}

/// Why companies may not be told about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disclosure {
    /// They are too few.
    TooFew {
        /// How many they are.
        companies: usize,
    },
    /// One of them brings too many of the respondents.
    Dominated {
        /// Its part of them, in per cent.
        percent: u32,
    },
    /// They keep others from being computed.
    Shield,
}

/// A table of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EditionTable {
    /// By sector.
    Sectors,
    /// By size class.
    Sizes,
}

/// What the YAML reader stumbled over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum YamlFault {
    /// `title: Relation : un mot`: a second colon in a plain value.
    SecondColon,
    /// `'l'été'`: text after the closing quote.
    AfterQuote,
    /// A quote that is never closed.
    UnclosedQuote,
    /// `[a, b` or `{a: b`.
    UnclosedBracket,
    /// A tab in the indentation.
    Tab,
    /// A line without its colon.
    NoColon,
    /// A value that begins with `@`, `` ` `` or `%`.
    ReservedCharacter,
    /// `*name` without `&name`.
    UnknownAnchor,
    /// `1e400`: what reads as a number, and is larger than any.
    HugeNumber,
    /// A line that is not aligned with its neighbours.
    Misaligned,
    /// Anything else, in the reader's own words.
    Other(String),
}

/// A fault. Fields hold the editor's own words where possible.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    // Files
    NotUtf8,
    NulByte,
    Unreadable {
        reason: String,
    },
    LinkOutOfTree,
    TooLarge {
        limit_mib: u64,
    },
    NoContent,
    NoSiteFile,
    BadFileName {
        suggestion: String,
    },
    /// What edits the site in the browser is not in the folder that the site names.
    NoAdminPackage {
        folder: String,
    },
    /// What edits the site in the browser has to know where its sources are: on a forge, `host`, whose programming interface is none of
    /// those it knows, or nowhere at all.
    UnknownForge {
        host: Option<String>,
    },
    // YAML and front matter
    FrontMatterMissing,
    FrontMatterUnclosed,
    Yaml {
        fault: YamlFault,
    },
    DuplicateKey,
    YamlTooComplex,
    UnknownKey {
        key: String,
        suggestion: Option<String>,
        /// Nothing else can have been meant than what is suggested.
        certain: bool,
        known: Vec<&'static str>,
    },
    WrongType {
        key: String,
        expected: Kind,
        found: Kind,
    },
    MissingKey {
        key: &'static str,
    },
    BadValue {
        value: String,
        expected: Kind,
    },
    BadChoice {
        value: String,
        choices: Vec<&'static str>,
        suggestion: Option<String>,
    },
    OutOfRange {
        key: String,
        minimum: i64,
        maximum: i64,
    },
    Empty {
        key: String,
    },
    RepeatedWorksheetId {
        id: String,
    },
    UnknownComponentKind {
        name: String,
        suggestion: String,
    },
    // References
    UnknownReference {
        reference: Reference,
        name: String,
        suggestion: Option<String>,
    },
    DeadLink {
        target: String,
        suggestion: Option<String>,
    },
    DeadAnchor {
        target: String,
        anchor: String,
        suggestion: Option<String>,
    },
    MissingImage {
        source: String,
    },
    OutsideOfSite {
        target: String,
    },
    DuplicateUrl {
        url: String,
        other: String,
    },
    DuplicateName {
        name: String,
        other: String,
    },
    DuplicatePart {
        series: String,
        part: u32,
        other: String,
    },
    UnsafeLink {
        target: String,
    },
    ExternalImage {
        source: String,
    },
    BrokenLinkInPage {
        page: String,
        target: String,
        pages: usize,
    },
    BrokenAnchorInPage {
        page: String,
        target: String,
        pages: usize,
    },
    OrphanComments {
        article: String,
    },
    SharedForm {
        form: String,
        other: String,
    },
    CircleOfReplies {
        id: String,
    },
    OutsideLinkDead {
        address: String,
        host: String,
        loss: Loss,
    },
    OutsideLinkSilent {
        address: String,
        silence: Silence,
    },
    NoNetwork {
        addresses: usize,
    },
    // Model
    DuplicateModelId {
        id: String,
    },
    ThresholdOrder,
    ThresholdStart,
    OneSidedPair {
        pair: String,
    },
    UnknownPair {
        pair: String,
    },
    ScaleSize {
        points: i64,
    },
    ScaleLabels {
        labels: usize,
        points: i64,
    },
    TooManyPriorities {
        top: i64,
        dimensions: usize,
    },
    HalfPaired {
        statement: String,
    },
    CrowdedPair {
        pair: String,
        statement: String,
    },
    NoModel,
    DuplicateModel {
        id: String,
        version: String,
        other: String,
    },
    // Events
    EndBeforeStart,
    NonexistentTime {
        time: String,
        zone: String,
    },
    AmbiguousTime {
        time: String,
        zone: String,
    },
    UnknownTimeZone {
        zone: String,
        suggestion: Option<String>,
    },
    YearUnknownWithDate,
    NoStart,
    SessionOutside {
        title: String,
    },
    RescheduledWithoutPrevious,
    RoomClash {
        room: String,
        first: String,
        second: String,
    },
    SpeakerClash {
        speaker: String,
        first: String,
        second: String,
    },
    WeekdayMismatch {
        text: String,
        right: String,
    },
    // Benchmark
    CellTooSmall {
        companies: i64,
    },
    ExtremesTooSmall {
        companies: i64,
    },
    QuartileOrder,
    OtherModel {
        id: String,
        version: String,
    },
    CellBySubtraction {
        /// Suppressed groups of the table.
        groups: usize,
        /// Companies that are left for them.
        companies: i64,
    },
    // Contributions to an edition
    NoCollection,
    NoEditionFrame,
    NoSuchModel {
        id: String,
        version: String,
    },
    NoContribution,
    NotJson {
        /// It ends too soon.
        truncated: bool,
    },
    OtherModelContribution {
        id: String,
        version: String,
        expected: String,
    },
    OtherEditionContribution {
        edition: String,
        expected: String,
    },
    SameContribution {
        other: String,
    },
    NoConsent,
    SampleContribution,
    NoMean,
    EditionDiscloses {
        why: Disclosure,
    },
    FrozenEdition,
    GroupSuppressed {
        table: EditionTable,
        name: String,
        why: Disclosure,
    },
    PanelDiscloses {
        why: Disclosure,
    },
    PanelOfOtherModel {
        version: String,
    },
    // Theme
    TemplateError {
        detail: String,
    },
    TemplateMissing {
        name: String,
    },
    ThemeFileMissing {
        name: String,
    },
    StringsMissing {
        keys: String,
    },
    CardBroken {
        reason: String,
    },
    // Reading quality
    ImageWithoutAlternative {
        source: String,
    },
    FileNameAlternative {
        alternative: String,
    },
    UnusedFile,
    // Output
    ForeignFile {
        path: String,
    },
    OutputHoldsSources {
        path: String,
        source: String,
    },
    OutputInUse {
        path: String,
    },
    ManifestDamaged {
        path: String,
    },
    OutputUnwritable {
        path: String,
        doing: OutputWork,
        reason: String,
    },
    // Results to compare
    NoSuchResult,
    NoResult,
    BadResult {
        fault: ResultFault,
    },
    OtherModelResult,
    ImpossibleAnswer {
        name: String,
        answer: Option<i64>,
    },
    FormerResult {
        name: String,
        version: String,
        kept: usize,
        of: usize,
    },
    NothingInCommon {
        name: String,
        version: String,
        /// Because the scale is another.
        scale: bool,
    },
    SameResult {
        name: String,
    },
    SameNameTwice {
        name: String,
    },
    TooFewResults {
        count: usize,
    },
    TooManyResults {
        count: usize,
    },
    NothingToCompareBy,
    // Pictures
    BadDrawing {
        fault: DrawingFault,
    },
    DangerousDrawing {
        danger: DrawingDanger,
    },
    UnreadablePicture {
        fault: PictureFault,
    },
    BrokenPicture {
        reason: String,
    },
    // Imports
    NotAnExport,
    BrokenExport {
        after: String,
    },
    NothingToImport,
    // New sources
    SourceExists {
        path: String,
    },
    SourceUnwritable {
        path: String,
        doing: OutputWork,
        reason: String,
    },
    NoNameInTitle {
        title: String,
    },
    FolderOfOthers {
        folder: &'static str,
    },
    NoSiteInLanguage {
        language: &'static str,
    },
    FolderNotEmpty {
        path: String,
    },
    NoTitle,
}

impl Problem {
    /// The code by which the fault is looked up; it never changes.
    pub fn code(&self) -> &'static str {
        self.identity().0
    }

    /// Whether it keeps the site from being published.
    pub fn level(&self) -> Level {
        self.identity().1
    }

    /// Whether it is about the machine, or what was asked of it, rather than about the content.
    pub fn is_about_environment(&self) -> bool {
        self.code().starts_with("P09")
            || self.code().starts_with("P11")
            || matches!(
                self,
                Self::NoContent
                    | Self::NoCollection
                    | Self::NoSuchResult
                    | Self::TooFewResults { .. }
                    | Self::TooManyResults { .. }
                    | Self::NothingToCompareBy
                    | Self::NotAnExport
                    | Self::NothingToImport
            )
    }

    #[expect(clippy::too_many_lines, reason = "one line a fault")]
    fn identity(&self) -> (&'static str, Level) {
        use Level::{Error, Warning};
        match self {
            Self::NotUtf8 => ("P0101", Error),
            Self::NulByte => ("P0102", Error),
            Self::Unreadable { .. } => ("P0103", Error),
            Self::LinkOutOfTree => ("P0104", Error),
            Self::TooLarge { .. } => ("P0105", Error),
            Self::NoContent => ("P0106", Error),
            Self::NoSiteFile => ("P0107", Error),
            Self::BadFileName { .. } => ("P0108", Error),
            Self::NoAdminPackage { .. } => ("P0109", Warning),
            Self::UnknownForge { .. } => ("P0110", Error),
            Self::FrontMatterMissing => ("P0201", Error),
            Self::FrontMatterUnclosed => ("P0202", Error),
            Self::UnknownKey { .. } => ("P0203", Error),
            Self::Yaml { .. } => ("P0204", Error),
            Self::DuplicateKey => ("P0205", Error),
            Self::WrongType { .. } => ("P0206", Error),
            Self::MissingKey { .. } => ("P0207", Error),
            Self::BadValue { .. } => ("P0208", Error),
            Self::BadChoice { .. } => ("P0209", Error),
            Self::OutOfRange { .. } => ("P0210", Error),
            Self::Empty { .. } => ("P0211", Error),
            Self::YamlTooComplex => ("P0212", Error),
            Self::UnknownComponentKind { .. } => ("P0213", Warning),
            Self::RepeatedWorksheetId { .. } => ("P0214", Error),
            Self::UnknownReference { .. } => ("P0301", Error),
            Self::DeadLink { .. } => ("P0302", Error),
            Self::DeadAnchor { .. } => ("P0303", Error),
            Self::MissingImage { .. } => ("P0304", Error),
            Self::OutsideOfSite { .. } => ("P0305", Error),
            Self::DuplicateUrl { .. } => ("P0306", Error),
            Self::DuplicateName { .. } => ("P0307", Error),
            Self::DuplicatePart { .. } => ("P0308", Error),
            Self::UnsafeLink { .. } => ("P0309", Error),
            Self::ExternalImage { .. } => ("P0310", Warning),
            Self::BrokenLinkInPage { .. } => ("P0311", Warning),
            Self::BrokenAnchorInPage { .. } => ("P0312", Warning),
            Self::OrphanComments { .. } => ("P0313", Warning),
            Self::SharedForm { .. } => ("P0314", Warning),
            Self::CircleOfReplies { .. } => ("P0315", Error),
            Self::OutsideLinkDead { .. } => ("P0316", Warning),
            Self::OutsideLinkSilent { .. } => ("P0317", Warning),
            Self::NoNetwork { .. } => ("P0318", Warning),
            Self::DuplicateModelId { .. } => ("P0401", Error),
            Self::CrowdedPair { .. } => ("P0402", Error),
            Self::ThresholdOrder => ("P0403", Error),
            Self::ThresholdStart => ("P0404", Error),
            Self::OneSidedPair { .. } => ("P0405", Error),
            Self::UnknownPair { .. } => ("P0406", Error),
            Self::ScaleSize { .. } => ("P0407", Error),
            Self::ScaleLabels { .. } => ("P0408", Error),
            Self::TooManyPriorities { .. } => ("P0409", Error),
            Self::HalfPaired { .. } => ("P0410", Error),
            Self::NoModel => ("P0411", Error),
            Self::DuplicateModel { .. } => ("P0412", Error),
            Self::EndBeforeStart => ("P0501", Error),
            Self::NonexistentTime { .. } => ("P0502", Error),
            Self::AmbiguousTime { .. } => ("P0503", Warning),
            Self::UnknownTimeZone { .. } => ("P0504", Error),
            Self::YearUnknownWithDate => ("P0505", Error),
            Self::NoStart => ("P0506", Error),
            Self::SessionOutside { .. } => ("P0507", Warning),
            Self::RescheduledWithoutPrevious => ("P0508", Error),
            Self::RoomClash { .. } => ("P0509", Warning),
            Self::SpeakerClash { .. } => ("P0510", Warning),
            Self::WeekdayMismatch { .. } => ("P0511", Warning),
            Self::CellTooSmall { .. } => ("P0601", Error),
            Self::ExtremesTooSmall { .. } => ("P0602", Error),
            Self::QuartileOrder => ("P0603", Error),
            Self::OtherModel { .. } => ("P0604", Warning),
            Self::CellBySubtraction { .. } => ("P0605", Error),
            Self::NoCollection => ("P0606", Error),
            Self::NoEditionFrame => ("P0607", Error),
            Self::NoSuchModel { .. } => ("P0608", Error),
            Self::NoContribution => ("P0609", Error),
            Self::NotJson { .. } => ("P0610", Error),
            Self::OtherModelContribution { .. } => ("P0611", Error),
            Self::OtherEditionContribution { .. } => ("P0612", Error),
            Self::SameContribution { .. } => ("P0613", Error),
            Self::NoConsent => ("P0614", Error),
            Self::NoMean => ("P0615", Error),
            Self::EditionDiscloses { .. } => ("P0616", Error),
            Self::FrozenEdition => ("P0617", Error),
            Self::GroupSuppressed { .. } => ("P0618", Warning),
            Self::PanelDiscloses { .. } => ("P0619", Warning),
            Self::PanelOfOtherModel { .. } => ("P0620", Warning),
            Self::SampleContribution => ("P0621", Error),
            Self::TemplateError { .. } => ("P0701", Error),
            Self::TemplateMissing { .. } => ("P0702", Error),
            Self::ThemeFileMissing { .. } => ("P0703", Error),
            Self::StringsMissing { .. } => ("P0704", Error),
            Self::CardBroken { .. } => ("P0705", Error),
            Self::ImageWithoutAlternative { .. } => ("P0801", Warning),
            Self::FileNameAlternative { .. } => ("P0802", Warning),
            Self::UnusedFile => ("P0803", Warning),
            Self::ForeignFile { .. } => ("P0901", Error),
            Self::OutputHoldsSources { .. } => ("P0902", Error),
            Self::OutputInUse { .. } => ("P0903", Error),
            Self::OutputUnwritable { .. } => ("P0904", Error),
            Self::ManifestDamaged { .. } => ("P0905", Error),
            Self::NoSuchResult => ("P1001", Error),
            Self::NoResult => ("P1002", Error),
            Self::BadResult { .. } => ("P1003", Error),
            Self::OtherModelResult => ("P1004", Error),
            Self::ImpossibleAnswer { .. } => ("P1005", Error),
            Self::FormerResult { .. } => ("P1006", Warning),
            Self::NothingInCommon { .. } => ("P1007", Error),
            Self::SameResult { .. } => ("P1008", Warning),
            Self::SameNameTwice { .. } => ("P1009", Warning),
            Self::TooFewResults { .. } => ("P1010", Error),
            Self::TooManyResults { .. } => ("P1011", Error),
            Self::NothingToCompareBy => ("P1012", Error),
            Self::BadDrawing { .. } => ("P1201", Error),
            Self::DangerousDrawing { .. } => ("P1202", Warning),
            Self::UnreadablePicture {
                fault: PictureFault::TooLarge(..),
            } => ("P1204", Warning),
            Self::UnreadablePicture { .. } => ("P1203", Warning),
            Self::BrokenPicture { .. } => ("P1205", Error),
            Self::NotAnExport => ("P1301", Error),
            Self::BrokenExport { .. } => ("P1302", Error),
            Self::NothingToImport => ("P1303", Error),
            Self::SourceExists { .. } => ("P1101", Error),
            Self::SourceUnwritable { .. } => ("P1102", Error),
            Self::NoNameInTitle { .. } => ("P1103", Error),
            Self::FolderOfOthers { .. } => ("P1104", Error),
            Self::NoSiteInLanguage { .. } => ("P1105", Error),
            Self::FolderNotEmpty { .. } => ("P1106", Error),
            Self::NoTitle => ("P1107", Error),
        }
    }
}

/// The beginning of a long value, on one line, for a message.
pub fn beginning(value: &str) -> String {
    const SHOWN: usize = 60;
    let words: Vec<&str> = value.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
