// Leaving with the result: files, a picture, paper; keeping it; beginning again.

import { announce, h } from "../../dom.js";
import { late } from "../../late.js";
import { block } from "./block.js";

export function exports(context) {
  const { words, keeping, contributeUrl, encode, onSaved } = context;
  const status = h("span", { role: "status", class: "button-status" });
  // Writes the file of a name of `files.js`, which is there once something is exported.
  const save = (name) => async () => {
    try {
      const files = await late(new URL("./files.js", import.meta.url));
      await files[name](context);
      onSaved();
      announce(status, words("exported"));
    } catch {
      announce(status, words("export_failed"));
    }
  };
  const button = (key, attributes) => h("button", { type: "button", class: "button button-quiet", ...attributes }, words(key));
  return block("exports", words("exports"),
    h("div", { class: "button-row" },
      button("print", { "data-action": "print" }),
      button("export_picture", { "data-export": "picture", onclick: save("savePicture") }),
      button("export_csv", { "data-export": "csv", onclick: save("saveCsv") }),
      button("export_json", { "data-export": "json", onclick: save("saveJson") }),
      contributeUrl ? h("a", { class: "button button-quiet", href: contributeUrl, target: "_blank", onclick: ({ target }) => (target.href = `${contributeUrl}#r=${encode()}`) }, words("contribute")) : null,
      status),
    h("div", { class: "button-row result-again" },
      button(keeping ? "keeping" : "keep", { "data-action": "keep", disabled: keeping }),
      button("erase", { "data-action": "erase", hidden: !keeping }),
      button("restart", { "data-action": "restart" })));
}
