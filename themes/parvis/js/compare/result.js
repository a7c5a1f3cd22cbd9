// What a group's results say together. The verdict is drawn at once; the blocks below it follow, a task each.

import { h } from "../dom.js";
import { FirstScreen } from "../first-screen.js";
import { Steps, block } from "./blocks.js";
import { camps } from "./camps.js";
import { dimensions } from "./dimensions.js";
import { expert } from "./expert.js";
import { groups, hasTags } from "./groups.js";
import { map } from "./map.js";
import { overview } from "./overview.js";
import { priorities } from "./priorities.js";
import { symmetry } from "./symmetry.js";

// People whose scores are computed in one task.
const SCORED_AT_ONCE = 4;

// The section of the result. What a visitor chose there (order, ratings, the experts’ fold) survives the next drawing.
export class Result {
  #section;
  #steps = new Steps();
  #state = { order: "target", map: "target", groups: "target" };
  #firstScreen;

  constructor(section) {
    this.#section = section;
    this.#firstScreen = new FirstScreen(section);
    addEventListener("beforeprint", () => this.finish());
  }

  // Whether a comparison stands on the page.
  get stands() {
    return !this.#section.hidden && this.#section.dataset.waiting === undefined;
  }

  // Draws the first screen of a comparison ahead, where none stands yet.
  prepare(context) {
    if (!this.stands) this.#firstScreen.lay(context.comparison, () => this.#drawFirst(context));
  }

  // Shows the first screen of a comparison over the page, until the comparison is drawn or nothing is there to compare; resolves once it
  // has been painted.
  raise(context) {
    return this.#firstScreen.raise(context.comparison, () => this.#drawFirst(context));
  }

  // Draws a comparison. `score(person)` gives a person's report; `done()` is called once everything stands.
  show(context, { score, done }) {
    const { words, model, comparison, people } = context;
    const unfolded = this.#section.querySelector("details.comparison-expert")?.open ?? false;
    Object.assign(context, { state: this.#state });
    const parts = [
      { id: "dimensions", draw: dimensions },
      { id: "map", draw: map },
      { id: "camps", draw: camps },
      { id: "priorities", draw: priorities, shown: (model.source.priorities?.top ?? 0) > 0 },
      { id: "groups", draw: groups, shown: hasTags(context) },
      { id: "symmetry", draw: symmetry, shown: Boolean(comparison.symmetry) },
    ].filter(({ shown = true }) => shown);
    const blocks = parts.map(({ id }) => block(id, words(id)));
    if (!this.#firstScreen.holds(comparison)) this.#drawFirst(context);
    this.#firstScreen.settle();
    this.#section.setAttribute("aria-busy", "true");
    const steps = [() => this.#section.append(contents(parts, words), ...blocks)];
    for (let from = 0; from < people.length; from += SCORED_AT_ONCE) {
      steps.push(() => {
        for (const person of people.slice(from, from + SCORED_AT_ONCE)) person.report = score(person);
      });
    }
    parts.forEach(({ draw }, position) => steps.push(() => blocks[position].append(...draw(context).flat().filter(Boolean))));
    // Laid out for good, so that the page has its true height and links lead where they say.
    for (const one of blocks) steps.push(() => one.toggleAttribute("data-settled", true));
    steps.push(() => {
      const details = expert(context);
      details.open = unfolded;
      this.#section.append(details);
      this.#section.removeAttribute("aria-busy");
      done();
    });
    this.#steps.start(steps);
  }

  // Nothing to compare: says so.
  showNothing(text) {
    this.#steps.start([]);
    this.#firstScreen.settle();
    this.#section.removeAttribute("aria-busy");
    this.#section.replaceChildren(h("p", { class: "notice", id: "comparison-title" }, text));
  }

  // What stands before anything else is worked out: the title and the verdict.
  #drawFirst(context) {
    this.#section.replaceChildren(
      h("h2", { id: "comparison-title", tabindex: -1 }, context.words("result")),
      h("div", { class: "comparison-overview" }, ...overview(context).filter(Boolean)));
  }

  // Draws at once what is left to draw: before printing, before presenting.
  finish() {
    this.#steps.flush();
  }
}

// The way to each block, for those who do not want to scroll.
function contents(parts, words) {
  return h("nav", { class: "comparison-contents", "aria-label": words("contents") },
    h("ul", {}, parts.map(({ id }) => h("li", {}, h("a", { href: `#comparison-${id}` }, words(`${id}_short`))))));
}
