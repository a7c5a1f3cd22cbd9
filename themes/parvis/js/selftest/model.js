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

// What a saved or imported respondent still means in this model: answers to statements that exist, on the scale; priorities
// that exist. `dropped` counts what had to be left out.
export function fitRespondent(model, respondent) {
  let dropped = 0;
  const answers = (given) => {
    const kept = {};
    for (const [id, value] of Object.entries(given ?? {})) {
      const fits = value === null || (Number.isInteger(value) && value >= model.min && value <= model.max);
      if (model.statements.has(id) && fits) kept[id] = value;
      else dropped += 1;
    }
    return kept;
  };
  const priorities = [];
  for (const id of Array.isArray(respondent?.priorities) ? respondent.priorities : []) {
    const fits = model.dimension(id) && !priorities.includes(id) && priorities.length < (model.source.priorities?.top ?? 0);
    if (fits) priorities.push(id);
    else dropped += 1;
  }
  return {
    respondent: {
      id: String(respondent?.id ?? "").slice(0, 60),
      ...(respondent?.group ? { group: String(respondent.group).slice(0, 60) } : {}),
      today: answers(respondent?.today),
      target: answers(respondent?.target),
      priorities,
    },
    dropped,
  };
}
