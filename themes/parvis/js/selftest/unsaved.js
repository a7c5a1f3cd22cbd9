// Answers that are nowhere but in this page: the browser asks before it closes or leaves it. Once they are kept, exported or handed
// over, it does not.

export class UnsavedWarning {
  #needed = false;
  #listener = (event) => event.preventDefault();

  get needed() {
    return this.#needed;
  }

  set(needed) {
    if (needed === this.#needed) return;
    this.#needed = needed;
    if (needed) addEventListener("beforeunload", this.#listener);
    else removeEventListener("beforeunload", this.#listener);
  }
}
