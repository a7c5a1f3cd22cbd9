// The model without its texts, which are most of it and no part of any figure: what the module takes.

export function figuresOf({ levers, dimensions, maturity, id, version, scale, scoring, priorities, symmetry }) {
  return {
    id, version, scale: { min: scale.min, max: scale.max }, scoring, priorities, symmetry, maturity,
    levers: levers.map((lever) => ({ id: lever.id, name: "" })),
    dimensions: dimensions.map((dimension) => ({
      id: dimension.id, lever: dimension.lever, name: "",
      statements: dimension.statements.map(({ id: statement, reverse, pair, side }) => ({ id: statement, text: "", reverse, pair, side })),
    })),
  };
}
