// Work done before it is asked for. While a visitor has pasted a text and not yet pressed the button, the text is read and the group that it
// would make is compared; the button then only shows what is known. Answers are those of the module, and are used for the same question only.

export class Ahead {
  #text = null;
  #reading = null;
  #respondents = null;
  #comparison = null;

  // What a text brings, as `reader.readText` gives it; read once.
  read(reader, text) {
    if (this.#text !== text) {
      this.#text = text;
      this.#reading = reader.readText(text);
    }
    return this.#reading;
  }

  // The comparison of people by an open door, computed once for the same people with the same answers.
  compare(door, model, respondents) {
    const known = this.#respondents;
    if (known?.length !== respondents.length || respondents.some((respondent, place) => respondent !== known[place])) {
      this.#comparison = door.call({ op: "compare", model, respondents });
      this.#respondents = respondents;
    }
    return this.#comparison;
  }
}
