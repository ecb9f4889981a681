// Leaderboards: the results of a benchmark in groups that can be compared, ranked, and the best so far. What can be
// compared, and whether more is better, was decided when the page was made (viz/boards.py); ranks and bests follow
// the rules of graph/analyses/ranking.py, so that the page and the command agree.

const RATIO = 20; // an axis goes by ratio from so many times the least value on
const UNREACHED = { higher: "<", lower: ">" }; // a number with this comparator is a bound that was not reached
const LESSER = "its paper's lesser value, often another's";

// Returns {boards, gains}, those of most rows first. `results` are {id, board, subject, over, low, high, comparator,
// metric, unit, scale, setting, kind, direction, source, date, belief, papers, baseline, assumed}. A board is {key,
// metric, unit, scale, setting, kind, direction, source, rows}: what its results have in common. Differences and
// factors are gains: they stand on boards of their own, unranked.
export function boardsOf(results) {
  const groups = new Map();
  for (const row of results) {
    const { board, metric, unit, scale, setting, kind, direction, source } = row;
    const key = [kind, metric.toLowerCase(), unit, scale, setting].join("~");
    if (!groups.has(board)) groups.set(board, { key, metric, unit, scale, setting, kind, direction, source, rows: [] });
    groups.get(board).rows.push(row);
  }
  const boards = [...groups.values()].map(ranked);
  boards.sort((a, b) => b.rows.length - a.rows.length || compareText(a.key, b.key));
  return { boards: boards.filter(({ kind }) => kind === "absolute"), gains: boards.filter(({ kind }) => kind !== "absolute") };
}

// Equal values of one subject are one row, and equal values share a rank; without a direction the earliest
// comes first and nothing has a rank.
function ranked(board) {
  const { direction } = board;
  const known = direction !== "unknown";
  const sign = direction === "lower" ? 1 : -1;
  const rows = joined(board).map((row) => ({ ...row, value: direction === "lower" ? row.low : row.high, reached: known && row.comparator !== UNREACHED[direction] }));
  const worth = (row) => (known ? sign * row.value : 0);
  rows.sort((a, b) => (known ? Number(b.reached) - Number(a.reached) : 0) || worth(a) - worth(b) || compareText(a.date, b.date) || a.id - b.id);
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    if (!row.reached) row.rank = null;
    else row.rank = before?.value === row.value ? before.rank : i + 1;
    if (known && !row.baseline && rows.some((other) => outdoes(other, row, sign))) row.assumed = [row.assumed, LESSER].filter(Boolean).join("; ");
  });
  return { ...board, rows };
}

// Whether a paper that states a row's value states a better one of the same subject, too.
function outdoes(other, row, sign) {
  const same = other.subject?.ref === row.subject?.ref && sign * other.value < sign * row.value;
  return same && other.papers.some(({ ref }) => row.papers.some((paper) => paper.ref === ref));
}

function joined({ rows }) {
  const same = new Map();
  for (const row of rows) {
    const key = [row.subject?.ref, row.over?.ref, row.low, row.high, row.comparator].join("~");
    same.set(key, [...(same.get(key) ?? []), row]);
  }
  return [...same.values()].map((group) => {
    const [surest] = [...group].sort((a, b) => b.belief - a.belief || a.id - b.id);
    const dates = group.map(({ date }) => date).filter(Boolean).sort();
    const papers = new Map(group.flatMap((row) => row.papers).map((paper) => [paper.ref, paper]));
    return { ...surest, date: dates[0] ?? "", papers: [...papers.values()], baseline: group.every(({ baseline }) => baseline) };
  });
}

function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}

// Returns the ranked rows that are better than those of all earlier months, one a month, in their order.
export function bestSoFar({ rows, direction }) {
  const sign = direction === "lower" ? -1 : 1;
  const dated = rows.filter(({ rank, date }) => rank !== null && date);
  dated.sort((a, b) => compareText(a.date, b.date) || sign * (b.value - a.value));
  const best = [];
  for (const row of dated) {
    const last = best.at(-1);
    if (!last || (row.date > last.date && sign * row.value > sign * last.value)) best.push(row);
  }
  return best;
}

// Returns {lines, place}: round numbers to mark on an axis, and where from 0 to 1 a value stands on it. Where less
// is better and values differ a lot, steps are of equal ratio, as otherwise the best would be one dot.
export function valueScale(values, direction) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const byRatio = direction === "lower" && low > 0 && high >= RATIO * low;
  const lines = byRatio ? ratioTicks(low, high) : ticks(low, high);
  const measure = byRatio ? Math.log : (value) => value;
  const [from, to] = [measure(lines[0]), measure(lines.at(-1))];
  return { lines, place: (value) => (measure(value) - from) / (to - from || 1) };
}

// Returns 1, 2, 5, 10, 20 ... from at or below `low` to at or above `high`.
function ratioTicks(low, high) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); ; power++) {
    for (const n of [1, 2, 5]) {
      const tick = Number((n * 10 ** power).toPrecision(3));
      if (tick <= low) found.length = 0;
      found.push(tick);
      if (tick >= high) return found;
    }
  }
}

// Returns round numbers from at or below `low` to at or above `high`, about `most` of them.
function ticks(low, high, most = 6) {
  const rough = (high - low || Math.abs(high) || 1) / Math.max(most - 1, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * 0.999);
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  const found = [];
  for (let i = Math.floor(low / step + 1e-9); found.length < 50; i++) {
    found.push(Number((i * step).toFixed(digits)));
    if (i * step >= high - 1e-9) return found;
  }
  return found;
}
