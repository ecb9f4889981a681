// What was measured on a benchmark: the best so far over time, and the table of all.

import { bestSoFar, boardsOf, valueScale } from "../boards.js";
import { cardLink, el, svg } from "../dom.js";
import { placeLabels } from "../labels.js";
import { listSection } from "../list.js";
import { monthNumber } from "../months.js";
import { cut, monthRuler, newPlot, paperLink, plotLink, say, showPlot, widthOf } from "../plot.js";
import { resultsQuery } from "../queries.js";
import { sentenceColumn } from "../said.js";
import { shorten } from "../points.js";

const CURVE_HEIGHT = 300;
const CURVE_TOP = 62;
const CURVE_LABEL = 30;
const POINT = 5;
const FITTING = 12; // characters of a value that keep to one line

const MEASURED = new Set(["Benchmark", "Dataset", "Model", "Technique", "Task"]); // as graph/analyses/leaderboard.py

export const LEADERBOARD = {
  id: "leaderboard",
  title: "Leaderboard",
  applies: (thing) => thing !== null && (MEASURED.has(thing.type)),
  load: loadLeaderboard,
};

async function loadLeaderboard(source, state) {
  const results = await source.measured(state.focus, state.filter);
  const thing = await source.thing(state.focus);
  const { boards, gains } = boardsOf(results);
  const board = boards.find(({ key }) => key === state.more.board) ?? boards[0];
  const others = boards.filter((other) => other !== board).flatMap((other) => other.rows.map((row) => ({ ...row, rank: null })));
  const differences = gains.flatMap(({ rows }) => rows);
  const lists = [
    board && { title: `Ranked by ${boardName(board)}`, columns: boardColumns(source, true, board), rows: board.rows, board },
    others.length && { title: "Not comparable with these", columns: boardColumns(source, true), rows: others },
    differences.length && { title: "Differences and factors", columns: boardColumns(source, true), rows: differences },
  ].filter(Boolean);
  return {
    status: board ? boardStatus(board, results, thing) : `0 of ${results.length.toLocaleString("en")} results on ${shorten(thing.label, 40)} can be ranked`,
    lists,
    sparql: resultsQuery(state.focus),
    things: [thing, ...distinctThings((board?.rows ?? []).map(({ subject }) => subject))],
    hint: results.length ? "" : `No result names ${shorten(thing.label, 60)} as its benchmark${state.filter.belief || state.filter.from || state.filter.to ? ", with these filters: take them away to see all" : ". Its neighbourhood shows which papers use it"}.`,
    controls: (go) => (boards.length > 1 ? [boardChoice(boards, board, state, go)] : []),
    draw: (pane) => drawBoard(pane, source, board, lists),
  };
}

function distinctThings(things) {
  return [...new Map(things.filter(Boolean).map((thing) => [thing.ref, thing])).values()];
}

// Says what the numbers of a board are: "accuracy, %".
function boardName({ metric, unit, scale, setting }) {
  return [metric || "metric not named", unit, scale, setting].filter(Boolean).join(", ");
}

const DIRECTION_WORDS = { higher: "more is better", lower: "less is better", unknown: "it is not known whether more is better: no ranks" };

const SOURCE_WORDS = { "": "", benchmark: " (as for its other numbers)", graph: " (as for most shares)" };

function boardStatus(board, results, thing) {
  const way = `${DIRECTION_WORDS[board.direction]}${SOURCE_WORDS[board.source]}`;
  return `${board.rows.length} values of ${results.length.toLocaleString("en")} results on ${shorten(thing.label, 40)}; ${way}`;
}

function boardChoice(boards, board, state, go) {
  const option = (other) => el("option", { value: other.key, selected: other === board }, `${shorten(boardName(other), 48)} (${other.rows.length})`);
  const change = (event) => go({ more: { ...state.more, board: event.target.value } });
  return el("label", { class: "control" }, "by ", el("select", { id: "board", onchange: change }, ...boards.map(option)));
}

// The heading of a `board` names its metric: there only other names of it are said, below the value; so they are in
// a `narrow` list.
function boardColumns(source, narrow, board = null) {
  const below = (row) => (narrow || board) && row.named && row.named.label.toLowerCase() !== board?.metric.toLowerCase() && row.named.label;
  return [
    { name: "Rank", value: ({ rank }) => rank ?? "" },
    { name: "Subject", value: ({ subject }) => subject?.label ?? "", show: (row) => subjectCell(row, narrow) },
    { name: "Value", value: ({ low }) => low, show: (row) => valueCell(row, below(row)) },
    { name: "Value as written", value: ({ text }) => text, unseen: true },
    { name: "Metric", value: (row) => row.named?.label ?? "", unseen: narrow || board !== null },
    { name: "Setting", value: ({ setting }) => setting, unseen: true },
    { name: "Paper", value: ({ papers }) => papers.map(({ label }) => label).join("; "), wide: true, unseen: narrow, show: ({ papers }) => el("div", {}, ...papers.slice(0, 2).map(paperLink)) },
    { name: "Date", value: ({ date }) => date },
    { name: "Whose", narrow: true, value: ownWord, unseen: narrow },
    { name: "Assumed", value: ({ assumed }) => assumed, unseen: true },
    { name: "Belief", value: ({ belief }) => belief / 100, unseen: true },
    sentenceColumn(source, ({ subject, text }) => `${subject?.label ?? ""} ${text}`),
  ];
}

function ownWord({ baseline, subject }) {
  if (!subject) return "";
  return baseline ? "baseline" : "own";
}

function subjectCell(row, narrow) {
  const { subject, papers, over } = row;
  const notes = [narrow && ownWord(row), over && `over ${shorten(over.label, 40)}`].filter(Boolean).join(", ");
  const by = narrow && papers.length > 0 && el("small", {}, "in ", paperLink(papers[0]));
  return el("div", {}, subject ? cardLink(subject) : el("small", {}, "subject not named"), notes !== "" && el("small", { dir: "auto" }, notes), by);
}

function valueCell({ text, unit, assumed, setting }, metric) {
  const written = !unit || text.includes(unit) || ["%", "pp", "x"].includes(unit) ? text : `${text} ${unit}`;
  const notes = [metric, setting, assumed].filter(Boolean).join("; ");
  return el("div", { class: "measure" }, el("bdi", { class: written.length <= FITTING && "value" }, shorten(written, 40)), notes !== "" && el("small", { dir: "auto" }, shorten(notes, 80)));
}

function drawBoard(pane, source, board, lists) {
  const picture = showPlot(pane, (width) => ({ plot: board ? curve(board, Math.max(width, 340)) : noCurve(width), middle: { x: 0, y: 0 } }));
  const narrow = pane.figure.clientWidth < 560;
  const tables = lists.map((list) => listSection({ ...list, columns: boardColumns(source, narrow, list.board) }, new Map(), null));
  picture.box.append(el("div", { class: "tables" }, ...tables));
  return picture;
}

function noCurve(width) {
  return newPlot(width, 60, "No ranking", say("Only differences and factors were found: see the table", 16, 34, { class: "tick" }));
}

// Draws the values along months, and the best so far as steps.
function curve(board, width) {
  const rows = board.rows.filter(({ date }) => monthNumber(date) !== null);
  const best = bestSoFar(board);
  const head = [say(shorten(boardName(board), 60), 16, 20, { class: "said strong" }), ...curveLegend(board, width)];
  if (!rows.length) return newPlot(width, 80, "No dated values", ...head, say("No value has a date: see the table", 16, 62, { class: "tick" }));
  const scale = scalesOf(board, rows, width);
  const points = rows.map((row) => ({ row, x: scale.x(row.date), y: scale.y(valueOf(row, board)) }));
  const plot = newPlot(width, CURVE_HEIGHT, `${boardName(board)} over time; the table holds the same`, ...head, ...axes(scale));
  if (best.length) plot.append(svg("path", { d: steps(best, scale, board), class: "best" }));
  plot.append(...points.map((point) => pointMark(point, best.includes(point.row))), ...pointLabels(points, best, scale, best.length ? stepBoxes(best, scale, board) : []));
  return plot;
}

function valueOf(row, { direction }) {
  return direction === "lower" ? row.low : row.high;
}

function scalesOf(board, rows, width) {
  const values = rows.map((row) => valueOf(row, board));
  const { lines, place } = valueScale(values, board.direction);
  const left = 16 + Math.max(...lines.map((tick) => widthOf(String(tick), 11)));
  const months = rows.map(({ date }) => monthNumber(date));
  const [first, last] = [Math.min(...months), Math.max(...months)];
  const monthWidth = Math.min((width - left - 24) / (last - first + 1), 120);
  const bottom = CURVE_HEIGHT - 16;
  const at = (month) => left + 8 + (month - first) * monthWidth;
  const y = (value) => bottom - 10 - place(value) * (bottom - CURVE_TOP - 34);
  return { lines, left, first, last, monthWidth, at, bottom, width, right: at(last + 1), x: (date) => at(monthNumber(date) + 0.5), y };
}

function axes({ lines, left, first, last, monthWidth, at, bottom, right, y }) {
  return [
    monthRuler({ first, last, at, width: monthWidth, top: CURVE_TOP, bottom }),
    ...lines.flatMap((tick) => [
      svg("line", { x1: left + 2, x2: right, y1: y(tick), y2: y(tick), class: "month" }),
      say(String(tick), left - 3, y(tick) + 4, { class: "tick", "font-size": 11, "text-anchor": "end" }),
    ]),
  ];
}

function steps(best, scale, board) {
  const [first, ...rest] = best.map((row) => [scale.x(row.date), scale.y(valueOf(row, board))]);
  return `M${first[0]} ${first[1]} ${rest.map(([x, y]) => `H${x} V${y}`).join(" ")} H${scale.right}`;
}

// The boxes that the line of the best so far takes up.
function stepBoxes(best, scale, board) {
  const corners = best.map((row) => [scale.x(row.date), scale.y(valueOf(row, board))]);
  return corners.flatMap(([x, y], i) => {
    const [right, next] = corners[i + 1] ?? [scale.right, y];
    return [
      { left: x, right, top: y - 2, bottom: y + 2 },
      { left: right - 2, right: right + 2, top: Math.min(y, next), bottom: Math.max(y, next) },
    ];
  });
}

function pointMark({ row, x, y }, record) {
  const hint = `${row.subject?.label ?? "Subject not named"}: ${row.text}, ${row.date}${row.baseline ? ", baseline" : ""}`;
  const shape = row.baseline
    ? svg("path", { d: `M${x} ${y - POINT} L${x + POINT} ${y} L${x} ${y + POINT} L${x - POINT} ${y} Z`, class: "point baseline" })
    : svg("circle", { cx: x, cy: y, r: POINT - 1, class: "point" });
  if (record) shape.classList.add("record");
  const link = plotLink({ card: (row.subject ?? row.papers[0])?.ref }, hint, {}, shape);
  return link;
}

// Names as many points as have room, those that were the best first.
function pointLabels(points, best, { left, right, width, bottom }, lines) {
  const ordered = [...points].sort((a, b) => best.indexOf(b.row) - best.indexOf(a.row));
  const items = ordered.map(({ row, x, y }) => {
    const text = `${cut(row.subject?.label ?? "?", CURVE_LABEL * 7, 11)} ${shorten(row.text, 14)}`;
    const record = best.includes(row);
    return { text, x, y, radius: POINT, width: widthOf(text, 11, record ? 600 : 400), height: 14, record };
  });
  const view = { left, right: Math.min(width - 4, Math.max(right, left + 200)), top: CURVE_TOP, bottom };
  return placeLabels(items, view, { lines }).flatMap((place, i) => (place ? [say(items[i].text, place.x, place.y + 11, { "font-size": 11, class: items[i].record ? "said strong" : "said" })] : []));
}

function curveLegend({ direction }, width) {
  const sign = (x, shape, text) => [shape, say(text, x + 12, 41, { class: "tick", "font-size": 11 })];
  const parts = [
    ...sign(22, svg("circle", { cx: 22, cy: 37, r: POINT - 1, class: "point" }), "introduced by the paper that measured it"),
    ...(width > 420 ? sign(276, svg("path", { d: "M276 32 l5 5 l-5 5 l-5 -5 Z", class: "point baseline" }), "baseline") : []),
  ];
  if (direction !== "unknown" && width > 520) parts.push(...sign(368, svg("path", { d: "M352 40 H362 V33 H374", class: "best" }), ` best so far (${DIRECTION_WORDS[direction]})`));
  return parts;
}
