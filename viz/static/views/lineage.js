// What a thing came from, and what came from it, along time.

import { cardLink, el, svg } from "../dom.js";
import { descentPath, placeDescent } from "../descent-layout.js";
import { monthNumber } from "../months.js";
import { glyph, monthRuler, newPlot, paperLink, plotLink, say, showPlot, widthOf, viewLink } from "../plot.js";
import { shorten } from "../points.js";
import { saidPanel, sentenceColumn } from "../said.js";
import { descentQuery } from "../queries.js";
import { RELATIONS } from "../words.js";

const LINEAGE_LEVELS = 3;
const LINEAGE_MOST_LEVELS = 6;
const LINEAGE_LABELS = [[560, 22], [760, 32], [Infinity, 44]]; // code points of a name in a drawing so wide
const LINEAGE_SIZE = 7;
const LINEAGE_TOP = 62;
const LINEAGE_GUTTER = 104;
const LINEAGE_DASHES = { extends: "none", variantOf: "7 4", uses: "2 3" };
const LINEAGE_CLASSES = { extends: "descent", variantOf: "descent", uses: "use" };

export const LINEAGE = {
  id: "lineage",
  title: "Lineage",
  applies: (thing) => thing !== null && thing.type !== "Author",
  load: loadLineage,
};

async function loadLineage(source, state) {
  const levels = levelsOf(state);
  const found = await source.lineage(state.focus, { levels, uses: state.more.uses === "1", filter: state.filter });
  const byRef = new Map(found.things.map((thing) => [thing.ref, thing]));
  const focus = byRef.get(state.focus);
  const rows = found.edges.map((edge) => lineageRow(edge, byRef));
  const columns = lineageColumns(source, state);
  return {
    status: lineageStatus(found, focus),
    lists: [
      { title: "Ancestors", columns, rows: rows.filter(({ steps }) => steps < 0) },
      { title: "Descendants", columns, rows: rows.filter(({ steps }) => steps > 0) },
      { title: "Left out to break circles", columns: brokenColumns(source), rows: found.broken },
    ].filter((list) => list.rows.length),
    sparql: descentQuery(state.focus, levels, state.more.uses === "1"),
    things: found.things,
    edges: found.edges.map(({ relation }) => ({ relations: [relation] })),
    hint: found.edges.length ? "" : lineageHint(focus, state),
    controls: (go) => lineageControls(state, levels, go),
    draw: (pane) => drawLineage(pane, source, found, byRef),
  };
}

function levelsOf(state) {
  const asked = Number(state.more.levels);
  return asked >= 1 && asked <= LINEAGE_MOST_LEVELS ? Math.floor(asked) : LINEAGE_LEVELS;
}

function lineageStatus({ things, before, after, unused, broken }, focus) {
  const shown = (sign) => things.filter(({ level, used }) => !used && Math.sign(level) === sign).length;
  const parts = [
    `${shown(-1)} of ${before} ancestors`,
    `${shown(1)} of ${after} descendants of ${shorten(focus.label, 40)} shown`,
    unused && `${unused.toLocaleString("en")} more uses`,
    broken.length && `${broken.length} left out to break circles`,
  ];
  return parts.filter(Boolean).join(", ");
}

function lineageHint({ label, type }, state) {
  const uses = state.more.uses === "1" ? "" : " Tick “uses” to see what it uses and what uses it, or open";
  return `No sentence says what ${shorten(label, 60)} builds on, or what builds on it${type === "Paper" ? " (as a paper)" : ""}.${uses || " Open"} the neighbourhood.`;
}

function lineageControls(state, levels, go) {
  const options = Array.from({ length: LINEAGE_MOST_LEVELS }, (_, i) => el("option", { value: i + 1, selected: i + 1 === levels }, i ? `${i + 1} steps` : "1 step"));
  const change = (changes) => go({ more: { ...state.more, fact: "", ...changes } });
  return [
    el("label", { class: "control" }, "to ", el("select", { id: "levels", onchange: (event) => change({ levels: event.target.value }) }, ...options)),
    el("label", { class: "control" }, el("input", { id: "uses", type: "checkbox", checked: state.more.uses === "1", onchange: (event) => change({ uses: event.target.checked ? "1" : "" }) }), " uses"),
  ];
}

// A row tells of the thing at the far end of an edge, seen from the thing asked for.
function lineageRow(edge, byRef) {
  const [from, to] = [byRef.get(edge.from), byRef.get(edge.to)];
  const after = to.level >= 0 && from.level > 0;
  const { out } = RELATIONS[edge.relation];
  return { ...edge, thing: after ? from : to, steps: (after ? from : to).level, words: after ? `${out} ${to.label}` : `${from.label} ${out} it` };
}

function lineageColumns(source, state) {
  const kept = { view: "lineage", more: { ...state.more, fact: "" } };
  return [
    { name: "Steps", value: ({ steps }) => steps, show: ({ steps }) => (steps > 0 ? `+${steps}` : `−${-steps}`) },
    { name: "Thing", value: ({ thing }) => thing.label, show: (row) => thingCell(row, kept) },
    { name: "Relation", value: ({ words }) => words, unseen: true },
    { name: "Date", narrow: true, value: ({ thing }) => thing.date, show: ({ thing }) => thing.date || el("small", {}, "undated") },
    { name: "Introduced by", value: ({ thing }) => thing.introducedBy.map(({ label }) => label).join("; "), unseen: true },
    { name: "Belief", value: ({ belief }) => belief / 100, show: ({ belief }) => (belief / 100).toFixed(2) },
    sentenceColumn(source, ({ thing, words }) => `${thing.label} ${words}`),
  ];
}

function thingCell({ thing, words, late }, kept) {
  const [paper, ...others] = thing.introducedBy;
  const by = paper ? el("small", {}, "by ", paperLink(paper), others.length > 0 && ` and ${others.length} more`) : null;
  return el("div", {}, viewLink(thing, kept), el("small", { dir: "auto" }, shorten(words, 60), late && ", though dated before it"), by);
}

function brokenColumns(source) {
  return [
    { name: "From", value: ({ from }) => from.label, show: ({ from }) => cardLink(from) },
    { name: "Relation", value: ({ relation }) => RELATIONS[relation].out },
    { name: "To", value: ({ to }) => to.label, show: ({ to }) => cardLink(to) },
    { name: "Reason", value: ({ reason }) => reason },
    sentenceColumn(source, ({ from, to }) => `${from.label}, ${to.label}`),
  ];
}

function drawLineage(pane, source, found, byRef) {
  const { fact } = pane.state.more;
  const said = found.edges.find(({ id }) => String(id) === fact);
  const open = (id) => pane.go({ more: { ...pane.state.more, fact: String(id) } });
  const title = said && `${byRef.get(said.from).label} ${RELATIONS[said.relation].out} ${byRef.get(said.to).label}`;
  return showPlot(pane, (width) => lineagePlot(found, width, pane.state, open), ...(said ? [saidPanel(source, said, title, () => open(""))] : []));
}

function lineagePlot({ things, edges }, width, state, open) {
  const short = width < 560;
  const [, most] = LINEAGE_LABELS.find(([less]) => width < less);
  const items = things.map((thing) => ({ ...thing, month: monthNumber(thing.date), named: monthNumber(thing.named) }));
  const texts = new Map(things.map((thing) => [thing.ref, shorten(thing.label, most)]));
  const wide = ({ ref, level }) => widthOf(texts.get(ref), 12, level ? 400 : 600);
  const laid = placeDescent(items, edges, { width, gutter: short ? 4 : LINEAGE_GUTTER, head: short ? 18 : 0, label: wide, top: LINEAGE_TOP });
  const plot = newPlot(laid.width, laid.height + 24, "Lineage", bands(laid), ...lineageRuler(laid, short ? 4 : LINEAGE_GUTTER), lineageLegend(edges, laid.width));
  plot.append(...edges.map((edge) => lineageLine(edge, laid.places, String(edge.id) === state.more.fact, () => open(edge.id))));
  plot.append(...bandNames(laid.bands, short, state.more.uses === "1"));
  plot.append(...things.map((thing) => lineageNode(thing, laid.places.get(thing.ref), texts.get(thing.ref), state)));
  return { plot, middle: laid.places.get(state.focus) };
}

function bands({ bands: found, width }) {
  return svg("g", {}, ...found.map(({ level, top, bottom }) => svg("rect", { x: 0, y: top, width, height: bottom - top, class: level % 2 ? "band odd" : "band" })));
}

function bandNames(found, short, uses) {
  return found.map(({ level, top }) => say(bandName(level, uses), 8, top + (short ? 17 : 22), { class: "said tick" }));
}

function bandName(level, uses) {
  if (level === 0) return "asked for";
  if (level === -1) return uses ? "builds on, uses" : "it builds on";
  if (level === 1) return uses ? "built on, used by" : "built upon by";
  return `${Math.abs(level)} steps ${level < 0 ? "before" : "after"}`;
}

function lineageRuler({ first, last, monthAt, monthWidth, zone, width, height }, gutter) {
  const parts = zone ? [say("undated", gutter + 6, LINEAGE_TOP - 4, { class: "tick", "font-size": 11 })] : [];
  if (first !== null) parts.push(monthRuler({ first, last, at: monthAt, width: monthWidth, top: LINEAGE_TOP, bottom: height, right: width }));
  return parts;
}

// Says what the lines mean: a sample and a word for each relation drawn, and the sign of the undated.
function lineageLegend(edges, width) {
  const group = svg("g", {});
  let x = 8;
  const add = (sample, text) => {
    group.append(sample, say(text, x + 36, 20, { class: "tick", "font-size": 12 }));
    x += 50 + widthOf(text, 12);
  };
  for (const relation of Object.keys(LINEAGE_DASHES)) {
    if (!edges.some((edge) => edge.relation === relation)) continue;
    add(svg("line", { x1: x, x2: x + 30, y1: 16, y2: 16, class: `link ${LINEAGE_CLASSES[relation]}`, "stroke-dasharray": LINEAGE_DASHES[relation] }), RELATIONS[relation].out);
  }
  if (x + 90 < width) add(svg("circle", { cx: x + 22, cy: 16, r: 6, class: "undated-sign" }), width < 560 ? "undated" : "undated: placed by what it came from and led to");
  return group;
}

function lineageLine(edge, places, open, choose) {
  const [younger, older] = [places.get(edge.from), places.get(edge.to)];
  const { path, head } = descentPath(older, younger, LINEAGE_SIZE + 2);
  const kind = `link ${LINEAGE_CLASSES[edge.relation]}${open ? " open" : ""}`;
  return svg(
    "g",
    { class: "edge", onclick: choose },
    svg("title", {}, "Open the sentence"),
    svg("path", { d: path, class: "reach" }),
    svg("path", { d: path, class: kind, "stroke-dasharray": LINEAGE_DASHES[edge.relation] }),
    svg("polygon", { points: head, class: `head ${LINEAGE_CLASSES[edge.relation]}${open ? " open" : ""}` }),
  );
}

function lineageNode(thing, { x, y, dated }, text, state) {
  const asked = thing.level === 0;
  const hint = `${thing.label}, ${thing.type.toLowerCase()}, ${thing.date || "undated"}`;
  const target = { view: "lineage", focus: thing.ref, filter: state.filter, more: { ...state.more, fact: "" } };
  return plotLink(
    target,
    hint,
    { "aria-label": null },
    asked && svg("circle", { cx: x, cy: y, r: LINEAGE_SIZE + 5, class: "asked" }),
    !dated && svg("circle", { cx: x, cy: y, r: LINEAGE_SIZE + 3, class: "undated-sign" }),
    glyph(thing.type, x, y, LINEAGE_SIZE),
    say(text, x + LINEAGE_SIZE + 7, y + 4, { class: asked ? "said strong" : "said" }),
  );
}
