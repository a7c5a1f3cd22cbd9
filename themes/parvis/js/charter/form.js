// The charter's fields: the document itself, edited in place. What is typed goes straight into the draft; lists are drawn again only
// when an article or a signatory comes, goes or moves.

import { h } from "../dom.js";
import { fit, keepFit } from "./growing.js";

const LONGEST = { name: 200, question: 1000, standing: 2000, text: 4000 };

export class CharterForm {
  #host;
  #words;
  #draft = null;
  #changed;
  #say;

  // `changed()` is called after each change by a person; `say(text)` tells it to assistive technology.
  constructor(host, { words, changed, say }) {
    this.#host = host;
    this.#words = words;
    this.#changed = changed;
    this.#say = say;
    for (const field of host.querySelectorAll("[data-field]")) {
      field.addEventListener("input", () => {
        // A title has one line, however it is pasted.
        if ("line" in field.dataset && field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
        this.#draft.set(field.dataset.field, field.value);
        changed();
      });
    }
    this.#part("form").addEventListener("submit", (event) => event.preventDefault());
    keepFit(host);
  }

  #part(name) {
    return this.#host.querySelector(`[data-charter="${name}"]`);
  }

  // Shows a draft from here on, or again after it followed a comparison. The place of the cursor stays.
  show(draft) {
    this.#draft = draft;
    this.#keepingFocus(() => {
      for (const field of this.#host.querySelectorAll("[data-field]")) {
        const { value } = draft.fields[field.dataset.field];
        if (field.value !== value) field.value = value;
        if (field.matches("textarea")) fit(field);
      }
      this.#drawChoices();
      this.#drawArticles();
      this.#drawSignatories();
    });
  }

  #keepingFocus(draw) {
    const { activeElement: focused } = document;
    const { id, selectionStart, selectionEnd } = this.#host.contains(focused) ? focused : {};
    draw();
    const again = id ? document.getElementById(id) : null;
    if (!again || again === document.activeElement) return;
    again.focus({ preventScroll: true });
    if (again.matches("textarea, input[type=text]")) again.setSelectionRange(selectionStart, selectionEnd);
  }

  // ---- Which dimensions enter

  #drawChoices() {
    const { articles, n, few } = this.#draft;
    this.#part("choice-set").hidden = articles.length === 0;
    this.#part("choice-help").textContent = this.#words(n === null ? "choice_help_alone" : few ? "choice_help_few" : "choice_help");
    const numbers = new Map(articles.map((article, position) => [article, position]));
    // The more debated first, whatever order the charter has taken.
    this.#part("choices").replaceChildren(...articles.map((article) => {
      const { verdict, lever, included } = article;
      return h("li", {}, h("label", { class: "check", "data-lever": lever },
        h("input", { type: "checkbox", id: `charter-choice-${numbers.get(article)}`, checked: included.value,
          onchange: (event) => this.#choose(article, event.target.checked) }),
        h("span", {}, this.#nameOf(article)),
        verdict === "none" ? null : h("span", { class: "charter-verdict", "data-verdict": verdict }, this.#words(`verdict_${verdict}`))));
    }));
  }

  #choose(article, included) {
    this.#draft.include(article, included);
    this.#drawArticles();
    this.#changed();
    this.#say(this.#words(included ? "put_in" : "left_out", { name: this.#nameOf(article) }));
  }

  #nameOf(article) {
    return article.name.value.trim() || this.#words("free_name");
  }

  // ---- Articles

  #drawArticles() {
    for (const place of ["agreed", "open"]) {
      const shown = this.#draft.shown(place);
      this.#part(place).hidden = shown.length === 0;
      this.#part(`${place}-list`).replaceChildren(...shown.map((article, position) => this.#article(article, position, shown.length)));
    }
    this.#host.querySelectorAll(".charter-articles textarea").forEach(fit);
  }

  #article(article, position, total) {
    const id = `charter-article-${article.key.replaceAll(/\s/g, "-")}`;
    const name = this.#nameOf(article);
    const open = article.part === "open";
    const move = (step, key, sign) => h("button", {
      type: "button", class: "button button-quiet button-icon", id: `${id}-${step < 0 ? "up" : "down"}`,
      // Not `disabled`: the focus stays on the button when the article reaches the end.
      "aria-disabled": position + step < 0 || position + step >= total ? "true" : null,
      "aria-label": this.#words(key, { name }), onclick: () => this.#move(article, step, id),
    }, sign);
    return h("li", { class: "charter-article", "data-lever": article.lever, "data-article": article.key },
      h("div", { class: "charter-article-head" },
        article.dimension
          ? h("h4", { id: `${id}-name` }, name)
          : this.#field(article, "name", "article_title", id),
        h("div", { class: "charter-article-moves" }, move(-1, "move_up", "↑"), move(1, "move_down", "↓"),
          h("button", { type: "button", class: "button button-quiet button-icon", "aria-label": this.#words("leave_out", { name }),
            onclick: () => this.#leaveOut(article) }, "×"))),
      open && article.dimension || article.question.value ? this.#field(article, "question", "question", id) : null,
      open && article.dimension || article.standing.value ? this.#field(article, "standing", "standing", id) : null,
      this.#field(article, "text", open && article.dimension ? "decision" : "commitment", id));
  }

  // A part of an article, labelled by what it is and by the dimension it is about.
  #field(article, name, label, id) {
    const own = `${id}-${name}`;
    const labelled = article.dimension ? `${own}-label ${id}-name` : `${own}-label`;
    const title = name === "name";
    const field = h("textarea", {
      id: title ? `${id}-title` : own, rows: name === "text" ? 2 : 1, maxlength: LONGEST[name], "aria-labelledby": labelled,
      oninput: () => {
        if (title && field.value.includes("\n")) field.value = field.value.replace(/\s*\n\s*/g, " ");
        this.#draft.write(article, name, field.value);
        this.#changed();
      },
      onchange: title ? () => this.#keepingFocus(() => this.#drawChoices()) : null,
    });
    field.value = article[name].value;
    return h("p", { class: `charter-field charter-${name}` }, h("label", { id: `${own}-label`, for: field.id }, this.#words(label)), field);
  }

  #move(article, step, id) {
    if (!this.#draft.move(article, step)) return;
    this.#drawArticles();
    const button = document.getElementById(`${id}-${step < 0 ? "up" : "down"}`);
    button.focus();
    const shown = this.#draft.shown(article.part);
    this.#changed();
    this.#say(this.#words("moved", { name: this.#nameOf(article), position: shown.indexOf(article) + 1, total: shown.length }));
  }

  #leaveOut(article) {
    const shown = this.#draft.shown(article.part);
    const next = shown[shown.indexOf(article) + 1] ?? shown[shown.indexOf(article) - 1];
    this.#draft.include(article, false);
    this.#drawChoices();
    this.#drawArticles();
    this.#changed();
    const place = next ? this.#host.querySelector(`[data-article="${CSS.escape(next.key)}"] .charter-article-moves button:last-child`) : null;
    (place ?? this.#host.querySelector('[data-charter-action="add-article"]')).focus();
    const gone = !this.#draft.articles.includes(article);
    this.#say(this.#words(gone ? "article_removed" : "left_out", { name: this.#nameOf(article) }));
  }

  addArticle() {
    const article = this.#draft.addArticle("");
    this.#drawChoices();
    this.#drawArticles();
    this.#changed();
    this.#host.querySelector(`[data-article="${CSS.escape(article.key)}"] textarea`).focus();
  }

  // ---- Signatories

  #drawSignatories() {
    this.#part("signatories").replaceChildren(...this.#draft.signatories.map((signatory, position) => {
      const n = position + 1;
      const field = (key, value) => {
        const id = `charter-signatory-${n}-${key}`;
        return h("p", { class: "charter-field" },
          h("label", { for: id, id: `${id}-label` }, this.#words(key)),
          h("input", { id, type: "text", maxlength: 120, value, "aria-labelledby": `charter-signatory-${n} ${id}-label`,
            oninput: (event) => {
              this.#draft.sign(position, { [key]: event.target.value });
              this.#changed();
            } }));
      };
      return h("li", {},
        h("span", { class: "visually-hidden", id: `charter-signatory-${n}` }, this.#words("signatory", { n })),
        field("name", signatory.name.value), field("role", signatory.role),
        h("button", { type: "button", class: "button button-quiet button-icon", "aria-label": this.#words("remove_signatory", { n }),
          onclick: () => this.#removeSignatory(position) }, "×"));
    }));
  }

  addSignatory() {
    this.#draft.addSignatory();
    this.#drawSignatories();
    this.#changed();
    this.#host.querySelector(`#charter-signatory-${this.#draft.signatories.length}-name`).focus();
  }

  #removeSignatory(position) {
    this.#draft.removeSignatory(position);
    this.#drawSignatories();
    this.#changed();
    const buttons = this.#part("signatories").querySelectorAll("button");
    (buttons[Math.min(position, buttons.length - 1)] ?? this.#host.querySelector('[data-charter-action="add-signatory"]')).focus();
    this.#say(this.#words("signatory_removed"));
  }
}
