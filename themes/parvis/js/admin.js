// Starts Sveltia CMS from the files of this site, and keeps it to them: beside this site it may talk to the forge of the sources, and to nobody else.
//
// The policy of the page already refuses the rest. What is done here keeps the program from asking at all: its style sheet names fonts on
// a public host, though it brings them itself; it looks for the state of the forge at yet another one.

const { program, config, forge } = document.querySelector("script[data-program]").dataset;
const part = (name) => document.querySelector(`[data-part="${name}"]`);

const allowed = new Set([location.origin, ...forge.split(" ")]);
const ask = globalThis.fetch;

globalThis.fetch = (resource, options) => {
  const { protocol, origin } = new URL(resource.url ?? resource, location.href);
  const isLocal = protocol === "blob:" || protocol === "data:";
  if (isLocal || allowed.has(origin)) return ask(resource, options);
  return Promise.reject(new TypeError(`${origin} is not asked from here`));
};

// An observer would come too late: the program measures texts as soon as its styles stand, and that asks for their fonts.
const FOREIGN_FONT = /@font-face\s*\{[^}]*url\(["']?https?:[^}]*\}/g;
const { head } = document;
const append = head.appendChild;

head.appendChild = (node) => {
  if (node.localName === "style") node.textContent = node.textContent.replace(FOREIGN_FONT, "");
  return append.call(head, node);
};

try {
  const [{ init }, response] = await Promise.all([import(program), fetch(config)]);
  if (!response.ok) throw new TypeError(`${config}: ${response.status}`);
  const settings = await response.json();
  document.querySelector(".admin-wait").remove();
  init({ config: settings });
} catch (error) {
  part("wait").hidden = true;
  part("failed").hidden = false;
  throw error;
}
