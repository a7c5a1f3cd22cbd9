// Words that a person typed, as Markdown: nothing becomes a heading, a rule or HTML by accident; their lists and emphasis stay, and
// their lines stay lines.
export function paragraphs(text) {
  return text.trim().split("\n")
    .map((one) => one.trimEnd().replace(/^(\s*)(#{1,6}(?=\s|$)|>|[=-]{2,}$)/, "$1\\$2").replace(/<(?=[a-z/!?])/gi, "\\<"))
    .join("\n")
    .replace(/([^\n])\n(?!\n|\s*(?:[-*+]|\d+[.)])\s)/g, "$1  \n");
}

// The same on one line.
export function line(text) {
  return paragraphs(text.replace(/\s*\n\s*/g, " "));
}
