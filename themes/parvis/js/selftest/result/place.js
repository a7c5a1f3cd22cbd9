// « You are here »: the visitor's scores among those of the companies of the latest benchmark edition. Its figures, and the script that
// shows them, are fetched when the visitor asks; the comparison is made on this device.

import { announce, focusOn, h } from "../../dom.js";
import { late } from "../../late.js";
import { DoorError } from "../../wasm-door.js";
import { block } from "./block.js";

// null where the site has no edition of this model.
export function place(context) {
  const { words, edition } = context;
  if (!edition) return null;
  const status = h("p", { role: "status", class: "button-status" });
  const button = h("button", { type: "button", class: "button", "data-locate": true, onclick: () => locate() }, words("place_button", { edition: edition.name }));
  const shown = h("div", { class: "place" });
  const sample = edition.sample ? h("span", { class: "badge badge-sample" }, words("place_sample")) : null;

  async function locate() {
    button.disabled = true;
    announce(status, words("place_loading"));
    try {
      const [{ places }, figures] = await Promise.all([late(new URL("./places.js", import.meta.url)), fetchFigures(edition.figures)]);
      shown.replaceChildren(...places(figures, context));
      offer.remove();
      status.textContent = "";
      focusOn(shown.querySelector("h4"));
    } catch (error) {
      button.disabled = false;
      announce(status, words(error instanceof DoorError ? "place_refused" : "place_missing"));
      button.focus();
    }
  }
  const offer = h("div", { class: "place-offer" }, h("p", {}, words("place_offer")), button);
  return block("place", words("place_title"),
    h("p", {}, h("a", { href: edition.page, target: "_blank" }, edition.name, h("span", { class: "visually-hidden" }, ` (${words("new_tab")})`)), " ", sample),
    offer, status, shown);
}

async function fetchFigures(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const figures = await response.json();
  if (!Array.isArray(figures?.dimensions)) throw new Error(`${address}: no dimensions`);
  return figures;
}
