// The model as the pages of the self-test read it, and what they hold of a respondent.

// A model with the look-ups that every view of it needs.
export class Model {
  constructor(source) {
    this.source = source;
    this.dimensions = source.dimensions.map((dimension, position) => ({
      ...dimension,
      number: position + 1,
      leverRank: source.levers.findIndex((lever) => lever.id === dimension.lever) + 1,
    }));
    this.statements = new Map(
      this.dimensions.flatMap((dimension) => dimension.statements.map((statement) => [statement.id, { ...statement, dimension }])),
    );
  }

  get min() {
    return this.source.scale.min;
  }

  get max() {
    return this.source.scale.max;
  }

  dimension(id) {
    return this.dimensions.find((dimension) => dimension.id === id);
  }

  // The dimensions of a lever, in the model's order.
  dimensionsOf(lever) {
    return this.dimensions.filter((dimension) => dimension.lever === lever.id);
  }

  // « Tout à fait d’accord », or the number where the model names no point.
  pointName(value) {
    return this.source.scale.labels?.[value - this.min] ?? String(value);
  }

  // The maturity level at a position of the model's list; undefined where there is none.
  level(position) {
    return position === null || position === undefined ? undefined : this.source.maturity?.[position];
  }
}

// What answers kept on the device (`{version, scale, respondent}`) still mean in this model: answers to statements that exist, on the
// scale; priorities that exist. `reason` tells why something, or all of it, is left out: "unreadable", "scale" or "version"; then,
// or where nothing is left, `respondent` is null.
export function fitRespondent(model, kept) {
  const source = kept?.respondent;
  if (!isTable(source) || !isTable(source.today) || !isTable(source.target)) return { respondent: null, reason: "unreadable" };
  const { scale } = kept;
  if (scale && (scale.min !== model.min || scale.max !== model.max)) return { respondent: null, reason: "scale" };
  let dropped = 0;
  const answers = (given) => {
    const fits = ([id, value]) => model.statements.has(id) && (value === null || (Number.isInteger(value) && value >= model.min && value <= model.max));
    const entries = Object.entries(given);
    const fitting = entries.filter(fits);
    dropped += entries.length - fitting.length;
    return Object.fromEntries(fitting);
  };
  const given = Array.isArray(source.priorities) ? source.priorities : [];
  const priorities = [...new Set(given)].filter((id) => model.dimension(id)).slice(0, model.source.priorities?.top ?? 0);
  const text = (value) => (typeof value === "string" ? value.slice(0, 40) : "");
  const respondent = { id: text(source.id), group: text(source.group), today: answers(source.today), target: answers(source.target), priorities };
  dropped += given.length - priorities.length;
  return { respondent, reason: dropped > 0 ? "version" : null };
}

function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
