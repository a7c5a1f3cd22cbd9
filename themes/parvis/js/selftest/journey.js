// The visitor's way through the form, in the browser's own history: its Back button leads to the statement before, not off the page.
// An entry holds the place (step and position) and no answer.

export class Journey {
  // Places from where the visitor came in, oldest first; the last is where they are.
  #trail = [{ step: "questions", position: 0 }];

  // `arrive(place)` is called when the browser goes back or forward to a place.
  constructor(arrive) {
    // A page that was reloaded begins again: its answers are gone, or offered.
    history.replaceState({ ...history.state, selftest: { place: this.#trail[0], depth: 0 } }, "");
    addEventListener("popstate", ({ state }) => {
      // Other entries are anchors of the page.
      if (!state?.selftest) return;
      const { place, depth } = state.selftest;
      this.#trail.length = Math.min(this.#trail.length, depth + 1);
      this.#trail[depth] = place;
      arrive(place);
    });
  }

  // The visitor went on to a place.
  push(place) {
    this.#trail.push(place);
    history.pushState({ selftest: { place, depth: this.#trail.length - 1 } }, "");
  }

  // Goes back where the visitor comes from that place; false where they come from another.
  back({ step, position }) {
    const before = this.#trail.at(-2);
    if (before?.step !== step || before?.position !== position) return false;
    history.back();
    return true;
  }
}
