// Leaving with the result: files, a picture, paper; keeping it; beginning again.

import { announce, h } from "../../dom.js";
import { csv, download } from "../../files.js";
import { formatDate, formatGap, formatNumber } from "../../strings.js";
import { block } from "./block.js";
import { SERIES } from "./profile.js";

export function exports(context) {
  const { words, keeping, onSaved } = context;
  const status = h("span", { role: "status", class: "button-status" });
  const save = (write) => async () => {
    try {
      await write(context);
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
      button("export_picture", { "data-export": "picture", onclick: save(savePicture) }),
      button("export_csv", { "data-export": "csv", onclick: save(saveCsv) }),
      button("export_json", { "data-export": "json", onclick: save(saveJson) }),
      status),
    h("div", { class: "button-row result-again" },
      button(keeping ? "keeping" : "keep", { "data-action": "keep", disabled: keeping }),
      button("erase", { "data-action": "erase", hidden: !keeping }),
      button("restart", { "data-action": "restart" })));
}

// The result as a file that the comparison reads.
export function resultFile(context) {
  const { model, report, respondentNow, encode } = context;
  const { id, version, scale } = model.source;
  const content = {
    format: "parvis-result",
    model: { id, version, scale: { min: scale.min, max: scale.max } },
    code: encode(),
    respondent: respondentNow(),
    report,
  };
  return { name: `${stem(context)}.json`, type: "application/json", text: `${JSON.stringify(content, null, 2)}\n` };
}

// « culture-de-service-claire-2026-11-22 »
function stem({ model, respondentNow }) {
  const name = respondentNow().id.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return [model.source.id, name, new Date().toISOString().slice(0, 10)].filter(Boolean).join("-");
}

function saveJson(context) {
  const { name, type, text } = resultFile(context);
  download(name, type, text);
}

function saveCsv(context) {
  const { model, words, report } = context;
  const rounded = (value) => (value === null ? null : formatNumber(value, 1).replace("−", "-"));
  download(`${stem(context)}.csv`, "text/csv", csv([
    [words("lever"), words("dimension"), words("today_short"), words("target_short"), words("gap")],
    ...model.dimensions.map(({ id, name, number, leverRank }) => [model.source.levers[leverRank - 1].name, name,
      ...SERIES.map((rating) => rounded(report[rating].dimensions[number - 1].score)), rounded(report.gap[id] ?? null)]),
  ]));
}

async function savePicture(context) {
  const { model, words, report, respondentNow } = context;
  const { savePicture: save } = await import("../../figures/picture.js");
  const figure = document.querySelector(".result-figure");
  const keys = [...figure.querySelectorAll(".radar-key")];
  const { id } = respondentNow();
  const overall = ({ score, level }, rating) => words("picture_level", { rating: words(`${rating}_short`), score, level: model.level(level)?.name ?? "–" });
  await save(figure.querySelector("svg"), `${stem(context)}.png`, {
    title: id ? words("picture_title_named", { name: id }) : words("picture_title"),
    legend: keys.map((key, index) => ({ key, text: words(SERIES[index]) })),
    table: {
      head: [words("dimension"), words("today_short"), words("target_short"), words("gap")],
      rows: model.dimensions.map(({ id: dimension, name, number }) => {
        const gap = report.gap[dimension] ?? null;
        return {
          mark: String(number),
          cells: [name, ...SERIES.map((rating) => formatNumber(report[rating].dimensions[number - 1].score)), gap === null ? "–" : formatGap(gap)],
        };
      }),
    },
    notes: [
      SERIES.map((rating) => overall(report[rating].overall, rating)).join(" · "),
      words("picture_note", { date: formatDate(new Date()), version: model.source.version }),
    ],
  });
}
