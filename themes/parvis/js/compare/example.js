// Seven invented directors, for a first look at a comparison. Their answers are laid out here as patterns on five points and put
// on the scale of whatever model the site has: nobody gave them, and the page says so as long as they are there.

// A row a statement, a digit a director. The first pattern divides them, the second hesitates, the last ones agree.
const TARGET = [
  ["5521452", "4512541", "5422351"],
  ["4345324", "3344425", "4254334"],
  ["5455454", "4455455", "5445554"],
  ["5555555", "5555455", "5555555"],
];
const TODAY = [
  ["3322342", "2312331", "3222341"],
  ["3234223", "2233324", "3243223"],
  ["2332323", "3322232", "2232333"],
  ["4344334", "3443434", "4344343"],
];
// Which pattern a dimension takes, and by how many directors it is turned round, so that no two dimensions look the same.
const PATTERN = [0, 2, 1, 2, 2, 3, 1, 2, 1, 3, 2, 1];
const CHOICES = [[0, 4, 9, 2], [4, 1, 5, 0], [9, 0, 10, 5], [2, 6, 4, 8], [0, 9, 6, 4], [11, 9, 4, 1], [4, 0, 2, 11]];

// `names` and `groups` are seven names and two groups in the page's language.
export function exampleGroup(model, { names, groups }) {
  const { min, max } = model.source.scale;
  const onScale = (digit, reverse) => {
    const value = min + Math.round(((Number(digit) - 1) / 4) * (max - min));
    return reverse ? min + max - value : value;
  };
  const answers = (patterns, director) => Object.fromEntries(model.dimensions.flatMap(({ statements, number }) => {
    const at = number - 1;
    const rows = patterns[PATTERN[at % PATTERN.length]];
    return statements.map(({ id, reverse }, position) => [id, onScale(rows[position % rows.length][(director + at) % names.length], reverse)]);
  }));
  return names.map((name, director) => ({
    id: name,
    group: groups[director % 2],
    today: answers(TODAY, director),
    target: answers(TARGET, director),
    priorities: priorities(model, CHOICES[director % CHOICES.length]),
  }));
}

function priorities({ dimensions, source }, choices) {
  const places = new Set(choices.map((choice) => choice % dimensions.length));
  return [...places].slice(0, source.priorities?.top ?? 0).map((place) => dimensions[place].id);
}
