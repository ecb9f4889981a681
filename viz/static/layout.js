// Places for a small drawing: a force layout that gives equal places for equal graphs and moves nothing
// afterwards.

const SPACE = 84; // wanted length of an edge
const REACH = 4 * SPACE; // things further apart do not repel each other
const ALL_PAIRS = 300; // up to here all pairs are looked at; above, those in neighbouring cells
const STRETCH = 2; // most that the drawing is stretched to fill its room

// Returns a Map from id to {x, y}. `ids[0]` holds its place, `edges` are [id, id]. Options: `before`, a Map of
// places to start from; `fixed`, a Set of ids that keep theirs; `aspect`, width to height of the room to fill
// (used only where nothing is fixed).
export function layout(ids, edges, { before = new Map(), fixed = new Set(), aspect = 1 } = {}) {
  const state = startPlaces(ids, before, fixed);
  const index = new Map(ids.map((id, i) => [id, i]));
  const links = edges.map(([a, b]) => [index.get(a), index.get(b)]).filter(([a, b]) => a !== undefined && b !== undefined);
  const rounds = ids.length > ALL_PAIRS ? 80 : 220;
  for (let round = 0; round < rounds; round++) step(state, links, 0.6 * SPACE * (1 - round / rounds) + 0.5);
  if (!fixed.size) stretch(state, aspect);
  return new Map(ids.map((id, i) => [id, { x: state.x[i], y: state.y[i] }]));
}

// Things without an earlier place start on a spiral around the first.
function startPlaces(ids, before, fixed) {
  const first = before.get(ids[0]) ?? { x: 0, y: 0 };
  const n = ids.length;
  const state = { x: new Float64Array(n), y: new Float64Array(n), dx: new Float64Array(n), dy: new Float64Array(n) };
  state.held = ids.map((id, i) => i === 0 || (fixed.has(id) && before.has(id)));
  ids.forEach((id, i) => {
    const angle = i * 2.399963; // the golden angle: no two in line
    const radius = 0.8 * SPACE * Math.sqrt(i);
    const place = before.get(id) ?? { x: first.x + radius * Math.cos(angle), y: first.y + radius * Math.sin(angle) };
    state.x[i] = place.x;
    state.y[i] = place.y;
  });
  return state;
}

// Stretches the drawing around the first thing to the shape of its room.
function stretch({ x, y }, aspect) {
  const extent = (values) => Math.max(...values) - Math.min(...values) || 1;
  const wanted = Math.sqrt((aspect * extent(y)) / extent(x));
  const factor = Math.min(Math.max(wanted, 1 / STRETCH), STRETCH);
  for (let i = 1; i < x.length; i++) {
    x[i] = x[0] + (x[i] - x[0]) * factor;
    y[i] = y[0] + (y[i] - y[0]) / factor;
  }
}

function step(state, links, most) {
  const { x, y, dx, dy, held } = state;
  dx.fill(0);
  dy.fill(0);
  for (const [i, j] of pairs(x, y)) repel(state, i, j);
  for (const [i, j] of links) attract(state, i, j);
  for (let i = 0; i < x.length; i++) {
    if (held[i]) continue;
    dx[i] += (x[0] - x[i]) * 0.03;
    dy[i] += (y[0] - y[i]) * 0.03;
    const length = Math.hypot(dx[i], dy[i]) || 1;
    const move = Math.min(length, most) / length;
    x[i] += dx[i] * move;
    y[i] += dy[i] * move;
  }
}

function* pairs(x, y) {
  if (x.length <= ALL_PAIRS) {
    for (let i = 0; i < x.length; i++) for (let j = 0; j < i; j++) yield [i, j];
    return;
  }
  const cells = new Map();
  for (let i = 0; i < x.length; i++) {
    const [column, row] = [Math.floor(x[i] / REACH), Math.floor(y[i] / REACH)];
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) for (const j of cells.get(`${c} ${r}`) ?? []) yield [i, j];
    }
    const key = `${column} ${row}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(i);
  }
}

function repel({ x, y, dx, dy }, i, j) {
  // Two things at one place are pushed apart in a direction that depends on their numbers.
  const a = x[i] - x[j] || 0.1 * ((i % 3) - 1) + 0.01;
  const b = y[i] - y[j] || 0.1 * ((j % 3) - 1) + 0.01;
  const squared = a * a + b * b;
  if (squared > REACH * REACH) return;
  const force = (SPACE * SPACE) / squared;
  dx[i] += a * force;
  dy[i] += b * force;
  dx[j] -= a * force;
  dy[j] -= b * force;
}

function attract({ x, y, dx, dy }, i, j) {
  const a = x[i] - x[j];
  const b = y[i] - y[j];
  const force = Math.hypot(a, b) / SPACE / 2;
  dx[i] -= a * force;
  dy[i] -= b * force;
  dx[j] += a * force;
  dy[j] += b * force;
}
