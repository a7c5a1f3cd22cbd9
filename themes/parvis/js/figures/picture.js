// A figure of the page as a picture to keep: a PNG with its title, its legend, its figures and what must be known to read it.
// It is always light, whatever the page: pictures end in slides and on paper.

import { saveBlob } from "../files.js";
import { paintSvg, viewBox } from "./paint.js";

// Sizes in units; a unit is `DENSITY` pixels.
const WIDTH = 1080;
const DENSITY = 2;
const MARGIN = 64;
const FIGURE = 720;
const ROW = 34;
// A table longer than this is set in two columns.
const ROWS_IN_COLUMN = 14;

// Saves an SVG of the page as `name` (a PNG). `title` stands above, `notes` are paragraphs below, and optionally between them:
// `legend` is a list of {key, text} where `key` is a small SVG of the page; `table` is {head: [text, …], rows: [{mark, colour,
// cells: [text, …]}, …]}, its first cell a name, the others figures. Rejects where the browser cannot draw.
export async function savePicture(svg, name, { title, notes = [], legend = [], table = null }) {
  await document.fonts?.ready;
  const blob = await inLight(svg, legend, (style) => draw(svg, { title, notes, legend, table, style }));
  saveBlob(name, blob);
}

// Runs `use` while the SVGs have the colours of the light theme, and gives it the sheet's own.
function inLight(svg, legend, use) {
  const drawings = [svg, ...legend.map(({ key }) => key)];
  const before = drawings.map((drawing) => drawing.getAttribute("style"));
  try {
    for (const drawing of drawings) drawing.style.colorScheme = "light";
    const colour = (token) => {
      svg.style.color = `var(--${token})`;
      return getComputedStyle(svg).color;
    };
    const colours = { paper: colour("paper"), ink: colour("ink"), soft: colour("ink-soft"), rule: colour("rule") };
    svg.style.color = "";
    return use({ fontFamily: getComputedStyle(svg).fontFamily, ...colours });
  } finally {
    drawings.forEach((drawing, position) => {
      if (before[position] === null) drawing.removeAttribute("style");
      else drawing.setAttribute("style", before[position]);
    });
  }
}

// A promise of the PNG; everything that depends on the page's style is done before this returns.
function draw(svg, { title, notes, legend, table, style }) {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  const sheet = new Sheet(context, style);
  const box = viewBox(svg);
  const figure = Math.min(FIGURE, ((WIDTH - 2 * MARGIN) * box.height) / box.width);
  // The first pass measures, the second draws: a canvas loses its content when it gets its size.
  for (const drawing of [false, true]) {
    sheet.begin(drawing);
    sheet.text(title, { size: 40, weight: 700 });
    sheet.skip(24);
    sheet.figure(svg, figure);
    if (legend.length > 0) sheet.legend(legend);
    if (table) sheet.table(table);
    sheet.skip(20);
    for (const note of notes) sheet.text(note, { size: 21, colour: style.soft });
    if (!drawing) sheet.fit(canvas);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

// A page that grows downwards.
class Sheet {
  #context;
  #style;
  #y = 0;
  #drawing = false;

  constructor(context, style) {
    this.#context = context;
    this.#style = style;
  }

  begin(drawing) {
    this.#drawing = drawing;
    this.#y = MARGIN;
  }

  // Gives the canvas the size of what was measured, and its paper.
  fit(canvas) {
    canvas.width = WIDTH * DENSITY;
    canvas.height = Math.ceil((this.#y + MARGIN) * DENSITY);
    this.#context.scale(DENSITY, DENSITY);
    this.#context.fillStyle = this.#style.paper;
    this.#context.fillRect(0, 0, WIDTH, canvas.height);
  }

  skip(height) {
    this.#y += height;
  }

  figure(svg, height) {
    if (this.#drawing) paintSvg(this.#context, svg, { x: MARGIN, y: this.#y, width: WIDTH - 2 * MARGIN, height });
    this.#y += height + 24;
  }

  // A paragraph, its lines broken between words.
  text(text, { size, weight = 400, colour = this.#style.ink }) {
    const context = this.#context;
    this.#face(size, weight, colour);
    let line = "";
    const put = () => {
      this.#y += size * 1.35;
      if (this.#drawing) context.fillText(line, MARGIN, this.#y - size * 0.35);
    };
    for (const word of text.split(" ")) {
      const longer = line ? `${line} ${word}` : word;
      if (line && context.measureText(longer).width > WIDTH - 2 * MARGIN) {
        put();
        line = word;
      } else {
        line = longer;
      }
    }
    put();
    this.#y += size * 0.3;
  }

  // Keys and what they stand for, side by side and centred.
  legend(entries) {
    const context = this.#context;
    const [size, key, space] = [24, { width: 68, height: 28 }, 44];
    this.#face(size, 500, this.#style.ink);
    const widths = entries.map(({ text }) => key.width + 12 + context.measureText(text).width);
    let x = (WIDTH - widths.reduce((sum, width) => sum + width, space * (entries.length - 1))) / 2;
    entries.forEach((entry, position) => {
      if (this.#drawing) {
        paintSvg(context, entry.key, { x, y: this.#y, ...key });
        this.#face(size, 500, this.#style.ink);
        context.fillText(entry.text, x + key.width + 12, this.#y + 22);
      }
      x += widths[position] + space;
    });
    this.#y += key.height + 24;
  }

  table({ head, rows }) {
    const columns = rows.length > ROWS_IN_COLUMN ? 2 : 1;
    const length = Math.ceil(rows.length / columns);
    const gutter = 40;
    const width = (WIDTH - 2 * MARGIN - gutter * (columns - 1)) / columns;
    for (let column = 0; column < columns && this.#drawing; column += 1) {
      const x = MARGIN + column * (width + gutter);
      this.#row({ cells: head }, x, this.#y, width, 600);
      this.#line(x, this.#y + ROW, width, this.#style.ink);
      rows.slice(column * length, (column + 1) * length).forEach((row, position) => {
        const y = this.#y + (position + 1) * ROW;
        this.#row(row, x, y, width, 400);
        this.#line(x, y + ROW, width, this.#style.rule);
      });
    }
    this.#y += (length + 1) * ROW;
  }

  #row({ mark = null, colour, cells }, x, y, width, weight) {
    const context = this.#context;
    const [size, figure, baseline] = [20, 104, y + 23];
    if (mark !== null) {
      this.#face(size, 700, colour ?? this.#style.ink);
      context.fillText(mark, x, baseline);
    }
    this.#face(size, weight, this.#style.ink);
    const room = width - 40 - figure * (cells.length - 1);
    context.fillText(this.#shortened(cells[0], room), x + 40, baseline);
    context.textAlign = "end";
    cells.slice(1).forEach((cell, position) => {
      context.fillText(cell, x + width - figure * (cells.length - 2 - position), baseline, figure - 6);
    });
    context.textAlign = "start";
  }

  // A name that fits, cut with an ellipsis where it must be.
  #shortened(text, room) {
    const context = this.#context;
    if (context.measureText(text).width <= room) return text;
    let end = text.length;
    while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > room) end -= 1;
    return `${text.slice(0, end).trimEnd()}…`;
  }

  #line(x, y, width, colour) {
    this.#context.fillStyle = colour;
    this.#context.fillRect(x, y, width, 1);
  }

  #face(size, weight, colour) {
    const context = this.#context;
    context.font = `${weight} ${size}px ${this.#style.fontFamily}`;
    context.fillStyle = colour;
    context.textAlign = "start";
    context.textBaseline = "alphabetic";
  }
}
