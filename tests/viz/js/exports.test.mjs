import assert from "node:assert/strict";
import { test } from "node:test";
import { csvText, fileName } from "../../../viz/static/exports.js";
import { sortedRows } from "../../../viz/static/list.js";

const columns = [{ name: "Name", value: (row) => row.name }, { name: "Papers", value: (row) => row.papers }];
const rows = [{ name: "b10", papers: 3 }, { name: "b9", papers: 12 }, { name: "", papers: "" }, { name: "a", papers: 3 }];

test("cells are quoted where they must be, and formulas are disarmed", () => {
  const list = { columns, rows: [{ name: 'say "x", y\n', papers: -1 }, { name: "=HYPERLINK(1)", papers: 0 }, { name: "🧮", papers: null }] };
  assert.equal(csvText(list), 'Name,Papers\r\n"say ""x"", y\n",-1\r\n\'=HYPERLINK(1),0\r\n🧮,\r\n');
});

test("file names hold safe characters only", () => {
  assert.equal(fileName(["litweave", "../../etc/passwd\u202e", "map"], "png"), "litweave-etc-passwd-map.png");
  assert.ok(fileName(["x".repeat(500)], "csv").length < 90);
});

test("lists sort numbers from the greatest, text as people count, what is empty last", () => {
  const by = (name, down) => sortedRows({ columns, rows }, { name, down }).map((row) => row.name);
  assert.deepEqual(by("Papers", false), ["b9", "b10", "a", ""]);
  assert.deepEqual(by("Papers", true), ["b10", "a", "b9", ""]);
  assert.deepEqual(by("Name", false), ["a", "b9", "b10", ""]);
  assert.deepEqual(sortedRows({ columns, rows }, undefined), rows);
});
