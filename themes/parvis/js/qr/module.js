// The QR modules over linear memory: a text or a picture goes in as bytes, JSON comes out. A module is compiled once a page; an
// instance lives as long as whoever asked for it, because one that trapped must not be used again.

import { DoorError } from "../wasm-door.js";

const compiled = new Map();

// The compiled module at an address. Rejects where the browser has no WebAssembly or the file is missing; a failed load may be
// tried again.
export function compile(address) {
  if (!compiled.has(address)) {
    const module = load(address);
    module.catch(() => compiled.delete(address));
    compiled.set(address, module);
  }
  return compiled.get(address);
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  // A host that serves .wasm under another type than application/wasm costs the streaming, not the module.
  if (response.headers.get("content-type")?.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

export class Instance {
  #exports;

  constructor(exports) {
    this.#exports = exports;
  }

  static async of(module) {
    return new Instance((await WebAssembly.instantiate(module)).exports);
  }

  // What the export of that name answers to bytes: their pointer and the numbers are its arguments. Throws a `DoorError` where
  // the module refuses them, and a `WebAssembly.RuntimeError` where it traps: the instance is then lost.
  ask(name, bytes, ...numbers) {
    const { memory, alloc, free } = this.#exports;
    const pointer = alloc(bytes.length) >>> 0;
    if (pointer === 0) throw new Error("the module is out of memory");
    // The memory may have grown: its buffer is looked up each time.
    new Uint8Array(memory.buffer, pointer, bytes.length).set(bytes);
    const packed = this.#exports[name](pointer, ...numbers);
    free(pointer, bytes.length);
    const at = Number(BigInt.asUintN(32, packed));
    const length = Number(BigInt.asUintN(64, packed) >> 32n);
    const response = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at, length)));
    free(at, length);
    if (response.error) throw new DoorError(response.error);
    return response;
  }
}
