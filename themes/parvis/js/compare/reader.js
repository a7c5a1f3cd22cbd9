// From what a visitor brings (text, files) to people: decodes codes of this model, recognises those of former models, checks the
// answers of files. Changes nothing on the page: it returns what it understood and why it did not understand the rest.

import { readCodes } from "./codes.js";

const MAX_BYTES = 1_000_000;
// A file of results that lists more than this is not one.
const MOST_RESULTS = 400;

// Reads for one model with an open door. `former()` gives the list of former models, or a promise of it.
export class Reader {
  #door;
  #model;
  #former;

  constructor({ door, model, former }) {
    this.#door = door;
    this.#model = model;
    this.#former = former;
  }

  // {found: [{code, respondent}], offers: [{code, respondent, kept, of, from: {id, version}}], problems: [{key, …values}]}.
  async readText(text) {
    const out = { found: [], offers: [], problems: [] };
    if (text.length > MAX_BYTES) {
      out.problems.push({ key: "error_text_size" });
      return out;
    }
    const { results, failures } = readCodes(text, (code) => this.#decode(code));
    out.found.push(...results);
    for (const { code, error } of failures) await this.#explain(code, error, out);
    return out;
  }

  // The same for several files together.
  async readFiles(files) {
    const out = { found: [], offers: [], problems: [] };
    for (const file of files) merge(out, await this.readFile(file));
    return out;
  }

  // The same for a file. What is not one of our files is read as text.
  async readFile(file) {
    const out = { found: [], offers: [], problems: [] };
    const name = file.name;
    if (file.size > MAX_BYTES) {
      out.problems.push({ key: "error_file_size", name });
      return out;
    }
    let text;
    try {
      text = await file.text();
    } catch {
      out.problems.push({ key: "error_file_unreadable", name });
      return out;
    }
    const content = parse(text);
    if (content?.format === "parvis-result") await this.#readResult(content, content.model, name, out);
    else if (content?.format === "parvis-group" && Array.isArray(content.results)) {
      for (const result of content.results.slice(0, MOST_RESULTS)) await this.#readResult(result, content.model, name, out);
    } else {
      merge(out, await this.readText(text));
    }
    if (out.found.length + out.offers.length + out.problems.length === 0) out.problems.push({ key: "error_file_nothing", name });
    return out;
  }

  #decode(code) {
    return { respondent: this.#door.call({ op: "decode", model: this.#model, code }).respondent };
  }

  // A result of a file: its checksummed code where it has one, else its answers.
  async #readResult(result, of, name, out) {
    const { code, respondent } = result ?? {};
    if (typeof code === "string" && code.length > 0) {
      const read = await this.readText(code);
      const unknown = read.problems.some(({ key }) => key === "error_other_model");
      if (!unknown || !isObject(respondent)) {
        if (read.found.length + read.offers.length + read.problems.length === 0) read.problems.push({ key: "error_file_result", name });
        return merge(out, read);
      }
    }
    if (!isObject(respondent)) return void out.problems.push({ key: "error_file_result", name });
    const { id, version } = this.#model;
    const whose = typeof respondent.id === "string" && respondent.id !== "" ? respondent.id : null;
    if (of?.id === id && of?.version === version) {
      try {
        this.#door.call({ op: "score", model: this.#model, respondent });
        out.found.push({ code: this.#encode(respondent), respondent: tidy(respondent) });
      } catch (error) {
        out.problems.push({ key: error.code ? "error_file_answers" : "error_file_result", name, who: whose });
      }
      return;
    }
    const { min, max } = this.#model.scale;
    const scale = of?.scale;
    if (isObject(scale) && (scale.min !== min || scale.max !== max)) {
      return void out.problems.push({ key: "error_other_scale", who: whose, name });
    }
    this.#offer({ respondent: tidy(respondent), from: { id: String(of?.id ?? "?"), version: String(of?.version ?? "?") } }, out, name);
  }

  async #explain(code, error, out) {
    if (error.code !== "other_model") return void out.problems.push({ key: `error_${error.code}`, code });
    for (const former of await this.#formerModels()) {
      try {
        const { respondent } = this.#door.call({ op: "decode", model: former, code });
        this.#offer({ respondent, from: { id: former.id, version: former.version }, former }, out, null);
        return;
      } catch (failure) {
        if (!failure.code) throw failure;
      }
    }
    out.problems.push({ key: "error_other_model", code });
  }

  // What still holds of a respondent of another model; an offer where anything does.
  #offer({ respondent, from, former }, out, name) {
    const who = respondent.id || null;
    let fitted;
    try {
      fitted = this.#door.call({ op: "fit", model: this.#model, respondent, ...(former ? { from: former } : {}) });
    } catch {
      return void out.problems.push({ key: "error_file_result", name, who });
    }
    if (fitted.reason === "scale") out.problems.push({ key: "error_other_scale", who, name });
    else if (fitted.kept === 0) out.problems.push({ key: "error_nothing_common", who, name });
    else out.offers.push({ code: this.#encode(fitted.respondent), respondent: fitted.respondent, kept: fitted.kept, of: fitted.of, from });
  }

  #encode(respondent) {
    try {
      return this.#door.call({ op: "encode", model: this.#model, respondent }).code;
    } catch {
      return null;
    }
  }

  async #formerModels() {
    try {
      const models = await this.#former();
      return Array.isArray(models) ? models : [];
    } catch {
      return [];
    }
  }
}

// What this page keeps of a respondent from a file; the door has its own check of the answers.
function tidy({ id, group, today, target, priorities }) {
  return {
    id: typeof id === "string" ? id : "",
    ...(typeof group === "string" && group !== "" ? { group } : {}),
    today: isObject(today) ? today : {},
    target: isObject(target) ? target : {},
    priorities: Array.isArray(priorities) ? priorities.filter((one) => typeof one === "string") : [],
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function merge(out, { found, offers, problems }) {
  out.found.push(...found);
  out.offers.push(...offers);
  out.problems.push(...problems);
}
