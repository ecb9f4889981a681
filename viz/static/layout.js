// Places for a small drawing: a force layout that gives equal places for equal graphs and moves nothing
// afterwards.

const SPACE = 84; // wanted length of an edge
const REACH = 4 * SPACE; // things further apart do not repel each other; where there are many, half as far
const APART = 40; // least between two things in the end
const MANY = 300; // above this, fewer rounds
const STRETCH = 2; // most that the drawing is stretched to fill its room

// Returns a Map from id to {x, y}. `ids[0]` holds its place, `edges` are [id, id]. Options: `before`, a Map of
// places to start from; `fixed`, a Set of ids that keep theirs; `aspect`, width to height of the room to fill
// (used only where nothing is fixed).
export function layout(ids, edges, { before = new Map(), fixed = new Set(), aspect = 1 } = {}) {
  const state = startPlaces(ids, edges, before, fixed);
  state.reach = ids.length > MANY ? REACH / 2 : REACH;
  const index = new Map(ids.map((id, i) => [id, i]));
  const links = edges.map(([a, b]) => [index.get(a), index.get(b)]).filter(([a, b]) => a !== undefined && b !== undefined && !(state.held[a] && state.held[b]));
  const moving = state.held.filter((held) => !held).length;
  const rounds = ids.length <= MANY ? 220 : moving <= MANY ? 50 : 80;
  for (let round = 0; round < rounds; round++) step(state, links, 0.6 * SPACE * (1 - round / rounds) + 0.5);
  if (!fixed.size) stretch(state, aspect);
  for (let round = 0; round < 5; round++) partAll(state);
  return new Map(ids.map((id, i) => [id, { x: state.x[i], y: state.y[i] }]));
}

// Things without an earlier place start on a spiral around a neighbour that has one, else around the first.
function startPlaces(ids, edges, before, fixed) {
  const first = before.get(ids[0]) ?? { x: 0, y: 0 };
  const n = ids.length;
  const state = { x: new Float64Array(n), y: new Float64Array(n), dx: new Float64Array(n), dy: new Float64Array(n) };
  state.held = ids.map((id, i) => i === 0 || (fixed.has(id) && before.has(id)));
  const beside = new Map(edges.flatMap(([a, b]) => [[b, a], [a, b]]).filter(([, b]) => before.has(b)));
  ids.forEach((id, i) => {
    const angle = i * 2.399963; // the golden angle: no two in line
    const middle = before.get(beside.get(id)) ?? first;
    const radius = middle === first ? 0.8 * SPACE * Math.sqrt(i) : 0.8 * SPACE;
    const place = before.get(id) ?? { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) };
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

// Moves those apart that stand almost on each other, as what is tied to everything does to the first; who stands
// near is found from left to right.
function partAll(state) {
  const { x } = state;
  const order = Array.from(x.keys()).sort((i, j) => x[i] - x[j] || i - j);
  order.forEach((i, at) => {
    for (let k = at + 1; k < order.length && x[order[k]] - x[i] < APART; k++) part(state, i, order[k]);
  });
}

function part({ x, y, held }, i, j) {
  const a = x[i] - x[j] || 0.01;
  const b = y[i] - y[j] || 0.01;
  if (Math.abs(b) >= APART) return;
  const length = Math.hypot(a, b);
  if (length >= APART || (held[i] && held[j])) return;
  const move = (APART - length) / length / (held[i] || held[j] ? 1 : 2);
  if (!held[i]) [x[i], y[i]] = [x[i] + a * move, y[i] + b * move];
  if (!held[j]) [x[j], y[j]] = [x[j] - a * move, y[j] - b * move];
}

function step(state, links, most) {
  const { x, y, dx, dy, held } = state;
  dx.fill(0);
  dy.fill(0);
  repelAll(state);
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

// Repels every two things in the same or neighbouring cells of a grid, but for two that hold their places.
function repelAll(state) {
  const { x, y, held } = state;
  const { width, height, cell, first, next } = grid(x, y, state.reach);
  for (let i = 0; i < x.length; i++) {
    if (held[i]) continue;
    const [column, row] = [cell[i] % width, Math.floor(cell[i] / width)];
    for (let r = Math.max(row - 1, 0); r <= Math.min(row + 1, height - 1); r++) {
      for (let c = Math.max(column - 1, 0); c <= Math.min(column + 1, width - 1); c++) {
        for (let j = first[r * width + c]; j >= 0; j = next[j]) if (j < i || held[j]) repel(state, i, j);
      }
    }
  }
}

// Returns the cell of each place, and the places of each cell as linked lists that end with -1.
function grid(x, y, reach) {
  const [left, top] = [least(x), least(y)];
  const width = Math.floor((-least(x.map((v) => -v)) - left) / reach) + 1;
  const height = Math.floor((-least(y.map((v) => -v)) - top) / reach) + 1;
  const cell = new Int32Array(x.length);
  const first = new Int32Array(width * height).fill(-1);
  const next = new Int32Array(x.length);
  for (let i = 0; i < x.length; i++) {
    cell[i] = Math.floor((x[i] - left) / reach) + width * Math.floor((y[i] - top) / reach);
    next[i] = first[cell[i]];
    first[cell[i]] = i;
  }
  return { width, height, cell, first, next };
}

function least(values) {
  return values.reduce((a, b) => Math.min(a, b), values.length ? values[0] : 0);
}

function repel({ x, y, dx, dy, reach }, i, j) {
  // Two things at one place are pushed apart in a direction that depends on their numbers.
  const a = x[i] - x[j] || 0.1 * ((i % 3) - 1) + 0.01;
  const b = y[i] - y[j] || 0.1 * ((j % 3) - 1) + 0.01;
  const squared = a * a + b * b;
  if (squared > reach * reach) return;
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
