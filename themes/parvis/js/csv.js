// A table as CSV: semicolons and a byte-order mark, which a French spreadsheet opens as they are. A text that a spreadsheet
// would run as a formula is quoted with an apostrophe; a negative number is not one.
export function csv(rows) {
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    const formula = typeof value === "string" && /^[=+\-@\t\r]/.test(text) && !/^-\d+([.,]\d+)?$/.test(text);
    const safe = formula ? `'${text}` : text;
    return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\uFEFF${rows.map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
}
