// Painting an SVG of the page on a canvas. The page's security policy lets no image be made from an SVG's text, so the shapes are
// drawn one by one, in their computed style. What the figures use is understood: lines, polygons, polylines, rectangles, circles,
// paths, texts, groups and their transforms.

// Draws `svg` into the rectangle (x, y, width, height) of a canvas, whole and centred. The SVG must be in the document, so that it
// has a style; it need not be on the screen.
export function paintSvg(context, svg, { x, y, width, height }) {
  const box = viewBox(svg);
  const scale = Math.min(width / box.width, height / box.height);
  context.save();
  context.translate(x + (width - box.width * scale) / 2, y + (height - box.height * scale) / 2);
  context.scale(scale, scale);
  context.translate(-box.x, -box.y);
  paintChildren(context, svg, 1);
  context.restore();
}

// The part of the plane that an SVG shows: its view box, else its own size.
export function viewBox(svg) {
  const { x, y, width, height } = svg.viewBox.baseVal ?? { width: 0 };
  return width > 0 ? { x, y, width, height } : { x: 0, y: 0, width: svg.width.baseVal.value, height: svg.height.baseVal.value };
}

function paintChildren(context, parent, opacity) {
  for (const node of parent.children) paint(context, node, opacity);
}

function paint(context, node, inherited) {
  const style = getComputedStyle(node);
  if (style.display === "none" || !(node instanceof SVGGraphicsElement)) return;
  const opacity = inherited * Number(style.opacity);
  context.save();
  const matrix = node.transform.baseVal.consolidate()?.matrix;
  if (matrix) context.transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f);
  if (node.localName === "text") paintText(context, node, style, opacity);
  else if (SHAPES[node.localName]) paintShape(context, SHAPES[node.localName](node), style, opacity);
  else paintChildren(context, node, opacity);
  context.restore();
}

const points = (node, closed) => {
  const path = new Path2D();
  for (const { x, y } of node.points) path.lineTo(x, y);
  if (closed) path.closePath();
  return path;
};

// An outline for each kind of shape.
const SHAPES = {
  polygon: (node) => points(node, true),
  polyline: (node) => points(node, false),
  path: (node) => new Path2D(node.getAttribute("d") ?? ""),
  line({ x1, y1, x2, y2 }) {
    const path = new Path2D();
    path.moveTo(x1.baseVal.value, y1.baseVal.value);
    path.lineTo(x2.baseVal.value, y2.baseVal.value);
    return path;
  },
  circle({ cx, cy, r }) {
    const path = new Path2D();
    path.arc(cx.baseVal.value, cy.baseVal.value, r.baseVal.value, 0, 2 * Math.PI);
    return path;
  },
  rect({ x, y, width, height, rx }) {
    const path = new Path2D();
    path.roundRect(x.baseVal.value, y.baseVal.value, width.baseVal.value, height.baseVal.value, rx.baseVal.value);
    return path;
  },
};

function paintShape(context, path, style, opacity) {
  if (style.visibility !== "visible") return;
  if (style.fill !== "none") {
    context.globalAlpha = opacity * Number(style.fillOpacity);
    context.fillStyle = style.fill;
    context.fill(path, style.fillRule);
  }
  const width = Number.parseFloat(style.strokeWidth);
  if (style.stroke !== "none" && width > 0) {
    context.globalAlpha = opacity * Number(style.strokeOpacity);
    context.strokeStyle = style.stroke;
    context.lineWidth = width;
    context.lineJoin = style.strokeLinejoin;
    context.lineCap = style.strokeLinecap;
    context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[\s,]+/).map(Number.parseFloat));
    context.stroke(path);
  }
}

function paintText(context, node, style, opacity) {
  if (style.visibility !== "visible" || style.fill === "none") return;
  const [x, y] = [node.x, node.y].map(({ baseVal }) => (baseVal.numberOfItems > 0 ? baseVal.getItem(0).value : 0));
  context.globalAlpha = opacity * Number(style.fillOpacity);
  context.fillStyle = style.fill;
  context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = { middle: "center", end: "end" }[style.textAnchor] ?? "start";
  context.textBaseline = ["middle", "central"].includes(style.dominantBaseline) ? "middle" : "alphabetic";
  context.fillText(node.textContent, x, y);
}
