// Who would start where: the place that each person gave to each dimension, and how far the rankings agree.

import { h } from "../dom.js";
import { formatNumber } from "../strings.js";
import { scroll } from "./blocks.js";
import { letterOf, nameOf } from "./people.js";

// The dimensions that anybody named, most often named first, then best placed: {dimension, places: [{person, place}]}.
export function rankedDimensions({ model, people }) {
  const total = (places) => places.reduce((sum, { place }) => sum + place, 0);
  return model.dimensions
    .map((dimension) => ({
      dimension,
      places: people.map((person) => ({ person, place: person.respondent.priorities.indexOf(dimension.id) + 1 })).filter(({ place }) => place > 0),
    }))
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => b.places.length - a.places.length || total(a.places) / a.places.length - total(b.places) / b.places.length);
}

export function priorities(context) {
  const { words, people } = context;
  const ranked = rankedDimensions(context);
  if (ranked.length === 0) return [h("p", {}, words("priorities_none"))];
  const rankers = people.filter(({ respondent }) => respondent.priorities.length > 0);
  const caption = words("priorities_table");
  return [
    agreement(context, rankers.length),
    scroll(caption, h("table", { class: "priority-table" },
      h("caption", { class: "visually-hidden" }, caption),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")), h("th", { scope: "col", class: "number" }, words("named_by")),
        people.map((person) => h("th", { scope: "col", class: "priority-person" }, letterOf(person), h("span", { class: "visually-hidden" }, nameOf(person)))))),
      h("tbody", {}, ranked.map(({ dimension, places }) => h("tr", { "data-lever": dimension.leverRank },
        h("th", { scope: "row" }, dimension.name),
        h("td", { class: "number" }, words("share_of", { n: places.length, of: rankers.length })),
        people.map(({ mark }) => {
          const place = places.find(({ person }) => person.mark === mark)?.place;
          return h("td", { class: "priority-place", "data-place": place }, place ? String(place) : h("span", { class: "priority-none" }, "–"));
        })))))),
  ];
}

// W or ρ, how to read it, and how many ranked.
export function agreement({ words, comparison }, n) {
  const { w, rho } = comparison.priorities;
  const value = w ?? rho;
  if (value === null) return h("p", { "data-agreement": true }, words("agreement_none", { n }));
  const reading = value >= 0.7 ? "strong" : value >= 0.4 ? "middling" : value >= 0.1 || w !== null ? "weak" : "opposed";
  return h("p", { "data-agreement": true },
    h("strong", {}, words(`agreement_${reading}`)), " ",
    words(w !== null ? "agreement_w" : "agreement_rho", { value: formatNumber(value, 2), n }));
}
