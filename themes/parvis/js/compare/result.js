// What a group's results say together: one overall verdict, the dimensions by divergence with every person's point, what to
// debate, the priorities, and the figures for experts. The module decides on verdicts; below five people it gives none for a
// single dimension, and neither does this page.

import { h } from "../dom.js";
import { strip } from "../figures/strip.js";
import { formatNumber } from "../strings.js";

// A gap that many share and a target that stays modest deserve a word, in points of score.
const WIDE_GAP = 25;
const LOW_TARGET = 50;
// Fewest people for a verdict on one dimension; below, the page says why there is none.
const FEWEST_FOR_VERDICT = 5;

// Writes the comparison into its section. `people` is a list of {mark, name, respondent, report}.
export function showComparison(section, context) {
  const { words, comparison } = context;
  section.replaceChildren(
    h("h2", { id: "comparison-title" }, words("result")),
    overall(context),
    comparison.n < FEWEST_FOR_VERDICT ? h("p", { class: "notice", "data-few": true }, words("few", { n: comparison.n, fewest: FEWEST_FOR_VERDICT })) : "",
    divergences(context),
    (context.model.source.priorities?.top ?? 0) > 0 ? priorities(context) : "",
    comparison.symmetry ? symmetry(context) : "",
    expert(context),
  );
}

function overall({ words, comparison }) {
  const card = (rating) => {
    const { verdict, index, ad } = comparison[rating].overall;
    return h("div", { class: `verdict-card verdict-card-${rating}`, "data-verdict": verdict },
      h("p", { class: "verdict-rating" }, words(rating)),
      h("p", { class: "verdict-name" }, words(`verdict_${verdict}`)),
      h("p", {}, words(`verdict_${verdict}_meaning`)),
      h("p", { class: "verdict-figures" }, words("overall_figures", { index, ad: formatNumber(ad, 1), n: comparison.n })));
  };
  return h("div", { class: "verdict-cards" }, card("target"), card("today"));
}

// ---- Dimensions

function divergences(context) {
  const { model, words, comparison } = context;
  const list = h("ol", { class: "divergences" });
  const draw = (rating) => {
    list.replaceChildren(...comparison[rating].order.map((id) => divergence(model.dimension(id), rating, context)));
  };
  const choice = (rating) => h("label", {},
    h("input", { type: "radio", name: "comparison-order", value: rating, checked: rating === "target", onchange: () => draw(rating) }),
    h("span", {}, words(rating)));
  draw("target");
  return h("section", { class: "comparison-block", "aria-labelledby": "comparison-dimensions" },
    h("h3", { id: "comparison-dimensions" }, words("dimensions")),
    h("p", {}, words("dimensions_help")),
    h("fieldset", { class: "switch" }, h("legend", {}, words("order_by")), choice("target"), choice("today")),
    list);
}

function divergence(dimension, rating, { model, words, comparison, people, resources }) {
  const figures = comparison[rating].dimensions[dimension.number - 1];
  const points = (which) => people
    .map(({ mark, name, report }) => ({ mark, name, score: report[which].dimensions[dimension.number - 1].score }))
    .filter(({ score }) => score !== null);
  const url = resources[dimension.id]?.url;
  return h("li", { class: "divergence", "data-lever": dimension.leverRank, "data-dimension": dimension.id, "data-verdict": figures.verdict },
    h("div", { class: "divergence-head" },
      h("h4", {}, url ? h("a", { href: url }, dimension.name) : dimension.name),
      figures.verdict === "none" ? null : h("span", { class: "verdict-badge" }, words(`verdict_${figures.verdict}`))),
    h("p", { class: "divergence-figures" }, figures.ad === null
      ? words("no_figures")
      : words("apart", { ad: formatNumber(figures.ad, 1), range: figures.range, n: figures.n })),
    h("div", { class: "divergence-columns" },
      h("div", {},
        strip({ label: words("target_short"), rating: "target", points: points("target") }),
        strip({ label: words("today_short"), rating: "today", points: points("today") }),
        h("div", { class: "strip-scale", "aria-hidden": "true" }, [0, 25, 50, 75, 100].map((score) => h("span", {}, String(score)))),
        h("details", { class: "equivalent" }, h("summary", {}, words("as_table")), pointTable(dimension, { words, people }))),
      h("div", {},
        polarised(figures.polarised, rating, { model, words, people }),
        debate(dimension, figures, { model, words, people }))));
}

function polarised(ids, rating, { model, words, people }) {
  if (ids.length === 0) return null;
  return h("div", { class: "polarised" },
    h("p", { class: "polarised-title" }, words("polarised")),
    h("ul", {}, ids.map((id) => {
      const values = people.map(({ respondent }) => respondent[rating]?.[id]).filter((value) => Number.isInteger(value)).sort((a, b) => a - b);
      return h("li", { "data-statement": id }, `« ${model.statements.get(id).text} » `, h("span", { class: "polarised-answers" }, words("answers", { list: values.join(" · ") })));
    })));
}

function debate(dimension, { verdict, polarised: camps }, { model, words, people }) {
  const mean = (rating) => {
    const scores = people.map(({ report }) => report[rating].dimensions[dimension.number - 1].score).filter((score) => score !== null);
    return scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
  };
  const { debates = {} } = model.source;
  const [today, target] = [mean("today"), mean("target")];
  let method = null;
  if (camps.length > 0) method = debates.polarised;
  else if (verdict === "divergent" || verdict === "closer") method = debates.divergent;
  else if (verdict === "aligned" && target !== null && target < LOW_TARGET) method = debates.low_target;
  else if (verdict === "aligned" && today !== null && target !== null && target - today >= WIDE_GAP) method = debates.wide_gap;
  else if (verdict === "aligned") method = debates.aligned;
  if (!dimension.debate && !method) return null;
  return h("div", { class: "divergence-debate" },
    h("p", { class: "debate-title" }, words("debate")),
    dimension.debate ? h("p", {}, dimension.debate) : null,
    method ? h("p", { class: "debate-method" }, method) : null);
}

function pointTable(dimension, { words, people }) {
  const score = (report, rating) => h("td", { class: "number" }, formatNumber(report[rating].dimensions[dimension.number - 1].score));
  return h("table", {},
    h("caption", { class: "visually-hidden" }, dimension.name),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("who")), h("th", { scope: "col", class: "number" }, words("target_short")),
      h("th", { scope: "col", class: "number" }, words("today_short")))),
    h("tbody", {}, people.map(({ mark, name, report }) => h("tr", {}, h("th", { scope: "row" }, `${mark}. ${name}`), score(report, "target"), score(report, "today")))));
}

// ---- Priorities

function priorities({ model, words, comparison, people }) {
  const { w, rho } = comparison.priorities;
  const ranked = model.dimensions
    .map((dimension) => ({ dimension, places: people.map(({ mark, respondent }) => ({ mark, place: respondent.priorities.indexOf(dimension.id) + 1 })).filter(({ place }) => place > 0) }))
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => b.places.length - a.places.length || sum(a.places) / a.places.length - sum(b.places) / b.places.length);
  const agreement = w !== null ? words("agreement_w", { value: formatNumber(w, 2) }) : rho !== null ? words("agreement_rho", { value: formatNumber(rho, 2) }) : null;
  return h("section", { class: "comparison-block", "aria-labelledby": "comparison-priorities" },
    h("h3", { id: "comparison-priorities" }, words("priorities")),
    agreement ? h("p", { "data-agreement": true }, agreement) : null,
    ranked.length === 0 ? h("p", {}, words("priorities_none")) : h("div", { class: "table-scroll", role: "region", "aria-label": words("priorities_table"), tabindex: 0 },
      h("table", { class: "priority-table" },
        h("caption", { class: "visually-hidden" }, words("priorities_table")),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")), people.map(({ mark, name }) => h("th", { scope: "col", class: "number" }, h("abbr", { title: name }, mark))))),
        h("tbody", {}, ranked.map(({ dimension, places }) => h("tr", { "data-lever": dimension.leverRank },
          h("th", { scope: "row" }, dimension.name),
          people.map(({ mark }) => {
            const place = places.find((one) => one.mark === mark)?.place;
            return h("td", { class: "number", "data-place": place }, place ? String(place) : "–");
          })))))));
}

function sum(places) {
  return places.reduce((total, { place }) => total + place, 0);
}

// ---- Symmetry and expert figures

function symmetry({ words, comparison }) {
  const { index, direction, level } = comparison.symmetry;
  return h("section", { class: "comparison-block", "aria-labelledby": "comparison-symmetry" },
    h("h3", { id: "comparison-symmetry" }, words("symmetry")),
    h("p", {}, words("symmetry_figures", { index, direction, level })));
}

function expert({ model, words, comparison }) {
  const cell = (value, decimals = 2) => h("td", { class: "number" }, formatNumber(value, decimals));
  const row = (name, { ad, index, r_star: rStar, r_wg_j: rWgJ }) => h("tr", {}, h("th", { scope: "row" }, name), cell(ad), cell(index, 0), cell(rStar), cell(rWgJ));
  const table = (rating) => h("div", { class: "table-scroll", role: "region", "aria-label": words(rating), tabindex: 0 },
    h("table", {},
      h("caption", {}, words(rating)),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
        ["AD", words("index"), "r*wg", "rwg(J)"].map((name) => h("th", { scope: "col", class: "number" }, name)))),
      h("tbody", {}, model.dimensions.map(({ name, number }) => row(name, comparison[rating].dimensions[number - 1])),
        row(words("all_statements"), comparison[rating].overall))));
  const alpha = (rating) => words("alpha", { rating: words(`${rating}_short`), value: formatNumber(comparison[rating].overall.alpha_interval, 2) });
  return h("details", { class: "comparison-expert" },
    h("summary", {}, words("expert")),
    h("p", {}, words("expert_help")),
    table("target"), table("today"),
    h("p", {}, alpha("target"), " ", alpha("today")));
}
