// Reads every page, drawing and style sheet of a built site with the Nu HTML checker, that of the W3C. Each message is a fault, warnings included,
// but for those of the list below, in which the checker is wrong; a line of the list that excuses nothing is a fault too.
//
// usage: valid.js FOLDER BASE_URL

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join, relative } from "node:path";

const JAR = fileURLToPath(new URL("node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));

const [folder, base] = process.argv.slice(2);
const path = new URL(base).pathname;

// What the checker says wrongly, and why.
const WRONG = [
  {
    says: new RegExp(`^Resource violates Content Security Policy .* “${path}`),
    because: "it reads files, of which 'self' is nothing; the browser tests open every page and hear of each breach",
  },
  {
    says: /^Inline script violates Content Security Policy/,
    only: /<script type="application\/(ld\+)?json"/,
    because: "a block of data is not run: HTML, “prepare the script element”, ends before it asks the policy",
  },
  { says: /^CSS: Unrecognized at-rule “@container”/, because: "CSS Conditional 5 has it, browsers since 2023; its reader of CSS is older" },
  { says: /^CSS: “container”: Property “container” doesn't exist/, because: "the same" },
  { says: /^CSS: “(gap|padding)”: Parse Error/, only: /\dcqi|var\(--space-6\)\);max-inline-si/, because: "the same: it does not know the unit cqi" },
  { says: /^CSS: “field-sizing”: Property/, because: "CSS Basic User Interface 4 has it; where it is unknown, the field has a fixed height" },
  { says: /^CSS: “(inline-size|max-block-size)”: The types are incompatible/, because: "it takes var() in min() for a number; ours are lengths" },
];

const files = readdirSync(folder, { recursive: true }).filter((file) => /\.(html|css|svg)$/.test(file)).sort();
const pages = files.filter((file) => file.endsWith(".html"));
if (pages.length === 0) throw new Error(`${folder} has no page`);

// More of a stack than by default: a page of deep lists is not its fault.
const checker = ["-Xss4m", "-jar", JAR, "--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg"];
const { stderr, error } = spawnSync("java", [...checker, ...files.map((file) => join(folder, file))], { encoding: "utf8", maxBuffer: 1 << 28 });
if (error) throw error;

const excused = new Map(WRONG.map((entry) => [entry, 0]));
const faults = [];
for (const { message, url, lastLine, type, subType, extract = "" } of read(stderr)) {
  // Where it saw a thing first, after it complained that there is a second.
  if (type === "info" && subType !== "warning") continue;
  const wrong = WRONG.find(({ says, only }) => says.test(message) && (!only || only.test(extract)));
  if (wrong) excused.set(wrong, excused.get(wrong) + 1);
  else faults.push(`${relative(folder, fileURLToPath(url))}:${lastLine ?? 1}: ${message} (${extract.replaceAll(/\s+/g, " ").slice(0, 200)})`);
}
for (const [{ says }, count] of excused) if (count === 0) faults.push(`valid.js: nothing says ${says} any more: take it off the list`);

for (const fault of faults) console.log(`fault: ${fault}`);
console.log(`valid: ${pages.length} pages, ${files.length - pages.length} style sheets and drawings; ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

// What the checker has to say; whatever is not its report, such as Java's own complaint, ends the test.
function read(report) {
  try {
    return JSON.parse(report).messages;
  } catch {
    throw new Error(`the checker made no report:\n${report.slice(0, 2000)}`);
  }
}
