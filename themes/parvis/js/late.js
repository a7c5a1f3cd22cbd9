// Loads a module when a visitor asks for what it does, or while they do something else.
//
// A browser remembers, for as long as the page is open, that a module could not be had, and whoever tries again with the network back gets the same
// refusal. So a module and those that it imports are fetched before the browser is told that they are modules; it then takes them from its store.

const whole = new Set();

// The module at `address`, a URL. Rejects where a file of it cannot be had; it may be asked for again.
export async function late({ href }) {
  if (!whole.has(href)) await gather(href, new Set());
  whole.add(href);
  return import(href);
}

// Fetches a module and those that it imports, but for those that `begun` has already.
async function gather(href, begun) {
  if (begun.has(href)) return;
  begun.add(href);
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  const imports = (await response.text()).matchAll(/^(?:import|(?:import|export) .* from) "(\..+)";$/gm);
  await Promise.all(Array.from(imports, ([, path]) => gather(new URL(path, href).href, begun)));
}
