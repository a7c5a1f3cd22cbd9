//! The self-test and the comparison of a group's results.

use super::kept::Kept;
use super::model::{MaturityView, StatementView};
use super::parts::{Body, DimensionLink, LeverTag, Link};
use serde::Serialize;
use serde_json::{Value, json};

use super::View;
use super::benchmark;
use super::body;
use super::context::Context;
use super::meta::{Draft, introduction, singleton_link};
use super::model;
use super::structured_data::script_safe;
use parvis_selftest::ModelSource;

use crate::document::{Edition, ModelDimension, ModelDocument};
use crate::site::routes::{Singleton, former_models_file};

/// `selftest.html` and `compare.html`
#[derive(Debug, Serialize)]
pub struct SelftestView {
    /// Introduction.
    pub body: Body,
    /// The model as the WebAssembly module takes it, safe inside a `<script type="application/json">` element. On the self-test
    /// it leaves the wording of the statements to the form.
    pub model_json: String,
    /// What the page says of each dimension beside figures, as JSON by its id. On the self-test, advice and reading:
    /// `{"url","debate","advice","articles":[[label,url]],"cases":[[label,url,sector]],"terms":[…],"books":[…]}`, where empty lists are
    /// left out. On the comparison `{"url","definition","debate"}`.
    pub resources_json: String,
    /// Address of the self-test's module.
    pub module_url: String,
    /// Address of the module that draws and reads QR codes, loaded when a visitor asks for one.
    pub qr_module_url: String,
    /// The earlier versions of the model, as JSON: a list in the shape of `model_json`. Fetched when a result is of another model.
    pub former_url: Option<String>,
    /// The latest edition of the benchmark, where the visitor's own result can be located.
    pub edition: Option<LatestEdition>,
    /// Where one contributes to the benchmark, while an edition is being collected.
    pub contribute_url: Option<String>,
    /// The paper form: levers, dimensions, statements.
    pub levers: Vec<SelftestLever>,
    /// The scale's points, lowest first.
    pub scale: Vec<ScalePoint>,
    /// « Je ne sais pas ».
    pub no_answer: String,
    /// « Aujourd’hui, chez nous… ».
    pub today_label: String,
    /// « Dans trois ans… ».
    pub target_label: String,
    /// How many priorities to pick.
    pub priorities_top: usize,
    /// Statements in all.
    pub statement_count: usize,
    /// Maturity levels.
    pub maturity: Vec<MaturityView>,
    /// « Modèle d’illustration… ».
    pub notice: Option<String>,
}

/// A point of the scale.
#[derive(Debug, Serialize)]
pub struct ScalePoint {
    /// What a person answers.
    pub value: i32,
    /// What it means; the number where the model does not name it.
    pub label: String,
}

/// The edition in which a result is located.
#[derive(Debug, Serialize)]
pub struct LatestEdition {
    /// Its page.
    pub link: Link,
    /// Its figures, as JSON: `donnees.json`.
    pub data_url: String,
    /// Whether it is sample data.
    pub sample: bool,
}

/// A lever in the paper form.
#[derive(Debug, Serialize)]
pub struct SelftestLever {
    /// The lever.
    pub tag: Kept<LeverTag>,
    /// Its question.
    pub question: Option<String>,
    /// Its dimensions.
    pub dimensions: Vec<SelftestDimension>,
}

/// A dimension in the paper form.
#[derive(Debug, Serialize)]
pub struct SelftestDimension {
    /// The dimension.
    pub link: DimensionLink,
    /// Its statements.
    pub statements: Vec<StatementView>,
}

/// Name of the WebAssembly module among the theme's files.
pub const MODULE: &str = "wasm/selftest.wasm";
/// Name of the module for QR codes among the theme's files.
pub const QR_MODULE: &str = "wasm/qr.wasm";

/// The self-test.
pub fn selftest(context: &Context<'_>) -> Option<Draft> {
    let held = Held {
        model: model_of_form,
        resources: readings,
    };
    page(context, Singleton::Selftest, "selftest", &held)
        .map(|(view, draft)| draft(View::Selftest(view)))
}

/// The comparison.
pub fn compare(context: &Context<'_>) -> Option<Draft> {
    let held = Held {
        model: model_of_group,
        resources: debates,
    };
    page(context, Singleton::Compare, "compare", &held)
        .map(|(view, draft)| draft(View::Compare(view)))
}

/// What a page holds for its scripts, and no more: every visitor loads it.
struct Held {
    model: fn(&ModelDocument) -> Value,
    resources: fn(&Context<'_>, &ModelDocument) -> Value,
}

type Finish<'a> = Box<dyn FnOnce(View) -> Draft + 'a>;

fn page<'a>(
    context: &'a Context<'_>,
    singleton: Singleton,
    kind: &'static str,
    held: &Held,
) -> Option<(Box<SelftestView>, Finish<'a>)> {
    let document = context.site.model.as_ref()?;
    let intro = introduction(context, singleton);
    let view = view(
        context,
        document,
        held,
        intro
            .map(|page| body::body(context, &page.identity.file, &page.body))
            .unwrap_or_default(),
    );
    let finish = move |view| {
        Draft::new(view, kind, context.words(kind))
            .below(vec![singleton_link(context, Singleton::Model, "model")])
            .introduced(intro)
    };
    Some((Box::new(view), Box::new(finish)))
}

fn view(
    context: &Context<'_>,
    document: &ModelDocument,
    held: &Held,
    body: super::parts::Body,
) -> SelftestView {
    let source = document.model.source();
    let levers = document.levers.iter().filter_map(|lever| {
        let dimensions = document
            .dimensions
            .iter()
            .enumerate()
            .filter(|(_, dimension)| dimension.lever == lever.id);
        Some(SelftestLever {
            tag: context.lever(&lever.id)?,
            question: lever.question.clone(),
            dimensions: dimensions
                .filter_map(|(position, dimension)| {
                    let statements = model::statements(document, position);
                    Some(SelftestDimension {
                        link: context.dimension(&dimension.id)?,
                        statements,
                    })
                })
                .collect(),
        })
    });
    let scale = (source.scale.min..=source.scale.max).enumerate();
    let scale = scale.map(|(position, value)| ScalePoint {
        value,
        label: match source.scale.labels.get(position) {
            Some(label) => label.clone(),
            None => value.to_string(),
        },
    });
    let or_words = |words: &Option<String>, key: &'static str| {
        words.clone().unwrap_or_else(|| context.words(key))
    };
    SelftestView {
        body,
        model_json: script_safe((held.model)(document).to_string()),
        resources_json: script_safe((held.resources)(context, document).to_string()),
        module_url: format!("{}{MODULE}", context.assets),
        qr_module_url: format!("{}{QR_MODULE}", context.assets),
        former_url: former_url(context),
        edition: latest_edition(context, source),
        contribute_url: contribute_url(context),
        levers: levers.collect(),
        scale: scale.collect(),
        no_answer: or_words(&document.no_answer, "form_no_answer"),
        today_label: or_words(&document.today_label, "today"),
        target_label: or_words(&document.target_label, "target"),
        priorities_top: source.priorities.top,
        statement_count: document.model.statement_count(),
        maturity: model::maturity(document),
        notice: document.notice.clone(),
    }
}

/// The address of the earlier versions of the model, where there are any.
fn former_url(context: &Context<'_>) -> Option<String> {
    let site = context.site;
    let path = || former_models_file(site.routes.names(), site.config.language);
    (!site.former_models.is_empty()).then(|| context.href(&path()))
}

/// The page that makes a contribution of results.
fn contribute_url(context: &Context<'_>) -> Option<String> {
    let site = context.site;
    let path = Singleton::Contribute.path(site.routes.names());
    site.config.collecting.as_ref().map(|_| context.href(&path))
}

/// The latest edition whose figures are of this model.
pub fn latest_edition(context: &Context<'_>, model: &ModelSource) -> Option<LatestEdition> {
    let of_model = |edition: &&std::sync::Arc<Edition>| {
        let used = edition.model.as_ref();
        used.is_none_or(|(id, version)| id.value == model.id && *version == model.version)
    };
    let edition = context.site.editions.iter().find(of_model)?;
    let card = benchmark::card(context, edition);
    Some(LatestEdition {
        data_url: benchmark::data_url(context, edition),
        sample: card.sample,
        link: card.link,
    })
}

/// The model as the module takes it.
fn model_json(document: &ModelDocument) -> Value {
    serde_json::to_value(document.model.source()).unwrap_or_default()
}

/// The model beside the form, which holds the wording of its statements; the module computes without.
pub fn model_of_form(document: &ModelDocument) -> Value {
    let mut model = model_json(document);
    let dimensions = model["dimensions"].as_array_mut().into_iter().flatten();
    let statements = dimensions.filter_map(|dimension| dimension["statements"].as_array_mut());
    for statement in statements.flatten().filter_map(Value::as_object_mut) {
        statement.remove("text");
        // What is left out is false.
        if statement.get("reverse") == Some(&Value::Bool(false)) {
            statement.remove("reverse");
        }
    }
    model
}

/// The model with the prompts for debates.
fn model_of_group(document: &ModelDocument) -> Value {
    let mut model = model_json(document);
    model["debates"] = document
        .debates
        .iter()
        .map(|(situation, prompt)| (situation.clone(), Value::from(prompt.as_str())))
        .collect();
    model
}

/// For each dimension: its page, and what a group debates.
fn debates(context: &Context<'_>, document: &ModelDocument) -> Value {
    let of = |dimension: &ModelDimension| {
        json!({
            "url": context.page("model", &dimension.id),
            "definition": dimension.definition,
            "debate": dimension.debate,
        })
    };
    let dimensions = document.dimensions.iter();
    dimensions
        .map(|dimension| (dimension.id.clone(), of(dimension)))
        .collect()
}

/// For each dimension: its page, an advice, a prompt, and what to read about it. Its definition stands in the form.
fn readings(context: &Context<'_>, document: &ModelDocument) -> Value {
    const EACH: usize = 3;
    let site = context.site;
    let as_json = |links: Vec<Link>| -> Value {
        links
            .into_iter()
            .map(|link| json!([link.label, link.url]))
            .collect()
    };
    let mut resources = serde_json::Map::new();
    for dimension in &document.dimensions {
        let about = |identity: &crate::document::Identity| {
            identity
                .dimensions
                .iter()
                .any(|name| name.value == dimension.id)
        };
        let articles = site
            .taxonomies
            .dimensions
            .get(&dimension.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let link = |folder: &str, identity: &crate::document::Identity| Link {
            label: identity.title.clone(),
            url: context.page(folder, identity.slug.as_str()),
        };
        let articles = articles.iter().map(|position| &site.articles[*position]);
        // A case is told beside its sector, and once.
        let (cases, articles): (Vec<_>, Vec<_>) =
            articles.partition(|article| article.sector.is_some());
        let cases: Value = cases
            .into_iter()
            .take(EACH)
            .map(|article| {
                let link = link("articles", &article.identity);
                json!([link.label, link.url, article.sector])
            })
            .collect();
        let articles = articles
            .into_iter()
            .take(EACH)
            .map(|article| link("articles", &article.identity))
            .collect();
        let terms = site
            .terms
            .iter()
            .filter(|term| about(&term.identity))
            .take(EACH)
            .map(|term| link("glossary", &term.identity));
        let books = site
            .books
            .iter()
            .filter(|book| about(&book.identity))
            .take(EACH)
            .map(|book| link("books", &book.identity));
        let lists = [
            ("articles", as_json(articles)),
            ("cases", cases),
            ("terms", as_json(terms.collect())),
            ("books", as_json(books.collect())),
        ];
        let mut own = json!({
            "url": context.page("model", &dimension.id),
            "debate": dimension.debate,
            "advice": dimension.advice,
        });
        for (kind, list) in lists {
            if list != json!([]) {
                own[kind] = list;
            }
        }
        resources.insert(dimension.id.clone(), own);
    }
    Value::Object(resources)
}
