// `<parvis-discussion>`: a button named `data-label` that shows the discussion at `data-frame`, in a frame called `data-title`. Nothing is asked of
// another host before it is pressed, but where the visitor comes back from signing in, which began in that frame. Nothing is kept on the device: the
// session that giscus hands over lives as long as the page.

import { announce, h } from "../dom.js";

const HOST = "https://giscus.app";

class Discussion extends HTMLElement {
  #frame = null;
  #region = h("p", { role: "status" });
  #theme = new MutationObserver(() => this.#tell({ theme: theme() }));
  #listen = (event) => this.#hear(event);

  connectedCallback() {
    if (this.firstElementChild) return;
    const session = takeSession();
    const button = h("button", { type: "button", class: "button", onclick: () => this.#show("") }, this.dataset.label);
    this.append(button, this.#region);
    if (session) this.#show(session);
  }

  disconnectedCallback() {
    this.#theme.disconnect();
    removeEventListener("message", this.#listen);
  }

  #show(session) {
    const address = new URL(this.dataset.frame);
    address.searchParams.set("origin", location.href.split("#")[0]);
    address.searchParams.set("session", session);
    address.searchParams.set("theme", theme());
    this.#frame = h("iframe", { class: "discussion-frame", title: this.dataset.title, src: address.href, allow: "clipboard-write" });
    addEventListener("message", this.#listen);
    this.#theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.querySelector("button").replaceWith(this.#frame);
    this.#frame.focus();
  }

  // What giscus says of itself: how high it is, and what went wrong. A discussion that nobody has begun is no error.
  #hear({ origin, source, data }) {
    if (origin !== HOST || source !== this.#frame?.contentWindow) return;
    const { resizeHeight, error } = data?.giscus ?? {};
    if (Number.isFinite(resizeHeight)) this.#frame.height = Math.ceil(resizeHeight);
    if (error && !String(error).includes("Discussion not found")) announce(this.#region, this.dataset.missing);
  }

  #tell(setConfig) {
    this.#frame?.contentWindow?.postMessage({ giscus: { setConfig } }, HOST);
  }
}

// The theme that the visitor chose, or that of the device.
function theme() {
  return document.documentElement.dataset.theme ?? "preferred_color_scheme";
}

// After signing in, GitHub leads back to this address with a session: it is taken out of the address at once.
function takeSession() {
  const address = new URL(location.href);
  const session = address.searchParams.get("giscus");
  if (session === null) return "";
  address.searchParams.delete("giscus");
  history.replaceState(history.state, "", address);
  return session;
}

customElements.define("parvis-discussion", Discussion);
