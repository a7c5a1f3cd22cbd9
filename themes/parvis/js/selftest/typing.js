// Typing the points of a scale. On most scales a key is an answer. Where points have several characters (10, or −2), a key may
// begin one: 1 answers 1 at once, and a 0 soon after makes it 10.

// How long a number may still grow, in milliseconds.
const GROWTH = 900;

export class Typing {
  // The text of each point, by the value of its radio button; « don't know » has a key of its own.
  #points;
  #unknown;
  #typed = "";
  #rating = null;
  #timer = 0;

  constructor({ min, max }) {
    this.#points = new Map(Array.from({ length: max - min + 1 }, (_, position) => [String(min + position), String(position)]));
    this.#unknown = this.#points.has("0") ? "?" : "0";
  }

  // The key of « don't know ».
  get unknown() {
    return this.#unknown;
  }

  // Whether a key answers, or begins or ends an answer.
  isAnswer(key) {
    return key === this.#unknown || key === "?" || this.#begins(key) || (this.#typed !== "" && this.#begins(this.#typed + key));
  }

  // A key on a rating: `answer(value, rating)` is called when it says a point, `advance(rating)` when nothing can follow; it gives
  // the rating that has the focus then.
  press(key, rating, { answer, advance }) {
    const growing = this.#rating === rating ? this.#typed : "";
    this.forget();
    let place = rating;
    let typed = growing + key;
    if (!this.#begins(typed)) {
      // What was typed before stands; this key is for the other rating.
      if (growing && this.#points.has(growing)) place = advance(rating) ?? rating;
      typed = key;
    }
    const value = this.#begins(typed) ? this.#points.get(typed) : "none";
    if (value !== undefined) answer(value, place);
    if (!this.#grows(typed)) {
      advance(place);
      return;
    }
    this.#typed = typed;
    this.#rating = place;
    this.#timer = setTimeout(() => {
      this.forget();
      if (value !== undefined) advance(place);
    }, GROWTH);
  }

  // What was begun is not continued.
  forget() {
    clearTimeout(this.#timer);
    this.#typed = "";
    this.#rating = null;
  }

  #begins(typed) {
    return [...this.#points.keys()].some((point) => point.startsWith(typed));
  }

  #grows(typed) {
    return [...this.#points.keys()].some((point) => point.startsWith(typed) && point !== typed);
  }
}
