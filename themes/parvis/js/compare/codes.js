// Finding result codes in whatever people paste: a code, a link, a whole e-mail thread.

// A code starts with P and its version, and is URL-safe text. Mail programs cut long lines, so that a code may go on after
// white space and a quotation mark; `continuations` are the pieces that may belong to it.
const CODE = /(?<![\w-])P\d[\w-]{20,}/g;
const MAX_PIECES = 4;

// The candidates of a text, each with the pieces that follow it.
export function findCodes(text) {
  return [...text.matchAll(CODE)].map((match) => ({
    code: match[0],
    continuations: text.slice(match.index + match[0].length).match(/^(?:[\s>]+[\w-]+){1,4}/)?.[0].split(/[\s>]+/).filter(Boolean).slice(0, MAX_PIECES) ?? [],
  }));
}

// The respondents of a text and what could not be read. `decode(code)` gives a respondent or throws an error with a `code`.
export function readCodes(text, decode) {
  const respondents = [];
  const errors = [];
  for (const { code, continuations } of findCodes(text)) {
    let joined = code;
    let first = null;
    for (const piece of ["", ...continuations]) {
      joined += piece;
      try {
        respondents.push({ code: joined, respondent: decode(joined) });
        first = null;
        break;
      } catch (error) {
        first ??= error;
      }
    }
    if (first) errors.push({ code, error: first });
  }
  return { respondents, errors };
}
