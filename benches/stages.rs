//! What each stage takes, over generated articles: `cargo bench`. Time depends on the machine: what must not grow is counted in
//! instructions, by `cargo xtask count`.
#![allow(missing_docs, reason = "what criterion's macros make has none")]

#[path = "../xtask/src/corpus/mod.rs"]
#[allow(dead_code, reason = "the whole-process benchmark uses more of it")]
mod corpus;

use criterion::{Criterion, criterion_group, criterion_main};
use parvis::stages::Sources;

const ARTICLES: usize = 200;

fn sources() -> Sources {
    let articles: Vec<corpus::Article> = (0..ARTICLES)
        .map(|position| corpus::article(position, ARTICLES))
        .collect();
    let model = include_str!("../content/model.yaml");
    let files =
        corpus::site::files(model, &articles, "").expect("the sample's model has dimensions");
    Sources::of(files)
}

fn stages(criterion: &mut Criterion) {
    let sources = sources();
    let documents = sources.parse();
    let website = sources.link(&documents);
    let mut group = criterion.benchmark_group(format!("{ARTICLES} articles"));
    group.sample_size(20);
    group.bench_function("parse", |bencher| bencher.iter(|| sources.parse()));
    group.bench_function("link", |bencher| bencher.iter(|| sources.link(&documents)));
    group.bench_function("render", |bencher| bencher.iter(|| website.render()));
    group.bench_function("search index", |bencher| bencher.iter(|| website.index()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
