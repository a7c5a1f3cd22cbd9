// The people who are compared: letter, name, what is partial; and, when asked for, fields to rename and buttons to remove.

import { h } from "../dom.js";

// What to call a person: the name, or « Personne B » where there is none or names are hidden.
export function shownName(words, { name, mark }, anonymous) {
  return anonymous || !name.trim() ? words("person", { mark }) : name;
}

// A name in a text of the result. Renaming changes these in place, without drawing anything again.
export function nameOf({ mark, shown }) {
  return h("span", { "data-name-of": mark }, shown);
}

// A letter, and the name for those who cannot see where the letter leads.
export function letterOf({ mark, partial }) {
  return h("span", { class: "person-mark", "data-partial": Boolean(partial) }, mark);
}

// Writes the names shown now into every text that carries one.
export function updateNames(root, people) {
  const shown = new Map(people.map((person) => [person.mark, person.shown]));
  for (const node of root.querySelectorAll("[data-name-of]")) {
    const name = shown.get(node.dataset.nameOf);
    if (name !== undefined && node.textContent !== name) node.textContent = name;
  }
}

// Everybody at a glance. No controls here: twenty fields would cost a phone more than all the figures.
export function peopleItems(people, { words, anonymous }) {
  return people.map((person) => h("li", { class: "person", "data-person": person.mark },
    letterOf(person), nameOf(person),
    person.respondent.group && !anonymous ? h("span", { class: "person-group" }, person.respondent.group) : null,
    person.partial ? h("span", { class: "person-partial" }, words("partial", person.partial)) : null));
}

// The same people with a field for the name, unless names are hidden, and a button to leave. `onRename(mark, name)` hears of a
// change.
export function editingItems(people, { words, anonymous, onRename }) {
  return people.map((person) => {
    const { mark, name } = person;
    const field = anonymous
      ? h("span", { class: "person-name", "data-name-of": mark }, person.shown)
      : h("input", { id: `person-${mark}`, type: "text", class: "person-name", maxlength: 40, autocomplete: "off", value: name,
          placeholder: words("person", { mark }), "aria-label": words("rename", { mark }), onchange: (event) => onRename(mark, event.target.value.trim()) });
    return h("li", { class: "person-editing" }, letterOf(person), field,
      h("button", { type: "button", class: "button button-quiet button-icon", "data-remove": mark, "aria-label": words("remove", { name: person.shown }) }, "×"));
  });
}
