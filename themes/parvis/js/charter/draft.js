// The charter as it stands: what was prepared, what the group wrote over it, what it chose. A part is edited when it differs from
// what was last prepared for it: as the comparison changes, unedited parts follow and edited ones stay.

import { isoDay } from "./dates.js";

// A value with what was prepared for it; null where nothing was.
const part = (value, prepared = value) => ({ value, prepared });

function follow(one, prepared) {
  if (one.value === one.prepared) one.value = prepared;
  one.prepared = prepared;
}

const isEdited = ({ value, prepared }) => value !== prepared;
const WORDS = ["name", "question", "standing", "text"];

export class Draft {
  // Set by each change that a person makes; never unset.
  touched = false;
  // Whether it came by link or file.
  opened = false;
  // Whether a comparison stands behind it, and whether it is of too few people.
  n = null;
  few = false;
  articles = [];
  signatories = [];
  #reordered = false;
  #dismissed = new Set();
  #count = 0;

  constructor(words) {
    this.fields = {
      title: part(words("title_default")),
      organisation: part(""),
      preamble: part(""),
      place: part(""),
      date: part(isoDay(new Date())),
      review: part(""),
    };
  }

  // A draft from a charter that came by link or file: each of its words stays as it is.
  static from(charter, words) {
    const draft = new Draft(words);
    for (const [name, field] of Object.entries(draft.fields)) Object.assign(field, part(charter[name], null));
    draft.articles = charter.articles.map(({ dimension, lever, part: place, name, question, standing, text }) => ({
      key: dimension ?? draft.#freeKey(),
      dimension: Boolean(dimension),
      lever,
      part: place,
      verdict: "none",
      included: part(true, null),
      name: part(name, null),
      question: part(question, null),
      standing: part(standing, null),
      // Room that nobody filled may still be pre-written.
      text: part(text, text === "" ? "" : null),
    }));
    draft.signatories = charter.signatories.map(({ name, role }) => ({ key: null, name: part(name, null), role }));
    draft.#reordered = true;
    draft.opened = true;
    return draft;
  }

  // Takes what a comparison prepared; null where there is none any more. Returns how many articles of the charter went to the
  // other part.
  follow(prepared) {
    this.n = prepared?.n ?? null;
    this.few = prepared?.few ?? false;
    if (!prepared) return 0;
    follow(this.fields.preamble, prepared.preamble);
    let moved = 0;
    for (const article of prepared.articles) moved += this.#followArticle(article) ? 1 : 0;
    if (!this.#reordered) {
      const rank = new Map(prepared.articles.map(({ key }, position) => [key, position]));
      const of = ({ key }) => rank.get(key) ?? Infinity;
      // Stable: articles of the group's own stay last, in their order.
      this.articles.sort((a, b) => (of(a) === of(b) ? 0 : of(a) - of(b)));
    }
    this.#followSignatories(prepared.signatories);
    return moved;
  }

  #followArticle(prepared) {
    const article = this.articles.find(({ key }) => key === prepared.key);
    if (!article) {
      this.articles.push({
        ...prepared,
        dimension: true,
        // A charter that came with its own dimensions takes no other unasked.
        included: part(this.#reordered ? false : prepared.included, prepared.included),
        ...Object.fromEntries(WORDS.map((name) => [name, part(prepared[name])])),
      });
      return false;
    }
    const moved = article.included.value && article.part !== prepared.part;
    // What somebody wrote in an article keeps it in the charter.
    if (this.#isWritten(article)) article.included.prepared = prepared.included;
    else follow(article.included, prepared.included);
    for (const name of WORDS) follow(article[name], prepared[name]);
    Object.assign(article, { part: prepared.part, verdict: prepared.verdict, lever: prepared.lever });
    return moved;
  }

  #isWritten(article) {
    return WORDS.some((name) => isEdited(article[name]));
  }

  #followSignatories(prepared) {
    const keys = new Set(prepared.map(({ key }) => key));
    this.signatories = this.signatories.filter(({ key, name, role }) => key === null || keys.has(key) || isEdited(name) || role !== "");
    for (const { key, name } of prepared) {
      const known = this.signatories.find((one) => one.key === key) ?? this.signatories.find((one) => one.key === null && name && one.name.value === name);
      if (known) {
        known.key = key;
        follow(known.name, name);
      } else if (!this.#dismissed.has(key) && (name !== "" || this.signatories.length < prepared.length)) {
        this.signatories.push({ key, name: part(name), role: "" });
      }
    }
  }

  // ---- What a person does

  set(name, value) {
    this.fields[name].value = value;
    this.touched = true;
  }

  write(article, name, value) {
    article[name].value = value;
    this.touched = true;
  }

  include(article, included) {
    article.included.value = included;
    // An article of the group's own that holds nothing leaves for good.
    if (!included && !article.dimension && !article.text.value.trim()) this.articles = this.articles.filter((one) => one !== article);
    this.touched = true;
  }

  addArticle(name) {
    const article = {
      key: this.#freeKey(), dimension: false, lever: null, part: "open", verdict: "none",
      included: part(true), name: part(name), question: part(""), standing: part(""), text: part(""),
    };
    this.articles.push(article);
    this.touched = true;
    return article;
  }

  #freeKey() {
    this.#count += 1;
    return `own ${this.#count}`;
  }

  // Moves an article by one place among those of its part; false where it is at the end already.
  move(article, step) {
    const shown = this.shown(article.part);
    const other = shown[shown.indexOf(article) + step];
    if (!other) return false;
    const [here, there] = [this.articles.indexOf(article), this.articles.indexOf(other)];
    [this.articles[here], this.articles[there]] = [other, article];
    this.#reordered = true;
    this.touched = true;
    return true;
  }

  addSignatory() {
    this.signatories.push({ key: null, name: part("", null), role: "" });
    this.touched = true;
  }

  removeSignatory(position) {
    const [{ key }] = this.signatories.splice(position, 1);
    if (key !== null) this.#dismissed.add(key);
    this.touched = true;
  }

  sign(position, { name, role }) {
    const signatory = this.signatories[position];
    if (name !== undefined) signatory.name.value = name;
    if (role !== undefined) signatory.role = role;
    this.touched = true;
  }

  // ---- What the charter says

  // The articles of a part that are in the charter, in order.
  shown(place) {
    return this.articles.filter((article) => article.included.value && article.part === place);
  }

  // The words alone, as they leave the page.
  charter() {
    const field = (name) => this.fields[name].value.trim();
    return {
      ...Object.fromEntries(Object.keys(this.fields).map((name) => [name, field(name)])),
      articles: ["agreed", "open"].flatMap((place) => this.shown(place)).map(({ key, dimension, lever, part: place, ...article }) => ({
        ...(dimension ? { dimension: key } : {}),
        ...(lever ? { lever } : {}),
        part: place,
        ...Object.fromEntries(WORDS.map((name) => [name, article[name].value.trim()])),
      })),
      signatories: this.signatories.map(({ name, role }) => ({ name: name.value.trim(), role: role.trim() })),
    };
  }
}
