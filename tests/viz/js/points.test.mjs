import assert from "node:assert/strict";
import { test } from "node:test";
import { shorten, slicePoints, splitMarks } from "../../../viz/static/points.js";

test("offsets count code points, also before and after characters of two units", () => {
  assert.equal(slicePoints("🧮 uses 𝔾RPO now", 2, 11), "uses 𝔾RPO");
  assert.equal(slicePoints("plain text", 6, 10), "text");
});

test("a lone surrogate is one code point", () => {
  assert.equal(slicePoints("\ud83d🧮ab", 2, 4), "ab");
});

test("marks split a sentence without losing text", () => {
  const pieces = splitMarks("🧮 GRPO extends PPO.", [[15, 3], [2, 4]]);
  assert.deepEqual(pieces.filter((p) => p.marked).map((p) => p.text), ["GRPO", "PPO"]);
  assert.equal(pieces.map((p) => p.text).join(""), "🧮 GRPO extends PPO.");
});

test("overlapping marks and marks beyond the end repeat nothing", () => {
  const pieces = splitMarks("abcdef", [[1, 3], [2, 3], [5, 9]]);
  assert.equal(pieces.map((p) => p.text).join(""), "abcdef");
});

test("a name is cut between code points", () => {
  assert.equal(shorten("🧮🧮🧮🧮", 3), "🧮🧮…");
  assert.equal(shorten("short", 30), "short");
});
