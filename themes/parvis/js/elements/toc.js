// `<parvis-toc>`: marks, in a table of contents, the heading that the reader has reached.

class TableOfContents extends HTMLElement {
  #observer;
  #links = new Map();
  #visible = new Set();

  connectedCallback() {
    for (const link of this.querySelectorAll('a[href^="#"]')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) this.#links.set(heading, link);
    }
    // The band from a little below the top to the middle of the window is where one reads.
    this.#observer = new IntersectionObserver((entries) => this.#follow(entries), { rootMargin: "-64px 0px -55% 0px" });
    for (const heading of this.#links.keys()) this.#observer.observe(heading);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
  }

  #follow(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#visible.add(target);
      else this.#visible.delete(target);
    }
    const headings = [...this.#links.keys()];
    const reached =
      headings.find((heading) => this.#visible.has(heading)) ??
      headings.findLast((heading) => heading.getBoundingClientRect().top < 64);
    for (const [heading, link] of this.#links) {
      if (heading === reached) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("parvis-toc", TableOfContents);
