// The result of one person: level, radar and table, gaps with what to do about them, symmetry of attention, priorities, sharing.

import { announce, h } from "../dom.js";
import { copy, csv, download } from "../files.js";
import { radar, radarKey } from "../figures/radar.js";
import { formatGap, formatNumber } from "../strings.js";

const GAPS_SHOWN = 3;

// Writes the result into its section. `encode({id, group})` gives the result's code under the names chosen; `open` is the number
// of statements without both answers.
export function showResult(section, context) {
  const { model, words, report, open } = context;
  section.replaceChildren(
    h("h2", { id: "result-title" }, words("result")),
    open > 0 ? h("p", { class: "notice" }, words.count("open_count", open)) : "",
    levels(context),
    profile(context),
    gaps(context),
    report.symmetry ? symmetry(context) : "",
    (model.source.priorities?.top ?? 0) > 0 ? priorities(context) : "",
    sharing(context),
    tools(context),
  );
}

function block(id, title, ...content) {
  return h("section", { class: `result-block result-${id}`, "aria-labelledby": `result-${id}` }, h("h3", { id: `result-${id}` }, title), content);
}

// ---- Level

function levels({ model, words, report }) {
  const cards = ["today", "target"].map((rating) => {
    const { score, level } = report[rating].overall;
    const reached = model.level(level);
    const capped = reached && score !== null && model.source.maturity[level + 1]?.from <= score;
    return h("div", { class: `result-level result-level-${rating}` },
      h("p", { class: "result-level-rating" }, words(rating)),
      h("p", { class: "result-level-score" }, h("span", { class: "result-number" }, formatNumber(score)), h("span", { class: "result-number-unit" }, " / 100")),
      reached ? h("p", { class: "result-level-name" }, reached.name) : null,
      reached?.description ? h("p", { class: "result-level-text" }, reached.description) : null,
      capped ? h("p", { class: "result-level-text" }, words("capped")) : null,
      score === null ? h("p", { class: "result-level-text" }, words("no_score")) : null);
  });
  return h("div", { class: "result-levels" }, cards, model.source.maturity?.length > 0 ? maturityScale({ model, words, report }) : null);
}

// The ladder of maturity levels with today's and the target's place on it.
function maturityScale({ model, words, report }) {
  const steps = model.source.maturity.map(({ from, name }, position, all) => {
    const step = h("li", {}, h("span", { class: "maturity-step-name" }, name), h("span", { class: "maturity-from" }, formatNumber(from)));
    step.style.flexGrow = String((all[position + 1]?.from ?? 100) - from);
    return step;
  });
  const marks = ["today", "target"].filter((rating) => report[rating].overall.score !== null).map((rating) => {
    const mark = h("span", { class: `maturity-mark maturity-mark-${rating}` }, words(`${rating}_short`));
    mark.style.insetInlineStart = `${report[rating].overall.score}%`;
    return mark;
  });
  return h("div", { class: "maturity-scale", role: "group", "aria-label": words("maturity") },
    h("div", { class: "maturity-marks", "aria-hidden": "true" }, marks), h("ol", { class: "maturity-steps" }, steps));
}

// ---- Radar and table

function profile({ model, words, report, resources }) {
  const { dimensions } = model;
  const scores = (rating) => report[rating].dimensions.map(({ score }) => score);
  const legend = ["today", "target"].map((rating, index) => h("li", {}, radarKey(index), ` ${words(rating)}`));
  return block("profile", words("profile"),
    h("div", { class: "result-profile-columns" },
      dimensions.length >= 3
        ? h("figure", { class: "result-figure" },
            radar({ dimensions, series: [{ scores: scores("today") }, { scores: scores("target") }], title: words("radar"), description: words("radar_description") }),
            h("ul", { class: "legend radar-legend" }, legend))
        : null,
      h("div", { class: "table-scroll", role: "region", "aria-label": words("table"), tabindex: 0 }, scoreTable({ model, words, report, resources }))));
}

function scoreTable({ model, words, report, resources }) {
  const cells = (today, target, gap) => [
    h("td", { class: "number" }, formatNumber(today)),
    h("td", { class: "number" }, formatNumber(target)),
    h("td", { class: "number" }, gap === null ? "–" : formatGap(gap)),
  ];
  const difference = (today, target) => (today === null || target === null ? null : target - today);
  const body = model.source.levers.map((lever, position) => {
    const today = report.today.levers[position].score;
    const target = report.target.levers[position].score;
    return h("tbody", { "data-lever": position + 1 },
      h("tr", { class: "score-lever" }, h("th", { scope: "rowgroup" }, lever.name), cells(today, target, difference(today, target))),
      model.dimensionsOf(lever).map(({ id, name, number }) => {
        const at = number - 1;
        return h("tr", {},
          h("th", { scope: "row" }, h("span", { class: "score-number" }, String(number)), " ",
            resources[id]?.url ? h("a", { href: resources[id].url }, name) : name),
          cells(report.today.dimensions[at].score, report.target.dimensions[at].score, report.gap[id] ?? null));
      }));
  });
  return h("table", { class: "score-table" },
    h("caption", { class: "visually-hidden" }, words("table")),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words("dimension")),
      ["today_short", "target_short", "gap"].map((key) => h("th", { scope: "col", class: "number" }, words(key))))),
    body);
}

// ---- Gaps

function gaps({ model, words, report, resources }) {
  const widest = model.dimensions
    .filter(({ id }) => report.gap[id] > 0)
    .sort((a, b) => report.gap[b.id] - report.gap[a.id])
    .slice(0, GAPS_SHOWN);
  if (widest.length === 0) return block("gaps", words("gaps"), h("p", {}, words("gaps_none")));
  return block("gaps", words("gaps"), h("p", {}, words("gaps_help")),
    h("ol", { class: "gap-list" }, widest.map((dimension) => gap(dimension, { words, report, resources }))));
}

function gap({ id, name, leverRank, definition, debate, number }, { words, report, resources }) {
  const own = resources[id] ?? {};
  const advice = own.debate || debate;
  const links = (key) => (own[key]?.length > 0
    ? h("p", { class: "gap-reading" }, h("span", { class: "gap-reading-kind" }, words(`reading_${key}`)), " ",
        own[key].slice(0, 3).flatMap((link, index) => [index > 0 ? ", " : "", h("a", { href: link.url }, link.label)]))
    : null);
  const [today, target] = [report.today, report.target].map(({ dimensions }) => dimensions[number - 1].score);
  return h("li", { class: "gap-card", "data-lever": leverRank },
    h("h4", {}, own.url ? h("a", { href: own.url }, name) : name),
    h("p", { class: "gap-figures" }, h("strong", {}, points(words, report.gap[id])), " ",
      h("span", {}, words("gap_from_to", { today, target }))),
    definition ? h("p", {}, definition) : null,
    advice ? h("p", { class: "gap-advice" }, h("span", { class: "gap-advice-label" }, words("advice")), " ", advice) : null,
    links("articles"), links("terms"), links("books"));
}

// « +33 points », as the plural of the rounded number wants it.
function points(words, value) {
  return words.count("gap_points", Math.round(value), { gap: formatGap(value) });
}

// ---- Symmetry of attention

function symmetry({ model, words, report }) {
  const { index, direction, level } = report.symmetry;
  const thresholds = { symmetry: 80, level: 50, ...model.source.symmetry?.thresholds };
  const reading = index >= thresholds.symmetry
    ? (level >= thresholds.level ? "symmetry_shared" : "symmetry_neglect")
    // A direction that shows as 0 means gaps that cancel out, not equal attention.
    : Math.round(direction) === 0 ? "symmetry_uneven" : (direction < 0 ? "symmetry_employees" : "symmetry_customers");
  const figure = (key, value) => h("div", { class: "symmetry-figure" },
    h("dt", {}, words(`symmetry_${key}`)),
    h("dd", {}, h("span", { class: "result-number" }, value), h("span", { class: "symmetry-meaning" }, words(`symmetry_${key}_meaning`))));
  return block("symmetry", words("symmetry"),
    h("p", { class: "symmetry-reading" }, words(reading)),
    h("dl", { class: "symmetry-figures" },
      figure("index", formatNumber(index)), figure("direction", formatGap(direction)), figure("level", formatNumber(level))),
    h("p", { class: "faint" }, words("symmetry_source")));
}

// ---- Priorities

function priorities({ model, words, report, respondent }) {
  if (respondent.priorities.length === 0) return block("priorities", words("priorities"), h("p", {}, words("priorities_none")));
  return block("priorities", words("priorities"),
    h("ol", { class: "result-priority-list" }, respondent.priorities.map((id) => {
      const { name, leverRank } = model.dimension(id);
      const gap = report.gap[id] ?? null;
      return h("li", { "data-lever": leverRank }, h("span", { class: "priorities-name" }, name), " ",
        gap === null ? null : h("span", { class: "faint" }, points(words, gap)));
    })));
}

// ---- Sharing and leaving

function sharing({ words, respondent, compareUrl, encode }) {
  const field = (name, value, help) => h("p", { class: "field" },
    h("label", { for: `result-${name}` }, words(name)),
    h("input", { id: `result-${name}`, type: "text", maxlength: 40, autocomplete: "off", value, "aria-describedby": `result-${name}-help`, oninput: draw }),
    h("span", { class: "field-help", id: `result-${name}-help` }, help));
  const link = h("input", { id: "result-link", type: "text", readonly: true, class: "result-link", onfocus: () => link.select() });
  const open = h("a", { class: "button button-quiet", "data-result-link": true }, words("open_compare"));
  const status = h("span", { role: "status", class: "button-status" });
  const name = field("name", respondent.id, words("name_help"));
  const group = field("group", respondent.group ?? "", words("group_help"));

  function draw() {
    const value = (paragraph) => paragraph.querySelector("input").value.trim();
    try {
      link.value = `${compareUrl}#r=${encode({ id: value(name), group: value(group) })}`;
      open.href = link.value;
    } catch (error) {
      announce(status, words.has(`error_${error.code}`) ? words(`error_${error.code}`) : words("refused", { message: error.message }));
    }
  }
  draw();
  return block("sharing", words("sharing"),
    h("p", {}, words("sharing_help")),
    h("div", { class: "result-names" }, name, group),
    h("p", { class: "field" }, h("label", { for: "result-link" }, words("link")), link),
    h("p", { class: "button-row" },
      h("button", { type: "button", class: "button", "data-copy-link": true,
        onclick: async () => announce(status, words((await copy(link.value)) ? "copied" : "copy_failed")) }, words("copy_link")),
      open, status));
}

function tools({ model, words, report, respondent, keeping, encode }) {
  const stem = `${model.source.id}-${new Date().toISOString().slice(0, 10)}`;
  const current = () => {
    const id = document.getElementById("result-name").value.trim();
    const group = document.getElementById("result-group").value.trim();
    return { ...respondent, id, ...(group ? { group } : { group: undefined }) };
  };
  const saveJson = () => {
    const person = current();
    const content = { format: "parvis-result", model: { id: model.source.id, version: model.source.version }, code: encode(person), respondent: person, report };
    download(`${stem}.json`, "application/json", `${JSON.stringify(content, null, 2)}\n`);
  };
  const saveCsv = () => {
    const rounded = (value) => (value === null ? null : formatNumber(value, 1).replace("−", "-"));
    download(`${stem}.csv`, "text/csv", csv([
      [words("lever"), words("dimension"), words("today_short"), words("target_short"), words("gap")],
      ...model.dimensions.map(({ id, name, number, leverRank }) => [model.source.levers[leverRank - 1].name, name,
        rounded(report.today.dimensions[number - 1].score), rounded(report.target.dimensions[number - 1].score), rounded(report.gap[id] ?? null)]),
    ]));
  };
  const button = (text, attributes) => h("button", { type: "button", class: "button button-quiet", ...attributes }, text);
  return h("div", { class: "button-row result-tools" },
    button(words("edit"), { "data-action": "edit" }),
    button(words("export_json"), { "data-export": "json", onclick: saveJson }),
    button(words("export_csv"), { "data-export": "csv", onclick: saveCsv }),
    button(words("print"), { "data-action": "print" }),
    button(words(keeping ? "keeping" : "keep"), { "data-action": "keep", disabled: keeping }),
    button(words("erase"), { "data-action": "erase", hidden: !keeping }),
    button(words("restart"), { "data-action": "restart" }));
}
