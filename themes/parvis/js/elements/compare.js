// `<parvis-compare>`: 2 to 20 results side by side. They come from the address's fragment (cleared at once), from pasted text, from
// files or from a camera; the WebAssembly module reads them and compares them on this device. Nothing is sent and nothing is stored.
// What cannot be read is told, what is doubtful is asked, and what is already there stays.

import { afterPaint, announce, focusOn, h } from "../dom.js";
import { download } from "../files.js";
import { late } from "../late.js";
import { readJson, readStrings } from "../strings.js";
import { openDoor } from "../wasm-door.js";
import { Model } from "../selftest/model.js";
import { Ahead } from "../compare/ahead.js";
import { figuresOf } from "../compare/figures.js";
import { Group, MOST } from "../compare/group.js";
import { ImportForm } from "../compare/import.js";
import { codesOf, groupFile, leavingRespondents, scoresFile } from "../compare/leaving.js";
import { Questions, showProblems } from "../compare/messages.js";
import { editingItems, peopleItems, shownName, updateNames } from "../compare/people.js";
import { Reader } from "../compare/reader.js";
import { rehearse } from "../compare/rehearsal.js";
import { Result } from "../compare/result.js";

class Compare extends HTMLElement {
  #model;
  // The model as the module needs it: without its texts, which are most of it and no part of any figure.
  #figures;
  #words;
  #resources;
  #form;
  #questions;
  #result;
  #group = new Group();
  #ahead = new Ahead();
  #comparison = null;
  #former = null;
  #sharing = null;
  // Imports wait for each other, so that two of them cannot mix.
  #turn = Promise.resolve();
  // Whether what is shown as wrong is that a part of the page could not be loaded.
  #isMissing = false;

  connectedCallback() {
    if (this.#model) return;
    this.#model = new Model(readJson(this, "model"));
    this.#figures = figuresOf(this.#model.source);
    this.#resources = readJson(this, "resources") ?? {};
    this.#words = readStrings(this);
    this.#result = new Result(this.#part("result"));
    this.#questions = new Questions(this.#part("questions"), () => this.#part("people-title"));
    this.#form = new ImportForm(this.#part("import"), {
      qrModule: this.dataset.qrModule,
      onDraft: (text) => this.#readAhead(text),
      onText: (text) => this.#import((reader) => this.#ahead.read(reader, text), { empty: "error_nothing" }),
      onFiles: (files) => this.#import((reader) => reader.readFiles(files)),
      onExample: () => this.#showExample(),
      scanned: (text) => this.#scanned(text),
      onNear: () => this.#warmUp(),
    });
    this.#part("anonymous").addEventListener("change", () => this.#showNames());
    this.#part("sharing").addEventListener("toggle", () => this.#openSharing());
    this.#part("editing").addEventListener("toggle", () => this.#drawEditing());
    this.addEventListener("click", (event) => this.#onClick(event));
    addEventListener("hashchange", () => this.#readFragment());
    this.dataset.ready = "";
    this.#readFragment();
  }

  #part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  #door() {
    return openDoor(this.dataset.module);
  }

  // Loads the module as soon as somebody comes near the form, and rehearses the first import.
  async #warmUp() {
    try {
      await rehearse({ door: await this.#door(), figures: this.#figures, model: this.#model, words: this.#words });
    } catch {
      // The import says what is missing when there is something to import.
    }
  }

  // A text that is about to be added is read, and its group compared, before the button is pressed.
  async #readAhead(text) {
    try {
      const door = await this.#door();
      const { found } = await this.#ahead.read(this.#reader(door), text);
      const coming = this.#group.isExample ? new Group() : this.#group.copy();
      for (const result of found) coming.add(result);
      if (coming.size < 2) return;
      const comparison = this.#ahead.compare(door, this.#figures, coming.respondents);
      this.#result.prepare(this.#context(coming, comparison));
    } catch {
      // The import says what is wrong when it is asked for.
    }
  }

  #reader(door) {
    return new Reader({ door, model: this.#figures, former: () => this.#formerModels() });
  }

  get #anonymous() {
    return this.#part("anonymous").checked;
  }

  // ---- Bringing results in

  // A fragment holds answers: it leaves the address and the history entry before anything else happens.
  #readFragment() {
    const { hash } = location;
    if (!/^#r(=|%3D)/i.test(hash)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#import((reader) => reader.readText(hash), { empty: "error_nothing" }).then(() => {
      // Whoever follows the link of a group came for its comparison, not for the form above it.
      if (this.#group.size > 1 && (document.activeElement === document.body || !document.activeElement)) focusOn(this.#part("people-title"));
    });
  }

  // What `read` finds joins the group; true where all of it could be used. Imports happen one after the other.
  #import(read, { empty = "error_nothing" } = {}) {
    const done = this.#turn.then(() => this.#importNow(read, empty));
    this.#turn = done.catch(() => {});
    return done;
  }

  async #importNow(read, empty) {
    const had = await this.#had([this.#door()]);
    if (!had) return false;
    const [door] = had;
    let { found, offers, problems } = await read(this.#reader(door));
    if (found.length + offers.length + problems.length === 0) problems = [{ key: empty }];
    if (found.length > 0) this.#leaveExample();
    const { added, refused } = this.#take(found);
    // Who compares for the first time, and is asked nothing, sees the verdict: at once over the page, then on it.
    const toVerdict = added > 0 && this.#group.size > 1 && !this.#result.stands
      && problems.length + offers.length + refused.length === 0 && this.#part("questions").hidden;
    if (toVerdict) await this.#raiseVerdict(door);
    // A thread quotes the mails before it: what is there already is a problem only where nothing else came.
    const again = added > 0 ? refused.filter(({ key }) => key === "error_twice") : [];
    problems = [...problems, ...refused.filter((one) => !again.includes(one))];
    this.#offerFits(offers);
    this.#complain(problems);
    if (added > 0) {
      this.#draw(door);
      const known = again.length > 0 ? ` ${this.#words.count("known", again.length)}` : "";
      this.#say(this.#words.count("added", added, { total: this.#group.size }) + known);
      if (toVerdict) this.#goToVerdict();
      // On a phone the form fills the screen: whoever added somebody sees who is there now.
      else afterPaint(() => this.#part("people-title").scrollIntoView({ block: "nearest" }));
    }
    return problems.length === 0;
  }

  // Adds results and says what became of those that were not; people under a known name are asked about.
  #take(found, options = {}) {
    let added = 0;
    const refused = [];
    for (const result of found) {
      const outcome = this.#group.add(result, options);
      const who = result.respondent.id || null;
      if (outcome === "added") added += 1;
      else if (outcome === "same_name") this.#askNewer(result);
      else refused.push({ key: `error_${outcome}`, who, n: MOST });
    }
    return { added, refused };
  }

  // Other answers under a name that is there: newer ones, or another person.
  #askNewer(result) {
    const namesake = this.#group.namesake(result.respondent);
    const name = result.respondent.id;
    this.#questions.ask({
      text: this.#words("ask_newer", { name }),
      answers: [
        { label: this.#words("answer_replace"), act: () => this.#replace(namesake.mark, result) },
        { label: this.#words("answer_another"), act: () => this.#addAnyway([result]) },
        { label: this.#words("answer_ignore"), act: () => {} },
      ],
    });
  }

  async #replace(mark, result) {
    if (!this.#group.find(mark)) return this.#addAnyway([result]);
    this.#group.replace(mark, result);
    this.#draw(await this.#door());
    this.#say(this.#words("replaced", { name: result.respondent.id }));
  }

  async #addAnyway(results) {
    this.#leaveExample();
    const { added, refused } = this.#take(results, { force: true });
    this.#complain(refused);
    if (added === 0) return;
    this.#draw(await this.#door());
    this.#say(this.#words.count("added", added, { total: this.#group.size }));
  }

  // Results of another model or version: what can be compared, one question for each of them.
  #offerFits(offers) {
    const byModel = new Map();
    for (const offer of offers) {
      const key = `${offer.from.id} ${offer.from.version}`;
      byModel.set(key, [...(byModel.get(key) ?? []), offer]);
    }
    for (const some of byModel.values()) {
      const { from, kept, of } = some[0];
      const own = from.id === this.#figures.id;
      this.#questions.ask({
        text: this.#words.count(own ? "ask_version" : "ask_model", some.length, {
          name: some[0].respondent.id || this.#words("unnamed"), model: from.id, version: from.version, current: this.#figures.version, kept, of,
        }),
        details: some.length > 1
          ? some.map((offer) => this.#words("ask_fit_person", { name: offer.respondent.id || this.#words("unnamed"), kept: offer.kept, of: offer.of }))
          : [],
        answers: [
          {
            label: this.#words("answer_fit"),
            act: () => this.#addAnyway(some.map(({ code, respondent, ...partial }) => ({ code, respondent, partial: { kept: partial.kept, of: partial.of } }))),
          },
          { label: this.#words("answer_ignore"), act: () => {} },
        ],
      });
    }
  }

  // A picture of the camera: true where its results were taken, else why not.
  async #scanned(text) {
    const before = this.#group.size;
    await this.#import((reader) => reader.readText(text), { empty: "error_no_code_in_picture" });
    if (this.#group.size > before) return true;
    return this.#part("errors").textContent || this.#part("questions").textContent || this.#words("error_no_code_in_picture");
  }

  #formerModels() {
    const address = this.dataset.former;
    if (!address) return [];
    this.#former ??= fetch(address).then((response) => (response.ok ? response.json() : [])).catch(() => {
      this.#former = null;
      return [];
    });
    return this.#former;
  }

  async #showExample() {
    const had = await this.#had([late(new URL("../compare/example.js", import.meta.url)), this.#door()]);
    if (!had) return;
    const [{ exampleGroup }, door] = had;
    const list = (key) => this.#words(key).split(/\s*;\s*/);
    this.#group.clear();
    for (const respondent of exampleGroup(this.#model, { names: list("example_names"), groups: list("example_groups") })) {
      this.#group.add({ code: null, respondent, example: true });
    }
    this.#complain([]);
    this.#questions.clear();
    await this.#raiseVerdict(door);
    this.#draw(door);
    this.#say(this.#words("example_shown"));
    this.#goToVerdict();
  }

  // Invented people never mix with real ones.
  #leaveExample() {
    if (this.#group.isExample) this.#group.clear();
  }

  // What these promises of scripts and modules hold; null, and the visitor is told, where one of them cannot be had.
  async #had(promises) {
    try {
      const had = await Promise.all(promises);
      if (this.#isMissing) this.#complain([]);
      return had;
    } catch {
      this.#complain([{ key: "module_missing" }]);
      this.#part("errors").scrollIntoView({ block: "nearest" });
      return null;
    }
  }

  #complain(problems) {
    this.#isMissing = problems.some(({ key }) => key === "module_missing");
    showProblems(this.#part("errors"), this.#words, problems);
    // What could not be read stays in the field; what came as a file or before a camera is no fault of it.
    const field = this.querySelector("#compare-codes");
    field.setAttribute("aria-invalid", String(problems.length > 0 && field.value.trim() !== ""));
  }

  #say(text) {
    announce(this.#part("live"), text);
  }

  // ---- Showing

  #draw(door) {
    const { size } = this.#group;
    this.#closeSharing();
    this.toggleAttribute("data-compared", size > 1);
    const section = this.#part("result");
    section.hidden = size === 0;
    this.#drawPeople();
    if (size < 2) {
      this.#comparison = null;
      this.#result.showNothing(this.#words("one_only"));
      this.#feedCharter();
      return;
    }
    this.#comparison = this.#compare(door);
    this.#result.show(this.#context(), {
      score: (person) => this.#report(person, door),
      done: () => this.#feedCharter(),
    });
  }

  #compare(door) {
    return this.#ahead.compare(door, this.#figures, this.#group.respondents);
  }

  // The verdict over the page, before anything of the page changes.
  #raiseVerdict(door) {
    return this.#result.raise(this.#context(this.#group, this.#compare(door)));
  }

  // Where the verdict stands once the page has been drawn.
  #goToVerdict() {
    const title = this.querySelector("#comparison-title");
    title.scrollIntoView({ block: "start", behavior: "instant" });
    focusOn(title);
  }

  // What every view of the group is drawn from. People are the group's, with the name shown.
  #context({ people } = this.#group, comparison = this.#comparison) {
    const anonymous = this.#anonymous;
    for (const person of people) person.shown = shownName(this.#words, person, anonymous);
    return { model: this.#model, words: this.#words, resources: this.#resources, comparison, people: [...people], anonymous };
  }

  // A person's scores, computed once for the same answers.
  #report(person, door) {
    if (person.scored !== person.respondent.target) {
      person.report = door.call({ op: "score", model: this.#figures, respondent: person.respondent });
      person.scored = person.respondent.target;
    }
    return person.report;
  }

  #drawPeople() {
    const { people, anonymous } = this.#context();
    this.#part("people").hidden = people.length === 0;
    this.#part("people-title").textContent = this.#words.count("people_count", people.length);
    for (const node of this.querySelectorAll("[data-needs-two]")) node.hidden = people.length < 2;
    this.#part("people-list").replaceChildren(...peopleItems(people, { words: this.#words, anonymous }));
    this.#drawEditing();
  }

  // The fields to rename and remove, only as long as they are unfolded.
  #drawEditing() {
    const { people, anonymous } = this.#context();
    const items = this.#part("editing").open
      ? editingItems(people, { words: this.#words, anonymous, onRename: (mark, name) => this.#rename(mark, name) })
      : [];
    this.#part("editing-list").replaceChildren(...items);
  }

  #rename(mark, name) {
    this.#group.rename(mark, name);
    const { people } = this.#context();
    updateNames(this, people);
    const { shown } = this.#group.find(mark);
    this.querySelector(`[data-remove="${mark}"]`)?.setAttribute("aria-label", this.#words("remove", { name: shown }));
    this.#sharing?.refresh();
    this.#feedCharter();
  }

  // Names hidden or shown again: no figure changes.
  #showNames() {
    this.#drawPeople();
    updateNames(this, this.#group.people);
    this.#sharing?.refresh();
    this.#feedCharter();
    this.#say(this.#words(this.#anonymous ? "names_hidden" : "names_shown"));
  }

  // The charter is written from the same figures, by its own element.
  #feedCharter() {
    const charter = this.querySelector("parvis-charter");
    if (charter) charter.group = this.#comparison ? this.#context() : null;
  }

  // ---- Leaving with something

  async #openSharing() {
    const details = this.#part("sharing");
    if (!details.open || this.#sharing) return;
    const had = await this.#had([late(new URL("../share.js", import.meta.url)), this.#door()]);
    if (!had) details.open = false;
    if (!had || this.#sharing) return;
    const [{ sharePanel }, door] = had;
    const codes = () => codesOf(leavingRespondents(this.#group.people, this.#anonymous), { door, model: this.#figures });
    this.#sharing = sharePanel({
      words: this.#words,
      title: this.#words("share_title"),
      qrModule: this.dataset.qrModule,
      link: () => `${location.origin}${location.pathname}#r=${codes().join(",")}`,
      file: () => groupFile(codes(), this.#figures),
      extra: [h("button", { type: "button", class: "button button-quiet", "data-action": "csv", "data-needs-two": true }, this.#words("csv")), this.#contributeLink(door)],
    });
    this.#part("sharing-panel").replaceChildren(this.#sharing);
  }

  // The page that makes a contribution gets the answers without names. Invented people contribute nothing.
  #contributeLink(door) {
    const address = this.dataset.contribute;
    if (!address || this.#group.isExample) return null;
    const nameless = this.#group.people.map(({ respondent }) => ({ ...respondent, id: "", group: undefined }));
    const codes = codesOf(nameless, { door, model: this.#figures });
    return h("a", { class: "button button-quiet", href: `${address}#r=${codes.join(",")}`, target: "_blank", "data-part": "contribute" }, this.#words("contribute"));
  }

  #closeSharing() {
    this.#sharing = null;
    this.#part("sharing").open = false;
    this.#part("sharing-panel").replaceChildren();
  }

  async #onClick(event) {
    const remove = event.target.closest("[data-remove]");
    if (remove) return this.#remove(remove.dataset.remove);
    const action = event.target.closest("[data-action]")?.dataset.action;
    if (action === "print") {
      this.#result.finish();
      print();
    } else if (action === "clear") this.#clear();
    else if (action === "present") this.#present(event.target.closest("button"));
    else if (action === "csv") {
      this.#result.finish();
      const { name, type, text } = scoresFile(this.#context());
      download(name, type, text);
    }
  }

  async #remove(mark) {
    const removed = this.#group.remove(mark);
    if (!removed) return;
    this.#draw(await this.#door());
    const buttons = this.querySelectorAll("[data-remove]");
    const next = buttons[Math.min(removed.position, buttons.length - 1)];
    if (next) next.focus();
    else this.#form.focus();
    this.#say(this.#words("removed", { name: removed.person.name || this.#words("person", { mark }) }));
  }

  async #clear() {
    this.#group.clear();
    this.#complain([]);
    this.#questions.clear();
    this.#draw(await this.#door());
    this.#form.focus();
    this.#say(this.#words("cleared"));
  }

  async #present(button) {
    this.#result.finish();
    const had = await this.#had([late(new URL("../compare/presentation.js", import.meta.url))]);
    if (!had) return;
    const [{ present }] = had;
    present({ ...this.#context(), host: this, opener: button });
  }
}

customElements.define("parvis-compare", Compare);
