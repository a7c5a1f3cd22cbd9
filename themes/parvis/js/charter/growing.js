// Fields as high as their text. A browser that knows `field-sizing` does it by itself.

const BY_ITSELF = CSS.supports("field-sizing", "content");

export function fit(field) {
  if (BY_ITSELF) return;
  field.style.blockSize = "auto";
  if (field.scrollHeight > 0) field.style.blockSize = `${field.scrollHeight + 2}px`;
}

// All those of an element, now and each time it changes its width.
export function keepFit(host) {
  if (BY_ITSELF) return;
  const all = () => host.querySelectorAll("textarea").forEach(fit);
  host.addEventListener("input", (event) => event.target.matches("textarea") && fit(event.target));
  let width = 0;
  new ResizeObserver(() => {
    if (host.clientWidth === width) return;
    width = host.clientWidth;
    all();
  }).observe(host);
  all();
}
