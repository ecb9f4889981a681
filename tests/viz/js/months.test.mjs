import assert from "node:assert/strict";
import { test } from "node:test";
import { labelledMonths, monthNumber, monthText } from "../../../viz/static/months.js";

test("months are numbers one apart, over the turn of the year", () => {
  assert.equal(monthNumber("2025-01") - monthNumber("2024-12"), 1);
  assert.equal(monthText(monthNumber("2024-12")), "2024-12");
  assert.deepEqual(["", "2025", "2025-13", "soon"].map(monthNumber), [null, null, null, null]);
});

test("labels have room, and stand at quarters and years where not all months have one", () => {
  const [first, last] = [monthNumber("2024-11"), monthNumber("2025-10")];
  assert.equal(labelledMonths(first, last, 60, 50).length, 12);
  assert.deepEqual(labelledMonths(first, last, 20, 50).map(monthText), ["2025-01", "2025-04", "2025-07", "2025-10"]);
  assert.deepEqual(labelledMonths(first, last, 5, 50).map(monthText), ["2025-01"]);
  assert.equal(labelledMonths(first, first, 5, 50).length, 1);
});
