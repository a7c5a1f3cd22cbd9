// A rehearsal of the first import. Code that a browser runs for the first time takes several times as long, so a crowd of nobodies is
// compared out of sight before the first real results come, in tasks of its own that nobody waits for.

import { MOST } from "./group.js";
import { overview } from "./overview.js";
import { peopleItems } from "./people.js";
import { Reader } from "./reader.js";

// `figures` is the model as the module takes it, `model` as the views do.
export async function rehearse({ door, figures, model, words }) {
  const crowd = nobodies(figures);
  const codes = crowd.map((respondent) => door.call({ op: "encode", model: figures, respondent }).code);
  await pause();
  await new Reader({ door, model: figures, former: () => [] }).readText(codes.join("\n"));
  await pause();
  const comparison = door.call({ op: "compare", model: figures, respondents: crowd });
  await pause();
  const people = crowd.map((respondent) => ({ mark: "A", name: "", shown: words("person", { mark: "A" }), respondent }));
  peopleItems(people, { words, anonymous: false });
  overview({ model, words, comparison, people });
  words.count("added", MOST, { total: MOST });
}

// As many people as a group can have, who answered everything.
function nobodies({ scale: { min, max }, dimensions }) {
  const ids = dimensions.flatMap(({ statements }) => statements.map(({ id }) => id));
  const answers = (shift) => Object.fromEntries(ids.map((id, position) => [id, min + ((position + shift) % (max - min + 1))]));
  return Array.from({ length: MOST }, (_, place) => ({ id: "", today: answers(place), target: answers(2 * place), priorities: [] }));
}

function pause() {
  return new Promise((done) => {
    setTimeout(done);
  });
}
