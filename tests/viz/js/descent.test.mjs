import assert from "node:assert/strict";
import { test } from "node:test";
import { descentPath, placeDescent, placeInTime } from "../../../viz/static/descent-layout.js";
import { breakCircles } from "../../../viz/static/descent.js";
import { sampleSource } from "./sample.mjs";

const edge = (id, from, to, belief = 90, late = false) => ({ id, from, to, belief, late });

test("what has no circle loses nothing", () => {
  assert.deepEqual(breakCircles([edge(0, 2, 1), edge(1, 3, 2), edge(2, 3, 1)]), []);
});

test("a circle loses the edge that its dates contradict, though another is less believed", () => {
  const broken = breakCircles([edge(0, 1, 2, 50), edge(1, 2, 3), edge(2, 3, 1, 90, true)]);
  assert.deepEqual(broken.map(({ id, reason }) => [id, reason]), [[2, "its dates contradict it"]]);
});

test("without dates the least believed goes, and each of two circles loses one", () => {
  const broken = breakCircles([edge(0, 1, 2, 80), edge(1, 2, 1, 60), edge(2, 7, 8, 70), edge(3, 8, 9), edge(4, 9, 7, 70)]);
  assert.deepEqual(broken.map(({ id }) => id).sort(), [1, 2]);
});

test("lineage of the sample: what GRPO builds on, and what builds on it", async () => {
  const source = sampleSource();
  const found = await source.lineage("entity/grpo", { levels: 3, uses: false });
  const level = Object.fromEntries(found.things.map((thing) => [thing.label, thing.level]));
  assert.deepEqual(level, { GRPO: 0, PPO: -1, TRPO: -2, DAPO: 1, GSPO: 1 });
  assert.deepEqual([found.before, found.after, found.edges.length], [2, 2, 4]);
  const near = await source.lineage("entity/grpo", { levels: 1, uses: false });
  assert.deepEqual([near.things.length, near.before], [4, 2]);
  const ppo = found.things.find(({ label }) => label === "PPO");
  assert.deepEqual([ppo.date, ppo.introducedBy.map(({ ref }) => ref)], ["2017-07", ["paper/1707.06347"]]);
  assert.equal(found.things.find(({ label }) => label === "TRPO").named, "2017-07");
});

test("uses join at one step only, on request", async () => {
  const found = await sampleSource().lineage("entity/grpo", { levels: 3, uses: true });
  const used = found.things.filter((thing) => thing.used);
  assert.ok(used.length >= 4 && used.every(({ level }) => Math.abs(level) === 1));
  assert.deepEqual(new Set(found.edges.map(({ relation }) => relation)), new Set(["extends", "uses"]));
});

const thing = (ref, level, month, named = null) => ({ ref, label: ref, level, month, named });

test("the undated stand between their neighbours, or left of all months", () => {
  const things = [thing("root", -1, null), thing("old", 0, 100), thing("gap", 1, null), thing("new", 2, 110), thing("leaf", 1, null, 104)];
  const times = placeInTime(things, [{ from: "old", to: "root" }, { from: "gap", to: "old" }, { from: "new", to: "gap" }, { from: "leaf", to: "old" }]);
  assert.deepEqual(times.get("old"), { t: 100, dated: true });
  assert.deepEqual(times.get("gap"), { t: 105, dated: false });
  assert.deepEqual(times.get("leaf"), { t: 104, dated: false });
  assert.deepEqual(times.get("root"), { column: 1, dated: false });
});

test("a drawing runs with time, a row each, ancestors above and left, names inside", () => {
  const things = [thing("a", -1, 90), thing("focus", 0, 95), ...Array.from({ length: 30 }, (_, i) => thing(`child ${i}`, 1, 96 + (i % 9)))];
  const edges = [{ from: "focus", to: "a" }, ...things.slice(2).map(({ ref }) => ({ from: ref, to: "focus" }))];
  const { places, bands, width } = placeDescent(things, edges, { width: 700, gutter: 100, label: () => 150, top: 50 });
  assert.deepEqual(bands.map(({ level }) => level), [-1, 0, 1]);
  for (const { from, to } of edges) assert.ok(places.get(from).x > places.get(to).x && places.get(from).y > places.get(to).y);
  const ys = [...places.values()].map(({ y }) => y).sort((a, b) => a - b);
  ys.forEach((y, i) => assert.ok(i === 0 || y - ys[i - 1] >= 20));
  const children = things.slice(2).map(({ ref }) => places.get(ref)).sort((a, b) => a.y - b.y);
  children.forEach(({ x }, i) => assert.ok(i === 0 || x >= children[i - 1].x));
  for (const { x } of places.values()) assert.ok(x + 150 <= width);
});

test("years fit as well as months do", () => {
  const things = [thing("old", -1, 0), thing("focus", 0, 95), thing("new", 1, 96)];
  const { places, width, monthWidth } = placeDescent(things, [{ from: "focus", to: "old" }, { from: "new", to: "focus" }], { width: 700, gutter: 100, label: () => 60, top: 50 });
  assert.ok(width <= 710 && monthWidth < 10);
  assert.ok(places.get("old").x < places.get("focus").x && places.get("focus").x < places.get("new").x);
});

test("lines go down and right; to what is not to the right they go down", () => {
  assert.match(descentPath({ x: 10, y: 10 }, { x: 90, y: 60 }, 8).path, /^M10 10 V50 Q10 60 20 60 H75$/);
  assert.match(descentPath({ x: 90, y: 10 }, { x: 10, y: 60 }, 8).path, /^M90 10 C.* 10 46$/);
  assert.match(descentPath({ x: 90, y: 60 }, { x: 10, y: 10 }, 8).path, /^M90 60 C.* 10 24$/);
  assert.equal(descentPath({ x: 10, y: 10 }, { x: 90, y: 60 }, 8).head.split(" ")[0], "80,60");
});
