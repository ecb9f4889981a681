// What the views ask of the graph: numbers of things turned into the plain values that source.js promises.

import { rowsOf, undelta } from "./decode.js";
import { Descent } from "./descent.js";
import { ROLES, roleOf } from "./timeline.js";
import { Writing, inCircle } from "./writing.js";

const MOST_USES = 20; // things used, and things that use, drawn in a lineage

// Returns the lineage of a thing: {things: [{...Thing, level, used, named, introducedBy}], edges: [{id, from, to,
// relation, belief, late}], broken, before, after, unused}. `named` is the month of the first paper that names a
// thing, `from` and `to` are references. See descent.js for the rest.
export function lineageOf(source, ref, { levels, uses, filter }) {
  const { graph } = source;
  const descent = new Descent(graph, source.passing(filter));
  const found = descent.around(graph.number.get(ref), levels, uses ? MOST_USES : 0);
  const refs = graph.things.ref;
  const descended = new Set(found.edges.filter(({ relation }) => relation !== "uses").flatMap(({ from, to }) => [from, to]));
  const shown = new Set(found.things.map(({ thing }) => thing));
  const told = ({ thing, level }) => ({ ...source.at(thing), level, used: level !== 0 && !descended.has(thing), named: firstNamed(graph, thing), introducedBy: introducersOf(source, thing) });
  return {
    ...found,
    things: found.things.map(told),
    edges: found.edges.map((edge) => ({ ...edge, from: refs[edge.from], to: refs[edge.to] })),
    broken: descent.broken.filter(({ from, to }) => shown.has(from) && shown.has(to)).map((edge) => ({ ...edge, from: source.at(edge.from), to: source.at(edge.to) })),
  };
}

function factsInto(graph, thing, relation) {
  return Array.from(rowsOf(graph.incoming, thing)).filter((fact) => graph.relationOf(fact) === relation);
}

function introducersOf(source, thing) {
  return factsInto(source.graph, thing, "introduces").map((fact) => source.at(source.graph.subject[fact]));
}

function firstNamed(graph, thing) {
  const months = factsInto(graph, thing, "mentions").map((fact) => graph.things.date[graph.subject[fact]]);
  return months.filter(Boolean).sort()[0] ?? "";
}

// Returns what was measured on a benchmark: rows as boards.js wants them, with subject, text, papers and sentence.
// `baseline` says that none of the papers introduces the subject, `assumed` what was assumed to compare the number.
export function resultsOn(source, ref, filter) {
  const { graph } = source;
  const passing = source.passing(filter);
  const stated = ({ papers }) => !passing.ranged || papers.some((paper) => passing.inRange[graph.number.get(paper.ref)]);
  const rows = Array.from(rowsOf(source.resultsBy[1], graph.number.get(ref)), (row) => measured(source, row));
  return rows.filter((row) => row.belief >= passing.belief && stated(row));
}

function measured(source, row) {
  const { graph, data } = source;
  const of = (column) => data.results[column][row];
  const board = (column) => data.boards[column][of("board")];
  const number = (column) => Number((Number(of(column)) * of("times")).toPrecision(12));
  const id = data.facts.subject.length + row;
  const papers = source.table.papers(id);
  return {
    ...Object.fromEntries(["board", "text", "comparator", "assumed", "belief"].map((column) => [column, of(column)])),
    ...Object.fromEntries(Object.keys(data.boards).map((column) => [column, board(column)])),
    ...{ id, low: number("low"), high: number("high"), subject: source.at(of("subject")), over: source.at(of("over")), named: source.at(of("metric")) },
    papers: papers.map((paper) => source.at(paper)),
    date: papers.map((paper) => graph.things.date[paper]).filter(Boolean).sort()[0] ?? "",
    baseline: isBaseline(graph, of("subject"), papers),
  };
}

// Whether none of the papers introduces the subject, or the family that it is a variant of.
function isBaseline(graph, subject, papers) {
  if (subject < 0 || graph.type(subject) === "Paper") return false;
  const families = Array.from(rowsOf(graph.outgoing, subject)).filter((fact) => graph.relationOf(fact) === "variantOf");
  const kin = [subject, ...families.map((fact) => graph.object[fact])];
  return !kin.some((thing) => factsInto(graph, thing, "introduces").some((fact) => papers.includes(graph.subject[fact])));
}

// Returns who wrote with an author, or who wrote a paper, or the papers that introduce a thing (if none does, that
// name it): {center, authors: [{...Thing, community, shared}], ties: [{from, to, papers}], communities, total,
// papers}. `shared` counts the papers with the author asked for, else those asked about; `communities` are
// {number, size, leader}; the authors of most are `limit`, in the order of a circle.
export function collaborationOf(source, ref, { limit, filter }) {
  const { graph } = source;
  const writing = new Writing(graph, source.passing(filter));
  const thing = graph.number.get(ref);
  const center = graph.type(thing) === "Author" ? thing : null;
  const papers = center === null ? papersAbout(graph, thing) : writing.papersOf(thing);
  const shared = new Map();
  for (const paper of papers) for (const author of writing.authorsOf(paper)) if (author !== center) shared.set(author, (shared.get(author) ?? 0) + 1);
  const most = [...shared].sort((a, b) => b[1] - a[1] || graph.weights[b[0]] - graph.weights[a[0]] || a[0] - b[0]).slice(0, limit);
  const groups = communitiesOf(source);
  const told = (author) => ({ ...source.at(author), community: groups.of[author], shared: shared.get(author) ?? papers.length });
  const authors = inCircle(most.map(([author]) => told(author)), center === null ? null : groups.of[center]);
  const shown = new Set([...(center === null ? [] : [center]), ...most.map(([author]) => author)]);
  const at = (number) => source.at(number);
  const ties = writing.ties(shown).map(({ from, to, papers: common }) => ({ from: at(from), to: at(to), papers: common.map(at) }));
  const numbers = [...new Set(authors.map(({ community }) => community))].filter((number) => number >= 0);
  const communities = numbers.map((number) => ({ number, size: groups.sizes[number], leader: at(groups.leaders[number]) }));
  return { center: center === null ? null : told(center), authors, ties, communities, total: shared.size, papers: papers.map(at) };
}

function papersAbout(graph, thing) {
  if (graph.type(thing) === "Paper") return [thing];
  const introducing = factsInto(graph, thing, "introduces");
  return (introducing.length ? introducing : factsInto(graph, thing, "mentions")).map((fact) => graph.subject[fact]);
}

// Returns the community of each author, the size of each and its author of most papers; made once.
function communitiesOf(source) {
  source.communities ??= findCommunities(source);
  return source.communities;
}

function findCommunities({ graph, data }) {
  const of = new Int32Array(graph.size).fill(-1);
  const [sizes, leaders] = [[], []];
  undelta(data.communities.author).forEach((author, i) => {
    const number = (of[author] = data.communities.community[i]);
    sizes[number] = (sizes[number] ?? 0) + 1;
    if (leaders[number] === undefined || graph.weights[author] > graph.weights[leaders[number]]) leaders[number] = author;
  });
  return { of, sizes, leaders };
}

// Returns the papers that speak of a thing, or that an author wrote: [{paper, role, things}], each paper once with
// the nearest of its roles (see timeline.js), and the things that it says so of.
export function timelineOf(source, ref, filter) {
  const { graph } = source;
  const passing = source.passing(filter);
  const thing = graph.number.get(ref);
  const found = new Map();
  for (const { fact, out, other } of graph.factsOf(thing)) {
    const role = roleOf(graph.relationOf(fact), out);
    if (!role || !passing.fact(fact)) continue;
    for (const paper of source.table.papers(fact)) {
      if (passing.ranged && !passing.inRange[paper]) continue;
      const item = found.get(paper);
      const things = other === paper || other >= graph.size || role === "wrote" ? [] : [other];
      if (!item || ROLES.indexOf(role) < ROLES.indexOf(item.role)) found.set(paper, { role, things, id: fact });
      else if (item.role === role) item.things.push(...things);
    }
  }
  const items = [...found].map(([paper, { role, things, id }]) => ({ paper: source.at(paper), role, id, belief: graph.belief[id], things: [...new Set(things)].map((each) => source.at(each)) }));
  return items.sort((a, b) => compareRefs(b.paper.date, a.paper.date) || ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || compareRefs(a.paper.ref, b.paper.ref));
}

function compareRefs(a, b) {
  return a < b ? -1 : Number(a > b);
}
