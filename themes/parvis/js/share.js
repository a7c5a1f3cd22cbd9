// Handing something over without a server: a link whose fragment holds it, the same link as a QR code, the device's own way of
// sharing, a file. Nothing is sent from here: the visitor's programs do that, when the visitor asks them to.

import { announce, h } from "./dom.js";
import { copy, download } from "./files.js";
import { late } from "./late.js";

// A panel to hand over a link. `words` has the keys `share_…` of the page; `link()` gives the address, or a promise of it, and may
// throw; `file()` gives {name, type, text}, or a promise of it; `title` names what is shared to the program that receives it; `qrModule` is the address
// of the module that draws QR codes, loaded when one is asked for. `extra` are controls to stand beside the panel's own; `onShared()` is
// called when the link or the file was taken.
// `panel.refresh()` shows the link again after what it holds has changed.
export function sharePanel({ words, link, qrModule, file, title, extra = [], onShared = () => {} }) {
  const status = h("p", { role: "status", class: "button-status share-status" });
  const say = (key) => announce(status, words(key));
  const field = h("input", { id: "share-link", type: "text", readonly: true, class: "share-link", spellcheck: "false", onfocus: () => field.select() });
  const qr = h("figure", { class: "share-qr", hidden: true });
  const button = (key, attributes) => h("button", { type: "button", class: "button button-quiet", ...attributes }, words(key));

  const copyLink = async () => {
    if (await copy(field.value)) {
      onShared();
      return say("share_copied");
    }
    field.focus();
    say("share_copy_failed");
  };
  const shareNatively = async () => {
    try {
      await navigator.share({ title, url: field.value });
      onShared();
    } catch (error) {
      // The visitor changed their mind: nothing to say.
      if (error.name !== "AbortError") say("share_native_failed");
    }
  };
  const saveFile = async () => {
    try {
      const { name, type, text } = await file();
      download(name, type, text);
      onShared();
      say("share_file_saved");
    } catch (error) {
      complain(error);
    }
  };
  const showQr = button("share_qr", { "data-share": "qr", "aria-expanded": "false", onclick: () => toggleQr(qr.hidden) });

  async function toggleQr(shown) {
    if (shown && !(await drawQr())) return;
    qr.hidden = !shown;
    showQr.setAttribute("aria-expanded", String(shown));
    showQr.textContent = words(shown ? "share_qr_hide" : "share_qr");
    if (!shown) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    qr.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  }

  // Whether there is a QR code to show.
  async function drawQr() {
    const address = field.value;
    try {
      const { qrPicture } = await late(new URL("./qr/draw.js", import.meta.url));
      const picture = await qrPicture(qrModule, address, words("share_qr_label"));
      // The link may have changed meanwhile: the newer drawing is on its way.
      if (address === field.value) qr.replaceChildren(picture, h("figcaption", {}, words("share_qr_help")));
      return true;
    } catch (error) {
      say(error?.code === "too_long" ? "share_qr_too_long" : "share_qr_failed");
      return false;
    }
  }

  function complain(error) {
    const key = `error_${error?.code}`;
    announce(status, words.has(key) ? words(key) : words("share_failed"));
  }

  async function refresh() {
    try {
      field.value = await link();
      status.textContent = "";
    } catch (error) {
      return complain(error);
    }
    if (!qr.hidden && !(await drawQr())) qr.hidden = true;
  }

  const panel = h("div", { class: "share-panel" },
    h("p", { class: "field" }, h("label", { for: "share-link" }, words("share_link")), field),
    h("div", { class: "button-row" },
      button("share_copy", { class: "button", "data-share": "copy", onclick: copyLink }),
      navigator.share ? button("share_native", { "data-share": "native", onclick: shareNatively }) : null,
      showQr,
      file ? button("share_file", { "data-share": "file", onclick: saveFile }) : null,
      extra),
    status, qr);
  panel.refresh = refresh;
  refresh();
  return panel;
}
