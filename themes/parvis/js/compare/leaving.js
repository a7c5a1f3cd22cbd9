// What a group takes with it: codes under the names shown, the group's file, the table of scores.

import { csv } from "../csv.js";
import { formatNumber } from "../strings.js";

// Fewest people of a tag that stays when names are hidden: a tag of one's own is a name.
const FEWEST_OF_A_TAG = 3;

// The respondents as they leave this page: under the names shown now; without names, and without rare tags, where names are hidden.
export function leavingRespondents(people, anonymous) {
  if (!anonymous) return people.map(({ respondent }) => respondent);
  const tag = (respondent) => (respondent.group ?? "").trim().toLocaleLowerCase();
  const count = new Map();
  for (const { respondent } of people) count.set(tag(respondent), (count.get(tag(respondent)) ?? 0) + 1);
  return people.map(({ respondent }) => {
    const { group, ...rest } = respondent;
    return { ...rest, id: "", ...(group && count.get(tag(respondent)) >= FEWEST_OF_A_TAG ? { group } : {}) };
  });
}

// The codes of a group. A name too long for a code is left out rather than the person.
export function codesOf(respondents, { door, model }) {
  const encode = (respondent) => door.call({ op: "encode", model, respondent }).code;
  return respondents.map((respondent) => {
    try {
      return encode(respondent);
    } catch {
      return encode({ ...respondent, id: "", group: undefined });
    }
  });
}

export function groupFile(codes, { id, version, scale }) {
  const content = { format: "parvis-group", model: { id, version, scale: { min: scale.min, max: scale.max } }, results: codes.map((code) => ({ code })) };
  return { name: `${id}-${codes.length}.json`, type: "application/json", text: `${JSON.stringify(content, null, 2)}\n` };
}

// A row a dimension, then two columns a person and the figures of the group.
export function scoresFile({ model, words, comparison, people }) {
  const number = (value, decimals = 1) => (value === null || value === undefined ? null : formatNumber(value, decimals).replace("−", "-"));
  const head = [words("lever"), words("dimension")];
  for (const person of people) head.push(`${person.shown} (${words("target_short")})`, `${person.shown} (${words("today_short")})`);
  for (const rating of ["target", "today"]) head.push(...["n", "AD", words("index"), "r*wg(J)"].map((name) => `${name} (${words(`${rating}_short`)})`));
  const rows = model.dimensions.map(({ name, leverRank, number: place }) => {
    const at = place - 1;
    const row = [model.source.levers[leverRank - 1]?.name ?? "", name];
    for (const { report } of people) row.push(number(report.target.dimensions[at].score), number(report.today.dimensions[at].score));
    for (const rating of ["target", "today"]) {
      const { n, ad, index, r_star: rStar } = comparison[rating].dimensions[at];
      row.push(number(n, 0), number(ad, 2), number(index, 0), number(rStar, 2));
    }
    return row;
  });
  return { name: `${model.source.id}-${people.length}.csv`, type: "text/csv", text: csv([head, ...rows]) };
}
