// The drawing of a network: vis-network for symbols, lines, moving and zooming; the labels are drawn here, so that
// none covers another.

import { placeLabels } from "./labels.js";
import { layout } from "./layout.js";
import { shorten } from "./points.js";
import { CORNERS, LINES, RELATIONS, TYPES } from "./words.js";

const FONT = "12px system-ui, sans-serif";
const BOLD = `600 ${FONT}`; // of what the drawing is about
const LABEL_POINTS = 28;
const MOST_ZOOM = 1.4; // of a drawing brought into view
const OPTIONS = {
  physics: false,
  layout: { randomSeed: 1, improvedLayout: false },
  interaction: { hover: true, hideEdgesOnDrag: true, keyboard: { enabled: true, bindToWindow: false }, selectConnectedEdges: false },
  edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, hoverWidth: 1, selectionWidth: 0 },
};

export class Drawing {
  // `choose(ref)` is called when a thing is clicked or tapped, `expand(ref)` when that is done twice.
  constructor(box, choose, expand) {
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.box = box;
    this.things = [];
    this.byRef = new Map();
    this.placed = [];
    this.hovered = { node: null, edge: null };
    this.network = new vis.Network(box, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.network.on("click", ({ nodes }) => nodes.length && choose(nodes[0]));
    this.network.on("doubleClick", ({ nodes }) => nodes.length && expand(nodes[0]));
    this.network.on("afterDrawing", (context) => this.drawLabels(context));
    this.network.on("resize", () => this.fit());
    for (const [event, key] of [["hoverNode", "node"], ["blurNode", "node"], ["hoverEdge", "edge"], ["blurEdge", "edge"]]) {
      this.network.on(event, (what) => this.hover(key, event.startsWith("hover") ? what[key] : null));
    }
    this.readTheme();
    addEventListener("themechange", () => {
      this.readTheme();
      this.edges.update(this.edges.get().map(({ id, line }) => ({ id, color: this.colors[LINES[line].color] })));
    });
  }

  readTheme() {
    const style = getComputedStyle(document.documentElement);
    const names = ["--ink", "--paper", "--quiet", "--focus", ...Object.values(LINES).map(({ color }) => color)];
    this.colors = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
  }

  hover(key, id) {
    this.hovered[key] = id;
    this.box.classList.toggle("pointing", this.hovered.node !== null);
    this.network.redraw();
  }

  // Shows `things` (most important first) and the `edges` between them. `focus` and `picked` are marked. What was
  // drawn before starts from its place, and holds it if `keep`; `places`, if given, says where all go. Edges
  // with `told` are labelled.
  show(things, edges, { focus = null, picked = null, keep = false, places = null, told = false }) {
    const before = this.positions();
    const found = places ?? this.layOut(things, edges, before, keep);
    this.things = []; // the network redraws in between
    Object.assign(this, { focus, picked, told, hovered: { node: null, edge: null } });
    this.byRef = new Map(things.map((thing) => [thing.ref, thing]));
    this.labels = new Map(things.map((thing) => [thing.ref, shorten(thing.label, LABEL_POINTS)]));
    this.widths = new Map();
    const lines = edges.map((edge) => this.edge(edge));
    replaceRows(this.nodes, things.map((thing) => this.node(thing, found.get(thing.ref))), (a, b) => a.x === b.x && a.y === b.y);
    replaceRows(this.edges, lines, (a, b) => a.line === b.line && `${a.relations}` === `${b.relations}`);
    this.things = things;
    if (!keep || !this.allSeen()) this.fit();
    else this.network.redraw();
  }

  // Marks another thing as the one that the card shows.
  pick(ref) {
    this.picked = ref;
    this.network.redraw();
  }

  layOut(things, edges, before, keep) {
    return layout(
      things.map((thing) => thing.ref),
      edges.map(({ from, to }) => [from, to]),
      { before, fixed: new Set(keep ? before.keys() : []), aspect: this.box.clientWidth / (this.box.clientHeight || 1) },
    );
  }

  // Returns the places of all that is drawn.
  positions() {
    return new Map(Object.entries(this.network.getPositions()));
  }

  // Symbols keep their size on the screen when one zooms in, and shrink slower than the drawing when out.
  node({ ref }, { x, y }) {
    const ctxRenderer = ({ ctx, x: left, y: top }) => {
      const scale = this.network.getScale();
      const thing = this.byRef.get(ref);
      const size = thing ? (this.radius(thing) * crowding(scale)) / scale : 0;
      return {
        drawNode: () => thing && this.drawSymbol(ctx, thing, { x: left, y: top }, size),
        nodeDimensions: { width: 2 * size, height: 2 * size },
      };
    };
    return { id: ref, x, y, shape: "custom", ctxRenderer };
  }

  radius(thing) {
    return (thing.ref === this.focus ? 10 : 5) + Math.min(4, Math.log2(1 + thing.papers) / 2);
  }

  edge({ from, to, relations }) {
    const { line, dash } = RELATIONS[relations[0]];
    const { width, color } = LINES[line];
    const arrows = relations[0] === "comparedWith" ? { to: { enabled: false } } : undefined;
    return { id: `${from} ${to}`, from, to, relations, line, width, dashes: dash.length ? dash : false, color: this.colors[color], arrows };
  }

  drawSymbol(context, thing, { x, y }, size) {
    const { shape, fill } = TYPES[thing.type];
    const marked = thing.ref === this.focus || thing.ref === this.picked || thing.ref === this.hovered.node;
    context.beginPath();
    for (const [a, b] of CORNERS[shape]) context.lineTo(x + a * size, y + b * size);
    if (!CORNERS[shape].length) context.arc(x, y, size * 0.9, 0, 2 * Math.PI);
    context.closePath();
    context.fillStyle = fill;
    context.fill();
    context.strokeStyle = this.colors[marked ? "--focus" : "--ink"];
    context.lineWidth = (marked ? 3 : 1) / this.network.getScale();
    context.stroke();
  }

  // Draws as many labels as have room, in the same size however far one zooms.
  drawLabels(context) {
    const scale = this.network.getScale();
    const first = new Set([this.hovered.node, this.picked, this.focus]);
    const order = [...this.things.filter(({ ref }) => first.has(ref)), ...this.things.filter(({ ref }) => !first.has(ref))];
    context.save();
    context.scale(1 / scale, 1 / scale);
    const places = this.network.getPositions();
    const items = order.map((thing) => {
      const { x, y } = places[thing.ref];
      return { x: x * scale, y: y * scale, radius: this.radius(thing) * crowding(scale), width: this.widthOf(context, this.textOf(thing, first), thing.ref === this.focus), height: 14 };
    });
    const found = placeLabels(items, this.view(scale), { always: order.filter((thing) => first.has(thing.ref)).length });
    this.placed = found.flatMap((place, i) => (place ? [{ ...place, text: this.textOf(order[i], first), bold: order[i].ref === this.focus }] : []));
    if (this.told) for (const { id } of this.edges.get()) this.placed.push(this.relationAt(context, id, places, scale));
    else if (this.hovered.edge !== null) this.placed.push(this.relationAt(context, this.hovered.edge, places, scale));
    for (const label of this.placed) if (label) this.write(context, label.text, label);
    context.restore();
  }

  // What is marked says how many neighbours are not drawn.
  textOf({ ref, more }, first) {
    const text = this.labels.get(ref);
    return more && first.has(ref) ? `${text}  +${more.toLocaleString("en")}` : text;
  }

  widthOf(context, text, bold = false) {
    const key = bold ? `bold ${text}` : text;
    if (!this.widths.has(key)) {
      context.font = bold ? BOLD : FONT;
      this.widths.set(key, context.measureText(text).width);
    }
    return this.widths.get(key);
  }

  // Returns the box that is seen, in pixels from the middle of the drawing's own coordinates.
  view(scale) {
    const { x, y } = this.network.getViewPosition();
    const [width, height] = [this.box.clientWidth / 2, this.box.clientHeight / 2];
    return { left: x * scale - width, right: x * scale + width, top: y * scale - height, bottom: y * scale + height };
  }

  // Returns the name of an edge's relations and where it goes: on the middle of the edge.
  relationAt(context, id, places, scale) {
    const edge = this.edges.get(id);
    if (!edge) return null;
    const text = edge.relations.map((relation) => RELATIONS[relation].out).join(", ");
    const x = ((places[edge.from].x + places[edge.to].x) / 2) * scale - this.widthOf(context, text) / 2;
    const y = ((places[edge.from].y + places[edge.to].y) / 2) * scale - 7;
    return { text, x, y };
  }

  write(context, text, { x, y, bold }) {
    context.font = bold ? BOLD : FONT;
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = this.colors["--paper"];
    context.strokeText(text, x, y);
    context.fillStyle = this.colors["--ink"];
    context.fillText(text, x, y);
  }

  extent() {
    const places = [...this.positions().values()];
    const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  }

  allSeen() {
    const scale = this.network.getScale();
    const [view, { left, right, top, bottom }] = [this.view(scale), this.extent()];
    return left * scale > view.left && right * scale < view.right && top * scale > view.top && bottom * scale < view.bottom;
  }

  // Brings everything into view, with room for the labels at its rim.
  fit() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!this.things.length || !width) return;
    const { left, right, top, bottom } = this.extent();
    const scale = Math.min((width * 0.8) / (right - left || 1), (height - 80) / (bottom - top || 1), MOST_ZOOM);
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }
}

// Makes a DataSet hold exactly `rows`; those that it holds already, the `same`, are left alone.
function replaceRows(set, rows, same) {
  const wanted = new Set(rows.map(({ id }) => id));
  const known = new Map(set.get().map((row) => [row.id, row]));
  set.remove([...known.keys()].filter((id) => !wanted.has(id)));
  set.update(rows.filter((row) => !known.has(row.id) || !same(row, known.get(row.id))));
}

// How much symbols shrink as one zooms out.
export function crowding(scale) {
  return Math.min(1, Math.max(0.4, 2.2 * scale));
}
