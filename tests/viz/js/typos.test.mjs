import assert from "node:assert/strict";
import { test } from "node:test";
import { Names } from "../../../viz/static/names.js";
import { distance } from "../../../viz/static/typos.js";

const labels = ["GRPO", "FlashAttention", "DeepSeekMath", "Mamba", "Björn Ommer", "Group Relative Policy Optimization", "Flash Attention 3", "𝔾raph RAG"];
const names = new Names(labels.map((name, i) => [i, name]), () => 1);
const found = (text) => names.search(text, 9).found.map(({ name }) => name);

test("distance counts letters inserted, left out, replaced, swapped", () => {
  assert.equal(distance("grpo", "grpo", 2), 0);
  assert.equal(distance("gpro", "grpo", 2), 1);
  assert.equal(distance("grp", "grpo", 2), 1);
  assert.equal(distance("grppo", "grpo", 2), 1);
  assert.equal(distance("xxxx", "grpo", 2), 3);
  assert.equal(distance("deepsk", "deepseekmath", 2, true), 1);
});

test("distance agrees with a plain recursion", () => {
  const plain = (a, b) => {
    if (!a || !b) return a.length + b.length;
    const best = Math.min(plain(a.slice(1), b) + 1, plain(a, b.slice(1)) + 1, plain(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1));
    const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
    return swapped ? Math.min(best, plain(a.slice(2), b.slice(2)) + 1) : best;
  };
  const words = ["", "a", "ab", "ba", "abc", "acb", "bca", "cab", "abca", "bbca"];
  for (const a of words) for (const b of words) assert.equal(distance(a, b, 9), plain(a, b), `${a} ${b}`);
});

test("what is nearly typed is found, and said to be near only", () => {
  assert.equal(found("gpro")[0], "GRPO");
  assert.equal(found("flashatention")[0], "FlashAttention");
  assert.deepEqual(found("flash atention").sort(), ["Flash Attention 3", "FlashAttention"]);
  assert.equal(found("depseekmath")[0], "DeepSeekMath");
  assert.equal(found("bjorn omer")[0], "Björn Ommer");
  assert.equal(found("grup relative polcy")[0], "Group Relative Policy Optimization");
  assert.equal(names.search("gpro", 9).near, true);
  assert.equal(names.search("grpo", 9).near, false);
});

test("what is nothing like any name finds nothing, and short words are taken as typed", () => {
  assert.deepEqual(found("zzzzqqqq"), []);
  assert.deepEqual(found("qq"), []);
});
