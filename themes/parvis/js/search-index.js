// The search index: the WebAssembly module answers a query, or names the files of the index that it needs for it.

import { DoorError, openDoor } from "./wasm-door.js";

const ROOT = "index.bin";
// The module asks at most eight times for a query; more means that something is wrong.
const MOST_ROUNDS = 12;

const indexes = new Map();

// The index in a folder, opened once a page; a failed opening may be tried again.
export function openIndex(module, folder) {
  const key = `${module} ${folder}`;
  if (!indexes.has(key)) {
    const index = open(module, folder);
    index.catch(() => indexes.delete(key));
    indexes.set(key, index);
  }
  return indexes.get(key);
}

async function open(module, folder) {
  const [door, root] = await Promise.all([openDoor(module), fetchFile(folder, ROOT)]);
  door.supply(ROOT, root);
  return new Index(door, folder);
}

class Index {
  #door;
  #folder;
  // Files on their way, by name, so that two queries fetch none twice.
  #coming = new Map();

  constructor(door, folder) {
    this.#door = door;
    this.#folder = folder;
  }

  // The answer to a query: `{total, results, facets, corrected, matching}`.
  async search(query) {
    try {
      return await this.#answer(query);
    } catch (error) {
      // A file that is gone or damaged: the site was published anew since the root was read, or a cache is stale.
      if (!(error instanceof MissingFile || (error instanceof DoorError && error.code === "corrupt"))) throw error;
      this.#coming.clear();
      this.#door.supply(ROOT, await fetchFile(this.#folder, ROOT, "reload"));
      return this.#answer(query, "reload");
    }
  }

  async #answer(query, cache = "default") {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const answer = this.#door.call({ op: "search", ...query });
      if (!answer.needs) return answer;
      await Promise.all(answer.needs.map((name) => this.#bring(name, cache)));
    }
    throw new Error(`${this.#folder}: the query needs too many rounds`);
  }

  #bring(name, cache) {
    if (!this.#coming.has(name)) {
      const supplied = fetchFile(this.#folder, name, cache).then((bytes) => this.#door.supply(name, bytes));
      supplied.catch(() => this.#coming.delete(name));
      this.#coming.set(name, supplied);
    }
    return this.#coming.get(name);
  }
}

class MissingFile extends Error {}

async function fetchFile(folder, name, cache = "default") {
  const response = await fetch(`${folder}${name}`, { cache });
  if (!response.ok) throw new MissingFile(`${folder}${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
