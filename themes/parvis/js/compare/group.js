// The people who are compared: in order of arrival, each with a letter that stays theirs. Pure: no page, no module.

export const MOST = 20;

const MARKS = Array.from({ length: MOST }, (_, position) => String.fromCharCode(65 + position));

// The state of a comparison. A person is {mark, code, respondent, name, partial, example}; `partial` is {kept, of, from} where
// the answers come from another model or version and only some of them still count.
export class Group {
  people = [];

  get size() {
    return this.people.length;
  }

  // What each of them answered, as the module takes it.
  get respondents() {
    return this.people.map(({ respondent }) => respondent);
  }

  // The same people in a group of its own.
  copy() {
    const group = new Group();
    group.people = [...this.people];
    return group;
  }

  get isExample() {
    return this.people.some(({ example }) => example);
  }

  // Adds one result, or says why not: "added", "twice" (the same answers are there), "same_name" (other answers under that name;
  // `force` adds them all the same) or "full".
  add({ code, respondent, partial = null, example = false }, { force = false } = {}) {
    if (this.people.some((person) => (code && person.code ? person.code === code : same(person.respondent, respondent)))) return "twice";
    if (!force && this.namesake(respondent)) return "same_name";
    if (this.size >= MOST) return "full";
    this.people.push({ mark: this.#freeMark(), code, respondent, name: respondent.id, partial, example });
    return "added";
  }

  // Who is there under the name of that respondent; undefined for one without a name.
  namesake(respondent) {
    const name = key(respondent.id);
    return name === "" ? undefined : this.people.find((person) => key(person.name) === name);
  }

  // Newer answers of a person who is there: the letter stays.
  replace(mark, { code, respondent, partial = null }) {
    const person = this.find(mark);
    if (person) Object.assign(person, { code, respondent, name: respondent.id, partial });
  }

  rename(mark, name) {
    const person = this.find(mark);
    if (!person) return;
    person.name = name;
    person.respondent = { ...person.respondent, id: name };
  }

  remove(mark) {
    const position = this.people.findIndex((person) => person.mark === mark);
    return position < 0 ? null : { position, person: this.people.splice(position, 1)[0] };
  }

  find(mark) {
    return this.people.find((person) => person.mark === mark);
  }

  clear() {
    this.people = [];
  }

  #freeMark() {
    const taken = this.people.map(({ mark }) => mark);
    return MARKS.find((mark) => !taken.includes(mark));
  }
}

function key(name) {
  return name.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase();
}

// Whether two respondents are the same person with the same answers, whatever the order of their statements.
function same(a, b) {
  return key(a.id) === key(b.id) && fingerprint(a) === fingerprint(b);
}

function fingerprint({ group = "", today, target, priorities }) {
  const answers = (given) => Object.entries(given).filter(([, value]) => value !== null).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([group, answers(today), answers(target), priorities]);
}
