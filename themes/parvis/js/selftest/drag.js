// Moving an entry of a list with a mouse or a finger, by its handle. Each list also has its buttons: dragging is a short cut.

// Distance from the edge of the window where it begins to scroll, and by how much at a time.
const EDGE = 90;
const STEP = 12;

// Drags the entry of `handle` over `list`, from the event that took hold of it, `start`, and where its pointer has come to since, `last`.
// `onMove(entry, position)` shows where the entry would land, `null` where it would leave the list; `onDrop(entry, position)` puts it
// there; `onCancel(entry)` forgets it.
export function drag({ section, list, handle, start, last }, { onMove, onDrop, onCancel }) {
  const entry = handle.closest("li");
  const moving = new AbortController();
  let at = { x: last.clientX, y: last.clientY };
  let place;
  let frame = 0;
  const from = { x: start.clientX, y: start.clientY + scrollY };
  const look = () => {
    entry.style.translate = `${at.x - from.x}px ${at.y + scrollY - from.y}px`;
    const found = landing(list, entry, at);
    if (found !== place) onMove(entry, (place = found));
  };
  const scroll = () => {
    const by = at.y < EDGE ? -STEP : at.y > innerHeight - EDGE ? STEP : 0;
    if (by !== 0) {
      scrollBy({ top: by, behavior: "instant" });
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = (finish) => {
    moving.abort();
    cancelAnimationFrame(frame);
    delete section.dataset.dragging;
    entry.style.translate = "";
    finish();
  };
  const on = (type, listener) => addEventListener(type, listener, { signal: moving.signal });
  section.dataset.dragging = "";
  on("pointermove", (event) => {
    if (event.pointerId !== start.pointerId) return;
    at = { x: event.clientX, y: event.clientY };
    look();
  });
  on("pointerup", () => end(() => onDrop(entry, place)));
  on("pointercancel", () => end(() => onCancel(entry)));
  on("keydown", (event) => {
    if (event.key === "Escape") end(() => onCancel(entry));
  });
  frame = requestAnimationFrame(scroll);
  look();
  if (last.type === "pointerup") end(() => onDrop(entry, place));
  if (last.type === "pointercancel") end(() => onCancel(entry));
}

// The position in the list that a point of the window means; null beside the list. An empty list is reached by its own box.
function landing(list, entry, { x, y }) {
  const box = list.getBoundingClientRect();
  if (x < box.left || x > box.right || y < box.top - 24 || y > box.bottom + 24) return null;
  const others = [...list.children].filter((child) => child !== entry && !child.matches("[data-landing]"));
  const after = others.findIndex((child) => {
    const { top, height } = child.getBoundingClientRect();
    return y < top + height / 2;
  });
  return after < 0 ? others.length : after;
}
