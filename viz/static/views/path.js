// The shortest path between two things: drawn as a chain, and told in sentences.

import { relationsQuery } from "../columns.js";
import { cardLink, el, shapeAt, svg } from "../dom.js";
import { svgPicture } from "../exports.js";
import { figureOf } from "../facts.js";
import { textWidth } from "../labels.js";
import { shorten } from "../points.js";
import { otherEnd } from "../search.js";
import { LINES, RELATIONS, count } from "../words.js";

const NAME = "12px system-ui, sans-serif";
const ROW = 128; // height of a row of the chain
const LEAST_STEP = 150; // least width of a step

export const PATH = {
  id: "path",
  title: "Path",
  applies: (thing) => thing !== null,
  load: loadPath,
};

async function loadPath(source, state) {
  const [from, to] = await Promise.all([source.thing(state.focus), state.path && source.thing(state.path)]);
  const shown = { lists: [], sparql: "", status: "", controls: (go) => otherEnd(source, (ref) => go({ path: ref })) };
  if (state.path && !to) return { ...shown, hint: `Nothing in this graph has the reference ${shorten(state.path, 60)}.` };
  if (!to) return { ...shown, hint: `Search below for the other end of a path from ${shorten(from.label, 60)}.` };
  const steps = await source.path(state.focus, state.path, state.filter);
  if (!steps) return { ...shown, hint: `No path joins ${shorten(from.label, 60)} and ${shorten(to.label, 60)} under this filter.` };
  const evidence = await Promise.all(steps.slice(1).map((step) => source.evidence(step.fact)));
  const rows = steps.slice(1).map((step, i) => ({ ...step, before: steps[i].thing, evidence: evidence[i] }));
  return {
    ...shown,
    status: `${count(rows.length, "steps")} from ${shorten(from.label, 40)} to ${shorten(to.label, 40)}`,
    lists: [{ title: "Steps", columns: stepColumns(), rows }],
    sparql: relationsQuery(steps.map(({ thing }) => thing.ref), [...new Set(rows.map(({ relation }) => relation))]),
    things: steps.map(({ thing }) => thing),
    edges: rows.map(({ relation }) => ({ relations: [relation] })),
    draw: (pane) => drawPath(pane, rows),
  };
}

function stepColumns() {
  return [
    { name: "From", value: ({ before }) => before.label, show: ({ before }) => cardLink(before) },
    { name: "Relation", value: words },
    { name: "To", value: ({ thing }) => thing.label, show: ({ thing }) => cardLink(thing) },
    { name: "Sentence", value: ({ evidence }) => evidence[0].pieces.map(({ text }) => text).join(""), unseen: true },
  ];
}

// Says a step in the direction in which it is walked.
function words({ relation, out }) {
  return out ? RELATIONS[relation].out : RELATIONS[relation].back;
}

function drawPath(pane, rows) {
  const sentences = rows.map((row) => el("li", {}, stepHead(row), figureOf(row.evidence[0], row.belief)));
  const box = el("div", { class: "chain" });
  pane.figure.replaceChildren(box, el("ol", { class: "steps" }, ...sentences));
  const picture = svgPicture(null, () => {
    if (!pane.figure.clientWidth) return;
    picture.element = chain(rows, pane.figure.clientWidth, pane.choose);
    box.replaceChildren(picture.element);
  });
  picture.svg = () => picture.element;
  picture.fit();
  return picture;
}

function stepHead(row) {
  return el("p", { class: "step" }, cardLink(row.before), el("em", {}, words(row)), cardLink(row.thing));
}

// Draws the things in a line, in several rows where the room is narrow.
function chain(rows, width, choose) {
  const things = [rows[0].before, ...rows.map(({ thing }) => thing)];
  const across = Math.max(2, Math.min(things.length, Math.floor(width / LEAST_STEP)));
  const step = width / across;
  const at = (i) => ({ x: step * ((i % across) + 0.5), y: 52 + ROW * Math.floor(i / across) });
  const height = ROW * Math.ceil(things.length / across);
  const lines = rows.flatMap((row, i) => stepLine(row, at(i), at(i + 1), step));
  const marks = things.flatMap((thing, i) => thingMarks(thing, at(i), step, choose));
  return svg("svg", { class: "map", viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": "The path as a chain" }, ...lines, ...marks);
}

function stepLine(row, from, to, step) {
  const { line: kind, dash } = RELATIONS[row.relation];
  const [start, end] = row.out ? [from, to] : [to, from];
  const length = Math.hypot(end.x - start.x, end.y - start.y);
  const [a, b] = [(end.x - start.x) / length, (end.y - start.y) / length];
  const tip = { x: end.x - a * 14, y: end.y - b * 14 };
  const corners = [[0, 0], [-8, 4], [-8, -4]].map(([u, v]) => `${tip.x + a * u - b * v},${tip.y + b * u + a * v}`).join(" ");
  const label = { class: "label", "text-anchor": "middle", x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 8 };
  return [
    svg("line", { class: `sample ${kind}`, x1: start.x, y1: start.y, x2: tip.x, y2: tip.y, "stroke-width": LINES[kind].width, "stroke-dasharray": dash.join(" ") || "none" }),
    row.relation !== "comparedWith" && svg("polygon", { class: "head", points: corners }),
    svg("text", label, fittedTo(words(row), step - 34)),
  ].filter(Boolean);
}

function thingMarks(thing, place, step, choose) {
  const mark = shapeAt(thing.type, place, 9, { class: "mark", onclick: () => choose(thing.ref) });
  mark.append(svg("title", {}, thing.label));
  const name = fittedTo(thing.label, step - 10);
  return [mark, svg("text", { class: "label", "text-anchor": "middle", x: place.x, y: place.y + 26 }, name)];
}

function fittedTo(text, room) {
  for (let n = 40; n > 4; n -= 2) if (textWidth(shorten(text, n), NAME) <= room) return shorten(text, n);
  return shorten(text, 4);
}
