// Polarised statements: at least two people at the bottom of the scale and two at the top. Each with the spread of its answers.

import { h } from "../dom.js";
import { distribution } from "../figures/distribution.js";
import { letterOf } from "./people.js";

// {rating, statement} of every polarised statement, those of the target first, dimensions by divergence.
export function polarisedStatements({ model, comparison }) {
  return ["target", "today"].flatMap((rating) => comparison[rating].order.flatMap((id) =>
    comparison[rating].dimensions[model.dimension(id).number - 1].polarised.map((statement) => ({ rating, statement: model.statements.get(statement) }))));
}

export function camps(context) {
  const { words } = context;
  const all = polarisedStatements(context);
  if (all.length === 0) return [h("p", {}, words("camps_none"))];
  const anchored = new Set();
  return [
    h("p", {}, words("camps_help")),
    ["target", "today"].map((rating) => {
      const some = all.filter((one) => one.rating === rating);
      if (some.length === 0) return null;
      return h("div", { class: "camps", "data-rating": rating },
        h("h4", {}, words(rating)),
        h("ul", { class: "camp-list" }, some.map(({ statement }) => {
          const first = !anchored.has(statement.id);
          anchored.add(statement.id);
          return h("li", { id: first ? `camps-${statement.id}` : null, class: "camp", "data-lever": statement.dimension.leverRank, "data-statement": statement.id },
            h("p", { class: "camp-dimension" }, statement.dimension.name),
            h("p", { class: "camp-statement" }, statement.text),
            statement.reverse ? h("p", { class: "camp-note" }, words("reversed")) : null,
            answersOf(statement, rating, context));
        })));
    }),
  ];
}

// The spread of the answers to a statement, as they were given: a reversed statement is not turned round here.
export function answersOf(statement, rating, { model, words, people }, mark = letterOf) {
  const points = Array.from({ length: model.max - model.min + 1 }, (_, step) => {
    const value = model.min + step;
    const who = people.filter(({ respondent }) => respondent[rating]?.[statement.id] === value);
    return { value, label: model.pointName(value), marks: who };
  });
  return distribution({
    caption: words("answers_caption", { rating: words(`${rating}_short`), text: statement.text }),
    heads: [words("answer"), words("people"), words("number")],
    points, mark, none: words("nobody"),
  });
}
