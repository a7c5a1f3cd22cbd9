//! The faults in English.

use super::fix::likely;
use super::problem::{
    Disclosure, DrawingDanger, DrawingFault, EditionTable, Kind, Loss, OutputWork, PictureFault,
    Problem, Reference, ResultFault, Silence, YamlFault, beginning,
};
use crate::language::Language;

/// What is wrong.
#[expect(clippy::too_many_lines, reason = "one line a fault")]
pub fn message(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 => "this file is not UTF-8".into(),
        Problem::NulByte => "this file holds a NUL byte: it is not text".into(),
        Problem::Unreadable { reason } => format!("unreadable file: {reason}"),
        Problem::LinkOutOfTree => "this symbolic link leads out of the site, or in circles".into(),
        Problem::TooLarge { limit_mib } => format!("file too large: the limit is {limit_mib} MiB"),
        Problem::NoContent => "there is no `content` folder here, or it is empty".into(),
        Problem::NoSiteFile => "`content/site.yaml` is missing".into(),
        Problem::BadFileName { .. } => "this file name cannot be an address".into(),
        Problem::NoAdminPackage { folder } => {
            format!(
                "the site goes without `/admin/`: the package of Sveltia CMS is not in `{folder}`"
            )
        }
        Problem::UnknownForge { host: Some(host) } => {
            format!("`/admin/` does not know which forge to talk to: `{host}`")
        }
        Problem::UnknownForge { host: None } => {
            "`/admin/` does not know which repository to write to".into()
        }
        Problem::FrontMatterMissing => "the front matter is missing".into(),
        Problem::FrontMatterUnclosed => "the front matter is not closed".into(),
        Problem::Yaml { fault } => yaml(fault),
        Problem::DuplicateKey => "this key is already written above".into(),
        Problem::YamlTooComplex => {
            "this YAML is nested too deeply or repeats itself too much".into()
        }
        Problem::UnknownKey { key, .. } => format!("unknown key `{key}`"),
        Problem::WrongType {
            key,
            expected,
            found,
        } if key == "---" => format!(
            "the front matter should be {}, not {}",
            kind(*expected),
            kind(*found)
        ),
        Problem::WrongType {
            key,
            expected,
            found,
        } => format!(
            "`{key}` should be {}, not {}",
            kind(*expected),
            kind(*found)
        ),
        Problem::MissingKey { key } => format!("the key `{key}` is missing"),
        Problem::BadValue { value, expected } => format!("`{value}` is not {}", kind(*expected)),
        Problem::BadChoice { value, .. } => format!("`{value}` is not one of the choices"),
        Problem::OutOfRange {
            key,
            minimum,
            maximum,
        } => format!("`{key}` must be between {minimum} and {maximum}"),
        Problem::Empty { key } => format!("`{key}` is empty"),
        Problem::RepeatedWorksheetId { id } => {
            format!(
                "`{id}` already names a worksheet of this page, or a question of this worksheet"
            )
        }
        Problem::UnknownComponentKind { name, .. } => {
            format!("a block of unknown language `{name}`")
        }
        Problem::UnknownReference {
            reference: what,
            name,
            ..
        } => format!("unknown {} `{name}`", noun(*what)),
        Problem::DeadLink { target, .. } => format!("the link to `{target}` leads nowhere"),
        Problem::DeadAnchor { target, anchor, .. } => {
            format!("`{target}` has no anchor `{anchor}`")
        }
        Problem::MissingImage { source } => format!("the image `{source}` cannot be found"),
        Problem::OutsideOfSite { target } => format!("`{target}` leaves the site's folder"),
        Problem::DuplicateUrl { url, other } => {
            format!("the address `{url}` already belongs to {other}")
        }
        Problem::DuplicateName { name, other } => {
            format!("the name `{name}` already belongs to {other}")
        }
        Problem::DuplicatePart {
            series,
            part,
            other,
        } => format!("part {part} of the series `{series}` is already {other}"),
        Problem::UnsafeLink { target } => format!("the link `{target}` is not safe"),
        Problem::BrokenLinkInPage {
            page,
            target,
            pages,
        } => {
            format!(
                "{} to `{target}`, which does not exist",
                pages_in_words(page, *pages)
            )
        }
        Problem::BrokenAnchorInPage {
            page,
            target,
            pages,
        } => {
            format!(
                "{} to the anchor `{target}`, which does not exist",
                pages_in_words(page, *pages)
            )
        }
        Problem::ExternalImage { source } => {
            format!("the image `{source}` is on another site: a link replaces it")
        }
        Problem::OrphanComments { article } => {
            format!("these comments have no article: `{article}` does not exist")
        }
        Problem::SharedForm { form, other } => {
            format!("`{form}` already names another term, {other}")
        }
        Problem::CircleOfReplies { id } => {
            format!("these comments answer each other in a circle: `{id}` ends up answering itself")
        }
        Problem::OutsideLinkDead {
            address,
            host,
            loss,
        } => match loss {
            Loss::Status(status) => {
                format!("`{address}` does not exist any more: `{host}` answers {status}")
            }
            Loss::Host => format!("`{address}` leads nowhere: there is no site `{host}`"),
        },
        Problem::OutsideLinkSilent { address, silence } => {
            let why = match silence {
                Silence::Timeout => "no answer in time".to_owned(),
                Silence::Unreachable => "no connection".to_owned(),
                Silence::Status(status) => format!("error {status}"),
                Silence::Untrusted => "its certificate is not recognised".to_owned(),
                Silence::Nonsense => "its answer makes no sense".to_owned(),
            };
            format!("`{address}` could not be visited, in three attempts: {why}")
        }
        Problem::NoNetwork { addresses } => {
            format!("none of the {addresses} outside addresses answers")
        }
        Problem::DuplicateModelId { id } => format!("the id `{id}` is already used in the model"),
        Problem::ThresholdOrder => "maturity thresholds must increase".into(),
        Problem::ThresholdStart => "the first maturity threshold must be 0".into(),
        Problem::OneSidedPair { pair } => format!("the pair `{pair}` has one side only"),
        Problem::UnknownPair { pair } => format!("the pair `{pair}` is not in `symmetry.pairs`"),
        Problem::ScaleSize { points } => format!("a scale of {points} points is not possible"),
        Problem::ScaleLabels { labels, points } => {
            format!("{labels} labels for a scale of {points} points")
        }
        Problem::TooManyPriorities { top, dimensions } => {
            format!("{top} priorities asked for, and {dimensions} dimension(s) in all")
        }
        Problem::HalfPaired { statement } => {
            format!(
                "the statement `{statement}` has a pair without a side, or a side without a pair"
            )
        }
        Problem::CrowdedPair { pair, statement } => {
            format!(
                "the pair `{pair}` already has a statement on this side: `{statement}` is one too many"
            )
        }
        Problem::NoModel => "`content/model.yaml` is missing, yet pages name its dimensions".into(),
        Problem::DuplicateModel { id, version, other } => {
            format!("version {version} of `{id}` is already in `{other}`")
        }
        Problem::EndBeforeStart => "the end comes before the start".into(),
        Problem::NonexistentTime { time, zone } => {
            format!("{time} does not exist in {zone} (clocks go forward)")
        }
        Problem::AmbiguousTime { time, zone } => {
            format!("{time} exists twice in {zone} (clocks go back)")
        }
        Problem::UnknownTimeZone { zone, .. } => format!("unknown time zone `{zone}`"),
        Problem::YearUnknownWithDate => {
            "the year is said to be unknown, yet a full date is given".into()
        }
        Problem::NoStart => "this event has no date".into(),
        Problem::SessionOutside { title } => {
            format!("`{title}` takes place outside the event's dates")
        }
        Problem::RescheduledWithoutPrevious => {
            "a rescheduled event without `previous_start`".into()
        }
        Problem::RoomClash {
            room,
            first,
            second,
        } => format!("`{first}` and `{second}` use `{room}` at the same time"),
        Problem::SpeakerClash {
            speaker,
            first,
            second,
        } => format!("`{speaker}` speaks in `{first}` and `{second}` at the same time"),
        Problem::WeekdayMismatch { text, right } => format!("`{text}`: that day is a {right}"),
        Problem::CellTooSmall { companies } => {
            format!("figures published for {companies} companies only")
        }
        Problem::ExtremesTooSmall { companies } => {
            format!("deciles published for {companies} companies only")
        }
        Problem::QuartileOrder => "the quartiles are not in order".into(),
        Problem::OtherModel { id, version } => {
            format!("this edition is about the model {id} {version}, which is not the site's")
        }
        Problem::CellBySubtraction {
            groups: 1,
            companies,
        } => format!(
            "a subtraction gives this suppressed group back: {companies} companies, all minus the published groups"
        ),
        Problem::CellBySubtraction { groups, companies } => format!(
            "the {groups} suppressed groups have only {companies} companies together: all minus the published groups"
        ),
        Problem::NoCollection => "this folder of contributions does not exist".into(),
        Problem::NoEditionFrame => "this folder lacks the frame of the edition".into(),
        Problem::NoSuchModel { id, version } => format!("the site has no model {id} {version}"),
        Problem::NoContribution => "this folder holds no contribution".into(),
        Problem::NotJson { truncated: true } => "this file is not JSON: its end is missing".into(),
        Problem::NotJson { truncated: false } => {
            "this file is not JSON: a sign is out of place".into()
        }
        Problem::OtherModelContribution {
            id,
            version,
            expected,
        } => format!(
            "this contribution is about the model {id} {version}, the edition about {expected}"
        ),
        Problem::OtherEditionContribution { edition, expected } => {
            format!("this contribution is meant for the edition `{edition}`, not for `{expected}`")
        }
        Problem::SameContribution { other } => format!("this id is already that of {other}"),
        Problem::SampleContribution => "this contribution is a sample from a simulation".into(),
        Problem::NoConsent => "consent is not given".into(),
        Problem::NoMean => "this contribution gives no mean".into(),
        Problem::EditionDiscloses { why } => {
            format!(
                "nothing of this edition may be published: {}",
                disclosure(*why)
            )
        }
        Problem::FrozenEdition => "this edition exists already, with other figures".into(),
        Problem::GroupSuppressed { table, name, why } => format!(
            "{} `{name}` suppressed: {}",
            match table {
                EditionTable::Sectors => "sector",
                EditionTable::Sizes => "size class",
            },
            disclosure(*why)
        ),
        Problem::PanelDiscloses { why } => {
            format!(
                "the change of the panel is not published: {}",
                disclosure(*why)
            )
        }
        Problem::PanelOfOtherModel { version } => format!(
            "the change of the panel is not computed: the edition before is about version {version} of the model"
        ),
        Problem::TemplateError { detail } => format!("faulty template: {detail}"),
        Problem::TemplateMissing { name } => format!("the theme has no template `{name}`"),
        Problem::ThemeFileMissing { name } => format!("the theme has no file `{name}`"),
        Problem::StringsMissing { keys } => format!("this file lacks the words of: {keys}"),
        Problem::CardBroken { reason } => {
            format!("this template of a card does not give a drawing: {reason}")
        }
        Problem::ImageWithoutAlternative { source } => {
            format!("the image `{source}` has no alternative text")
        }
        Problem::FileNameAlternative { alternative } => {
            format!("`{alternative}` looks like a file name, not a description")
        }
        Problem::UnusedFile => "no page leads to this file".into(),
        Problem::ForeignFile { path } => {
            format!("`{path}` was not written by Parvis: it will not be replaced")
        }
        Problem::OutputHoldsSources { path, source } => {
            format!("the output folder `{path}` covers `{source}`, which the site is made from")
        }
        Problem::OutputInUse { path } => format!("another build is writing to `{path}`"),
        Problem::ManifestDamaged { path } => {
            format!("`{path}` is damaged: which files Parvis wrote is unknown")
        }
        Problem::OutputUnwritable {
            path,
            doing,
            reason,
        }
        | Problem::SourceUnwritable {
            path,
            doing,
            reason,
        } => format!("cannot {} `{path}`: {reason}", work(*doing)),
        Problem::NoSuchResult => {
            "this is neither a result code, nor a link, nor a file that exists here".into()
        }
        Problem::NoResult => "there is no result in this text".into(),
        Problem::BadResult { fault } => match fault {
            ResultFault::NotACode => "this is not a result code".into(),
            ResultFault::UnknownVersion(version) => {
                format!("this code is of a version {version} that this Parvis does not know")
            }
            ResultFault::BadCharacter(character) => {
                format!("`{character}` cannot be part of a code")
            }
            ResultFault::Truncated => "the end of this code is missing".into(),
            ResultFault::Altered => "this code was damaged on the way".into(),
            ResultFault::OutOfRange => "this code holds impossible answers".into(),
        },
        Problem::OtherModelResult => "this result is of another questionnaire".into(),
        Problem::ImpossibleAnswer {
            name,
            answer: Some(answer),
        } => format!("the answer {answer} to the statement `{name}` is not on the scale"),
        Problem::ImpossibleAnswer { name, answer: None } => {
            format!("the model has neither a statement nor a dimension `{name}`")
        }
        Problem::FormerResult {
            name,
            version,
            kept,
            of,
        } => format!(
            "{} answered version {version}: {kept} of {of} statements can be compared",
            person(name)
        ),
        Problem::NothingInCommon {
            name,
            version,
            scale: true,
        } => format!(
            "{} answered version {version}, whose scale is another",
            person(name)
        ),
        Problem::NothingInCommon { name, version, .. } => format!(
            "{} answered version {version}, which has no statement in common",
            person(name)
        ),
        Problem::SameResult { name } => {
            format!("the result of {} is given several times", person(name))
        }
        Problem::SameNameTwice { name } => format!("two different results bear the name `{name}`"),
        Problem::TooFewResults { count: 0 } => "no result to compare".into(),
        Problem::TooFewResults { .. } => "one result only: there is nothing to compare".into(),
        Problem::TooManyResults { count } => format!("{count} results are too many"),
        Problem::NothingToCompareBy => {
            "`content/model.yaml` is missing: without it, a code cannot be read".into()
        }
        Problem::BadDrawing { fault } => match fault {
            DrawingFault::Malformed => "this drawing is not well-formed from here on".into(),
            DrawingFault::Encoding => "this drawing says that it is not written in UTF-8".into(),
            DrawingFault::Entities => "this drawing declares entities of its own".into(),
            DrawingFault::NotADrawing => "this file is not an SVG drawing".into(),
            DrawingFault::TooComplex => "this drawing has too many parts to be read".into(),
        },
        Problem::DangerousDrawing { danger } => match danger {
            DrawingDanger::Element(name) => {
                format!("the element `{name}` does not belong in a drawing: it is left out")
            }
            DrawingDanger::Handler(name) => {
                format!("the attribute `{name}` holds a script: it is left out")
            }
            DrawingDanger::Address { attribute, target } => format!(
                "the attribute `{attribute}` leads out of the drawing, to `{}`: it is left out",
                beginning(target)
            ),
            DrawingDanger::StyleSheet => {
                "this style sheet calls for another one or for a file elsewhere: it is left out"
                    .into()
            }
        },
        Problem::UnreadablePicture { fault } => match fault {
            PictureFault::NoPicture => {
                "this file cannot be read as a picture: it is copied as it is".into()
            }
            PictureFault::CutShort => {
                "this picture stops before its end: it is copied as it is".into()
            }
            PictureFault::Damaged => "this picture is damaged: it is copied as it is".into(),
            PictureFault::TooLarge(width, height) => format!(
                "this picture has {width} × {height} pixels: no smaller versions are made of it"
            ),
        },
        Problem::BrokenPicture { reason } => format!("this picture cannot be decoded: {reason}"),
        Problem::NotAnExport => "this file is no export of WordPress".into(),
        Problem::BrokenExport { after } => {
            format!("the export ends, or can no longer be read, after “{after}”")
        }
        Problem::NothingToImport => "this folder holds no text to import".into(),
        Problem::SourceExists { path } => format!("`{path}` exists already"),
        Problem::NoNameInTitle { title } => {
            format!("the title `{title}` cannot be used as an address")
        }
        Problem::FolderOfOthers { folder } => {
            format!("`content/{folder}` is not a folder of pages")
        }
        Problem::NoSiteInLanguage { language } => {
            format!("this site does not exist in `{language}`")
        }
        Problem::FolderNotEmpty { path } => format!("`{path}` is not empty"),
        Problem::NoTitle => "a new site needs a title".into(),
    }
}

/// A person, who may have no name.
fn person(name: &str) -> String {
    if name.is_empty() {
        "a person without a name".to_owned()
    } else {
        format!("`{name}`")
    }
}

/// What to do about it.
#[expect(clippy::too_many_lines, reason = "one line a fault")]
pub fn help(problem: &Problem) -> String {
    match problem {
        Problem::NotUtf8 => "save it with your editor's encoding “UTF-8”".into(),
        Problem::NulByte => "check that it is a text file, or change its extension".into(),
        Problem::Unreadable { .. } => {
            "check that the file is still there and that you may read it".into()
        }
        Problem::LinkOutOfTree => "copy the file into the site instead of linking to it".into(),
        Problem::TooLarge { .. } => "split it, or put it on a file service and link to it".into(),
        Problem::NoContent => {
            "run the command from the site's folder, or name it with --root".into()
        }
        Problem::NoSiteFile => {
            "create it with at least `title`, `description` and `base_url`".into()
        }
        Problem::BadFileName { suggestion } => format!("rename it, for example `{suggestion}`"),
        Problem::NoAdminPackage { .. } => {
            "install it with `npm install @sveltia/cms`, or correct `package`".into()
        }
        Problem::UnknownForge { host: Some(_) } => {
            "give the address of a repository, and say below `admin` what the forge runs: `forge: github`, `gitlab` or `gitea` (for Forgejo too)".into()
        }
        Problem::UnknownForge { host: None } => {
            "add `repository: {url: 'https://…'}` to `content/site.yaml`".into()
        }
        Problem::FrontMatterMissing => {
            "begin the file with a line `---`, the keys, and another line `---`".into()
        }
        Problem::FrontMatterUnclosed => "add a line `---` after the last key".into(),
        Problem::Yaml { fault } => yaml_remedy(fault).into(),
        Problem::DuplicateKey => "keep one of the two".into(),
        Problem::YamlTooComplex => "simplify it: no repeated anchors, a few levels at most".into(),
        Problem::UnknownKey {
            suggestion: Some(suggestion),
            ..
        }
        | Problem::BadChoice {
            suggestion: Some(suggestion),
            ..
        }
        | Problem::UnknownReference {
            suggestion: Some(suggestion),
            ..
        }
        | Problem::DeadLink {
            suggestion: Some(suggestion),
            ..
        }
        | Problem::DeadAnchor {
            suggestion: Some(suggestion),
            ..
        }
        | Problem::UnknownTimeZone {
            suggestion: Some(suggestion),
            ..
        } => format!("did you mean `{suggestion}`?"),
        Problem::UnknownKey { known, .. } => format!("possible keys: {}", known.join(", ")),
        Problem::BadValue { value, expected } => {
            match likely(value, *expected, Language::English) {
                Some(likely) => format!("did you mean `{likely}`?"),
                None => format!("for example: {}", example(*expected)),
            }
        }
        Problem::WrongType { expected, .. } => format!("for example: {}", example(*expected)),
        Problem::MissingKey { key } => format!("add a line `{key}: …`"),
        Problem::BadChoice { choices, .. } => format!("possible choices: {}", choices.join(", ")),
        Problem::OutOfRange {
            minimum, maximum, ..
        } => format!("write a number from {minimum} to {maximum}"),
        Problem::RepeatedWorksheetId { .. } => "give it another `id`: answers are kept under this name".into(),
        Problem::Empty { key } => format!("give `{key}` a value, or remove the line"),
        Problem::UnknownComponentKind { suggestion, .. } => {
            format!("did you mean the component `{suggestion}`?")
        }
        Problem::UnknownReference {
            reference, name, ..
        } => remedy(*reference, name),
        Problem::DeadLink { .. } => "correct the target, or create the page".into(),
        Problem::DeadAnchor { .. } => {
            "correct the anchor, or add it to the heading: ## Title {#anchor}".into()
        }
        Problem::MissingImage { .. } => {
            "put the image beside the article and check the spelling of its name".into()
        }
        Problem::OutsideOfSite { .. } => "use a path that stays inside `content`".into(),
        Problem::DuplicateUrl { .. } => {
            "change the `slug`, the alias or the file name of one of them".into()
        }
        Problem::DuplicateName { .. } => "give one of them another name".into(),
        Problem::DuplicatePart { .. } => "give each part of the series a number of its own".into(),
        Problem::UnsafeLink { .. } => {
            "use an address that begins with https://, mailto: or /".into()
        }
        Problem::OrphanComments { .. } => {
            "give this file the name of its article, or remove it".into()
        }
        Problem::SharedForm { .. } => {
            "remove this form from one of the two terms: in a text it leads to one definition only"
                .into()
        }
        Problem::CircleOfReplies { .. } => {
            "remove `reply_to` from the comment that was written first".into()
        }
        Problem::BrokenLinkInPage { .. } | Problem::BrokenAnchorInPage { .. } => {
            "correct the link in the menu, the model or the template that writes it".into()
        }
        Problem::OutsideLinkDead { .. } => {
            "correct the address, or remove the link: the page may have a new address, or a copy in a web archive".into()
        }
        Problem::OutsideLinkSilent { .. } => {
            "open it in a browser: where the page appears, the link may stay".into()
        }
        Problem::NoNetwork { .. } => {
            "check that this machine has access to the network, then run again".into()
        }
        Problem::ExternalImage { .. } => {
            "download it beside the article: no page loads anything from another site".into()
        }
        Problem::DuplicateModelId { .. } => "give each an id of its own".into(),
        Problem::ThresholdOrder => {
            "sort the `from` thresholds from lowest to highest, each once".into()
        }
        Problem::ThresholdStart => "write `from: 0` for the first level".into(),
        Problem::OneSidedPair { pair } => {
            format!("add the other statement of the pair `{pair}`: side client and side employee")
        }
        Problem::UnknownPair { .. } => {
            "add it to `pairs` below `symmetry`, or correct its name".into()
        }
        Problem::ScaleSize { .. } => "from 2 to 11 points: adjust `min` and `max`".into(),
        Problem::ScaleLabels { .. } => "write one label a point".into(),
        Problem::TooManyPriorities { .. } => {
            "lower `top`: it cannot exceed the number of dimensions".into()
        }
        Problem::HalfPaired { .. } => {
            "give it both `pair` and `side` (client or employee), or neither".into()
        }
        Problem::CrowdedPair { .. } => {
            "a pair has one statement a side: change the `side` or the `pair` of this one".into()
        }
        Problem::NoModel => "add a model, or remove `dimensions` from those pages".into(),
        Problem::DuplicateModel { .. } => {
            "give each version of the model a number of its own: results that were shared are bound to it".into()
        }
        Problem::EndBeforeStart => "check the two dates".into(),
        Problem::NonexistentTime { .. } => "choose a time before or after the change".into(),
        Problem::AmbiguousTime { .. } => {
            "the first of the two is taken; choose another time to remove the doubt".into()
        }
        Problem::UnknownTimeZone { .. } => "for example: Europe/Paris".into(),
        Problem::YearUnknownWithDate => "keep `year: unknown` with `day`, or else `start`".into(),
        Problem::NoStart => {
            "add `start: 2027-04-18 12:15`, or `year: unknown` with `day: 04-18`".into()
        }
        Problem::SessionOutside { .. } => "correct the session's time or the event's dates".into(),
        Problem::RescheduledWithoutPrevious => {
            "add `previous_start` with the date first announced".into()
        }
        Problem::RoomClash { .. } => "change the time or the room of one of them".into(),
        Problem::SpeakerClash { .. } => "change the time of one of them".into(),
        Problem::WeekdayMismatch { right, .. } => format!("write “{right}”, or correct the date"),
        Problem::CellTooSmall { .. } => {
            "replace the figures by `suppressed: true`: at least 5 companies are needed".into()
        }
        Problem::ExtremesTooSmall { .. } => {
            "remove `p10` and `p90`: at least 10 companies are needed".into()
        }
        Problem::QuartileOrder => "check that p10 ≤ q1 ≤ median ≤ q3 ≤ p90".into(),
        Problem::OtherModel { .. } => {
            "the dimensions in common are shown; tell of the change in `method`".into()
        }
        Problem::CellBySubtraction { .. } => {
            "suppress one group more: together the suppressed groups must be two and have 5 companies at least".into()
        }
        Problem::NoCollection => {
            "check the path: it is the private folder with the contributions, a JSON file each".into()
        }
        Problem::NoEditionFrame => {
            "add `edition.yaml` with `edition`, `title`, `model` and `sectors`".into()
        }
        Problem::NoSuchModel { .. } => {
            "correct `model`, or put that version into `content/models`".into()
        }
        Problem::NoContribution => "put the files received there, one a company".into(),
        Problem::NotJson { .. } => {
            "ask for the file to be exported and sent again, neither opened nor edited".into()
        }
        Problem::OtherModelContribution { .. } => {
            "remove this file: other statements do not mix with these".into()
        }
        Problem::OtherEditionContribution { .. } => {
            "put this file into the folder of its edition".into()
        }
        Problem::SameContribution { .. } => "keep the latest file of this company only".into(),
        Problem::NoConsent => {
            "remove this file: without consent its figures are not used".into()
        }
        Problem::SampleContribution => {
            "remove this file, or write `sample: true` in `edition.yaml` if the whole edition is a sample".into()
        }
        Problem::NoMean => "ask for a new export from the site's page to contribute".into(),
        Problem::EditionDiscloses { .. } => {
            "it takes 5 companies at least, of which none brings more than half of the respondents: go on collecting".into()
        }
        Problem::FrozenEdition => {
            "a published edition is not computed again: write elsewhere with --out to compare, and tell of an error in `corrections`; if it is not published yet, remove this file first".into()
        }
        Problem::GroupSuppressed { .. } => {
            "the edition says so; wider sectors in `edition.yaml` would be suppressed less often".into()
        }
        Problem::PanelDiscloses { .. } => {
            "the edition does without; companies that contribute each year would make it possible".into()
        }
        Problem::PanelOfOtherModel { .. } => {
            "other statements cannot be compared: say so in `method`".into()
        }
        Problem::TemplateError { .. } => "correct the template at this place".into(),
        Problem::TemplateMissing { name } => {
            format!("add `themes/parvis/templates/{name}`, or remove your `themes` folder")
        }
        Problem::ThemeFileMissing { .. } => "correct its name in `theme.yaml`, or create it".into(),
        Problem::StringsMissing { .. } => {
            "write these words, or remove the key to get the original back".into()
        }
        Problem::CardBroken { .. } => {
            "mend it, or remove your file to get the original back".into()
        }
        Problem::ImageWithoutAlternative { .. } => {
            "describe the image between the brackets: ![description](image.png)".into()
        }
        Problem::FileNameAlternative { .. } => "say in a few words what the image shows".into(),
        Problem::UnusedFile => "link to it from a page, or remove it".into(),
        Problem::ForeignFile { .. } => "move that file, or choose another folder with --out".into(),
        Problem::OutputHoldsSources { .. } => {
            "choose a folder apart with --out, for example `public`".into()
        }
        Problem::OutputInUse { .. } => "wait for it to end, then run again".into(),
        Problem::ManifestDamaged { .. } => "empty the output folder, then run again".into(),
        Problem::OutputUnwritable {
            doing: OutputWork::Moving | OutputWork::Deleting,
            ..
        } => {
            "check the permissions and run it again: some files of the new site are in place already, whole, and the next build puts the others in place".into()
        }
        Problem::OutputUnwritable { .. } => {
            "check the permissions and the free space; the previous site is untouched".into()
        }
        Problem::NoSuchResult => {
            "a code begins with `P1`, a link has it after `#r=`; check the path of the file".into()
        }
        Problem::NoResult => {
            "a code begins with `P1`, a link has it after `#r=`; a file comes from the page of the test or of the comparison".into()
        }
        Problem::BadResult {
            fault: ResultFault::UnknownVersion(_),
        } => "install the latest version of Parvis".into(),
        Problem::BadResult { .. } => "ask this person to copy the whole link again".into(),
        Problem::OtherModelResult => {
            "run the command in the folder of the right site; an earlier version of the model goes into `content/models`".into()
        }
        Problem::ImpossibleAnswer { .. } => {
            "export this result again from the page of the test".into()
        }
        Problem::FormerResult { .. } => {
            "to compare the rest, let this person take the test again".into()
        }
        Problem::NothingInCommon { .. } => "let this person take the test again".into(),
        Problem::SameResult { .. } => "it counts once".into(),
        Problem::SameNameTwice { .. } => {
            "both count; if this is one person, keep the latest only".into()
        }
        Problem::TooFewResults { .. } => "give 2 to 20 codes, links or files".into(),
        Problem::TooManyResults { .. } => "compare 2 to 20 people at a time".into(),
        Problem::NotAnExport => {
            "in WordPress, choose “Tools › Export”, then give the .xml file that you get".into()
        }
        Problem::BrokenExport { .. } => {
            "what comes before is imported: export again and run the command again, it completes the rest".into()
        }
        Problem::NothingToImport => {
            "give the folder of the former site, or that of its Markdown files".into()
        }
        Problem::NothingToCompareBy => {
            "run the command in the folder of the site, or name it with --root".into()
        }
        Problem::BadDrawing { fault } => match fault {
            DrawingFault::Malformed => {
                "open it in the program it was drawn with, and export it again as SVG".into()
            }
            DrawingFault::Encoding => "save it as UTF-8, and say so in its first line".into(),
            DrawingFault::Entities | DrawingFault::NotADrawing => {
                "export it again as “plain SVG” (Inkscape) or “SVG for the web”".into()
            }
            DrawingFault::TooComplex => {
                "simplify it, or export it as PNG".into()
            }
        },
        Problem::DangerousDrawing { danger } => match danger {
            DrawingDanger::Element(_) | DrawingDanger::Handler(_) => {
                "remove it from the file, or export the drawing again as “plain SVG”".into()
            }
            DrawingDanger::Address { .. } => {
                "embed the picture in the drawing, or remove the link".into()
            }
            DrawingDanger::StyleSheet => {
                "remove `@import` and outside addresses, and draw the letters as outlines".into()
            }
        },
        Problem::UnreadablePicture {
            fault: PictureFault::TooLarge(..),
        } => "reduce it: a page needs 1,440 pixels in width".into(),
        Problem::UnreadablePicture { .. } | Problem::BrokenPicture { .. } => {
            "copy the picture again from where it comes, or export it as JPEG or PNG".into()
        }
        Problem::SourceExists { .. } => {
            "open it, or give another title: nothing was replaced".into()
        }
        Problem::SourceUnwritable { .. } => {
            "check permissions and free space; nothing was added".into()
        }
        Problem::NoNameInTitle { .. } => {
            "give a title with letters or digits in it, other than `index`".into()
        }
        Problem::FolderOfOthers { .. } => {
            "choose another folder, or another kind of document: parvis new --help".into()
        }
        Problem::NoSiteInLanguage { language } => {
            format!("create `content/{language}/site.yaml`, or leave --language out")
        }
        Problem::FolderNotEmpty { .. } => {
            "give a new folder: a site begins in an empty one, and nothing was added to this".into()
        }
        Problem::NoTitle => "add --title 'Our community'".into(),
    }
}

fn work(work: OutputWork) -> &'static str {
    match work {
        OutputWork::Reading => "read",
        OutputWork::Writing => "write",
        OutputWork::Moving => "put in place",
        OutputWork::Deleting => "delete",
        OutputWork::Locking => "lock",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Boolean => "true or false",
        Kind::Integer => "a whole number",
        Kind::Number => "a number",
        Kind::List => "a list",
        Kind::Map => "a set of keys and values",
        Kind::Date => "a date",
        Kind::DateTime => "a date and time",
        Kind::Time => "a time",
        Kind::DayOfYear => "a month and day",
        Kind::Currency => "the code of a currency",
        Kind::WebAddress => "a web address",
        Kind::Destination => "a web address or a path of the site",
        Kind::SitePath => "a path of the site",
        Kind::RepositoryName => "a repository on GitHub",
        Kind::Slug => "a short name (lower-case letters, digits, hyphens)",
        Kind::RandomId => "a random id (32 hexadecimal digits)",
        Kind::Nothing => "empty",
    }
}

fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "'a few words'",
        Kind::Boolean => "true",
        Kind::Integer => "3",
        Kind::Number => "3.5",
        Kind::List => "[first, second]",
        Kind::Map => "{key: value, other: value}, or one key a line, indented",
        Kind::Date => "2026-11-22 (year-month-day)",
        Kind::DateTime => "2026-11-22 12:15",
        Kind::Time => "'12:15'",
        Kind::DayOfYear => "04-18 (month-day)",
        Kind::Currency => "EUR",
        Kind::WebAddress => "https://example.org/",
        Kind::Destination => "https://example.org/ or /glossaire/",
        Kind::SitePath => "/old-address/",
        Kind::RepositoryName => "ORGANISATION/REPOSITORY",
        Kind::Slug => "voix-du-client",
        Kind::RandomId => "9f86d081884c7d659a2feaa0c55ad015, as the site drew it",
        Kind::Nothing => "(nothing)",
    }
}

fn noun(reference: Reference) -> &'static str {
    match reference {
        Reference::Author => "author",
        Reference::Category => "category",
        Reference::Dimension => "dimension",
        Reference::Lever => "lever",
        Reference::Term => "term",
        Reference::Book => "book",
        Reference::Article => "article",
        Reference::Comment => "comment",
        Reference::Document => "document",
        Reference::Edition => "edition",
        Reference::Sector => "sector",
    }
}

fn remedy(reference: Reference, name: &str) -> String {
    match reference {
        Reference::Author => format!("create `content/authors/{name}.md`, or correct the name"),
        Reference::Category => {
            "add it to `categories` in `content/site.yaml`, or correct the name".into()
        }
        Reference::Dimension => "dimensions are those of `content/model.yaml`".into(),
        Reference::Lever => "levers are those of `content/model.yaml`".into(),
        Reference::Term => format!("create `content/glossary/{name}.md`, or correct the name"),
        Reference::Book => format!("create `content/books/{name}.md`, or correct the name"),
        Reference::Article => format!("create `content/articles/{name}.md`, or correct the name"),
        Reference::Edition => format!("create `content/benchmark/{name}.yaml`, or correct the name"),
        Reference::Sector => "sectors are those of `edition.yaml`, beside the contributions".into(),
        Reference::Document => "`translates` gives the path of the translated document below `content/`, such as `articles/accueil.md`".into(),
        Reference::Comment => {
            "`reply_to` repeats the `id` of another comment of the same file".into()
        }
    }
}

fn disclosure(why: Disclosure) -> String {
    match why {
        Disclosure::TooFew { companies: 0 | 1 } => "fewer than two companies".into(),
        Disclosure::TooFew { companies } => format!("only {companies} companies"),
        Disclosure::Dominated { percent } => {
            format!("one company brings {percent}% of the respondents")
        }
        Disclosure::Shield => "else a subtraction would give a suppressed group back".into(),
    }
}

fn yaml(fault: &YamlFault) -> String {
    match fault {
        YamlFault::SecondColon => "a second `: ` on the same line".into(),
        YamlFault::AfterQuote => "text follows the quote that closes the value".into(),
        YamlFault::UnclosedQuote => "a quote is not closed".into(),
        YamlFault::UnclosedBracket => "a bracket or a brace is not closed".into(),
        YamlFault::Tab => "a tab is used for indentation".into(),
        YamlFault::NoColon => "`:` is missing after this key".into(),
        YamlFault::ReservedCharacter => "a value cannot begin with this sign".into(),
        YamlFault::UnknownAnchor => "this alias `*` matches no anchor `&`".into(),
        YamlFault::HugeNumber => "this reads as a number, and is too large for one".into(),
        YamlFault::Misaligned => "this line is not aligned with those before".into(),
        YamlFault::Other(detail) => format!("invalid YAML: {detail}"),
    }
}

fn yaml_remedy(fault: &YamlFault) -> &'static str {
    match fault {
        YamlFault::SecondColon => "put the value between single quotes: title: 'Service: a word'",
        YamlFault::AfterQuote => {
            "write the typographic apostrophe ’, or double the straight one: 'it''s'"
        }
        YamlFault::UnclosedQuote => "close the value with the sign that opens it",
        YamlFault::UnclosedBracket => "close the list with ], or the keys with }",
        YamlFault::Tab => "replace the tab with two spaces",
        YamlFault::NoColon => "write `key: value`, with a space after the colon",
        YamlFault::ReservedCharacter => "put the value between single quotes",
        YamlFault::UnknownAnchor => {
            "put the value between quotes if the asterisk is part of the text"
        }
        YamlFault::HugeNumber => "put it between single quotes if it is a word or a code",
        YamlFault::Misaligned => "align the keys of a level on the same column",
        YamlFault::Other(_) => "check the indentation, quotes and colons of this line",
    }
}

fn pages_in_words(first: &str, pages: usize) -> String {
    match pages {
        1 => format!("the page `{first}` leads"),
        2 => format!("the page `{first}` and another lead"),
        _ => format!("the page `{first}` and {} others lead", pages - 1),
    }
}
