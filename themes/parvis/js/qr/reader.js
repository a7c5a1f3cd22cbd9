// Reads QR codes in video and pictures: with the browser's own detector where it has one, else with the site's module in a worker.

// The longer side, in pixels, at which a frame of the video is read: a code that fills half of it keeps four pixels a module.
const FRAME_SIDES = [960];
// A photograph or a screenshot is read once, so it may be tried at several sizes: a code fills it, or is a corner of it.
const PICTURE_SIDES = [1000, 1600, 2400, 600];
// A worker that has not answered by then is lost in a picture.
const PATIENCE = 10_000;

// Whether this browser can read QR codes at all.
export function canRead() {
  return typeof createImageBitmap === "function" && ("BarcodeDetector" in globalThis || canWork());
}

function canWork() {
  return typeof Worker === "function" && typeof OffscreenCanvas === "function" && typeof WebAssembly === "object";
}

// A reader, for as long as it is not closed. `moduleAddress` is that of the module that draws: the one that reads lies beside it.
export class Reader {
  #module;
  #detector = null;
  #worker = null;
  #waiting = new Map();
  #sent = 0;
  #closed = false;

  constructor(moduleAddress) {
    this.#module = new URL("qr-reader.wasm", new URL(moduleAddress, location.href)).href;
  }

  // Makes ready whatever reads here. Rejects where that cannot be loaded.
  async open() {
    this.#detector = await nativeDetector();
    if (!this.#detector) await this.#ask(null);
  }

  // The texts in the video's present frame.
  async readFrame(video) {
    if (this.#detector) {
      try {
        return (await this.#detector.detect(video)).map(({ rawValue }) => rawValue);
      } catch {
        // The service behind the detector may be missing on this device although the interface is there.
        this.#detector = null;
      }
    }
    return this.#work(await createImageBitmap(video), FRAME_SIDES);
  }

  // The texts in a file. Rejects with a `PictureError` where it is no picture that this browser can show.
  async readPicture(file) {
    const picture = await createImageBitmap(file).catch(() => {
      throw new PictureError();
    });
    const found = await this.#detector?.detect(picture).catch(() => []);
    if (found?.length > 0 || !canWork()) {
      picture.close();
      return (found ?? []).map(({ rawValue }) => rawValue);
    }
    return this.#work(picture, PICTURE_SIDES);
  }

  close() {
    this.#closed = true;
    this.#endWorker();
  }

  // Reads in the worker, once the module is there: loading may take as long as the connection needs, reading may not.
  async #work(picture, sides) {
    try {
      await this.#ask(null);
    } catch (error) {
      picture.close();
      throw error;
    }
    return this.#ask(picture, sides);
  }

  #ask(picture, sides = []) {
    if (!canWork()) return Promise.reject(new Error("this browser reads no QR code"));
    if (this.#closed) {
      picture?.close();
      return Promise.resolve([]);
    }
    this.#worker ??= this.#startWorker();
    this.#sent += 1;
    const id = this.#sent;
    return new Promise((resolve, reject) => {
      const timer = picture ? setTimeout(() => this.#endWorker(), PATIENCE) : 0;
      this.#waiting.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, module: this.#module, picture, sides }, picture ? [picture] : []);
    });
  }

  #startWorker() {
    const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data: { id, texts, failed } }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      clearTimeout(waiting?.timer);
      if (failed) waiting?.reject(new Error(failed));
      else waiting?.resolve(texts);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#endWorker(new Error("the worker cannot be loaded"));
    });
    return worker;
  }

  // Ends the worker; the next question starts another. Whoever waits learns that nothing was read, or the error.
  #endWorker(error = null) {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { resolve, reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve([]);
    }
    this.#waiting.clear();
  }
}

// The file is no picture.
export class PictureError extends Error {}

async function nativeDetector() {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats?.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  } catch {
    return null;
  }
}
