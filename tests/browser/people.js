// Who answers the self-test in the tests: what they say, codes of it made by the module itself, and the form filled as they would.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { BASE } from "./site.js";

// ---- What they answer

// DOMAIN's vector V3, seven directors: a row a statement of the dimension, a digit a director, reversed statements turned round.
export const V3 = {
  "vision-partagee": ["5521452", "4512541", "5422351"],
  "autonomie-responsable": ["4345324", "3344425", "4254334"],
  "ecoute-coconstruction": ["5455454", "4455455", "5445554"],
  "promesse-tenue": ["5555555", "5555555", "5555555"],
};

// Answers to every statement of a model, as they would be if none were reversed: `say(dimension, row, statement)` gives each, null
// being « don't know » and undefined nothing at all.
export function answersOf({ scale: { min, max }, dimensions }, say) {
  return Object.fromEntries(dimensions.flatMap((dimension) => dimension.statements.map((statement, row) => {
    const value = say(dimension, row, statement);
    return [statement.id, value === null || value === undefined || !statement.reverse ? value : min + max - value];
  })).filter(([, value]) => value !== undefined));
}

// ---- Codes, made in this process

// The model of a built site and the door of its module: `{model, call}`.
export async function openModel({ folder }, page = "le-modele/comparer/") {
  const html = await readFile(join(folder, page, "index.html"), "utf8");
  const model = JSON.parse(html.match(/<script type="application\/json" data-model>([\s\S]*?)<\/script>/)[1]);
  const [, module] = html.match(/data-module="([^"]+)"/);
  return { model, call: await openDoor(await readFile(join(folder, module.slice(BASE.length)))) };
}

async function openDoor(bytes) {
  const { memory, alloc, free, call: enter } = (await WebAssembly.instantiate(bytes)).instance.exports;
  return (request) => {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const pointer = alloc(text.length) >>> 0;
    new Uint8Array(memory.buffer, pointer, text.length).set(text);
    const packed = enter(pointer, text.length);
    free(pointer, text.length);
    const [at, length] = [Number(BigInt.asUintN(32, packed)), Number(BigInt.asUintN(64, packed) >> 32n)];
    const response = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, at, length)));
    free(at, length);
    if (response.error) throw new Error(response.error.message);
    return response;
  };
}

// ---- The form

// The radio button of an answer: its position on the scale, or « don't know ».
export function choiceOf(answer, { scale: { min } }) {
  return answer === null ? "none" : String(answer - min);
}

// Answers the whole form at once, as quickly as a script can.
export function fillForm(page, model, { today, target }) {
  const choices = Object.entries({ today, target }).flatMap(([rating, answers]) =>
    Object.entries(answers).map(([statement, answer]) => [`${rating}-${statement}`, choiceOf(answer, model)]));
  return page.evaluate((choices) => {
    for (const [name, value] of choices) document.querySelector(`input[name="${name}"][value="${value}"]`).click();
  }, choices);
}

export const nextButton = (page) => page.locator('[data-part="next"]');

// The result, once all of it stands.
export const resultDrawn = (page) => page.locator(".result:not([aria-busy]) #result-exports").waitFor();

// The comparison, once all of it stands.
export const comparisonDrawn = (page) => page.locator('[data-part="result"]:not([aria-busy]) details.comparison-expert').waitFor();

// Presses a button and asserts that the next frame shows a title, and shows it where it stands in the end.
export async function assertFirstFrameStays(page, button, drawn, title) {
  await button.scrollIntoViewIfNeeded();
  await page.evaluate((title) => {
    const place = () => {
      const { x, y } = document.querySelector(title).getBoundingClientRect();
      return [Math.round(x), Math.round(y)];
    };
    addEventListener("click", () => requestAnimationFrame(() => {
      window.placed = document.querySelector(title).checkVisibility({ opacityProperty: true }) ? place() : "unseen";
      window.place = place;
    }), { capture: true, once: true });
  }, title);
  await button.click();
  await drawn();
  assert.deepEqual(await page.evaluate(() => window.placed), await page.evaluate(() => window.place()));
  assert.equal(await page.evaluate(() => `#${document.activeElement.id}`), title, "and has the focus");
}
