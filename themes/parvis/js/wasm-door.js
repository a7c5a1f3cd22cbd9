// The door to the site's WebAssembly modules: requests and responses are UTF-8 JSON in linear memory.
//
// A module exports `memory`, `alloc(len)`, `free(ptr, len)` and `call(ptr, len)`, which returns the response's pointer in the
// low and its length in the high 32 bits. The caller frees the request and the response. The search module also exports
// `supply(name_ptr, name_len, bytes_ptr, bytes_len)`, which answers like `call`.

// A response that says what was wrong with the request. `code` is for programs, `message` for developers.
export class DoorError extends Error {
  constructor({ code, message }) {
    super(message);
    this.code = code;
  }
}

const doors = new Map();

// The door to the module at an address; loaded once a page. Rejects where the browser has no WebAssembly or the file is missing;
// a failed load may be tried again.
export function openDoor(address) {
  if (!doors.has(address)) {
    const door = load(address);
    door.catch(() => doors.delete(address));
    doors.set(address, door);
  }
  return doors.get(address);
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const { instance } = await instantiate(response);
  return new Door(instance.exports);
}

// A host that serves .wasm under another type than application/wasm costs the streaming, not the module.
async function instantiate(response) {
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.instantiateStreaming(response);
  return WebAssembly.instantiate(await response.arrayBuffer());
}

class Door {
  #exports;
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();
  #opened = null;

  constructor(exports) {
    this.#exports = exports;
  }

  // What the module answers to a request. Throws a `DoorError` where the module refuses it. A `model` is handed over once: the
  // self-test's module remembers the one that was opened last, and twenty people are about the same one.
  call({ model, ...request }) {
    if (model && model !== this.#opened) {
      this.#ask({ op: "open", model });
      this.#opened = model;
    }
    return this.#ask(request);
  }

  #ask(request) {
    return this.#lend([this.#encoder.encode(JSON.stringify(request))], (pointer, length) => this.#exports.call(pointer, length));
  }

  // Gives the search module a file of its index, by name.
  supply(name, bytes) {
    return this.#lend([this.#encoder.encode(name), bytes], (...places) => this.#exports.supply(...places));
  }

  // Copies texts into the module's memory, uses them there as (pointer, length) pairs, and reads the response.
  #lend(texts, use) {
    const places = [];
    try {
      for (const bytes of texts) {
        const pointer = this.#exports.alloc(bytes.length) >>> 0;
        if (pointer === 0 && bytes.length > 0) throw new Error("the module is out of memory");
        places.push(pointer, bytes.length);
        // The memory may have grown: its buffer is looked up each time.
        new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
      }
      return this.#read(use(...places));
    } finally {
      for (let at = 0; at < places.length; at += 2) this.#exports.free(places[at], places[at + 1]);
    }
  }

  #read(packed) {
    const pointer = Number(BigInt.asUintN(32, packed));
    const length = Number(BigInt.asUintN(64, packed) >> 32n);
    const text = this.#decoder.decode(new Uint8Array(this.#exports.memory.buffer, pointer, length));
    this.#exports.free(pointer, length);
    const response = JSON.parse(text);
    if (response?.error) throw new DoorError(response.error);
    return response;
  }
}
