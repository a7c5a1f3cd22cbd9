//! What a person types.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::diagnostics::Format;
use crate::inputs::ReadOptions;
use crate::language::Language;
use crate::scaffold::{Address, DocumentKind, Repository};
use crate::schema::SchemaKind;

const EXAMPLES: &str = "Examples:
  parvis serve --open          write with a live preview
  parvis check                 read all that could be better
  parvis build                 content/ → public/
  parvis build --base-url https://example.org/kb/ --out site
  parvis new article 'Titre'   begin an article
  parvis compare group.json    where do we diverge?";

const COMPARE_EXAMPLES: &str = "Examples:
  parvis compare P1PVpi… P1PVpi… P1PVpi…          codes
  parvis compare 'https://example.org/…/#r=P1…'   a link, with one or more codes
  parvis compare results/*.json thread.eml        files: results, groups, any text with links in it
  parvis compare --expert --anonymous -           the text on standard input";

const WORDPRESS_EXAMPLES: &str = "Example:
  parvis import wordpress export.xml --media wp-content/uploads";

const MARKDOWN_EXAMPLES: &str = "Example:
  parvis import markdown ../old-site";

const AGGREGATE_EXAMPLES: &str = "Examples:
  parvis benchmark aggregate ../contributions/2027
  parvis benchmark aggregate ../contributions/2027 --previous ../contributions/2026
  parvis benchmark aggregate ../contributions/2027 --out -    only show the edition";

const INIT_EXAMPLES: &str = "Examples:
  parvis init site                                     asks what it needs to know
  parvis init site --title 'Notre communauté' --language fr --repository association/site
  parvis init site --title 'Our community' --language en --domain www.example.org";

const NEW_EXAMPLES: &str = "Examples:
  parvis new article 'L’accueil du soir'
  parvis new page 'Images' --folder guide
  parvis new term 'Delight' --language en         in the English site of content/en/

What still holds words to be replaced is a draft: `parvis serve` shows it, `parvis build` does not.";

/// Turns a folder of Markdown and YAML into a community's site.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, after_help = EXAMPLES, propagate_version = true)]
pub struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The folder that holds `content/`
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// How messages are written
    #[arg(long, global = true, value_enum, default_value_t)]
    pub format: Format,
    /// Language of the messages [default: from the environment]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<MessageLanguage>,
    /// Say nothing but errors and warnings
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t)]
    pub color: Color,
}

impl Common {
    /// The path of a file or folder below the root, as a person would write it.
    pub fn below(&self, path: &Path) -> PathBuf {
        if self.root == Path::new(".") {
            path.to_owned()
        } else {
            self.root.join(path)
        }
    }
}

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageLanguage {
    /// Français
    Fr,
    /// English
    En,
}

impl From<MessageLanguage> for Language {
    fn from(language: MessageLanguage) -> Self {
        match language {
            MessageLanguage::Fr => Self::French,
            MessageLanguage::En => Self::English,
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal that has them
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the site: content/ → public/
    #[command(after_help = "Example:\n  parvis build --base-url https://example.org/kb/ --strict")]
    Build(BuildArguments),
    /// Show the site while you write it, at <http://127.0.0.1:4000>
    #[command(after_help = "Example:\n  parvis serve --open")]
    Serve(ServeArguments),
    /// Report all that is wrong or could be better, and correct what leaves no choice if asked to
    #[command(
        after_help = "Examples:\n  parvis check --format github\n  parvis check --fix --dry-run    show the corrections\n  parvis check --fix              write them"
    )]
    Check(CheckArguments),
    /// Begin a site that builds at once, with a workflow that publishes it
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArguments),
    /// Begin a document: a file at the right place, its keys explained
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArguments),
    /// Print the JSON Schema of a kind of file, for editors that complete and check
    #[command(after_help = "Example:\n  parvis schema site > .vscode/schemas/site.json")]
    Schema(SchemaArguments),
    /// Explain the code of a message, with examples
    #[command(after_help = "Example:\n  parvis explain P0203")]
    Explain(ExplainArguments),
    /// Print the completions of a shell
    #[command(
        after_help = "Example:\n  parvis completions bash > ~/.local/share/bash-completion/completions/parvis"
    )]
    Completions(CompletionsArguments),
    /// Print the manual page, or that of a command
    #[command(
        after_help = "Example:\n  parvis man > parvis.1\n  parvis man build > parvis-build.1"
    )]
    Man(ManArguments),
    /// Compare the self-test results of 2 to 20 people
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(CompareArguments),
    /// Bring the content of another tool into `content/`
    Import(ImportArguments),
    /// Make an edition of the benchmark from private contributions
    #[command(subcommand)]
    Benchmark(BenchmarkCommand),
}

/// `parvis benchmark`
#[derive(Debug, Subcommand)]
pub enum BenchmarkCommand {
    /// Turn a private folder of contributions into content/benchmark/EDITION.yaml, with disclosure control
    #[command(after_help = AGGREGATE_EXAMPLES)]
    Aggregate(AggregateArguments),
}

/// `parvis benchmark aggregate`
#[derive(Debug, Args)]
pub struct AggregateArguments {
    /// The folder: edition.yaml, and a JSON file a contribution
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The folder of the edition before, for what changed in the companies that are in both
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// Where the edition goes; - for standard output [default: content/benchmark/EDITION.yaml]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// What of a site is shown.
#[derive(Debug, Clone, Args)]
pub struct SiteArguments {
    /// Where the site will live, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<String>,
    /// Show what is dated after today
    #[arg(long)]
    pub future: bool,
    /// The day of the build [default: today, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// `parvis build`
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// What of the site is shown.
    #[command(flatten)]
    pub site: SiteArguments,
    /// The output folder [default: public, beside content]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Show drafts
    #[arg(long)]
    pub drafts: bool,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
}

/// `parvis check`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct CheckArguments {
    /// What of the site is shown.
    #[command(flatten)]
    pub site: SiteArguments,
    /// Check drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Write the corrections that leave no choice
    #[arg(long)]
    pub fix: bool,
    /// Visit the pages outside of the site that it leads to
    #[arg(long)]
    pub external: bool,
    /// Only show what --fix would write
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

/// `parvis init`
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder to make; it must not be there, or be empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The title of the site
    #[arg(long)]
    pub title: Option<String>,
    /// The language of the site [default: that of the messages]
    #[arg(long, value_enum)]
    pub language: Option<MessageLanguage>,
    /// Its repository on GitHub: owner/name, or the address
    #[arg(long, value_name = "OWNER/NAME", value_parser = repository)]
    pub repository: Option<Repository>,
    /// Let it be written in the browser, at /admin/, with Sveltia CMS
    #[arg(long, requires = "repository")]
    pub admin: bool,
    /// Its own domain, if it has one: www.example.org
    #[arg(long, value_parser = domain)]
    pub domain: Option<Address>,
    /// The day to write [default: today, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// `parvis new`
#[derive(Debug, Args)]
pub struct NewArguments {
    /// What to begin
    #[arg(value_enum)]
    pub kind: DocumentKind,
    /// Its title, or the name of a person or an organisation; it also names the file
    #[arg(value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub title: String,
    /// A folder below that of its kind
    #[arg(long, value_name = "FOLDER", value_parser = folder)]
    pub folder: Option<String>,
    /// Which of the site's languages it is for [default: the main one]
    #[arg(long, value_enum)]
    pub language: Option<MessageLanguage>,
    /// The day to write [default: today, or `SOURCE_DATE_EPOCH`]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub today: Option<Date>,
}

/// `parvis schema`
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// The kind of file [default: all, as definitions of one schema]
    #[arg(value_enum)]
    pub kind: Option<SchemaKind>,
}

/// `parvis explain`
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The codes, as messages show them
    #[arg(required = true, value_name = "CODE")]
    pub codes: Vec<String>,
}

/// `parvis completions`
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// `parvis man`
#[derive(Debug, Args)]
pub struct ManArguments {
    /// A command [default: the whole program]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

/// `parvis compare`
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// Codes, links, files with results or links in them; - for standard input
    #[arg(required = true, value_name = "CODE|FILE")]
    pub results: Vec<String>,
    /// Show no names and no groups' tags, only letters
    #[arg(long)]
    pub anonymous: bool,
    /// Add the figures for experts, and how they are computed
    #[arg(long)]
    pub expert: bool,
}

/// `parvis import`
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Where the content comes from.
    #[command(subcommand)]
    pub source: ImportSource,
}

/// Where imported content comes from.
#[derive(Debug, Subcommand)]
pub enum ImportSource {
    /// An export of WordPress: articles, pages, authors, categories, tags, comments, pictures
    #[command(after_help = WORDPRESS_EXAMPLES)]
    Wordpress {
        /// The file that WordPress gives under Tools › Export
        #[arg(value_name = "FILE.xml")]
        export: PathBuf,
        /// A copy of `wp-content/uploads`, for pictures and documents
        #[arg(long, value_name = "DIR")]
        media: Option<PathBuf>,
    },
    /// The content of Jekyll, Hugo, Zola, Eleventy, MkDocs or Docusaurus, or a folder of Markdown
    #[command(after_help = MARKDOWN_EXAMPLES)]
    Markdown {
        /// The folder of the site, or of its Markdown files
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// `parvis serve`
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// What of the site is shown.
    #[command(flatten)]
    pub site: SiteArguments,
    /// The port; 0 for any that is free
    #[arg(long, default_value_t = 4000)]
    pub port: u16,
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Hide drafts, as a build does
    #[arg(long)]
    pub no_drafts: bool,
    /// Let the page in the browser go where the edited file is shown
    #[arg(long)]
    pub follow: bool,
    /// Read the sources again at intervals [default: 1 second], for folders of a network, where the system tells of no change
    #[arg(
        long,
        value_name = "SECONDS",
        num_args = 0..=1,
        default_missing_value = "1",
        value_parser = clap::value_parser!(u64).range(1..=3600)
    )]
    pub poll: Option<u64>,
}

impl SiteArguments {
    /// What to read.
    pub fn read_options(&self, common: &Common, drafts: bool) -> ReadOptions {
        ReadOptions {
            root: common.root.clone(),
            base_url: self.base_url.clone(),
            drafts,
            future: self.future,
            today: self.today,
        }
    }
}

fn folder(text: &str) -> Result<String, String> {
    let slug = |name: &str| !name.is_empty() && name == crate::language::slug::slug(name);
    if text.split('/').all(slug) {
        Ok(text.to_owned())
    } else {
        Err("names such as guide or guide/images are expected: lower-case letters without accents, digits, hyphens".to_owned())
    }
}

fn repository(text: &str) -> Result<Repository, String> {
    Repository::parse(text).ok_or_else(|| {
        "owner/name is expected, or an address such as https://github.com/owner/name".to_owned()
    })
}

fn domain(text: &str) -> Result<Address, String> {
    Address::parse(text).ok_or_else(|| "a domain such as www.example.org is expected".to_owned())
}

fn base_url(text: &str) -> Result<String, String> {
    if crate::parse::is_web_address(text) {
        Ok(text.to_owned())
    } else {
        Err("an address such as https://example.org/kb/ is expected".to_owned())
    }
}
