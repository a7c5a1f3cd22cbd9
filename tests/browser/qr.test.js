// A result passes from one screen to another by a QR code: drawn here, filmed by a camera that is a file, read by the scanner.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

import { startSite } from "./site.js";
import { PHONE, assertQuiet, axe, openBrowser, tabTo, visit } from "./visitor.js";

const PAGE = "le-modele/comparer/";
const FRAME = { width: 640, height: 480 };

let browser;
let site;
let origin;
let folder;

before(async () => {
  site = await startSite();
  browser = await openBrowser();
  origin = new URL(site.url).origin;
  folder = await mkdtemp(join(tmpdir(), "parvis-qr-"));
}, { timeout: 60_000 });

after(async () => {
  await browser?.close();
  await site?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

// ---- What the camera sees

// The dark modules of the code that the page draws for a text.
async function modulesOf(page, text) {
  const { size, path } = await page.evaluate(async (text) => {
    const { dataset } = document.querySelector("[data-qr-module]");
    const { qrPicture } = await import(new URL("../js/qr/draw.js", new URL(dataset.qrModule, location.href)));
    const picture = await qrPicture(dataset.qrModule, text, "Code QR");
    return { size: Number(picture.getAttribute("viewBox").split(" ")[2]) - 8, path: picture.querySelector("path").getAttribute("d") };
  }, text);
  const dark = Array.from({ length: size }, () => Array(size).fill(false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) dark[y].fill(true, Number(x), Number(x) + Number(width));
  return dark;
}

// A grey frame with a code in its middle, or without.
function frame(modules) {
  const { width, height } = FRAME;
  const grey = Buffer.alloc(width * height, 170);
  if (!modules) return grey;
  const side = modules.length + 8;
  const scale = Math.floor(height / side);
  const [left, top] = [Math.floor((width - side * scale) / 2), Math.floor((height - side * scale) / 2)];
  for (let y = 0; y < side * scale; y += 1) {
    for (let x = 0; x < side * scale; x += 1) {
      const dark = modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4];
      grey[(top + y) * width + left + x] = dark ? 40 : 225;
    }
  }
  return grey;
}

// A visitor whose camera shows the codes, one after the other, a second each, over and over.
async function filming(codes, options, then) {
  const file = join(folder, "camera.y4m");
  const colourless = Buffer.alloc((FRAME.width * FRAME.height) / 2, 128);
  const parts = [`YUV4MPEG2 W${FRAME.width} H${FRAME.height} F5:1 Ip A1:1 C420jpeg\n`];
  for (const modules of codes) {
    const grey = frame(modules);
    for (let count = 0; count < 5; count += 1) parts.push("FRAME\n", grey, colourless);
  }
  await writeFile(file, Buffer.concat(parts.map((part) => Buffer.from(part))));
  const camera = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
      `--use-file-for-fake-video-capture=${file}`],
  });
  try {
    const visitor = await visit(camera, { origin, ...options });
    await visitor.page.goto(`${site.url}${PAGE}`);
    await then(visitor);
  } finally {
    await camera.close();
  }
}

// The PGM-like grey of a frame as a PNG that the page makes itself.
async function pngOf(page, grey, width, height) {
  const bytes = await page.evaluate(async ({ grey, width, height }) => {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d");
    const picture = context.createImageData(width, height);
    const from = Uint8Array.from(atob(grey), (character) => character.charCodeAt(0));
    from.forEach((value, at) => picture.data.set([value, value, value, 255], at * 4));
    context.putImageData(picture, 0, 0);
    return [...new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer())];
  }, { grey: Buffer.from(grey).toString("base64"), width, height });
  return { mimeType: "image/png", buffer: Buffer.from(bytes) };
}

async function photo(page, name, text) {
  return { name, ...(await pngOf(page, frame(text ? await modulesOf(page, text) : null), FRAME.width, FRAME.height)) };
}

// Slanted finders that make the reader's detection give up: the module traps on it (see crates/wasm/qr/read/tests/door.rs).
function trap() {
  const [width, height] = [122, 289];
  const grey = Buffer.alloc(width * height, 200);
  const finders = [[41, 225, 3, 5, 0, 0], [105, 48, 2, 3, 0, 2], [52, 22, 3, 5, 2, 1], [26, 134, 2, 3, -1, -1], [112, 148, 3, 3, 0, -2],
    [54, 91, 5, 5, 1, -1]];
  for (const [left, top, across, down, slant, rise] of finders) {
    grey.forEach((_, at) => {
      const [dx, dy] = [(at % width) - left, Math.floor(at / width) - top];
      const ring = Math.max(Math.floor(Math.abs(2 * dx + slant * dy) / across), Math.floor(Math.abs(2 * dy + rise * dx) / down));
      if (ring < 7) grey[at] = ring === 3 || ring === 4 ? 220 : 30;
    });
  }
  return { grey, width, height };
}

// ---- The scanner, opened as a page does

// Opens the scanner from the field of the page; what it hands over is in `window.texts`. `refused` texts are not taken.
async function openScanner(page, refused = {}) {
  const opener = page.locator("#compare-codes");
  await opener.waitFor();
  await opener.focus();
  await page.evaluate(async (refused) => {
    const host = document.querySelector("[data-qr-module]");
    const address = new URL(host.dataset.qrModule, location.href);
    const { openScanner } = await import(new URL("../js/qr/scan.js", address));
    const { readStrings } = await import(new URL("../js/strings.js", address));
    const words = readStrings(document.querySelector('template[data-strings="qr_"]').parentElement);
    window.texts = [];
    window.taken = null;
    openScanner({
      moduleAddress: host.dataset.qrModule,
      words,
      onText: async (text) => {
        window.texts.push(text);
        return refused[text] ?? true;
      },
    }).then((taken) => { window.taken = taken; });
  }, refused);
  const dialog = page.getByRole("dialog", { name: "Scanner un code QR" });
  await dialog.waitFor();
  return dialog;
}

const texts = (page) => page.evaluate(() => window.texts);

// A link as the result page makes it, of someone who gave every statement the same answer.
function resultLink(page, id, answer) {
  return page.evaluate(async ({ id, answer }) => {
    const host = document.querySelector("parvis-compare");
    const model = JSON.parse(host.querySelector("script[data-model]").textContent);
    const { openDoor } = await import(new URL("../js/wasm-door.js", new URL(host.dataset.module, location.href)));
    const door = await openDoor(host.dataset.module);
    const answers = Object.fromEntries(model.dimensions.flatMap(({ statements }) => statements.map((statement) => [statement.id, answer])));
    const { code } = door.call({ op: "encode", model, respondent: { id, today: answers, target: answers, priorities: [] } });
    return `${location.href.split("#")[0]}#r=${code}`;
  }, { id, answer });
}

test("two results pass from screens to the comparison by the camera", { timeout: 60_000 }, async () => {
  const { page: screen, context } = await visit(browser, { origin });
  await screen.goto(`${site.url}${PAGE}`);
  const links = [await resultLink(screen, "Ada", 4), await resultLink(screen, "Zoé", 2)];
  const codes = [await modulesOf(screen, links[0]), null, await modulesOf(screen, links[1])];
  await context.close();
  await filming(codes, { viewport: PHONE }, async ({ page, complaints }) => {
    const button = page.getByRole("button", { name: "Scanner", exact: false }).first();
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Scanner un code QR" });
    await dialog.getByText("2 en tout").waitFor({ timeout: 20_000 });
    const { violations } = await axe(page).include("dialog").analyze();
    assert.deepEqual(violations.map(({ id }) => id), []);
    const tracks = await page.evaluateHandle(() => document.querySelector("dialog video").srcObject.getTracks());
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.deepEqual(await tracks.evaluate((tracks) => tracks.map(({ readyState }) => readyState)), ["ended"]);
    assert.equal(await button.evaluate((button) => button === document.activeElement), true);
    const names = await page.locator("parvis-compare").evaluate((host) =>
      [...host.querySelectorAll("input")].map(({ value }) => value).filter((value) => ["Ada", "Zoé"].includes(value)));
    assert.deepEqual(new Set(names), new Set(["Ada", "Zoé"]));
    assertQuiet(complaints);
  });
});

test("a code in sight is handed over once, and what is no result is told", { timeout: 60_000 }, async () => {
  const { page: screen, context } = await visit(browser, { origin });
  await screen.goto(`${site.url}${PAGE}`);
  const codes = [await modulesOf(screen, "https://example.org/menu"), await modulesOf(screen, "https://example.org/#r=P1good")];
  await context.close();
  await filming(codes, {}, async ({ page, complaints }) => {
    const dialog = await openScanner(page, { "https://example.org/menu": "C’est un menu." });
    await dialog.getByRole("alert").getByText("C’est un menu.").waitFor();
    await dialog.getByRole("status").getByText("Code lu. Présentez le suivant").waitFor();
    assert.equal(await dialog.getByRole("alert").textContent(), "");
    assert.deepEqual((await texts(page)).sort(), ["https://example.org/#r=P1good", "https://example.org/menu"]);
    await dialog.getByRole("button", { name: "Terminer" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.waitForFunction(() => window.taken === 1);
    assertQuiet(complaints);
  });
});

test("without permission the dialog says so and reads a photograph, all by keyboard", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin, viewport: PHONE, colorScheme: "dark" });
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("Permission denied", "NotAllowedError"));
  });
  await page.goto(`${site.url}${PAGE}`);
  const dialog = await openScanner(page);
  await dialog.getByRole("alert").getByText("L’accès à la caméra est refusé.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Terminer");
  await tabTo(page, (element) => element.type === "file");
  const field = dialog.getByLabel("Lire une image");
  await field.setInputFiles([await photo(page, "un.png", "https://example.org/#r=P1é"), await photo(page, "vide.png", null)]);
  await dialog.getByRole("alert").getByText("vide.png").waitFor();
  assert.deepEqual(await texts(page), ["https://example.org/#r=P1é"]);
  await field.setInputFiles([{ name: "notes.png", mimeType: "image/png", buffer: Buffer.from("no picture") }]);
  await dialog.getByRole("alert").getByText("ce fichier n’est pas une image").waitFor();
  const { violations } = await axe(page).include("dialog").analyze();
  assert.deepEqual(violations.map(({ id }) => id), []);
  await tabTo(page, (element) => element.textContent === "Réessayer la caméra");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").getByText("L’accès à la caméra est refusé.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "compare-codes");
  assertQuiet(complaints);
});

test("each way in which a camera fails has its own sentence", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(`${site.url}${PAGE}`);
  for (const [name, sentence] of [
    ["NotFoundError", "Cet appareil n’a pas de caméra."],
    ["NotReadableError", "La caméra est occupée"],
    ["TypeError", "La caméra n’a pas pu être ouverte."],
    [null, "Ce navigateur ne donne pas accès à la caméra."],
  ]) {
    await page.evaluate((name) => {
      const getUserMedia = () => Promise.reject(new DOMException("", name));
      Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: name ? { getUserMedia } : undefined });
    }, name);
    const dialog = await openScanner(page);
    await dialog.getByRole("alert").getByText(sentence).waitFor();
    assert.equal(await dialog.getByRole("button", { name: "Réessayer la caméra" }).isVisible(), name !== null);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  assertQuiet(complaints);
});

test("a picture on which the module traps costs that picture alone", { timeout: 60_000 }, async () => {
  const { page, complaints } = await visit(browser, { origin });
  await page.goto(`${site.url}${PAGE}`);
  await page.evaluate(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
  const dialog = await openScanner(page);
  const { grey, width, height } = trap();
  // The module itself does trap on it, so that this test tests something.
  const trapped = await page.evaluate(async (grey) => {
    const address = new URL(document.querySelector("[data-qr-module]").dataset.qrModule, location.href);
    const { Instance, compile } = await import(new URL("../js/qr/module.js", address));
    const instance = await Instance.of(await compile(new URL("qr-reader.wasm", address).href));
    const bytes = Uint8Array.from(atob(grey), (character) => character.charCodeAt(0));
    try {
      return instance.ask("read", bytes, 122, 289);
    } catch (error) {
      return error instanceof WebAssembly.RuntimeError;
    }
  }, grey.toString("base64"));
  assert.equal(trapped, true);
  await dialog.getByLabel("Lire une image").setInputFiles([
    { name: "piège.png", ...(await pngOf(page, grey, width, height)) },
    await photo(page, "bon.png", "https://example.org/#r=P1good"),
  ]);
  await dialog.getByRole("alert").getByText("piège.png : aucun code QR lisible").waitFor();
  assert.deepEqual(await texts(page), ["https://example.org/#r=P1good"]);
  assertQuiet(complaints);
});

test("the browser's own detector is used where there is one, and left where it fails", { timeout: 60_000 }, async () => {
  const { page: screen, context } = await visit(browser, { origin });
  await screen.goto(`${site.url}${PAGE}`);
  const code = await modulesOf(screen, "https://example.org/#r=P1module");
  await context.close();
  await filming([code], {}, async ({ page, complaints }) => {
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
    await page.evaluate(() => {
      window.BarcodeDetector = class {
        static getSupportedFormats = async () => ["qr_code"];
        detect = async () => {
          if (window.broken) throw new DOMException("Barcode detection service unavailable.", "NotSupportedError");
          return [{ rawValue: "https://example.org/#r=P1native" }];
        };
      };
    });
    const dialog = await openScanner(page);
    await page.waitForFunction(() => window.texts.length === 1);
    assert.equal(asked.includes("qr-reader.wasm"), false);
    await page.evaluate(() => { window.broken = true; });
    await page.waitForFunction(() => window.texts.length === 2);
    assert.deepEqual(await texts(page), ["https://example.org/#r=P1native", "https://example.org/#r=P1module"]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assertQuiet(complaints);
  });
});

test("a reader that cannot be loaded is told", { timeout: 60_000 }, async () => {
  const allowed = (text) => /qr-reader|Failed to load resource/.test(text);
  const { page, complaints } = await visit(browser, { origin, allowed });
  await page.context().route("**/qr-reader.wasm", (route) => route.fulfill({ status: 404 }));
  await page.goto(`${site.url}${PAGE}`);
  await page.evaluate(() => Object.defineProperty(navigator, "mediaDevices", { value: undefined }));
  const dialog = await openScanner(page);
  await dialog.getByLabel("Lire une image").setInputFiles([await photo(page, "un.png", "https://example.org/#r=P1")]);
  await dialog.getByRole("alert").getByText("Le lecteur de codes QR n’a pas pu être chargé.").waitFor();
  assert.deepEqual(await texts(page), []);
  assertQuiet(complaints);
});

test("a code is dark on white in both schemes, has its name, and refuses what is too long", { timeout: 60_000 }, async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, complaints, context } = await visit(browser, { origin, colorScheme });
    await page.goto(`${site.url}${PAGE}`);
    const drawn = await page.evaluate(async () => {
      const { dataset } = document.querySelector("[data-qr-module]");
      const { qrPicture } = await import(new URL("../js/qr/draw.js", new URL(dataset.qrModule, location.href)));
      const picture = await qrPicture(dataset.qrModule, "https://example.org/#r=P1", "Code QR de votre résultat");
      document.querySelector("main").prepend(picture);
      const refused = await qrPicture(dataset.qrModule, "x".repeat(3000), "").catch(({ code }) => code);
      const { width, height } = picture.getBoundingClientRect();
      return { colours: [...picture.children].map((child) => getComputedStyle(child).fill), square: width === height && width > 200,
        pixels: width / picture.viewBox.baseVal.width, refused };
    });
    assert.equal(drawn.pixels, Math.round(drawn.pixels), "each module has a whole number of pixels");
    delete drawn.pixels;
    assert.deepEqual(drawn, { colours: ["rgb(255, 255, 255)", "rgb(0, 0, 0)"], square: true, refused: "too_long" });
    await page.getByRole("img", { name: "Code QR de votre résultat" }).waitFor();
    assertQuiet(complaints);
    await context.close();
  }
});
