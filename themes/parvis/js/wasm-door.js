// The door to the site's WebAssembly modules: requests and responses are UTF-8 JSON in linear memory.
//
// A module exports `memory`, `alloc(len)`, `free(ptr, len)` and `call(ptr, len)`, which returns the response's pointer in the
// low and its length in the high 32 bits. The caller frees the request and the response.

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

  constructor(exports) {
    this.#exports = exports;
  }

  // What the module answers to a request. Throws a `DoorError` where the module refuses it.
  call(request) {
    return this.#read(this.#lend(this.#encoder.encode(JSON.stringify(request)), this.#exports.call));
  }

  // Hands bytes to another export that takes (ptr, len) and answers as `call` does.
  send(name, bytes) {
    return this.#read(this.#lend(bytes, this.#exports[name]));
  }

  // Whether the module has an export of that name.
  has(name) {
    return typeof this.#exports[name] === "function";
  }

  #lend(bytes, use) {
    const pointer = this.#exports.alloc(bytes.length) >>> 0;
    try {
      new Uint8Array(this.#exports.memory.buffer, pointer, bytes.length).set(bytes);
      return use(pointer, bytes.length);
    } finally {
      this.#exports.free(pointer, bytes.length);
    }
  }

  #read(packed) {
    const pointer = Number(BigInt.asUintN(32, packed));
    const length = Number(BigInt.asUintN(64, packed) >> 32n);
    const response = JSON.parse(this.#decoder.decode(new Uint8Array(this.#exports.memory.buffer, pointer, length)));
    this.#exports.free(pointer, length);
    if (response?.error) throw new DoorError(response.error);
    return response;
  }
}
