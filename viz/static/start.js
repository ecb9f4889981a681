// What the start shows, out of the columns that `viz/front.py` makes: new papers, rises, records, the map.

import { rowsOf } from "./decode.js";
import { resultOf } from "./results.js";

const NEW_PAPERS = 5;
const NAMES_EACH = 3;

// Returns new papers, what is rising and the last records.
export function frontOf(source) {
  const { data } = source;
  const { paper, digest } = data.rows;
  const last = digest.reduce((a, b) => (a > b ? a : b), "");
  const newest = [...new Set(paper.filter((_, i) => digest[i] === last))].sort((a, b) => b - a);
  const { thing, papers, growth } = data.rising;
  const { result, beaten } = data.records;
  return {
    digest: last,
    total: newest.length,
    papers: newest.slice(0, NEW_PAPERS).map((each) => ({ paper: source.at(each), introduces: introducedBy(source, each) })),
    months: data.months,
    rising: thing.map((each, i) => ({ thing: source.at(each), papers: papers[i].split(" ").map(Number), growth: Number(growth[i]) })),
    records: result.map((each, i) => ({ result: resultOf(data.results, each, source), beaten: resultOf(data.results, beaten[i], source) })),
  };
}

function introducedBy(source, paper) {
  const { graph } = source;
  const facts = Array.from(rowsOf(graph.outgoing, paper));
  return facts.filter((fact) => graph.relationOf(fact) === "introduces").map((fact) => source.at(graph.object[fact]));
}

// Returns the areas of the map, the greatest first; papers that do not pass the filter are left out.
export function mapOf(source, passing) {
  const { x, y, radius, members } = source.data.areas;
  const areas = x.map((_, i) => {
    const things = thingsIn(source, i);
    const dots = dotsIn(source, i, passing);
    const names = things.slice(0, NAMES_EACH).map((thing) => thing.label);
    return { ref: things[0].ref, names, x: x[i], y: y[i], radius: radius[i], members: members[i], papers: dots.length, dots };
  });
  const { from, to } = source.data.roads;
  return { areas, roads: from.map((each, i) => [each, to[i]]) };
}

// Returns the area in which a thing has a place.
export function topicOf(source, ref, passing) {
  const i = source.overview.nodes.find(({ id }) => id === ref)?.area;
  if (i === undefined) return null;
  const { x, y, radius, members } = source.data.areas;
  const all = thingsIn(source, i);
  const things = all.filter((thing) => passing.thing(source.graph.number.get(thing.ref)));
  const refs = new Set(things.map((thing) => thing.ref));
  const links = source.overview.edges.filter(({ from, to }) => refs.has(from) && refs.has(to));
  const papers = dotsIn(source, i, passing).map((dot) => ({ ...source.at(dot.paper), x: dot.x, y: dot.y }));
  const names = all.slice(0, NAMES_EACH).map((thing) => thing.label);
  return { names, x: x[i], y: y[i], radius: radius[i], members: members[i], things, links, papers };
}

function thingsIn(source, area) {
  const nodes = source.overview.nodes.filter((node) => node.area === area);
  return nodes.map(({ id, x, y }) => ({ ...source.at(source.graph.number.get(id)), x, y }));
}

function dotsIn({ data }, area, passing) {
  const first = data.areas.papers.slice(0, area).reduce((a, b) => a + b, 0);
  const found = [];
  for (let i = first; i < first + data.areas.papers[area]; i++) {
    if (passing.thing(data.dots.paper[i])) found.push({ paper: data.dots.paper[i], x: data.dots.x[i], y: data.dots.y[i] });
  }
  return found;
}
