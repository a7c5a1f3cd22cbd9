// `/` and Ctrl-K (⌘K) go to the search from anywhere but a field: to its field on the search page, else to that page.

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !letter) return;
  if (slash && event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("parvis-search input[type=search]");
  const link = document.querySelector("a.site-search-link");
  if (!field && !link) return;
  event.preventDefault();
  if (field) field.focus();
  else location.assign(link.href);
});
