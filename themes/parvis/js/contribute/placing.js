// « You are here » of an organisation: its means among those of the companies of the latest edition, whose figures are fetched when the
// visitor asks. The comparison is made on this device.

import { announce, focusOn, h } from "../dom.js";
import { late } from "../late.js";

// Nothing where the site has no edition of this model.
export function placing(context) {
  const { words, edition } = context;
  if (!edition) return [];
  const status = h("p", { role: "status", class: "button-status" });
  const shown = h("div", { class: "place" });
  const button = h("button", { type: "button", class: "button", "data-locate": true, onclick: () => locate() }, words("locate", { edition: edition.name }));
  const offer = h("div", { class: "place-offer" },
    h("p", {}, words("place_offer"), " ", h("a", { href: edition.page, target: "_blank" }, edition.name, h("span", { class: "visually-hidden" }, ` (${words("new_tab")})`)), " ",
      edition.sample ? h("span", { class: "badge badge-sample" }, words("place_sample")) : null),
    button);

  async function locate() {
    button.disabled = true;
    announce(status, words("place_loading"));
    try {
      const [{ places }, response] = await Promise.all([late(new URL("../selftest/result/places.js", import.meta.url)), fetch(edition.figures)]);
      shown.replaceChildren(...places(await response.json(), context));
      offer.remove();
      status.textContent = "";
      focusOn(shown.querySelector("h4"));
    } catch {
      button.disabled = false;
      announce(status, words("place_missing"));
      button.focus();
    }
  }
  return [h("h3", {}, words("place_title")), offer, status, shown];
}
