// The drawing of a network as SVG, as it is seen.

import { crowding } from "./drawing.js";
import { shapeAt, svg } from "./dom.js";

// Returns an SVG element that needs no style sheet.
export function drawnSvg(drawing) {
  const scale = drawing.network.getScale();
  const { left, top, right, bottom } = drawing.view(scale);
  const [width, height] = [right - left, bottom - top];
  const places = drawing.positions();
  const at = (ref) => ({ x: places.get(ref).x * scale, y: places.get(ref).y * scale });
  const size = (thing) => drawing.radius(thing) * crowding(scale);
  const lines = drawing.edges.get().map((edge) => edgeLine(edge, at(edge.from), at(edge.to), size(drawing.byRef.get(edge.to))));
  const symbols = drawing.things.map((thing) => symbolAt(thing, at(thing.ref), size(thing), drawing));
  const labels = drawing.placed.filter(Boolean).map((label) => labelAt(label, drawing.colors));
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${width} ${height}`, width, height }, ...lines, ...symbols, ...labels);
}

// A line from symbol to symbol, with a head where the relation has a direction.
function edgeLine({ width, dashes, color, arrows }, from, to, gap) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [a, b] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const end = { x: to.x - a * gap, y: to.y - b * gap };
  const drawn = svg("line", { x1: from.x, y1: from.y, x2: end.x, y2: end.y, stroke: color, "stroke-width": width, "stroke-dasharray": dashes ? dashes.join(" ") : "none" });
  if (arrows) return drawn;
  const corners = [[0, 0], [-6, 3], [-6, -3]].map(([u, v]) => `${end.x + a * u - b * v},${end.y + b * u + a * v}`);
  return svg("g", {}, drawn, svg("polygon", { points: corners.join(" "), fill: color }));
}

function symbolAt(thing, place, size, { colors, focus, picked }) {
  const marked = thing.ref === focus || thing.ref === picked;
  return shapeAt(thing.type, place, size, { stroke: colors[marked ? "--focus" : "--ink"], "stroke-width": marked ? 3 : 1 });
}

function labelAt({ text, x, y, bold }, colors) {
  const look = { fill: colors["--ink"], stroke: colors["--paper"], "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  return svg("text", { x, y: y + 11, "font-family": "system-ui, sans-serif", "font-size": 12, "font-weight": bold ? 600 : 400, ...look }, text);
}
