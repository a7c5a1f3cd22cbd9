// What a comparison can say of a charter before anybody writes: a sentence for each dimension that the group shares, the question
// and the present state of each one that it does not. Only figures of the whole group come in, nobody's own answer.

import { formatNumber } from "../strings.js";

// How many of the dimensions that divide most are in a charter unasked.
const MOST_DIVERGENT = 3;
// Fewest people for a verdict on a dimension: the module gives none below.
export const FEWEST_FOR_VERDICT = 5;

// {n, few, preamble, articles, signatories} of a group; articles by divergence, widest first.
export function prepare({ model, comparison, people, resources, anonymous = false }, words) {
  const { order, dimensions } = comparison.target;
  let divided = 0;
  const articles = order.map((id) => {
    const dimension = { ...model.dimension(id), ...texts(resources?.[id]) };
    const figures = dimensions[dimension.number - 1];
    const shared = figures.verdict === "aligned";
    if (!shared && figures.ad !== null) divided += 1;
    return {
      key: id,
      lever: dimension.leverRank,
      name: dimension.name,
      verdict: figures.verdict,
      part: shared ? "agreed" : "open",
      included: shared || (figures.ad !== null && divided <= MOST_DIVERGENT),
      question: shared ? "" : (dimension.debate ?? ""),
      standing: shared ? "" : standing(figures, model, words),
      text: shared ? commitment(dimension, ambition(dimension, people), model, words) : "",
    };
  });
  return {
    n: comparison.n,
    few: comparison.n < FEWEST_FOR_VERDICT,
    preamble: words("preamble_default", { n: comparison.n }),
    articles,
    // Hidden names are nobody's to sign under: their lines are left blank.
    signatories: people.map(({ code, mark, name }) => ({ key: code ?? mark, name: anonymous ? "" : name.trim() })),
  };
}

// The model that the page carries for the module has figures only: a dimension's sentences stand in its resources.
function texts({ definition, debate } = {}) {
  return { ...(definition ? { definition } : {}), ...(debate ? { debate } : {}) };
}

// The group's target for a dimension: the mean of its people's scores; null where nobody has one.
function ambition(dimension, people) {
  const scores = people.map(({ report }) => report?.target.dimensions[dimension.number - 1].score ?? null).filter((score) => score !== null);
  return scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : null;
}

// A definition is a phrase (« Une raison d’être… ») that a sentence can hold, or a sentence that stands after a colon.
function commitment(dimension, score, model, words) {
  const definition = dimension.definition?.trim().replace(/[.…]+$/, "");
  if (!definition || score === null) return "";
  const starts = words("phrase_starts").split(" ");
  const phrase = starts.includes(definition.split(/\s/)[0].toLocaleLowerCase());
  const level = model.source.maturity?.findLast(({ from }) => from <= score);
  return words(`aligned_${phrase ? "phrase" : "sentence"}${level ? "" : "_score"}`, {
    definition: withoutCapital(definition),
    level: level?.name,
    score,
  });
}

// The first letter in lower case, unless it begins an acronym.
function withoutCapital(text) {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

function standing({ ad, verdict, n, polarised }, model, words) {
  if (ad === null) return "";
  const points = Math.round(ad * 10) / 10;
  const camps = polarised.map((id) => model.statements.get(id)?.text).filter(Boolean).map((text) => words("standing_camp", { text: text.replace(/\.$/, "") }));
  const list = new Intl.ListFormat(document.documentElement.lang || "fr").format(camps);
  return [
    verdict === "none" ? null : words(`standing_${verdict}`),
    words.count("standing_apart", points, { n: formatNumber(points, 1), min: String(model.min), max: String(model.max), people: n }),
    camps.length > 0 ? words("standing_camps", { list }) : null,
  ].filter(Boolean).join(" ");
}
