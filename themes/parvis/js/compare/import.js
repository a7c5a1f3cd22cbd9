// The form through which results come in: pasted text, files by button or drop, a camera, the example. It reads nothing itself:
// it hands texts and files on, and keeps what the visitor pasted until it has been understood.

import { readStrings } from "../strings.js";

// How long a text must stay as it is before it is read ahead.
const PAUSE_MS = 60;

export class ImportForm {
  #form;
  #field;

  // `onText(text)` and `onFiles(files)` resolve to whether all of it could be used; `onExample()` is called for the example.
  // `onDraft(text)` hears of a text that may be added soon. `onNear()` is called once, when somebody is about to bring something. `scanned(text)` is what one picture of the camera held: true where it was taken, else a sentence to show.
  constructor(form, { onDraft, onText, onFiles, onExample, scanned, onNear, qrModule }) {
    this.#form = form;
    this.#field = form.querySelector("textarea");
    form.hidden = false;
    let near = () => {
      near = () => {};
      onNear();
    };
    for (const type of ["focusin", "pointerover", "touchstart", "dragenter"]) form.addEventListener(type, () => near(), { passive: true });
    let pause;
    this.#field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => onDraft(this.#field.value), PAUSE_MS);
    });
    // A press of the button is taken before the browser begins to submit the form.
    for (const [source, type] of [[form.querySelector('[type="submit"]'), "click"], [form, "submit"]]) {
      source.addEventListener(type, async (event) => {
        event.preventDefault();
        if (await onText(this.#field.value)) this.#field.value = "";
        else this.#field.focus();
      });
    }
    const files = form.querySelector('[data-part="files"]');
    files.addEventListener("change", async () => {
      const chosen = [...files.files];
      files.value = "";
      if (chosen.length > 0) await onFiles(chosen);
    });
    for (const type of ["dragover", "dragleave", "drop"]) form.addEventListener(type, (event) => this.#onDrag(event, onFiles));
    form.querySelector('[data-action="example"]').addEventListener("click", onExample);
    this.#offerCamera(qrModule, scanned);
  }

  focus() {
    this.#field.focus();
  }

  #onDrag(event, onFiles) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.#form.toggleAttribute("data-over", event.type === "dragover");
    if (event.type === "drop") onFiles([...event.dataTransfer.files]);
  }

  // The camera’s button appears where the browser can read a QR code.
  async #offerCamera(qrModule, scanned) {
    const button = this.#form.querySelector('[data-action="scan"]');
    const host = this.#form.querySelector('[data-part="scan-words"]');
    if (!qrModule || !navigator.mediaDevices?.getUserMedia) return;
    const { canScan, openScanner } = await import("../qr/scan.js").catch(() => ({ canScan: () => false }));
    if (!(await canScan())) return;
    const words = readStrings(host);
    button.hidden = false;
    button.addEventListener("click", async () => {
      await openScanner({ moduleAddress: qrModule, words, onText: scanned });
      button.focus();
    });
  }
}
