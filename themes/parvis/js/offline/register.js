// Registers the worker that keeps pages for visits without a network, once the page has all that it needs for itself. Only pages of a site
// that is switched on for this load it.

const { worker, scope } = document.querySelector("script[data-worker]").dataset;

// A browser that refuses (private windows, stored data forbidden) shows the site as ever: there is nothing to tell the visitor.
if (navigator.serviceWorker) {
  if (document.readyState === "complete") register().catch(() => {});
  else addEventListener("load", () => register().catch(() => {}), { once: true });
}

async function register() {
  // A worker sees what is asked for after it took over. This page, the first that the visitor read, came before it.
  const isUnseen = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(worker, { scope });
  if (!isUnseen) return;
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  // Without the fragment: a result of the self-test stands there, and is nobody's but the visitor's.
  active.postMessage({ keep: [location.origin + location.pathname, ...loaded] });
}
