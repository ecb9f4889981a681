// The words, shapes and lines of the page: one place for what types and relations are called and look like.
// Fills are the Okabe-Ito colours; shapes are outlined in the text colour, so that both themes have contrast.

export const TYPES = {
  Paper: { many: "papers", shape: "square", fill: "#56b4e9" },
  Author: { many: "authors", shape: "circle", fill: "#cc79a7" },
  Model: { many: "models", shape: "hexagon", fill: "#0072b2" },
  Dataset: { many: "datasets", shape: "triangleDown", fill: "#009e73" },
  Benchmark: { many: "benchmarks", shape: "diamond", fill: "#d55e00" },
  Technique: { many: "techniques", shape: "triangle", fill: "#e69f00" },
  Task: { many: "tasks", shape: "plus", fill: "#f0e442" },
  Metric: { many: "metrics", shape: "star", fill: "#999999" },
};

// Corners of the shapes in a circle of radius 1; a circle has none.
export const CORNERS = {
  circle: [],
  square: [[-0.8, -0.8], [0.8, -0.8], [0.8, 0.8], [-0.8, 0.8]],
  diamond: [[0, -1.1], [1.1, 0], [0, 1.1], [-1.1, 0]],
  triangle: [[0, -1], [1, 0.8], [-1, 0.8]],
  triangleDown: [[0, 1], [-1, -0.8], [1, -0.8]],
  hexagon: [[-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9], [-1, 0]],
  plus: [
    [-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35],
    [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35],
  ],
  star: Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const radius = i % 2 ? 0.5 : 1.1;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  }),
};

// `out` heads the facts of a subject, `back` those of an object; `line` is a key of LINES; `dash` tells
// relations apart where colours do not. The order is that of the card; `pull` says how readily the drawing shows a fact.
export const RELATIONS = {
  introduces: { out: "introduces", back: "introduced by", line: "paper", dash: [], pull: 6 },
  extends: { out: "builds on", back: "built upon by", line: "descent", dash: [], pull: 6 },
  variantOf: { out: "version of", back: "versions", line: "descent", dash: [12, 3], pull: 4 },
  broader: { out: "kind of", back: "kinds", line: "descent", dash: [10, 3, 2, 3], pull: 4 },
  uses: { out: "uses", back: "used by", line: "use", dash: [8, 4], pull: 5 },
  trainedOn: { out: "trained on", back: "used to train", line: "use", dash: [8, 3, 2, 3], pull: 5 },
  evaluatedOn: { out: "evaluated on", back: "evaluates", line: "measure", dash: [2, 3], pull: 4 },
  comparedWith: { out: "compared with", back: "compared with", line: "measure", dash: [1, 5], pull: 3 },
  authoredBy: { out: "authors", back: "papers", line: "paper", dash: [6, 2], pull: 3 },
  hasTask: { out: "tasks", back: "papers", line: "paper", dash: [4, 4], pull: 2 },
  hasCode: { out: "code", back: "code of", line: "paper", dash: [4, 4], pull: 0 },
  mentions: { out: "mentions", back: "mentioned by", line: "paper", dash: [1, 3], pull: 1 },
};

// Those that relate things to each other.
export const THING_RELATIONS = ["uses", "extends", "trainedOn", "evaluatedOn", "comparedWith", "variantOf", "broader"];

export const ANY = "any"; // in an address: by whatever relation

// Kinds of lines: width, and the style variable of their colour.
export const LINES = {
  descent: { width: 2, color: "--line-descent" },
  use: { width: 1.5, color: "--line-use" },
  measure: { width: 1.5, color: "--line-measure" },
  paper: { width: 1, color: "--line-paper" },
};

// Returns a count with its noun: 1 paper, 1,204 papers.
export function count(n, many) {
  return `${n.toLocaleString("en")} ${n === 1 ? many.replace(/s$/, "") : many}`;
}
