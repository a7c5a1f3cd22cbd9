// Handing the result to colleagues: under a name of the visitor's choice, by link, QR code or file.

import { h } from "../../dom.js";
import { late } from "../../late.js";
import { sharePanel } from "../../share.js";
import { block } from "./block.js";

export function sharing(context) {
  const { words, respondent, compareUrl, qrModule, encode, rename, onSaved } = context;
  const open = h("a", { class: "button button-quiet", "data-result-link": true, target: "_blank" }, words("open_compare"),
    h("span", { class: "visually-hidden" }, ` (${words("new_tab")})`));
  const panel = sharePanel({
    words, qrModule,
    title: words("share_title"),
    link() {
      const link = `${compareUrl}#r=${encode()}`;
      open.href = link;
      return link;
    },
    file: async () => (await late(new URL("./files.js", import.meta.url))).resultFile(context),
    extra: [open],
    onShared: onSaved,
  });
  const field = (key, name, value) => h("p", { class: "field" },
    h("label", { for: `result-${name}` }, words(name)),
    h("input", { id: `result-${name}`, type: "text", maxlength: 40, autocomplete: "off", value: value ?? "", "aria-describedby": `result-${name}-help`,
      oninput(event) {
        rename({ [key]: event.target.value });
        panel.refresh();
      } }),
    h("span", { class: "field-help", id: `result-${name}-help` }, words(`${name}_help`)));
  return block("sharing", words("sharing"),
    h("p", {}, words("sharing_help")),
    h("div", { class: "person-fields" }, field("id", "name", respondent.id), field("group", "group", respondent.group)),
    h("p", { class: "sharing-content" }, words("sharing_content")),
    panel);
}
