// Reads the sample graph that test_js.py writes as JSON to the file named by LITWEAVE_DATA.
import assert from "node:assert/strict";
import { test } from "node:test";
import { NO_FILTER } from "../../../viz/static/address.js";
import { sampleSource } from "./sample.mjs";

const source = sampleSource();
const { data } = source;
const all = { limit: 1500, edges: 3000, filter: NO_FILTER };
const filtered = (changes) => ({ ...all, filter: { ...NO_FILTER, ...changes } });
const labels = (things) => things.map((thing) => thing.label);

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
  const few = await source.neighbourhood("entity/mmlu", filtered({ hide: new Set(["Paper"]) }));
  assert.ok(few.things.every((thing) => thing.type !== "Paper"));
});

test("filters hold for the whole graph: relations, belief, months of the papers that state a fact", async () => {
  const { things } = await source.neighbourhood("entity/ppo", { ...filtered({ relations: new Set(["extends"]) }), depth: 1 });
  assert.deepEqual(labels(things).sort(), ["GRPO", "PPO", "TRPO"]);
  const sure = await source.neighbourhood("entity/ppo", { ...filtered({ belief: 95 }), depth: 1 });
  assert.deepEqual(labels(sure.things), ["PPO"]);
  const late = await source.neighbourhood("entity/ppo", { ...filtered({ from: "2024-01", relations: new Set(["extends"]) }), depth: 1 });
  assert.deepEqual(labels(late.things).sort(), ["GRPO", "PPO"]);
});

test("counts are of what passes and of all", async () => {
  const { types, relations } = await source.counts({ ...NO_FILTER, from: "2025-01", to: "2025-12" });
  const [, passing, every] = types.find(([type]) => type === "Paper");
  assert.equal(every, 45);
  assert.equal(passing, (await source.counts()).months.length && data.things.date.filter((date, i) => date.startsWith("2025") && data.things.ref[i].startsWith("paper/")).length);
  assert.ok(relations.every(([, some, of]) => some <= of));
});

test("what is opened is added, best first, and what is closed takes its leaves along", async () => {
  const base = { ...all, limit: 3, depth: 1 };
  const before = await source.neighbourhood("entity/trpo", base);
  const open = [{ ref: "entity/ppo", relation: "extends", out: false, n: 9 }];
  const more = await source.neighbourhood("entity/trpo", { ...base, limit: 9, open });
  assert.ok(!labels(before.things).includes("GRPO") && labels(more.things).includes("GRPO"));
  const closed = await source.neighbourhood("entity/trpo", { ...base, limit: 9, open, close: ["entity/ppo"] });
  assert.ok(!labels(closed.things).includes("GRPO"));
});

test("opening adds as many as asked for of those that are not drawn", async () => {
  const few = { ...all, limit: 5, depth: 1 };
  const before = await source.neighbourhood("entity/grpo", few);
  const open = [{ ref: "entity/grpo", relation: "any", out: true, n: 3 }];
  const after = await source.neighbourhood("entity/grpo", { ...few, open });
  assert.equal(after.things.length, before.things.length + 3);
  assert.deepEqual(labels(after.things).slice(0, 5), labels(before.things));
  assert.equal(after.things[0].more, before.things[0].more - 3);
});

test("each thing tells how many of its neighbours are not drawn", async () => {
  const { things } = await source.neighbourhood("entity/grpo", { ...all, limit: 1 });
  const everyone = await source.others("entity/grpo", "any", true, NO_FILTER);
  assert.equal(things[0].more, everyone.length);
});

test("two steps reach further than one", async () => {
  const [one, two] = await Promise.all([1, 2].map((depth) => source.neighbourhood("entity/trpo", { ...all, depth })));
  assert.ok(!labels(one.things).includes("GRPO") && labels(two.things).includes("GRPO"));
});

test("the shortest path goes by named facts, tells their direction, and there may be none", async () => {
  const path = await source.path("entity/dapo", "entity/trpo", NO_FILTER);
  assert.deepEqual(path.map(({ thing, relation, out }) => [thing.label, relation, out]), [
    ["DAPO", undefined, undefined],
    ["GRPO", "extends", true],
    ["PPO", "extends", true],
    ["TRPO", "extends", true],
  ]);
  assert.equal(await source.path("entity/dapo", "entity/trpo", { ...NO_FILTER, relations: new Set(["trainedOn"]) }), null);
  assert.deepEqual((await source.path("entity/ppo", "entity/ppo", NO_FILTER)).length, 1);
});

test("co-authors are counted by the papers that both wrote", async () => {
  const [first] = await source.coauthors("author/tri-dao");
  assert.equal(first.author.label, "Albert Gu");
  assert.equal(first.papers.length, 2);
});

test("the map has every area's things and papers, and a topic is found by any of its things", async () => {
  const { areas } = await source.map(NO_FILTER);
  assert.ok(areas.length > 0);
  for (const area of areas) {
    const topic = await source.topic(area.ref, NO_FILTER);
    assert.equal(topic.papers.length, area.papers);
    assert.ok(topic.papers.every(({ x, y }) => Math.hypot(x - area.x, y - area.y) <= area.radius + 1));
  }
  assert.equal(await source.topic("entity/nothing", NO_FILTER), null);
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
});
