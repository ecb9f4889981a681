// Measured numbers: one row of the results table, and the order of rows.

const LAST = "\uffff";
const UNITS = new Set(["", "%", "pp", "x"]); // part of a value as written

// Returns a value as written, with its unit.
export function valueText({ text, unit }) {
  return UNITS.has(unit) || text.includes(unit) ? text : `${text} ${unit}`;
}

// Returns row `row` of the columns `table`; `source` finds things and evidence.
export function resultOf(table, row, source) {
  const id = source.data.facts.subject.length + row;
  const dates = source.table.papers(id).map((paper) => source.graph.things.date[paper]).filter(Boolean);
  return {
    id,
    subject: source.at(table.subject[row]),
    benchmark: source.at(table.benchmark[row]),
    metric: source.at(table.metric[row]),
    over: source.at(table.over[row]),
    text: table.text[row],
    value: Number(table.low[row]),
    unit: table.unit[row],
    kind: table.kind[row],
    setting: table.setting[row],
    direction: table.direction[row],
    belief: table.belief[row],
    date: dates.sort()[0] ?? "",
  };
}

// Sorts results by benchmark, absolute values before differences, metric, unit, what is not named last; then the
// best first.
export function sortResults(results) {
  const group = (r) => [r.benchmark?.label ?? LAST, r.kind, r.metric?.label ?? LAST, r.unit].join("\u0000");
  const sign = (r) => (r.direction === "lower" ? 1 : -1);
  return results.sort((a, b) => {
    const [x, y] = [group(a), group(b)];
    if (x !== y) return x < y ? -1 : 1;
    return sign(a) * (a.value - b.value) || a.id - b.id;
  });
}
