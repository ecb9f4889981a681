import assert from "node:assert/strict";
import { test } from "node:test";
import { circlePlaces, inCircle } from "../../../viz/static/writing.js";
import { sampleSource } from "./sample.mjs";

const many = { limit: 50 };

test("an author's collaborators with their common papers, and the ties among them", async () => {
  const found = await sampleSource().collaboration("author/alec-radford", many);
  assert.deepEqual([found.center.label, found.authors.length, found.total], ["Alec Radford", found.total, found.authors.length]);
  const ilya = found.ties.find(({ from, to }) => [from.label, to.label].includes("Ilya Sutskever") && [from.label, to.label].includes("Jong Wook Kim"));
  assert.deepEqual(ilya.papers.map(({ ref }) => ref), ["paper/2103.00020"]);
  const own = found.ties.filter(({ from, to }) => [from.ref, to.ref].includes("author/alec-radford"));
  assert.equal(own.length, found.authors.length);
});

test("the authors of a paper, and of the papers that introduce a thing", async () => {
  const source = sampleSource();
  const paper = await source.collaboration("paper/2106.09685", many);
  const thing = await source.collaboration("entity/lora", many);
  assert.equal(paper.center, null);
  assert.deepEqual(paper.authors, thing.authors);
  assert.deepEqual(new Set(paper.authors.map(({ label }) => label)), new Set(["Edward J. Hu", "Yelong Shen", "Weizhu Chen"]));
  assert.equal(new Set(paper.authors.map(({ community }) => community)).size, 1);
});

test("no more than the limit, those of most papers", async () => {
  const found = await sampleSource().collaboration("author/alec-radford", { limit: 2 });
  assert.deepEqual([found.authors.length, found.total > 2], [2, true]);
});

test("communities stand together, that of the one asked for first", () => {
  const author = (label, community, shared) => ({ label, community, shared });
  const order = inCircle([author("a", 3, 1), author("b", 7, 9), author("c", 7, 1), author("d", 5, 1), author("e", 3, 4)], 5);
  assert.deepEqual(order.map(({ label }) => label), ["d", "e", "a", "b", "c"]);
});

test("each has a line to itself on its side, inside the drawing", () => {
  for (const n of [1, 2, 7, 60]) {
    const { places, height } = circlePlaces(n, { width: 400, room: 120, row: 21, top: 30 });
    for (const side of [1, -1]) {
      const ys = places.filter((place) => place.side === side).map(({ y }) => y).sort((a, b) => a - b);
      ys.forEach((y, i) => assert.ok(i === 0 || y - ys[i - 1] >= 20));
    }
    assert.ok(places.every(({ x, y }) => x >= 80 && x <= 320 && y > 30 && y < height));
  }
});
