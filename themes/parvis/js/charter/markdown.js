// The charter as Markdown: headings, paragraphs, a table to sign.

import { line, paragraphs } from "../markdown.js";
import { longDay } from "./dates.js";

export function charterMarkdown(charter, words) {
  const { title, organisation, preamble, articles, signatories } = charter;
  const blocks = [`# ${line(title) || words("title_default")}`];
  if (organisation) blocks.push(`**${line(organisation)}**`);
  if (preamble) blocks.push(paragraphs(preamble));
  let number = 0;
  for (const place of ["agreed", "open"]) {
    const ofPart = articles.filter((article) => article.part === place);
    if (ofPart.length > 0) blocks.push(`## ${words(place)}`);
    for (const { name, question, standing, text } of ofPart) {
      number += 1;
      blocks.push(`### ${number}. ${line(name)}`);
      const asides = [["question", question], ["standing", standing]].filter(([, value]) => value);
      if (asides.length > 0) blocks.push(asides.map(([key, value]) => quoted(`*${words(key)}*\n\n${paragraphs(value)}`)).join("\n>\n"));
      blocks.push(text ? paragraphs(text) : words("to_decide"));
    }
  }
  const ends = charterEnds(charter, words);
  if (ends.length > 0) blocks.push("---", ends.map(line).join("  \n"));
  if (signatories.length > 0) {
    blocks.push(`## ${words("signatories")}`, [
      `| ${words("name")} | ${words("role")} | ${words("signature")} |`,
      "|---|---|---|",
      ...signatories.map(({ name, role }) => `| ${cell(name)} | ${cell(role)} | |`),
    ].join("\n"));
  }
  return `${blocks.join("\n\n")}\n`;
}

// Where and when it was made, and when it is read again: one sentence each, where given.
export function charterEnds({ place, date, review }, words) {
  const [made, again] = [longDay(date), longDay(review)];
  const key = place && made ? "done_at" : made ? "done" : place ? "done_place" : null;
  return [key && words(key, { place, date: made }), again && words("review_line", { date: again })].filter(Boolean);
}

function quoted(text) {
  return text.split("\n").map((one) => (one ? `> ${one}` : ">")).join("\n");
}

function cell(text) {
  return line(text).replaceAll("|", "\\|");
}
