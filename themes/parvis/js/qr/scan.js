// A dialog that reads QR codes by the camera, or in a photograph or screenshot. Images stay on this device, and none is kept.

import { announce, h, svg } from "../dom.js";
import { Camera, CameraError } from "./camera.js";
import { PictureError, Reader, canRead } from "./reader.js";

// At most ten frames a second: enough for a hand, and cool for a phone.
const FRAME_PERIOD = 100;
// A code that was out of sight for as long may be shown again on purpose.
const FORGET_AFTER = 4_000;

// Whether this browser can scan. Where it has no camera, or the page may not use it, the dialog says so and reads pictures.
export function canScan() {
  return typeof HTMLDialogElement === "function" && canRead();
}

// Opens the dialog; resolves when it is closed and the camera is released, with the number of texts that were taken.
// `moduleAddress` is that of the module that draws; `words` gives the texts of keys `qr_…`, named without that prefix (see
// strings.js). `onText(text)` is called once for each code: it returns true, or a promise of it, where the text is taken, else
// the message to show.
export function openScanner({ moduleAddress, words, onText }) {
  return new Scanner(moduleAddress, words, onText).run();
}

class Scanner {
  #words;
  #onText;
  #reader;
  #camera;
  #parts;
  #dialog;
  #taken = 0;
  // Text → when it was last in sight.
  #seen = new Map();
  #open = true;

  constructor(moduleAddress, words, onText) {
    this.#words = words;
    this.#onText = onText;
    this.#reader = new Reader(moduleAddress);
    this.#parts = {
      video: h("video", { class: "qr-video", playsinline: true, muted: true, "aria-label": words("scan_video") }),
      state: h("p", { class: "qr-state", role: "status" }, words("scan_starting")),
      problem: h("p", { class: "qr-problem", role: "alert" }),
      file: h("input", { type: "file", accept: "image/*", multiple: true, onchange: (event) => this.#readFiles([...event.target.files]) }),
      again: h("button", { type: "button", class: "button button-quiet button-small", hidden: true, onclick: () => this.#start() },
        words("scan_camera_again")),
      other: h("button", { type: "button", class: "button button-quiet button-small", hidden: true, onclick: () => this.#switchCamera() },
        words("scan_other_camera")),
      close: h("button", { type: "button", class: "button button-small", onclick: () => this.#dialog.close() }, words("scan_close")),
    };
    // The attribute alone does not silence a video that a script made; only silent ones may start by themselves.
    this.#parts.video.muted = true;
    this.#parts.view = h("div", { class: "qr-view" }, this.#parts.video, guide());
    this.#camera = new Camera(this.#parts.video, () => this.#complainOfCamera("lost"));
    this.#dialog = this.#build();
  }

  #build() {
    const { view, state, problem, file, again, other, close } = this.#parts;
    const words = this.#words;
    return h("dialog", { class: "qr-dialog", "aria-labelledby": "qr-title", "aria-describedby": "qr-privacy" },
      h("h2", { id: "qr-title" }, words("scan_title")),
      h("p", { class: "qr-privacy", id: "qr-privacy" }, words("scan_privacy")),
      view, state, problem,
      h("div", { class: "button-row" },
        close,
        h("label", { class: "button button-quiet button-small qr-file" }, words("scan_picture"), file),
        again, other));
  }

  async run() {
    const opener = document.activeElement;
    const leave = () => this.#dialog.close();
    document.body.append(this.#dialog);
    this.#dialog.showModal();
    this.#parts.close.focus();
    addEventListener("pagehide", leave, { once: true });
    const closed = new Promise((resolve) => this.#dialog.addEventListener("close", resolve, { once: true }));
    this.#start();
    await closed;
    removeEventListener("pagehide", leave);
    this.#open = false;
    this.#camera.close();
    this.#reader.close();
    this.#dialog.remove();
    opener?.focus?.();
    return this.#taken;
  }

  // Reader and camera at once: the module arrives while the person is being asked.
  async #start() {
    const { again, view } = this.#parts;
    // The button with the focus is about to go.
    if (document.activeElement === again) this.#parts.close.focus();
    again.hidden = true;
    this.#complain("");
    this.#say(this.#words("scan_starting"));
    const reading = this.#reader.open().then(() => true, () => false);
    try {
      await this.#camera.open();
    } catch (error) {
      if (!(error instanceof CameraError)) throw error;
      this.#complainOfCamera(error.kind);
      return;
    }
    if (!this.#open) return;
    view.toggleAttribute("data-showing", true);
    this.#parts.other.hidden = (await this.#camera.next()) === null;
    if (!(await reading)) {
      this.#complain(this.#words("scan_module_missing"));
      this.#say("");
      again.hidden = false;
      return;
    }
    if (!this.#open) return;
    this.#say(this.#words("scan_hold"));
    this.#watch();
  }

  // Reads frame after frame for as long as the dialog is open and the camera shows something.
  async #watch() {
    let errors = 0;
    while (this.#open && this.#parts.view.hasAttribute("data-showing")) {
      const began = performance.now();
      if (this.#camera.showing && !document.hidden) {
        try {
          for (const text of await this.#reader.readFrame(this.#parts.video)) await this.#take(text);
          errors = 0;
        } catch {
          // A frame that cannot be read is followed by another; a reader that reads none is out of order.
          errors += 1;
          if (errors === 20) {
            this.#complain(this.#words("scan_module_missing"));
            return;
          }
        }
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, FRAME_PERIOD - (performance.now() - began))));
    }
  }

  // Hands over a text, unless it is the one that was in sight just before.
  async #take(text) {
    if (!this.#open) return;
    const now = performance.now();
    const before = this.#seen.get(text) ?? -Infinity;
    this.#seen.set(text, now);
    if (now - before < FORGET_AFTER) return;
    let answer;
    try {
      answer = await this.#onText(text);
    } catch {
      answer = this.#words("scan_unusable");
    }
    if (!this.#open) return;
    if (answer === true) {
      this.#taken += 1;
      this.#complain("");
      this.#say(this.#words.count("scan_taken", this.#taken));
      this.#flash();
    } else {
      this.#complain(typeof answer === "string" && answer ? answer : this.#words("scan_unusable"));
    }
    // While it was being looked at, the code stayed in sight.
    this.#seen.set(text, performance.now());
  }

  async #readFiles(files) {
    const problems = [];
    this.#complain("");
    this.#say(this.#words("scan_reading"));
    const before = this.#taken;
    for (const file of files) {
      try {
        const texts = await this.#reader.readPicture(file);
        if (texts.length === 0) problems.push(this.#words("scan_picture_empty", { name: file.name }));
        // A picture is shown on purpose, whatever the camera saw.
        for (const text of texts) {
          this.#seen.delete(text);
          await this.#take(text);
          if (this.#parts.problem.textContent) problems.push(this.#parts.problem.textContent);
        }
      } catch (error) {
        const key = error instanceof PictureError ? "scan_picture_unreadable" : "scan_module_missing";
        problems.push(this.#words(key, { name: file.name }));
      }
      if (!this.#open) return;
    }
    this.#parts.file.value = "";
    if (this.#taken === before) this.#say(this.#parts.view.hasAttribute("data-showing") ? this.#words("scan_hold") : "");
    this.#complain([...new Set(problems)].join(" "));
  }

  async #switchCamera() {
    try {
      const next = await this.#camera.next();
      if (next) await this.#camera.open(next);
    } catch (error) {
      this.#complainOfCamera(error instanceof CameraError ? error.kind : "failed");
    }
  }

  // Says why there is no camera; pictures can still be read, and where trying again may help, it can be tried.
  #complainOfCamera(kind) {
    if (!this.#open) return;
    const { view, again, other } = this.#parts;
    view.toggleAttribute("data-showing", false);
    if (document.activeElement === other) this.#parts.close.focus();
    other.hidden = true;
    again.hidden = ["insecure", "unsupported"].includes(kind);
    this.#say("");
    this.#complain(`${this.#words(`scan_camera_${kind}`)} ${this.#words("scan_picture_instead")}`);
  }

  #say(text) {
    announce(this.#parts.state, text);
  }

  #complain(text) {
    this.#parts.problem.textContent = text;
  }

  // The frame shows for a second that something was read.
  #flash() {
    const { view } = this.#parts;
    view.setAttribute("data-read", "");
    setTimeout(() => view.removeAttribute("data-read"), 1_000);
  }
}

// Four corners: where to hold the code.
function guide() {
  return svg("svg", { class: "qr-guide", viewBox: "0 0 100 100", "aria-hidden": "true" },
    svg("path", { d: "M5 25V5H25M75 5H95V25M95 75V95H75M25 95H5V75" }));
}
