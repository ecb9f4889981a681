import assert from "node:assert/strict";
import { test } from "node:test";
import { addressOf, follow, readAddress } from "../../../viz/static/address.js";

const FULL =
  "#view=neighbourhood&focus=entity/grpo&card=entity/ppo&depth=2&limit=240&open=entity/ppo~uses~back~60&open=entity/a~any~out~120" +
  "&close=entity/b&hide=Author,Metric&relations=uses,extends&belief=0.70&from=2025-01&to=2025-06&metric=accuracy";

test("an address read and written again is the same", () => {
  assert.equal(addressOf(readAddress(FULL)), FULL);
  assert.equal(addressOf(readAddress("")), "#");
  assert.equal(addressOf(readAddress("#relations=")), "#relations=");
});

test("what makes no sense is left out", () => {
  const state = readAddress("#depth=x&limit=99999&open=a~b&open=~~~&belief=7&from=yesterday&to=2025-6&focus=");
  assert.deepEqual([state.depth, state.limit, state.open, state.focus], [null, 1500, [], null]);
  assert.deepEqual([state.filter.belief, state.filter.from, state.filter.to], [0, "", ""]);
});

test("hostile addresses are text like any other", () => {
  for (const text of ["%", "#%%%", "#focus=%ff", "#__proto__=1", "#focus=</script>", "#open=%00~%00~out~1", "#\ud83d=\ud83d"]) {
    assert.equal(typeof addressOf(readAddress(text)), "string");
  }
  assert.equal(readAddress("#focus=javascript:alert(1)").focus, "javascript:alert(1)");
});

test("characters that mean something in an address survive, also beyond the basic plane", () => {
  for (const focus of ["a&b=c", "a+b", "a#b", "a%b", "🧮 𝔾", "a~b"]) assert.equal(readAddress(addressOf({ focus })).focus, focus);
});

test("a link to a thing keeps the filter and the view, and drops what belongs to the thing before", () => {
  const state = follow(readAddress(FULL), addressOf({ focus: "entity/x" }));
  assert.equal(addressOf(state), "#view=neighbourhood&focus=entity/x&hide=Author,Metric&relations=uses,extends&belief=0.70&from=2025-01&to=2025-06");
});

test("a link to a card changes the card only", () => {
  const state = follow(readAddress(FULL), addressOf({ card: "entity/x" }));
  assert.equal(addressOf(state), FULL.replace("card=entity/ppo", "card=entity/x"));
});

test("a link to a thing leaves a path, which belongs to two things", () => {
  assert.equal(addressOf(follow(readAddress("#view=path&focus=entity/a&path=entity/b"), "#focus=entity/c")), "#focus=entity/c");
});
