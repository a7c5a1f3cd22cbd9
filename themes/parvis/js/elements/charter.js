// `<parvis-charter>`: the text that a group writes after its comparison. The comparison sets `group`; a charter begun earlier comes
// from the address's fragment (cleared at once) or from a file. Nothing is sent and nothing is stored: the words leave the page as a
// link, a file, Markdown or paper.

import { announce, focusOn, h } from "../dom.js";
import { copy, download } from "../files.js";
import { hasSheet, putSheet } from "../paper.js";
import { readStrings } from "../strings.js";
import { MAX_BYTES, hasLinks, readCode, readFile, writeCode, writeFile } from "../charter/code.js";
import { Draft } from "../charter/draft.js";
import { CharterForm } from "../charter/form.js";
import { charterMarkdown } from "../charter/markdown.js";
import { FEWEST_FOR_VERDICT, prepare } from "../charter/prepare.js";
import { charterSheet } from "../charter/sheet.js";

// Past this, some mail programs cut an address.
const LONG_LINK = 8000;

class Charter extends HTMLElement {
  #words;
  #form;
  #group = null;
  #draft = null;
  // Whether the words are nowhere else than in this page.
  #unsaved = false;
  #leaving = (event) => event.preventDefault();

  // {model, comparison, people, resources}, or null below two people.
  get group() {
    return this.#group;
  }

  set group(group) {
    this.#group = group;
    if (this.#words) this.#follow();
  }

  connectedCallback() {
    if (this.#words) return;
    this.#words = readStrings(this);
    this.#form = new CharterForm(this.#part("desk"), {
      words: this.#words,
      changed: () => this.#keepSafe(true),
      say: (text) => announce(this.#part("live"), text),
    });
    this.#part("desk").hidden = false;
    this.querySelector('[data-charter-action="link"]').hidden = !hasLinks();
    this.#part("files").addEventListener("change", (event) => this.#openFiles([...event.target.files]));
    for (const type of ["dragover", "dragleave", "drop"]) this.addEventListener(type, (event) => this.#onDrag(event));
    this.addEventListener("click", (event) => this.#onClick(event));
    addEventListener("hashchange", () => this.#openFragment());
    addEventListener("beforeprint", () => this.#onPrint());
    this.dataset.ready = "";
    // The comparison may have drawn before this script arrived.
    if (Object.hasOwn(this, "group")) {
      const { group } = this;
      delete this.group;
      this.#group = group;
    }
    this.#follow();
    this.#openFragment();
  }

  #part(name) {
    return this.querySelector(`[data-charter="${name}"]`);
  }

  // ---- The comparison behind it

  #follow() {
    const prepared = this.#group ? prepare(this.#group, this.#words) : null;
    // Without a comparison, words that nobody wrote go with it.
    if (!prepared && !this.#draft?.touched && !this.#draft?.opened) this.#draft = null;
    if (prepared) this.#draft ??= new Draft(this.#words);
    const moved = this.#draft?.follow(prepared) ?? 0;
    this.#draw();
    if (moved > 0) announce(this.#part("live"), this.#words.count("changed", moved));
  }

  #draw() {
    const draft = this.#draft;
    const state = draft === null ? "intro_empty" : draft.n === null ? "intro_alone" : draft.few ? "intro_few" : "intro";
    this.#part("intro").textContent = this.#words(state);
    this.#part("few").hidden = !draft?.few;
    this.#part("few").textContent = draft?.few ? this.#words("few", { n: draft.n, fewest: FEWEST_FOR_VERDICT }) : "";
    this.#part("form").hidden = draft === null;
    if (draft) this.#form.show(draft);
  }

  // ---- A charter that comes

  // A fragment holds a group's words: it leaves the address and the history entry before anything else happens.
  #openFragment() {
    const { hash } = location;
    if (!/^#c=/.test(hash)) return;
    history.replaceState(history.state, "", location.pathname + location.search);
    this.#open(() => readCode(hash.slice(3)), "");
  }

  async #openFiles(files) {
    this.#part("files").value = "";
    if (files.length === 0) return;
    if (files.length > 1) return this.#complain("error_several");
    const [file] = files;
    if (file.size > MAX_BYTES) return this.#complain("error_file_size", file.name);
    let text;
    try {
      text = await file.text();
    } catch {
      return this.#complain("error_unreadable", file.name);
    }
    this.#open(() => readFile(text), file.name);
  }

  #onDrag(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") this.#openFiles([...event.dataTransfer.files]);
  }

  async #open(read, name) {
    let charter;
    try {
      charter = await read();
    } catch (error) {
      const key = `error_${error.code}`;
      return this.#complain(this.#words.has(key) ? key : "error_link", name);
    }
    this.#part("errors").replaceChildren();
    if (this.#draft?.touched) this.#ask(charter);
    else this.#take(charter);
  }

  #complain(key, name = "") {
    this.#part("errors").replaceChildren(h("p", {}, this.#words(key, { name })));
    this.#part("errors").scrollIntoView({ block: "nearest" });
  }

  #titleOf(charter) {
    return charter.title || this.#words("title_default");
  }

  // Words that somebody wrote here are not replaced unasked.
  #ask(charter) {
    const question = this.#part("question");
    const button = (key, then) => h("button", { type: "button", class: key === "keep" ? "button" : "button button-quiet", onclick: () => {
      question.hidden = true;
      question.replaceChildren();
      then();
    } }, this.#words(key));
    question.replaceChildren(
      h("p", {}, this.#words("replace_question", { title: this.#titleOf(charter) })),
      h("p", { class: "button-row" },
        button("replace", () => this.#take(charter)),
        button("keep", () => {
          focusOn(this.querySelector("#charter-heading"));
          announce(this.#part("live"), this.#words("kept"));
        })));
    question.hidden = false;
    focusOn(question);
  }

  #take(charter) {
    this.#draft = Draft.from(charter, this.#words);
    this.#keepSafe(false);
    this.#follow();
    focusOn(this.querySelector("#charter-heading"));
    announce(this.#part("live"), this.#words("opened", { title: this.#titleOf(charter) }));
  }

  // ---- A charter that leaves

  // Leaving the page asks only while it would lose words.
  #keepSafe(unsaved) {
    if (unsaved === this.#unsaved) return;
    this.#unsaved = unsaved;
    this.#part("unsaved").hidden = !unsaved;
    if (unsaved) addEventListener("beforeunload", this.#leaving);
    else removeEventListener("beforeunload", this.#leaving);
    if (unsaved) this.#part("status").replaceChildren();
  }

  #onClick(event) {
    const action = event.target.closest("[data-charter-action]")?.dataset.charterAction;
    if (action === "add-article") this.#form.addArticle();
    if (action === "add-signatory") this.#form.addSignatory();
    if (action === "print") this.#print();
    if (action === "link") this.#copyLink();
    if (action === "copy") this.#copyText();
    if (action === "file") {
      const charter = this.#draft.charter();
      download(`${this.#fileName(charter)}.json`, "application/json", writeFile(charter));
      this.#saved("file_saved");
    }
    if (action === "markdown") {
      const charter = this.#draft.charter();
      download(`${this.#fileName(charter)}.md`, "text/markdown", charterMarkdown(charter, this.#words));
      this.#saved("markdown_saved");
    }
  }

  #saved(key, values) {
    this.#keepSafe(false);
    announce(this.#part("status"), this.#words(key, values));
  }

  // « charte-acme-2026-11-22 »
  #fileName({ organisation, date }) {
    const slug = organisation.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
    return [this.#words("file_name"), slug, date].filter(Boolean).join("-");
  }

  async #copyLink() {
    const link = `${location.origin}${location.pathname}#c=${await writeCode(this.#draft.charter())}`;
    if (await copy(link)) return this.#saved(link.length > LONG_LINK ? "link_long" : "link_copied", { n: link.length });
    const text = this.#words("link_shown");
    const field = h("input", { type: "text", readonly: true, class: "charter-link", value: link, "aria-label": text });
    this.#part("status").replaceChildren(text, " ", field);
    field.focus();
    field.select();
  }

  async #copyText() {
    if (await copy(charterMarkdown(this.#draft.charter(), this.#words))) this.#saved("copied");
    else announce(this.#part("status"), this.#words("copy_failed"));
  }

  // ---- Paper

  #print() {
    this.#drawSheet();
    print();
  }

  // The browser's own command prints the page, which is the charter where no comparison stands above it.
  #onPrint() {
    if (this.#draft && !this.#group && !hasSheet()) this.#drawSheet();
  }

  #drawSheet() {
    const charter = this.#draft.charter();
    putSheet(charterSheet(charter, this.#words), [this.#titleOf(charter), charter.organisation].filter(Boolean).join(" – "));
  }
}

customElements.define("parvis-charter", Charter);
