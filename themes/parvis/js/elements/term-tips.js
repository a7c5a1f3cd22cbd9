// The definition of a glossary term, for those who have no pointer to hover with: a first tap on the term shows it, a second
// follows the link, a tap elsewhere closes it. Escape closes it however it was opened, without moving the focus. The style sheet
// shows it on hover and on focus; without this script a tap goes to the glossary. `data-tip` on `.term` is "open" or "closed".

const of = (event) => (event.target instanceof Element ? event.target.closest(".term") : null);

function set(term, state) {
  if (state) term.dataset.tip = state;
  else delete term.dataset.tip;
}

function closeOthers(kept) {
  for (const term of document.querySelectorAll('.term[data-tip="open"]')) if (term !== kept) set(term, null);
}

document.addEventListener("click", (event) => {
  const term = of(event);
  closeOthers(term);
  if (!term || event.pointerType !== "touch" || term.dataset.tip === "open") return;
  if (!event.target.closest(".term-link")) return;
  event.preventDefault();
  set(term, "open");
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:is(:hover, :focus-within, [data-tip])")) set(term, "closed");
});

// Leaving a term forgets that it was closed: it shows again at the next visit.
for (const term of document.querySelectorAll(".term")) {
  term.addEventListener("pointerleave", () => {
    if (term.dataset.tip === "closed" && !term.matches(":focus-within")) set(term, null);
  });
  term.addEventListener("focusout", () => set(term, null));
}
