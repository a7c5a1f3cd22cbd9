// Reads QR codes away from the page: a picture may take long, and a picture that is no photograph may trap the module. After a
// trap the next picture meets a new instance; where none comes back in time, the page ends this worker (see reader.js).
//
// Receives `{id, module, picture, sides}`: the module's address, an ImageBitmap, and the lengths of the longer side at which to
// try, in turn, until there is a text. Without a picture the module is only made ready. Answers `{id, texts}` or `{id, failed}`.

import { Instance, compile } from "./module.js";

let instance = null;

self.addEventListener("message", async ({ data: { id, module, picture, sides } }) => {
  try {
    const ready = await compile(module);
    self.postMessage({ id, texts: picture ? await read(ready, picture, sides) : [] });
  } catch (error) {
    self.postMessage({ id, failed: String(error?.message ?? error) });
  } finally {
    picture?.close();
  }
});

async function read(module, picture, sides) {
  for (const side of sides) {
    const { grey, width, height } = greyOf(picture, side);
    instance ??= await Instance.of(module);
    try {
      const { texts } = instance.ask("read", grey, width, height);
      if (texts.length > 0) return texts;
    } catch (error) {
      instance = null;
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    }
  }
  return [];
}

// The picture in grey, with a longer side of `longest` pixels at most.
function greyOf(picture, longest) {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  // What is transparent in a picture lies on white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at += 1, from += 4) {
    // The luma of Rec. 601, in 256ths.
    grey[at] = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8;
  }
  return { grey, width, height };
}
