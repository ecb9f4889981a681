// Reads the sample graph that test_js.py writes as JSON to the file named by LITWEAVE_DATA.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { EmbeddedSource } from "../../../viz/static/source.js";

const { data, quotes } = JSON.parse(readFileSync(process.env.LITWEAVE_DATA, "utf8"));
const source = new EmbeddedSource(data, async () => quotes);
const all = { limit: 1500, edges: 3000, hidden: new Set() };

test("a card counts its facts by relation, both ways, in the order of reading", async () => {
  const card = await source.card("entity/grpo");
  assert.deepEqual(
    card.groups.map(({ relation, out, count }) => `${relation} ${out ? "out" : "back"} ${count}`),
    ["introduces back 1", "extends out 1", "extends back 2", "uses back 5", "comparedWith out 1", "mentions back 7"],
  );
  assert.equal(card.papers, 7);
  assert.equal(await source.card("entity/nothing"), null);
});

test("every fact leads to sentences that hold its marked words", async () => {
  const [fact] = await source.facts("entity/grpo", "extends", true, 0, 9);
  assert.equal(fact.other.label, "PPO");
  const [evidence] = await source.evidence(fact.id);
  assert.deepEqual(evidence.pieces.filter((p) => p.marked).map((p) => p.text), ["GRPO", "PPO"]);
  assert.equal(evidence.paper.ref, "paper/2402.03300");
});

test("results are sorted best first and lead to their sentence", async () => {
  const results = await source.results("entity/mmlu");
  assert.equal(results[0].subject.label, "DeepSeek-R1");
  const values = results.map((r) => r.value);
  assert.deepEqual(values, [...values].sort((a, b) => b - a));
  const [evidence] = await source.evidence(results[0].id);
  assert.ok(evidence.pieces.some((p) => p.marked && p.text === "90.8%"));
});

test("a neighbourhood keeps its limits and its filter", async () => {
  const { things, edges, total } = await source.neighbourhood("entity/mmlu", { ...all, limit: 10, edges: 12 });
  assert.deepEqual([things.length, things[0].ref, edges.length <= 12, total > 10], [10, "entity/mmlu", true, true]);
  const filtered = await source.neighbourhood("entity/mmlu", { ...all, hidden: new Set(["Paper"]) });
  assert.ok(filtered.things.every((thing) => thing.type !== "Paper"));
});

test("a small neighbourhood is filled with what lies behind it", async () => {
  const { things } = await source.neighbourhood("author/tri-dao", all);
  assert.ok(things.some((thing) => thing.label === "Albert Gu"));
  assert.ok(things.length <= 40);
});

test("code is a link, papers know their digests, the front its newest", async () => {
  const [code] = await source.facts("paper/2106.09685", "hasCode", true, 0, 9);
  assert.deepEqual([code.other, code.url], [null, "https://github.com/microsoft/LoRA"]);
  const card = await source.card("paper/2106.09685");
  assert.deepEqual([card.digests, card.links[0]], [["2025-08-01"], "https://arxiv.org/abs/2106.09685"]);
  const front = await source.front();
  assert.equal(front.papers[0].paper.ref, "paper/2507.18071");
  assert.equal(front.used[0][1][0].label, "GRPO");
});
