import assert from "node:assert/strict";
import { test } from "node:test";
import { bestSoFar, boardsOf, valueScale } from "../../../viz/static/boards.js";
import { sampleSource } from "./sample.mjs";

const plain = { board: 0, source: "", assumed: "", metric: "accuracy", unit: "%", scale: "", setting: "", kind: "absolute", direction: "higher", comparator: "=", belief: 90, papers: [], over: null, baseline: false };
const rows = (...told) => told.map(([name, value, date, more], id) => ({ ...plain, id, subject: { ref: name, label: name }, low: value, high: value, date, ...more }));

test("the best comes first, equal values share a rank", () => {
  const [board] = boardsOf(rows(["a", 80, "2025-01"], ["b", 90, "2025-02"], ["c", 80, "2025-03"], ["d", 70, "2025-04"])).boards;
  assert.deepEqual(board.rows.map(({ subject, rank }) => [subject.label, rank]), [["b", 1], ["a", 2], ["c", 2], ["d", 4]]);
});

test("where less is better the least comes first, of a range its better end counts", () => {
  const fid = { board: 7, metric: "FID", unit: "", direction: "lower" };
  const [board] = boardsOf(rows(["a", 3.1, "2025-01", fid], ["b", 9, "2025-02", { ...fid, low: 2 }], ["c", 5, "2025-03", fid])).boards;
  assert.deepEqual(board.rows.map(({ subject, rank, value }) => [subject.label, rank, value]), [["b", 1, 2], ["a", 2, 3.1], ["c", 3, 5]]);
});

test("units, scales, settings and differences are boards of their own", () => {
  const found = boardsOf(rows(
    ["a", 80, "2025-01"], ["b", 0.9, "2025-01", { board: 1, unit: "", scale: "up to 1" }], ["c", 90, "2025-01", { board: 2, setting: "5-shot" }],
    ["d", 5, "2025-01", { board: 3, kind: "delta", direction: "unknown" }], ["e", 90, "2025-01", { board: 4, metric: "F1" }],
  ));
  assert.deepEqual(found.boards.map(({ rows: { length } }) => length), [1, 1, 1, 1]);
  assert.deepEqual(found.gains.map((board) => board.rows.map(({ subject, rank }) => [subject.label, rank])), [[["d", null]]]);
});

test("an unknown direction ranks nobody: the earliest comes first", () => {
  const unknown = { direction: "unknown", metric: "" };
  const [alone] = boardsOf(rows(["a", 80, "2025-02", unknown], ["b", 90, "2025-01", unknown])).boards;
  assert.deepEqual(alone.rows.map(({ subject, rank }) => [subject.label, rank]), [["b", null], ["a", null]]);
  assert.deepEqual(bestSoFar(alone), []);
});

test("the lesser of two values that a paper gives its own thing is doubtful", () => {
  const of = (ref, baseline = false) => ({ papers: [{ ref }], baseline });
  const [board] = boardsOf(rows(["a", 80, "2025-01", of("p")], ["a", 70, "2025-01", of("p")], ["b", 60, "2025-01", of("q")], ["a", 50, "2025-01", of("p", true)])).boards;
  assert.deepEqual(board.rows.map(({ assumed }) => assumed !== ""), [false, true, false, false]);
});

test("a bound that was not reached has no rank and is no record", () => {
  const [board] = boardsOf(rows(["a", 80, "2025-01"], ["b", 99, "2025-02", { comparator: "<" }], ["c", 85, "2025-03", { comparator: ">" }])).boards;
  assert.deepEqual(board.rows.map(({ subject, rank }) => [subject.label, rank]), [["c", 1], ["a", 2], ["b", null]]);
  assert.deepEqual(bestSoFar(board).map(({ subject }) => subject.label), ["a", "c"]);
});

test("the best so far: better than all earlier months, one a month, dated", () => {
  const [board] = boardsOf(rows(["a", 50, "2025-01"], ["b", 60, "2025-01"], ["c", 55, "2025-02"], ["d", 60, "2025-03"], ["e", 70, "2025-04"], ["f", 99, ""])).boards;
  assert.deepEqual(bestSoFar(board).map(({ subject }) => subject.label), ["b", "e"]);
});

test("one value of one subject is one row, however many papers say it", () => {
  const paper = (ref) => ({ papers: [{ ref }], baseline: ref === "p2" });
  const [board] = boardsOf(rows(["a", 80, "2025-03", paper("p1")], ["a", 80, "2025-01", paper("p2")])).boards;
  const [row] = board.rows;
  assert.deepEqual([board.rows.length, row.papers.length, row.date, row.baseline], [1, 2, "2025-01", false]);
});

test("an axis has round numbers around its values, of equal ratio where errors differ a lot", () => {
  const { lines, place } = valueScale([43.9, 90.8], "higher");
  assert.ok(lines[0] <= 43.9 && lines.at(-1) >= 90.8 && lines.length <= 8 && lines.every((tick) => tick % 10 === 0));
  assert.ok(place(43.9) >= 0 && place(90.8) <= 1 && place(90.8) > place(43.9));
  assert.deepEqual(valueScale([1.1, 76], "lower").lines, [1, 2, 5, 10, 20, 50, 100]);
  assert.ok(valueScale([5], "higher").lines.every(Number.isFinite));
  assert.ok(valueScale([0], "unknown").lines.every(Number.isFinite));
});

test("MMLU in the sample: ranked, with papers, whose value it is, and a sentence", async () => {
  const source = sampleSource();
  const { boards } = boardsOf(await source.measured("entity/mmlu"));
  const [best] = boards[0].rows;
  assert.deepEqual([best.subject.label, best.text, best.rank, best.baseline], ["DeepSeek-R1", "90.8%", 1, false]);
  const gpt = boards[0].rows.find(({ subject }) => subject.label === "GPT-3");
  assert.equal(gpt.baseline, true);
  const [evidence] = await source.evidence(gpt.id);
  assert.ok(evidence.pieces.some((piece) => piece.marked && piece.text === "43.9%"));
});
