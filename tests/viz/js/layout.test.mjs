import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLabels } from "../../../viz/static/labels.js";
import { layout } from "../../../viz/static/layout.js";

const star = (n) => {
  const ids = Array.from({ length: n }, (_, i) => `n${i}`);
  return [ids, ids.slice(1).map((id) => ["n0", id])];
};

test("equal graphs get equal places, finite and apart", () => {
  const [ids, edges] = star(60);
  const places = [...layout(ids, edges).values()];
  assert.deepEqual(places, [...layout(ids, edges).values()]);
  assert.ok(places.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
  const gaps = places.flatMap((a, i) => places.slice(0, i).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
  assert.ok(Math.min(...gaps) > 25, `closest ${Math.min(...gaps)}`);
});

test("things fixed keep their places when others are added", () => {
  const [ids, edges] = star(10);
  const before = layout(ids, edges);
  const more = layout([...ids, "new"], [...edges, ["n0", "new"]], { before, fixed: new Set(ids) });
  for (const id of ids) assert.deepEqual(more.get(id), before.get(id));
});

test("a drawing fills the shape of its room", () => {
  const [ids, edges] = star(40);
  const places = [...layout(ids, edges, { aspect: 0.5 }).values()];
  const extent = (key) => Math.max(...places.map((p) => p[key])) - Math.min(...places.map((p) => p[key]));
  assert.ok(extent("x") < extent("y"));
});

test("1,500 things are placed within a few seconds", () => {
  const [ids, edges] = star(1500);
  const start = performance.now();
  assert.equal(layout(ids, edges).size, 1500);
  assert.ok(performance.now() - start < 6000);
});

const view = { left: 0, top: 0, right: 500, bottom: 500 };
const item = (x, y) => ({ x, y, radius: 5, width: 80, height: 14 });

test("labels do not overlap: what has no room has none", () => {
  const places = placeLabels([item(100, 100), item(102, 101), item(101, 99), item(103, 100), item(99, 102), item(101, 103)], view);
  const placed = places.filter(Boolean);
  assert.ok(placed.length < 6);
  placed.forEach((a, i) => placed.slice(0, i).forEach((b) => assert.ok(Math.abs(a.x - b.x) >= 80 || Math.abs(a.y - b.y) >= 14)));
});

test("labels stay in view, and things out of view have none", () => {
  const [edge, out] = placeLabels([item(3, 200), item(-50, 200)], view);
  assert.ok(edge.x >= 0);
  assert.equal(out, null);
});

test("the first label is drawn whatever it covers", () => {
  assert.ok(placeLabels([{ ...item(100, 100), width: 5000 }], view, { always: 1 })[0]);
});

test("labels keep off lines", () => {
  const [place] = placeLabels([item(100, 100)], view, { lines: [{ left: 0, right: 500, top: 110, bottom: 114 }] });
  assert.ok(place.y + 14 < 100, "above: the line runs below");
});

test("what is tied to everything does not stand on the first", () => {
  const [ids, edges] = star(60);
  const both = [...edges, ...ids.slice(2).map((id) => ["n1", id])];
  const places = [...layout(ids, both).values()];
  const gaps = places.flatMap((a, i) => places.slice(0, i).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
  assert.ok(Math.min(...gaps) > 30, `closest ${Math.min(...gaps)}`);
});
