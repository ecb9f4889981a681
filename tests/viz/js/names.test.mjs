import assert from "node:assert/strict";
import { test } from "node:test";
import { Names, fold } from "../../../viz/static/names.js";

const entries = ["GRPO", "Dr. GRPO", "Qwen2.5", "Tianyi Zhou", "Björn Ommer", "GSM-8K", "mGRPOx"].map((name, i) => [i, name]);
const names = new Names([...entries, [0, "Group Relative Policy Optimization"]], (thing) => (thing === 6 ? 9 : 1));
const found = (text) => names.search(text, 9).found.map(({ thing }) => thing);

test("the name itself comes before names that hold it, a word before a part of one", () => {
  assert.deepEqual(found("grpo"), [0, 1, 6]);
});

test("case, accents, hyphens and spaces do not matter", () => {
  assert.deepEqual(found("bjorn"), [4]);
  assert.deepEqual(found("gsm8k"), [5]);
  assert.deepEqual(found("qwen 2.5"), [2]);
  assert.equal(fold("  Ünï-code "), "uni code");
});

test("words are found in any order, and by an alias, which is told", () => {
  assert.deepEqual(found("zhou tianyi"), [3]);
  assert.deepEqual(names.search("relative policy", 9).found, [{ thing: 0, name: "Group Relative Policy Optimization" }]);
});

test("nothing typed finds nothing; the total counts beyond the limit", () => {
  assert.deepEqual(names.search("  ", 9), { found: [], total: 0, near: false });
  assert.equal(names.search("g", 1).found.length, 1);
  assert.ok(names.search("g", 1).total > 1);
});
