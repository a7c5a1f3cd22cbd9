// The charter as the page that one frames: what a printer gets, without a field or a button.

import { h } from "../dom.js";
import { charterEnds } from "./markdown.js";

export function charterSheet(charter, words) {
  const { title, organisation, preamble, articles, signatories } = charter;
  const levers = [...new Set(articles.map(({ lever }) => lever ?? 0))].sort((a, b) => a - b);
  let number = 0;
  const parts = ["agreed", "open"].map((place) => {
    const ofPart = articles.filter((article) => article.part === place);
    if (ofPart.length === 0) return null;
    return h("section", { class: `charter-sheet-part charter-sheet-${place}` },
      h("h2", {}, words(place)),
      h("div", { class: "charter-sheet-articles" }, ofPart.map((article) => sheetArticle(article, (number += 1), words))));
  });
  return h("article", { class: "charter-sheet" },
    h("header", { class: "charter-sheet-head" },
      h("p", { class: "charter-sheet-band", "aria-hidden": "true" }, levers.map((lever) => h("span", { "data-lever": lever || null }))),
      organisation ? h("p", { class: "charter-sheet-organisation" }, organisation) : null,
      h("h1", {}, title || words("title_default")),
      preamble ? h("p", { class: "charter-sheet-preamble" }, preamble) : null),
    parts,
    h("footer", { class: "charter-sheet-end" },
      charterEnds(charter, words).map((text) => h("p", { class: "charter-sheet-dates" }, text)),
      signatories.length > 0 ? h("ul", { class: "charter-sheet-signatures" }, signatories.map(signature(words))) : null));
}

function sheetArticle({ name, lever, question, standing, text }, number, words) {
  const aside = [["question", question], ["standing", standing]].filter(([, value]) => value);
  return h("section", { class: "charter-sheet-article", "data-lever": lever },
    h("h3", {}, h("span", { class: "charter-sheet-number" }, String(number)), " ", name),
    aside.length > 0 ? h("dl", {}, aside.flatMap(([key, value]) => [h("dt", {}, words(key)), h("dd", {}, value)])) : null,
    text
      ? h("div", { class: "charter-sheet-text" }, text.split(/\n\s*\n/).map((paragraph) => h("p", {}, paragraph)))
      // Room to write the decision by hand.
      : h("div", { class: "charter-sheet-room" }, h("p", {}, words("decision")), h("span"), h("span"), h("span")));
}

function signature(words) {
  return ({ name, role }) => h("li", {},
    h("span", { class: "charter-sheet-line" }),
    h("strong", {}, name || `${words("name")}\u00A0:`),
    role ? h("span", {}, role) : null);
}
