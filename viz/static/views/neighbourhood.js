// What is around a thing.

import { edgeColumns, relationsQuery, thingColumns } from "../columns.js";
import { el } from "../dom.js";
import { drawnSvg } from "../drawn.js";
import { shorten } from "../points.js";

const FEW = 60; // things drawn at first
const STEP = 4; // times as many at each "Show more"
const MOST = 1500;
const EDGES_EACH = 2.5;
const MOST_EDGES = 3000;
const DEPTHS = [["", "as fits"], ["1", "1 step"], ["2", "2 steps"], ["3", "3 steps"]];

export const NEIGHBOURHOOD = {
  id: "neighbourhood",
  title: "Neighbourhood",
  applies: (thing) => thing !== null,
  load: loadNeighbourhood,
};

async function loadNeighbourhood(source, state) {
  const limit = state.limit ?? FEW;
  const edgeLimit = Math.min(MOST_EDGES, Math.round(Math.max(limit, state.open.length ? MOST : 0) * EDGES_EACH));
  const { things, edges, total } = await source.neighbourhood(state.focus, { ...state, limit, edges: edgeLimit });
  const { total: all } = await source.counts(state.filter);
  const left = state.depth > 1 ? total - things.length : things[0].more;
  const byRef = new Map(things.map((thing) => [thing.ref, thing]));
  const relations = [...new Set(edges.flatMap((edge) => edge.relations))];
  return {
    status: statusOf(things, left, all),
    hint: things.length > 1 ? "" : `Nothing is related to ${shorten(things[0].label, 60)} under this filter. Results, if any, are in its card.`,
    lists: [
      { title: "Things", columns: [...thingColumns(), { name: "More", value: ({ more }) => more, show: (thing) => moreLink(thing) }], rows: things },
      { title: "Relations", columns: edgeColumns(byRef), rows: edges },
    ],
    sparql: relationsQuery([...byRef.keys()], relations),
    things,
    edges,
    expandable: true,
    controls: (go) => controls(state, { limit, left }, go),
    draw: (pane) => drawNeighbourhood(pane, things, edges),
  };
}

function statusOf(things, left, all) {
  const near = ` around ${shorten(things[0].label, 40)}${left ? `, ${left.toLocaleString("en")} more there` : ""}`;
  return `${things.length.toLocaleString("en")} of ${all.toLocaleString("en")} things shown${near}`;
}

function moreLink({ ref, label, more }) {
  if (!more) return "";
  return el("button", { type: "button", class: "expand", "data-expand": ref, "aria-label": `Add neighbours of ${label}: ${more} not drawn` }, `+${more.toLocaleString("en")}`);
}

function controls(state, { limit, left }, go) {
  const options = DEPTHS.map(([value, text]) => el("option", { value, selected: value === String(state.depth ?? "") }, text));
  const depth = el("select", { id: "depth", onchange: (event) => go({ depth: Number(event.target.value) || null }) }, ...options);
  const more = el("button", { type: "button", id: "more", onclick: () => go({ limit: Math.min(limit * STEP, MOST) }) }, "Show more");
  return [el("label", { class: "control" }, "reach ", depth), left > 0 && limit < MOST && more].filter(Boolean);
}

function drawNeighbourhood(pane, things, edges) {
  const drawing = pane.drawing();
  const keep = pane.before?.focus === pane.state.focus && pane.before.view === pane.state.view;
  drawing.show(things, edges, { focus: pane.state.focus, picked: pane.state.card, keep });
  return { fit: () => drawing.fit(), svg: () => drawnSvg(drawing) };
}
