// Light or dark. Nothing is stored until the visitor picks one; « auto » forgets the choice. base.html asks for this file first of all: it
// applies the choice as soon as it is there, as a rule before the style sheets are, for which the first paint waits.

const KEY = "parvis:theme";
const CHOICES = ["auto", "light", "dark"];

// The visitor's choice: "auto", "light" or "dark". A browser that refuses storage is a browser without a choice.
export function storedTheme() {
  try {
    const stored = localStorage.getItem(KEY);
    return CHOICES.includes(stored) ? stored : "auto";
  } catch {
    return "auto";
  }
}

// Shows the page in the given theme, without remembering it.
export function applyTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function applyStoredTheme() {
  applyTheme(storedTheme());
}

applyStoredTheme();

// Shows the page in the given theme and remembers it on this device.
export function chooseTheme(theme) {
  applyTheme(theme);
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage refused: the choice holds for this page.
  }
}
