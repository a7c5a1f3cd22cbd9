// A text as a QR code, drawn on this device.

import { svg } from "../dom.js";
import { Instance, compile } from "./module.js";

// Light modules around the symbol (ISO/IEC 18004, 6.3.8): without them a reader does not see where it ends.
const QUIET_ZONE = 4;

// A picture of the text, an `<svg role="img">` whose unit is a module. It is dark on white in both colour schemes: most readers
// know no other way. `label` says to a screen reader what is in it. Rejects with a `DoorError` of code `too_long` beyond 2,331
// bytes (some 2,000 are more than a phone reads at ease), `empty` without a text, and with another error where the module at
// `moduleAddress` cannot be loaded.
export async function qrPicture(moduleAddress, text, label) {
  const instance = await Instance.of(await compile(moduleAddress));
  const bytes = new TextEncoder().encode(text);
  const { size, path } = instance.ask("draw", bytes, bytes.length);
  const side = size + 2 * QUIET_ZONE;
  const picture = svg("svg", { class: "qr-picture", role: "img", "aria-label": label, viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}`,
    width: side * 4, height: side * 4, "shape-rendering": "crispEdges" },
    svg("rect", { x: -QUIET_ZONE, y: -QUIET_ZONE, width: side, height: side, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }));
  // For the style sheet, which gives each module a whole number of pixels.
  picture.style.setProperty("--modules", side);
  return picture;
}
