// The drawing: vis-network for symbols, lines, moving and zooming; the labels are drawn here, so that none
// covers another.

import { placeLabels } from "./labels.js";
import { layout } from "./layout.js";
import { shorten } from "./points.js";
import { CORNERS, LINES, RELATIONS, TYPES } from "./words.js";

const FONT = "12px system-ui, sans-serif";
const LABEL_POINTS = 28;
const MOST_ZOOM = 1.4; // of a drawing brought into view
const OPTIONS = {
  physics: false,
  layout: { randomSeed: 1, improvedLayout: false },
  interaction: { hover: true, hideEdgesOnDrag: true, keyboard: { enabled: true, bindToWindow: false }, selectConnectedEdges: false },
  edges: { smooth: false, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, hoverWidth: 1, selectionWidth: 0 },
};

export class Drawing {
  // `choose(ref)` is called when a thing is clicked or tapped.
  constructor(box, choose) {
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.box = box;
    this.things = [];
    this.hovered = { node: null, edge: null };
    this.network = new vis.Network(box, { nodes: this.nodes, edges: this.edges }, OPTIONS);
    this.network.on("click", ({ nodes }) => nodes.length && choose(nodes[0]));
    this.network.on("afterDrawing", (context) => this.drawLabels(context));
    this.network.on("resize", () => this.fit());
    for (const [event, key] of [["hoverNode", "node"], ["blurNode", "node"], ["hoverEdge", "edge"], ["blurEdge", "edge"]]) {
      this.network.on(event, (what) => this.hover(key, event.startsWith("hover") ? what[key] : null));
    }
    this.readTheme();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.readTheme();
      this.edges.update(this.edges.get().map(({ id, line }) => ({ id, color: this.colors[LINES[line].color] })));
    });
  }

  readTheme() {
    const style = getComputedStyle(document.documentElement);
    const names = ["--ink", "--paper", "--focus", ...Object.values(LINES).map(({ color }) => color)];
    this.colors = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name).trim()]));
  }

  hover(key, id) {
    this.hovered[key] = id;
    this.box.classList.toggle("pointing", this.hovered.node !== null);
    this.network.redraw();
  }

  // Shows `things` (most important first; the first is marked if `focus`) and the `edges` between them. What
  // was drawn before starts from its place, and keeps it if `keep`.
  show(things, edges, { focus, keep }) {
    const before = this.network.getPositions();
    const places = layout(
      things.map((thing) => thing.ref),
      edges.map(({ from, to }) => [from, to]),
      {
        before: new Map(Object.entries(before)),
        fixed: new Set(keep ? Object.keys(before) : []),
        aspect: this.box.clientWidth / (this.box.clientHeight || 1),
      },
    );
    this.things = []; // the network redraws in between
    this.hovered = { node: null, edge: null };
    this.focus = focus ? things[0].ref : null;
    this.nodes = new vis.DataSet(things.map((thing) => this.node(thing, places.get(thing.ref))));
    this.edges = new vis.DataSet(edges.map((edge, i) => this.edge(edge, i)));
    this.network.setData({ nodes: this.nodes, edges: this.edges });
    this.things = things;
    this.labels = new Map(things.map((thing) => [thing.ref, shorten(thing.label, LABEL_POINTS)]));
    this.fit();
  }

  // Symbols keep their size on the screen when one zooms in, and shrink slower than the drawing when out.
  node(thing, { x, y }) {
    const radius = this.radius(thing);
    const ctxRenderer = ({ ctx, x: left, y: top }) => {
      const scale = this.network.getScale();
      const size = (radius * crowding(scale)) / scale;
      return {
        drawNode: () => this.drawSymbol(ctx, thing, { x: left, y: top }, size),
        nodeDimensions: { width: 2 * size, height: 2 * size },
      };
    };
    return { id: thing.ref, x, y, shape: "custom", ctxRenderer };
  }

  radius(thing) {
    return (thing.ref === this.focus ? 10 : 5) + Math.min(4, Math.log2(1 + thing.papers) / 2);
  }

  edge({ from, to, relations }, id) {
    const { line } = RELATIONS[relations[0]];
    const { dash, width, color } = LINES[line];
    const arrows = ["together", "comparedWith"].includes(relations[0]) ? { to: { enabled: false } } : undefined;
    return { id, from, to, relations, line, width, dashes: dash.length ? dash : false, color: this.colors[color], arrows };
  }

  drawSymbol(context, thing, { x, y }, size) {
    const { shape, fill } = TYPES[thing.type];
    const marked = thing.ref === this.focus || thing.ref === this.hovered.node;
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
    const first = new Set([this.hovered.node, this.focus]);
    const order = [...this.things].sort((a, b) => first.has(b.ref) - first.has(a.ref));
    context.save();
    context.scale(1 / scale, 1 / scale);
    context.font = FONT;
    const places = this.network.getPositions();
    const items = order.map((thing) => {
      const { x, y } = places[thing.ref];
      const { width } = context.measureText(this.labels.get(thing.ref));
      return { x: x * scale, y: y * scale, radius: this.radius(thing) * crowding(scale), width, height: 14 };
    });
    const pinned = order.filter((thing) => first.has(thing.ref)).length;
    placeLabels(items, this.view(scale), pinned).forEach((place, i) => place && this.write(context, this.labels.get(order[i].ref), place));
    this.drawRelation(context, places, scale);
    context.restore();
  }

  // Returns the box that is seen, in pixels from the middle of the drawing's own coordinates.
  view(scale) {
    const { x, y } = this.network.getViewPosition();
    const [width, height] = [this.box.clientWidth / 2, this.box.clientHeight / 2];
    return { left: x * scale - width, right: x * scale + width, top: y * scale - height, bottom: y * scale + height };
  }

  // Names the relation of the edge under the pointer.
  drawRelation(context, places, scale) {
    const edge = this.hovered.edge === null ? null : this.edges.get(this.hovered.edge);
    if (!edge) return;
    const text = edge.relations.map((relation) => RELATIONS[relation].out).join(", ");
    const x = ((places[edge.from].x + places[edge.to].x) / 2) * scale - context.measureText(text).width / 2;
    const y = ((places[edge.from].y + places[edge.to].y) / 2) * scale - 7;
    this.write(context, text, { x, y });
  }

  write(context, text, { x, y }) {
    context.textBaseline = "top";
    context.lineJoin = "round";
    context.lineWidth = 4;
    context.strokeStyle = this.colors["--paper"];
    context.strokeText(text, x, y);
    context.fillStyle = this.colors["--ink"];
    context.fillText(text, x, y);
  }

  // Brings everything into view, with room for the labels at its rim.
  fit() {
    const places = Object.values(this.network.getPositions());
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!places.length || !width) return;
    const [xs, ys] = [places.map((place) => place.x), places.map((place) => place.y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const scale = Math.min((width * 0.8) / (right - left || 1), (height - 80) / (bottom - top || 1), MOST_ZOOM);
    this.network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
  }
}

function crowding(scale) {
  return Math.min(1, Math.max(0.4, 2.2 * scale));
}
