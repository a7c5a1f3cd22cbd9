//! What every derivation looks up: the site, its words, and the small parts that pages share.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::body;
use super::kept::{Kept, Shelf};
use super::menu::Menu;
use super::parts::{
    ArticleCard, AuthorView, Backlink, BookCard, DateView, DimensionLink, EventCard, ImageView,
    LeverTag, Link, MemberCard, NavItem, TermCard,
};
use super::{CardRecipe, Draw, Drawn, Strings, TestedTheme};
use crate::diagnostics::SourcePath;
use crate::document::{
    Article, Author, AuthorKind, Book, Image, Member, ModelDimension, Name, Published, StillFormat,
    Term,
};
use crate::language::date::long_date;
use crate::language::{Language, slug::slug};
use crate::site::Site;
use crate::site::links::{DocumentId, image_path};
use crate::site::translations::Translations;

/// What many pages of a site show.
#[derive(Debug)]
pub struct KeptParts {
    articles: Shelf<ArticleCard>,
    authors: Shelf<AuthorView>,
    author_links: Shelf<Link>,
    categories: Shelf<Link>,
    dimensions: Shelf<DimensionLink>,
    levers: Shelf<LeverTag>,
    menu: OnceLock<Menu>,
}

impl KeptParts {
    /// Room for the parts of `site`.
    pub fn of(site: &Site) -> Self {
        let model = site.model.as_ref();
        Self {
            articles: Shelf::of(site.articles.len()),
            authors: Shelf::of(site.authors.len()),
            author_links: Shelf::of(site.authors.len()),
            categories: Shelf::of(site.config.categories.len()),
            dimensions: Shelf::of(model.map_or(0, |model| model.dimensions.len())),
            levers: Shelf::of(model.map_or(0, |model| model.levers.len())),
            menu: OnceLock::new(),
        }
    }

    /// The header's menu, of the entries that `make` makes.
    pub fn menu(&self, make: impl FnOnce() -> Vec<NavItem>) -> &Menu {
        self.menu.get_or_init(|| Menu::of(make()))
    }
}

/// A site seen with the words of its interface.
pub struct Context<'a> {
    /// The site.
    pub site: &'a Site,
    /// Words.
    pub strings: &'a Strings,
    /// Folder of the theme's files, with the base path: `/kb/assets/3f2a…/`.
    pub assets: &'a str,
    /// How wide a picture in a text is, as the `sizes` of an `<img>`.
    pub picture_sizes: &'a str,
    /// What was tested of the theme.
    pub tested: &'a TestedTheme,
    /// What the social cards look like; `None` where the site has none.
    pub cards: Option<CardRecipe>,
    /// What many pages show.
    pub kept: &'a KeptParts,
    /// Draws some of it ahead.
    pub draw: &'a dyn Draw,
    /// The languages of the website and their corresponding pages.
    pub translations: &'a Translations,
    /// Which of the languages this site is.
    pub position: usize,
}

impl<'a> Context<'a> {
    /// Language of the site.
    pub fn language(&self) -> Language {
        self.site.config.language
    }

    /// The words for `key`.
    pub fn words(&self, key: &'a str) -> String {
        self.strings.get(key).to_owned()
    }

    /// The address of a path of the site.
    pub fn href(&self, path: &str) -> String {
        self.site.base.href(path)
    }

    /// The address of a generated folder.
    pub fn index(&self, folder: &str) -> String {
        self.href(&self.site.routes.names().index(folder))
    }

    /// The address of a page in a generated folder.
    pub fn page(&self, folder: &str, slug: &str) -> String {
        self.href(&self.site.routes.names().page(folder, slug))
    }

    /// A date for people and machines.
    pub fn date(&self, date: Date) -> DateView {
        DateView {
            iso: date.to_string(),
            text: long_date(self.language(), date),
        }
    }

    /// The date in words.
    pub fn published(&self, published: Published) -> String {
        match published {
            Published::Year(year) => year.to_string(),
            Published::Date(date) => long_date(self.language(), date),
        }
    }

    /// A picture named in the front matter of `file`.
    pub fn image(&self, image: Option<&Image>, file: &SourcePath) -> Option<ImageView> {
        let image = image?;
        let path = image_path(image, file)?;
        Some(self.picture(&path, &image.alternative, image.caption.as_ref()))
    }

    /// The picture at `path` below `content/`.
    pub fn picture(&self, path: &str, alternative: &str, caption: Option<&String>) -> ImageView {
        let size = self
            .site
            .pictures
            .get(path)
            .and_then(|picture| picture.size);
        ImageView {
            url: self.href(&encoded(path)),
            alt: alternative.to_owned(),
            caption: caption.cloned(),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            srcset: self.srcset(path),
        }
    }

    /// The smaller versions of the picture at `path`, and itself where it is of their format, as the candidates of a `srcset`.
    fn srcset(&self, path: &str) -> Option<String> {
        let versions = self.site.versions.get(path)?;
        let widest = versions.last().map_or(0, |version| version.width);
        let itself = self.site.pictures.get(path).and_then(|picture| {
            let (width, _) = picture.size?;
            let is_wanted = picture.still == Some(StillFormat::WebP) && width < widest * 2;
            is_wanted.then(|| (encoded(path), width))
        });
        let candidates: Vec<String> = versions
            .iter()
            .map(|version| (version.path.clone(), version.width))
            .chain(itself)
            .map(|(path, width)| format!("{} {width}w", self.href(&path)))
            .collect();
        Some(candidates.join(", "))
    }

    /// A lever of the model.
    pub fn lever(&self, id: &str) -> Option<Kept<LeverTag>> {
        let model = self.site.model.as_ref()?;
        let position = model.levers.iter().position(|lever| lever.id == id)?;
        let lever = &model.levers[position];
        let derive = || LeverTag {
            id: lever.id.clone(),
            rank: position + 1,
            name: lever.name.clone(),
            url: self.page("levers", &lever.id),
        };
        Some(self.kept.levers.get(position, derive))
    }

    /// A dimension of the model.
    pub fn dimension(&self, id: &str) -> Option<DimensionLink> {
        let model = self.site.model.as_ref()?;
        let dimension = model.dimensions.iter().find(|it| it.id == id)?;
        let lever = self.lever(&dimension.lever)?;
        Some(self.dimension_link(dimension, lever))
    }

    fn dimension_link(&self, dimension: &ModelDimension, lever: Kept<LeverTag>) -> DimensionLink {
        DimensionLink {
            id: dimension.id.clone(),
            name: dimension.name.clone(),
            url: self.page("model", &dimension.id),
            definition: dimension.definition.clone(),
            lever,
        }
    }

    /// The dimensions that a document names.
    pub fn dimensions(&self, names: &[Name]) -> Vec<Kept<DimensionLink>> {
        let Some(model) = &self.site.model else {
            return Vec::new();
        };
        let link = |name: &Name| {
            let position = model.dimensions.iter().position(|it| it.id == name.value)?;
            let dimension = &model.dimensions[position];
            let lever = self.lever(&dimension.lever)?;
            let link = || self.dimension_link(dimension, lever);
            Some(self.kept.dimensions.get(position, link))
        };
        names.iter().filter_map(link).collect()
    }

    /// A category as a link.
    pub fn category(&self, name: &Name) -> Option<Kept<Link>> {
        let categories = &self.site.config.categories;
        let position = categories
            .iter()
            .position(|category| category.slug.as_str() == name.value)?;
        let derive = || Link {
            label: categories[position].name.clone(),
            url: self.page("categories", categories[position].slug.as_str()),
        };
        Some(self.kept.categories.get(position, derive))
    }

    /// Authors as links.
    pub fn author_links(&self, names: &[Name]) -> Vec<Kept<Link>> {
        let link = |name: &Name| {
            let position = self.site.authors.position(&name.value)?;
            let derive = || {
                let identity = &self.site.authors[position].identity;
                Link {
                    label: identity.title.clone(),
                    url: self.page("authors", identity.slug.as_str()),
                }
            };
            Some(self.kept.author_links.get(position, derive))
        };
        names.iter().filter_map(link).collect()
    }

    /// Authors' boxes, each author once.
    pub fn authors<'n>(&self, names: impl IntoIterator<Item = &'n Name>) -> Vec<Kept<AuthorView>> {
        let mut seen: Vec<usize> = Vec::new();
        let mut views = Vec::new();
        for name in names {
            if let Some(position) = self.site.authors.position(&name.value)
                && !seen.contains(&position)
            {
                seen.push(position);
                views.push(self.author(position));
            }
        }
        views
    }

    /// The box of the author at `position`.
    pub fn author(&self, position: usize) -> Kept<AuthorView> {
        let derive = || self.derive_author(&self.site.authors[position]);
        self.kept.authors.get(position, derive)
    }

    fn derive_author(&self, author: &Author) -> AuthorView {
        let identity = &author.identity;
        AuthorView {
            name: identity.title.clone(),
            url: self.page("authors", identity.slug.as_str()),
            kind: match author.kind {
                AuthorKind::Person => "person",
                AuthorKind::Organisation => "organisation",
            },
            initials: initials(&identity.title),
            role: author.role.clone(),
            image: self.image(identity.image.as_ref(), &identity.file),
            links: author
                .links
                .iter()
                .map(|(label, url)| Link {
                    label: label.clone(),
                    url: url.clone(),
                })
                .collect(),
            body: body::body(self, &identity.file, &author.body),
            sample: author.sample,
        }
    }

    /// The article at `position` in a list.
    pub fn article_card(&self, position: usize) -> Kept<ArticleCard> {
        let draw = || self.drawn_article_card(position);
        self.kept.articles.get(position, draw)
    }

    /// The article at `position` beside others from anywhere in the site. In a large one a card that is not at hand is not drawn ahead: it
    /// would be drawn more often than it is shown.
    fn stray_article_card(&self, position: usize) -> Kept<ArticleCard> {
        let draw = || self.drawn_article_card(position);
        let known = self.kept.articles.find_or_add(position, draw);
        known.unwrap_or_else(|| Kept::new(self.derive_article_card(&self.site.articles[position])))
    }

    fn drawn_article_card(&self, position: usize) -> ArticleCard {
        let mut card = self.derive_article_card(&self.site.articles[position]);
        card.drawn = self.draw.article_card(&card);
        card
    }

    fn derive_article_card(&self, article: &Article) -> ArticleCard {
        let identity = &article.identity;
        let dimension = identity
            .dimensions
            .first()
            .and_then(|name| self.dimension(&name.value));
        ArticleCard {
            title: identity.title.clone(),
            url: self.page("articles", identity.slug.as_str()),
            summary: article.summary.clone(),
            date: self.date(article.date),
            category: article
                .category
                .as_ref()
                .and_then(|name| self.category(name)),
            authors: self.author_links(&article.authors),
            reading_minutes: reading_minutes(article.body.word_count),
            sector: article.sector.clone(),
            lever: dimension.map(|dimension| dimension.lever),
            image: self.image(identity.image.as_ref(), &identity.file),
            lang: identity
                .lang
                .clone()
                .filter(|lang| lang != self.language().code()),
            draft: identity.draft,
            drawn: Drawn::default(),
        }
    }

    /// The articles at `positions` in lists.
    pub fn article_cards(
        &self,
        positions: impl IntoIterator<Item = usize>,
    ) -> Vec<Kept<ArticleCard>> {
        positions
            .into_iter()
            .map(|position| self.article_card(position))
            .collect()
    }

    /// The articles at `positions`, which are from anywhere in the site.
    pub fn stray_article_cards(
        &self,
        positions: impl IntoIterator<Item = usize>,
    ) -> Vec<Kept<ArticleCard>> {
        positions
            .into_iter()
            .map(|position| self.stray_article_card(position))
            .collect()
    }

    /// A term in a list.
    pub fn term_card(&self, term: &Term) -> TermCard {
        TermCard {
            title: term.identity.title.clone(),
            url: self.page("glossary", term.identity.slug.as_str()),
            definition: term.definition.clone(),
            lang: term
                .identity
                .lang
                .clone()
                .filter(|lang| lang != self.language().code()),
        }
    }

    /// A book in a list.
    pub fn book_card(&self, book: &Book) -> BookCard {
        BookCard {
            title: book.identity.title.clone(),
            subtitle: book.subtitle.clone(),
            url: self.page("books", book.identity.slug.as_str()),
            written_by: book.written_by.clone(),
            publisher: book.publisher.clone(),
            published: book.published.map(|published| self.published(published)),
            summary: book.identity.summary.clone(),
            sample: book.sample,
        }
    }

    /// A member organisation.
    pub fn member_card(&self, member: &Member) -> MemberCard {
        MemberCard {
            name: member.identity.title.clone(),
            anchor: member.identity.slug.to_string(),
            sector: member.sector.clone(),
            size: member.size.map(|size| size.code().to_owned()),
            since: member.since,
            website: member.website.clone(),
            summary: member.identity.summary.clone(),
            body: body::body(self, &member.identity.file, &member.body),
            sample: member.sample,
        }
    }

    /// The event at `position` in a list.
    pub fn event_card(&self, position: usize) -> EventCard {
        super::events::card(self, position)
    }

    /// Pages that link to `document`.
    pub fn backlinks(&self, document: DocumentId) -> Vec<Backlink> {
        let links = self
            .site
            .links
            .backlinks(document)
            .iter()
            .map(|backlink| Backlink {
                link: Link {
                    label: self.site.title_of(backlink.from).to_owned(),
                    url: self.href(self.site.links.path(backlink.from)),
                },
                excerpt: Some(self.site.sentence(*backlink))
                    .filter(|sentence| !sentence.is_empty()),
            });
        links.collect()
    }

    /// The page of the term or article with this slug.
    pub fn page_named(&self, name: &str) -> Option<String> {
        if self.site.terms.position(name).is_some() {
            return Some(self.page("glossary", name));
        }
        self.site
            .articles
            .position(name)
            .map(|_| self.page("articles", name))
    }

    /// The address of a tag's page.
    pub fn tag(&self, tag: &str) -> Link {
        Link {
            label: tag.to_owned(),
            url: self.page("tags", &slug(tag)),
        }
    }
}

/// Whole minutes to read `words` words at 220 a minute, at least one.
pub fn reading_minutes(words: usize) -> usize {
    words.div_ceil(220).max(1)
}

/// At most two capitals of a name: « Camille Exemple » → CE.
fn initials(name: &str) -> String {
    let words = name
        .split([' ', '-', '\u{a0}'])
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase));
    words
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect()
}

/// A path with what an address may not hold escaped.
pub fn encoded(path: &str) -> String {
    use std::fmt::Write;
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@#".contains(&byte) {
            address.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address
}
