// Printing one thing of a page. The sheet stands alone at the end of the body while the printer reads it; a style sheet hides the rest
// below `:root[data-printing]`.

let current = null;

// Puts a sheet there; `title` is the name that a printer to PDF offers.
export function putSheet(sheet, title) {
  removeSheet();
  sheet.classList.add("print-sheet");
  document.body.append(sheet);
  document.documentElement.dataset.printing = "sheet";
  current = { sheet, title: document.title };
  document.title = title;
  addEventListener("afterprint", removeSheet, { once: true });
}

export function hasSheet() {
  return current !== null;
}

function removeSheet() {
  if (!current) return;
  removeEventListener("afterprint", removeSheet);
  current.sheet.remove();
  delete document.documentElement.dataset.printing;
  document.title = current.title;
  current = null;
}
