import assert from "node:assert/strict";
import { test } from "node:test";
import { monthNumber } from "../../../viz/static/months.js";
import { cellsOf, dotGrid, roleOf } from "../../../viz/static/timeline.js";
import { sampleSource } from "./sample.mjs";

test("each paper once, with the nearest of its roles, newest first", async () => {
  const items = await sampleSource().timeline("entity/grpo");
  assert.equal(new Set(items.map(({ paper }) => paper.ref)).size, items.length);
  const role = (ref) => items.find(({ paper }) => paper.ref === ref).role;
  assert.deepEqual([role("paper/2402.03300"), role("paper/2507.18071")], ["introduced", "built upon"]);
  assert.deepEqual(items.find(({ paper }) => paper.ref === "paper/2507.18071").things.map(({ label }) => label), ["GSPO"]);
  const dates = items.map(({ paper }) => paper.date);
  assert.deepEqual(dates, [...dates].sort().reverse());
  assert.ok(items.every(({ id }) => Number.isInteger(id)));
});

test("an author's papers", async () => {
  const items = await sampleSource().timeline("author/alec-radford");
  assert.ok(items.length >= 3 && items.every(({ role }) => role === "wrote"));
});

test("roles depend on which end of a fact the thing is", () => {
  assert.deepEqual([roleOf("uses", false), roleOf("uses", true), roleOf("authoredBy", false), roleOf("hasCode", true)], ["used", "described", "wrote", null]);
});

test("cells hold the papers of a month; those without a date are counted", () => {
  const item = (date, role) => ({ paper: { date }, role });
  const { first, last, roles, undated } = cellsOf([item("2025-01", "used"), item("2025-01", "used"), item("2025-03", "named"), item("", "named")]);
  assert.deepEqual([last - first, roles.map(({ role, most }) => [role, most]), undated], [2, [["used", 2], ["named", 1]], 1]);
  assert.equal(roles[0].cells.get(monthNumber("2025-01")).length, 2);
  assert.equal(cellsOf([]).first, null);
});

test("of a long time a column is a quarter or a year", () => {
  const over = (to) => cellsOf([{ paper: { date: "2017-02" }, role: "used" }, { paper: { date: to }, role: "used" }]);
  assert.deepEqual(["2019-06", "2020-06", "2025-06"].map((to) => over(to).step), [1, 3, 12]);
  assert.deepEqual([...over("2025-06").roles[0].cells.keys()], ["2017-01", "2025-01"].map(monthNumber));
});

test("dots fit their cell however many there are", () => {
  for (const count of [1, 5, 24, 25, 48, 49, 300]) {
    const { across, down, pitch, shown } = dotGrid(count, 50);
    assert.ok(across * pitch <= 50 && shown <= Math.min(count, 48));
    assert.ok(down * across >= shown);
  }
});
