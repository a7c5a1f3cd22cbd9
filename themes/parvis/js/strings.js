// The interface's words, which the template writes into `<template data-strings><data value="key">…</data></template>`.

// A function that gives the words of a key, with `{name}` replaced by the values given; numbers are formatted for the page's
// language. `words.count(key, n)` picks `key_one` or `key_other` by the plural rules of that language; `words.has(key)` tells.
export function readStrings(host) {
  const source = host.querySelector("template[data-strings]");
  const table = new Map(
    [...(source?.content.querySelectorAll("data") ?? [])].map((entry) => [entry.value, entry.textContent]),
  );
  const plural = new Intl.PluralRules(document.documentElement.lang || "fr");
  const words = (key, values = {}) => {
    const text = table.get(key) ?? key;
    return text.replace(/\{(\w+)\}/g, (hole, name) => {
      const value = values[name];
      if (value === undefined) return hole;
      return typeof value === "string" ? value : formatNumber(value);
    });
  };
  words.has = (key) => table.has(key);
  words.count = (key, n, values = {}) => words(`${key}_${plural.select(n) === "one" ? "one" : "other"}`, { n, ...values });
  return words;
}

// The JSON of a `<script type="application/json" data-NAME>` of the element; null where it is missing.
export function readJson(host, name) {
  const source = host.querySelector(`script[type="application/json"][data-${name}]`);
  return source ? JSON.parse(source.textContent) : null;
}

const formats = new Map();

// A number in the page's language with at most `decimals` decimals; never −0. An em dash where there is none.
export function formatNumber(value, decimals = 0) {
  if (value === null || value === undefined) return "–";
  const language = document.documentElement.lang || "fr";
  const key = `${language}/${decimals}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat(language, { maximumFractionDigits: decimals, signDisplay: "negative" }));
  }
  return formats.get(key).format(value).replace(/^-/, "−");
}

// The same with a plus before what is above zero.
export function formatGap(value, decimals = 0) {
  const text = formatNumber(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

// « 22 novembre 2026 », « 1er avril 2027 », “22 November 2026” from a date, as the pages themselves write days.
export function formatDate(date) {
  const language = document.documentElement.lang || "fr";
  const text = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long" }).format(date);
  // The browser's French has « 1 avril ».
  return language.startsWith("fr") ? text.replace(/^1(?=\s)/, "1er") : text;
}
