// The file that an organisation hands over: means by dimension, and nothing that says whose they are. `schemas/contribution.schema.json`
// of Parvis describes it.

const FORMAT = "parvis-contribution";
// Decimals of a mean: more would be the fingerprint of a set of answers.
const DECIMALS = 4;

// A new id: 128 random bits.
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The id of an earlier contribution; null where the text is none.
export function earlierId(text) {
  try {
    const { format, id } = JSON.parse(text);
    return format === FORMAT && /^[0-9a-f]{32}$/.test(id) ? id : null;
  } catch {
    return null;
  }
}

// The text of the file. `means` is the module's answer to `profile`.
export function contribution({ id, edition, model, sector, size, means, consent }) {
  const rounded = (mean) => (mean === null ? null : Number(mean.toFixed(DECIMALS)));
  const of = ({ dimensions }) => Object.fromEntries(dimensions.map(({ id: dimension, mean }) => [dimension, rounded(mean)]));
  const content = {
    format: FORMAT,
    id,
    edition,
    model: { id: model.id, version: model.version },
    sector,
    size,
    respondents: means.n,
    means: { today: of(means.today), target: of(means.target) },
    consent: { ...consent, date: new Date().toISOString().slice(0, 10) },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
