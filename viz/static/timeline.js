// What happened to a thing when: which papers introduced, extended, used, measured it, month by month.

import { monthNumber } from "./months.js";

const MOST_COLUMNS = 30;

// What a paper does with a thing, the nearest first.
export const ROLES = ["wrote", "introduced", "built upon", "kind or version", "used", "trained with", "evaluated on", "compared", "described", "named"];

const BACK = { introduces: "introduced", extends: "built upon", variantOf: "kind or version", uses: "used", trainedOn: "trained with", evaluatedOn: "evaluated on", comparedWith: "compared", mentions: "named", authoredBy: null, broader: "kind or version" };
const OUT = { extends: "described", variantOf: "described", uses: "described", trainedOn: "described", evaluatedOn: "described", comparedWith: "compared", broader: "described" };

// Returns the role of the papers that state a fact, for the thing that is its object, or its subject (`out`).
export function roleOf(relation, out) {
  if (relation === "authoredBy") return out ? null : "wrote";
  return (out ? OUT : BACK)[relation] ?? null;
}

// Returns {first, last, step, roles: [{role, cells: Map from month to items, most}], undated}: the rows and columns
// in which items {paper, role} are drawn. A column is `step` months: one, or where the time is long a quarter or a year;
// `first` and `last` are the first months of columns.
export function cellsOf(items) {
  const dated = items.filter(({ paper }) => monthNumber(paper.date) !== null);
  const months = dated.map(({ paper }) => monthNumber(paper.date));
  const [from, to] = months.length ? [Math.min(...months), Math.max(...months)] : [null, null];
  const step = [1, 3, 12].find((size) => (to - from) / size <= MOST_COLUMNS) ?? 12;
  const column = (month) => Math.floor(month / step) * step;
  const roles = ROLES.map((role) => {
    const cells = new Map();
    for (const item of dated.filter((each) => each.role === role)) {
      const month = column(monthNumber(item.paper.date));
      cells.set(month, [...(cells.get(month) ?? []), item]);
    }
    return { role, cells, most: Math.max(...[...cells.values()].map(({ length }) => length)) };
  });
  const ends = months.length ? { first: column(from), last: column(to) } : { first: null, last: null };
  return { ...ends, step, roles: roles.filter(({ cells }) => cells.size), undated: items.length - dated.length };
}

// Returns how dots stand in a cell `width` wide: {across, down, pitch, shown}. At most `most` dots are drawn in one
// cell; where there are more, the last place says how many are left out.
export function dotGrid(count, width, most = 48) {
  const pitch = count > 24 ? 9 : 11;
  const across = Math.max(1, Math.floor((width - 4) / pitch));
  const shown = count > most ? most - across : count;
  return { across, down: Math.ceil(shown / across) + (count > most ? 1 : 0), pitch, shown };
}
