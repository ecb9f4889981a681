// Where a lineage is drawn: time from left to right, one band of rows for each step from the thing asked for.

const DESCENT_ROW = 24;
const DESCENT_GAP = 12;
const DESCENT_APART = 20; // least between an undated thing and what it came from
const DESCENT_ZONE = 46; // width of a column of things that nothing dates
const DESCENT_MONTH = [[24, 12], [60, 10], [Infinity, 4]]; // of so many months, each is at least so wide
const DESCENT_WIDEST = 84;

// Gives each thing a time. `things` are {ref, level, month, named}: `month` and the month it is first named in
// are numbers or null; `edges` are {from, to}, from later to earlier. Returns a Map from reference to {t, dated}
// or, for what is undated and comes from nothing dated, {column, dated}: how many columns left of all months.
export function placeInTime(things, edges) {
  const byRef = new Map(things.map((thing) => [thing.ref, thing]));
  const [earlier, later] = [new Map(), new Map()];
  for (const { from, to } of edges) {
    earlier.set(from, [...(earlier.get(from) ?? []), to]);
    later.set(to, [...(later.get(to) ?? []), from]);
  }
  const most = (numbers) => numbers.reduce((a, b) => (a === null || b > a ? b : a), null);
  const lower = walk(things, earlier, (ref, of) => byRef.get(ref).month ?? stepAfter(most(of.filter((t) => t !== null))));
  const upper = walk(things, later, (ref, of) => byRef.get(ref).month ?? earliest(of.filter((t) => t !== null)));
  const columns = walk(things, earlier, (ref, of) => (lower.get(ref) === null ? Math.max(-1, ...of) + 1 : -1));
  const last = Math.max(...columns.values());
  const places = new Map();
  for (const { ref, month, named } of things) {
    const [after, before] = [lower.get(ref), upper.get(ref)];
    if (month !== null) places.set(ref, { t: month, dated: true });
    else if (after === null) places.set(ref, { column: last + 1 - columns.get(ref), dated: false });
    else if (before !== null) places.set(ref, { t: Math.max((after - 1 + before) / 2, after - 0.7), dated: false });
    else places.set(ref, { t: Math.max(after, named ?? after), dated: false });
  }
  return places;
}

function stepAfter(t) {
  return t === null ? null : t + 1;
}

function earliest(numbers) {
  return numbers.length ? Math.min(...numbers) : null;
}

// Computes a value for each thing from those of the things that `next` leads to, these first.
function walk(things, next, compute) {
  const values = new Map();
  const visit = (ref) => {
    if (values.has(ref)) return values.get(ref);
    values.set(ref, null); // edges form no circles; if they did, this would end them
    values.set(ref, compute(ref, (next.get(ref) ?? []).map(visit)));
    return values.get(ref);
  };
  things.forEach(({ ref }) => visit(ref));
  return values;
}

// Places things for a drawing at least `width` wide, with `gutter` pixels left of all for the names of bands (with
// none, they get `head` pixels above the rows) and `label(thing)` pixels right of each for its name. Returns {places: Map of {x, y, dated}, bands: [{level, top,
// bottom}], first, last, monthAt, monthWidth, zone, width, height}; `first` is null if nothing has a month.
export function placeDescent(things, edges, { width, gutter, head = 0, label, top }) {
  const times = placeInTime(things, edges);
  const months = [...times.values()].filter(({ t }) => t !== undefined).map(({ t }) => t);
  const first = months.length ? Math.floor(Math.min(...months)) : null;
  const last = months.length ? Math.ceil(Math.max(...months)) : null;
  const columns = Math.max(0, ...[...times.values()].map(({ column }) => column ?? 0));
  const zone = columns ? columns * DESCENT_ZONE + 20 : 0;
  const fitting = things.map((thing) => (width - gutter - zone - label(thing) - 30) / ((times.get(thing.ref).t ?? last) - first + 1));
  const [, narrowest] = DESCENT_MONTH.find(([most]) => !months.length || last - first < most);
  const monthWidth = Math.min(Math.max(Math.min(...fitting), narrowest), DESCENT_WIDEST);
  const monthAt = (t) => gutter + zone + (t - first) * monthWidth;
  const left = ({ ref }) => {
    const { t, column } = times.get(ref);
    return column ? gutter + (columns - column) * DESCENT_ZONE + 16 : monthAt(t);
  };
  const x = spread(things, edges, left, (ref) => (times.get(ref).column ? 18 : monthWidth * 0.8));
  const { rows, bands, bottom } = rowsOfBands(things, x, top, head);
  const places = new Map(rows.map(({ ref, y }) => [ref, { x: x.get(ref), y, dated: times.get(ref).dated }]));
  const end = Math.max(...things.map((thing) => x.get(thing.ref) + label(thing) + 24), months.length ? monthAt(last + 1) : 0);
  return { places, bands, first, last, monthAt, monthWidth, zone, width: Math.max(width, end), height: bottom };
}

// Returns where each thing stands from left to right. Those of one month stand side by side in it, the further
// from the start further right, so that lines that go down meet none; the undated stand right of what they
// came from.
function spread(things, edges, left, room) {
  const together = new Map();
  const ordered = [...things].sort((a, b) => a.level - b.level || left(a) - left(b) || (a.label < b.label ? -1 : 1));
  for (const thing of ordered) {
    if (!together.has(left(thing))) together.set(left(thing), []);
    together.get(left(thing)).push(thing.ref);
  }
  const alone = new Map(ordered.map((thing) => {
    const same = together.get(left(thing));
    return [thing.ref, left(thing) + ((same.indexOf(thing.ref) + 0.5) / same.length) * room(thing.ref)];
  }));
  const earlier = new Map();
  for (const { from, to } of edges) earlier.set(from, [...(earlier.get(from) ?? []), to]);
  const dated = new Set(things.filter(({ month }) => month !== null).map(({ ref }) => ref));
  return walk(ordered, earlier, (ref, of) => (dated.has(ref) ? alone.get(ref) : Math.max(alone.get(ref), ...of.map((x) => x + DESCENT_APART))));
}

// One row for each thing, in bands by level; in a band the earlier stands higher.
function rowsOfBands(things, x, top, head) {
  const levels = [...new Set(things.map(({ level }) => level))].sort((a, b) => a - b);
  const rows = [];
  let y = top;
  const bands = levels.map((level) => {
    const band = things.filter((thing) => thing.level === level);
    band.sort((a, b) => x.get(a.ref) - x.get(b.ref) || (a.label < b.label ? -1 : 1));
    const from = y;
    y += DESCENT_GAP / 2 + head;
    for (const { ref } of band) rows.push({ ref, y: (y += DESCENT_ROW) - DESCENT_ROW / 2 });
    y += DESCENT_GAP / 2;
    return { level, top: from, bottom: y };
  });
  return { rows, bands, bottom: y };
}

// Returns {path, head}: a line from the older to the younger, down from the one, then right to the other; where the
// younger is not to the right, because it is of the same month or dated before, down to it. `head` are the
// corners of its arrow.
export function descentPath(older, younger, radius) {
  const { x, y } = older;
  const side = { x: younger.x - radius - 2, y: younger.y };
  if (side.x >= x + 4 && side.y >= y + radius) {
    const bend = Math.min(10, (side.x - x) / 2, (side.y - y) / 2);
    return { path: `M${x} ${y} V${side.y - bend} Q${x} ${side.y} ${x + bend} ${side.y} H${side.x - 5}`, head: arrow(side, 1, 0) };
  }
  const way = younger.y >= y ? 1 : -1;
  const top = { x: younger.x, y: younger.y - way * (radius + 1) };
  const middle = (y + top.y) / 2;
  return { path: `M${x} ${y} C${x} ${middle} ${top.x} ${middle} ${top.x} ${top.y - 5 * way}`, head: arrow(top, 0, way) };
}

// The corners of an arrow's head at a place that points along (a, b).
function arrow({ x, y }, a, b) {
  return [[0, 0], [-7, 3.5], [-7, -3.5]].map(([u, v]) => `${x + a * u - b * v},${y + b * u + a * v}`).join(" ");
}
