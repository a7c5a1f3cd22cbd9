// The search from anywhere: `/` (but in a field) and Ctrl-K (⌘K), and the header's link. On the search page they go to its field;
// elsewhere they open a dialog over the page. Its script comes when it is first asked for; without it, the link leads to the search page.

const link = document.querySelector("a.site-search-link");
const field = () => document.querySelector("parvis-search input[type=search]");

async function open() {
  if (field()) return field().focus();
  if (!link) return;
  // What is typed while the script is on its way is for the dialog.
  let typed = "";
  const keep = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key.length === 1 || event.key === "Backspace")) return;
    typed = event.key === "Backspace" ? typed.slice(0, -1) : typed + event.key;
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("keydown", keep, true);
  try {
    const { openSearchDialog, stylesReady } = await import("./search-dialog.js");
    await stylesReady;
    openSearchDialog(link, typed);
  } catch {
    location.assign(link.href);
  } finally {
    removeEventListener("keydown", keep, true);
  }
}

link?.setAttribute("aria-keyshortcuts", "/ Control+K");
link?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || field()) return;
  event.preventDefault();
  open();
});

document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !letter) return;
  if (slash && event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  if (!field() && !link) return;
  event.preventDefault();
  open();
});
