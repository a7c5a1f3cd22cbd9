// Holds each node of structured data to the type that schema.org's vocabulary gives it: an unknown property, or a value of another kind, is an error
// of the TypeScript compiler.
//
// usage: types.js NODES.json   (written by read_back.py)

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const HERE = fileURLToPath(new URL(".", import.meta.url));

const nodes = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (nodes.length === 0) throw new Error("there is no structured data to check");

// Below node_modules, where the compiler finds the vocabulary and nobody commits anything.
const folder = mkdtempSync(join(HERE, "node_modules/nodes-"));
try {
  const kinds = [...new Set(nodes.map((node) => node["@type"]))].sort();
  // A thing may be named by its address alone; these are the things themselves.
  const lines = nodes.map(({ page, ...node }, index) =>
    `export const node${index}: Exclude<${node["@type"]}, string> = ${JSON.stringify(node)}; // ${page}`);
  const file = join(folder, "nodes.ts");
  writeFileSync(file, [`import type { ${kinds.join(", ")} } from "schema-dts";`, ...lines, ""].join("\n"));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler"];
  const { status, stdout, error } = spawnSync(join(HERE, "node_modules/.bin/tsc"), [...options, file], { encoding: "utf8" });
  if (error) throw error;
  // A complaint names a line, and each line its page.
  const faults = [...stdout.matchAll(/nodes\.ts\((\d+),\d+\): error (.*)/g)].map(([, line, what]) => `${nodes[line - 2].page}: ${what.slice(0, 300)}`);
  for (const fault of faults) console.log(`fault: ${fault}`);
  if (status !== 0 && faults.length === 0) console.log(stdout);
  console.log(`types: ${nodes.length} nodes of ${kinds.length} types; ${faults.length} faults`);
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
