// The files that a visitor takes away from a result.

import { csv } from "../../csv.js";
import { download } from "../../files.js";
import { late } from "../../late.js";
import { formatDate, formatGap, formatNumber } from "../../strings.js";
import { SERIES } from "./profile.js";

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

export function saveJson(context) {
  const { name, type, text } = resultFile(context);
  download(name, type, text);
}

export function saveCsv(context) {
  const { model, words, report } = context;
  const rounded = (value) => (value === null ? null : formatNumber(value, 1).replace("−", "-"));
  download(`${stem(context)}.csv`, "text/csv", csv([
    [words("lever"), words("dimension"), words("today_short"), words("target_short"), words("gap")],
    ...model.dimensions.map(({ id, name, number, leverRank }) => [model.source.levers[leverRank - 1].name, name,
      ...SERIES.map((rating) => rounded(report[rating].dimensions[number - 1].score)), rounded(report.gap[id] ?? null)]),
  ]));
}

export async function savePicture(context) {
  const { model, words, report, respondentNow } = context;
  const { savePicture: save } = await late(new URL("../../figures/picture.js", import.meta.url));
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
