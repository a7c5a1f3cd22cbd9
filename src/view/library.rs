//! Books.

use super::body;
use super::context::Context;
use super::kept::Kept;
use super::meta::{Draft, introduction, singleton_link};
use super::parts::{ArticleCard, Backlink, Body, BookCard, DimensionLink};
use super::{View, structured_data};
use crate::site::links::DocumentId;
use crate::site::routes::Singleton;
use serde::Serialize;

/// `books.html`
#[derive(Debug, Serialize)]
pub struct BooksView {
    /// Introduction.
    pub body: Body,
    /// In the order of the titles.
    pub books: Vec<BookCard>,
}

/// `book.html`
#[derive(Debug, Serialize)]
pub struct BookView {
    /// Title, authors…
    pub card: BookCard,
    /// Text.
    pub body: Body,
    /// ISBN.
    pub isbn: Option<String>,
    /// Publisher's or shop's page.
    pub website: Option<String>,
    /// Formats.
    pub formats: Vec<BookFormat>,
    /// Dimensions of the model.
    pub dimensions: Vec<Kept<DimensionLink>>,
    /// Articles that review it.
    pub reviews: Vec<Kept<ArticleCard>>,
    /// Pages that link to it.
    pub backlinks: Vec<Backlink>,
}

/// A format of a book.
#[derive(Debug, Clone, Serialize)]
pub struct BookFormat {
    /// « Broché ».
    pub name: String,
    /// Pages.
    pub pages: Option<u32>,
    /// Price as text.
    pub price: Option<String>,
}

/// The list of books.
pub fn books(context: &Context<'_>) -> Draft {
    let intro = introduction(context, Singleton::Books);
    let view = BooksView {
        body: intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
        books: context
            .site
            .books
            .iter()
            .map(|book| context.book_card(book))
            .collect(),
    };
    Draft::new(View::Books(view), "books", context.words("books")).introduced(intro)
}

/// A book.
pub fn book(context: &Context<'_>, position: usize) -> Draft {
    let site = context.site;
    let book = &site.books[position];
    let identity = &book.identity;
    let slug = identity.slug.as_str();
    let reviews = site.articles.iter().enumerate().filter(|(_, article)| {
        article
            .review_of
            .as_ref()
            .is_some_and(|name| name.value == slug)
    });
    let reviews: Vec<usize> = reviews.map(|(place, _)| place).collect();
    let view = BookView {
        card: context.book_card(book),
        body: body::body(context, &identity.file, &book.body),
        isbn: book.isbn.clone(),
        website: book.website.clone(),
        formats: book
            .formats
            .iter()
            .map(|format| BookFormat {
                name: format.name.clone(),
                pages: format.pages,
                price: format.price.clone(),
            })
            .collect(),
        dimensions: context.dimensions(&identity.dimensions),
        reviews: context.article_cards(reviews),
        backlinks: context.backlinks(DocumentId::Book(position)),
    };
    let canonical = site.base.absolute(&site.routes.names().page("books", slug));
    let parents = vec![singleton_link(context, Singleton::Books, "books")];
    let mut draft = Draft::new(View::Book(Box::new(view)), "book", &identity.title)
        .described_by(identity)
        .below(parents);
    draft.og_type = "book";
    draft.structured = vec![structured_data::book(book, &canonical).into()];
    draft
}
