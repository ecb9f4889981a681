// What came from what: ancestors and descendants over "builds on" and "version of".

import { monthNumber } from "./months.js";

const DESCENT = ["extends", "variantOf"];

// The family tree of all things, its circles broken. `passing` is a Filter.
export class Descent {
  constructor(graph, passing) {
    this.graph = graph;
    this.passing = passing;
    const relations = new Set(DESCENT.map((name) => graph.relations.indexOf(name)));
    const facts = [];
    for (let fact = 0; fact < graph.subject.length; fact++) {
      if (relations.has(graph.relation[fact]) && this.shown(fact) && graph.subject[fact] !== graph.object[fact]) facts.push(fact);
    }
    this.broken = breakCircles(facts.map((fact) => this.edge(fact)));
    const broken = new Set(this.broken.map(({ id }) => id));
    this.edges = facts.filter((fact) => !broken.has(fact)).map((fact) => this.edge(fact));
    this.up = groupBy(this.edges, "from");
    this.down = groupBy(this.edges, "to");
  }

  shown(fact) {
    const { subject, object, size } = this.graph;
    return object[fact] < size && this.passing.fact(fact) && this.passing.thing(subject[fact]) && this.passing.thing(object[fact]);
  }

  // An edge leads from what came later to what it came from.
  edge(fact) {
    const { subject, object, belief, things } = this.graph;
    const [from, to] = [subject[fact], object[fact]];
    const [later, earlier] = [from, to].map((thing) => monthNumber(things.date[thing]));
    const late = later !== null && earlier !== null && later < earlier;
    return { id: fact, from, to, relation: this.graph.relationOf(fact), belief: belief[fact], late };
  }

  // Returns {things: [{thing, level}], edges, before, after, unused}: what lies at most `levels` steps before
  // the thing (level below 0) and after it, and the edges among ancestors and among descendants. `before` and
  // `after` count all there is, at any distance. With `uses` > 0, as many things that it uses, and that use it,
  // join at one step, the most believed first; `unused` counts those left out.
  around(thing, levels, uses = 0) {
    const ancestors = reach(thing, this.up, "to");
    const descendants = reach(thing, this.down, "from");
    const level = new Map([[thing, 0]]);
    for (const [other, steps] of ancestors) if (steps <= levels) level.set(other, -steps);
    for (const [other, steps] of descendants) if (steps <= levels) level.set(other, steps);
    const oneSide = ({ from, to }) => level.get(from) <= 0 === level.get(to) <= 0 || level.get(from) >= 0 === level.get(to) >= 0;
    const edges = this.edges.filter((edge) => level.has(edge.from) && level.has(edge.to) && oneSide(edge));
    const use = uses ? this.uses(thing, uses, level) : { edges: [], left: 0 };
    const things = [...level].map(([other, steps]) => ({ thing: other, level: steps }));
    return { things, edges: [...edges, ...use.edges], before: ancestors.size, after: descendants.size, unused: use.left };
  }

  uses(thing, limit, level) {
    const side = ({ other, out }) => !level.has(other) || level.get(other) < 0 === out;
    const facts = this.graph.factsOf(thing).filter((each) => this.graph.relationOf(each.fact) === "uses" && each.other !== thing && this.shown(each.fact) && side(each));
    facts.sort((a, b) => this.graph.belief[b.fact] - this.graph.belief[a.fact] || a.fact - b.fact);
    const kept = [true, false].flatMap((way) => facts.filter(({ out }) => out === way).slice(0, limit)).filter(side);
    for (const { other, out } of kept) if (!level.has(other)) level.set(other, out ? -1 : 1);
    return { edges: kept.map(({ fact }) => this.edge(fact)), left: facts.length - kept.length };
  }
}

function groupBy(edges, key) {
  const groups = new Map();
  for (const edge of edges) {
    if (!groups.has(edge[key])) groups.set(edge[key], []);
    groups.get(edge[key]).push(edge);
  }
  return groups;
}

// Returns how many steps each thing is away, by breadth first.
function reach(start, edges, end) {
  const steps = new Map([[start, 0]]);
  for (const thing of steps.keys()) {
    for (const edge of edges.get(thing) ?? []) if (!steps.has(edge[end])) steps.set(edge[end], steps.get(thing) + 1);
  }
  steps.delete(start);
  return steps;
}

// Returns the edges to leave out so that none leads back to where it came from: in each circle first one whose
// dates contradict it (what came later is older), else the least believed; ties go to the first fact.
export function breakCircles(edges) {
  const broken = [];
  let left = edges;
  for (;;) {
    const circle = circular(left);
    if (!circle.length) return broken;
    const worst = circle.reduce((a, b) => (Number(b.late) - Number(a.late) || a.belief - b.belief || a.id - b.id) > 0 ? b : a);
    broken.push({ ...worst, reason: worst.late ? "its dates contradict it" : "the least believed of its circle" });
    left = left.filter((edge) => edge !== worst);
  }
}

// Returns the edges of one circle, or none.
function circular(edges) {
  const next = groupBy(edges, "from");
  const state = new Map(); // 1: on the way, 2: done
  for (const start of [...next.keys()].sort((a, b) => a - b)) {
    const way = [];
    const stack = [{ thing: start, left: [...(next.get(start) ?? [])] }];
    if (state.has(start)) continue;
    state.set(start, 1);
    while (stack.length) {
      const top = stack.at(-1);
      const edge = top.left.shift();
      if (!edge) {
        state.set(top.thing, 2);
        stack.pop();
        way.pop();
      } else if (state.get(edge.to) === 1) {
        way.push(edge);
        return way.slice(way.findIndex(({ from }) => from === edge.to));
      } else if (!state.has(edge.to)) {
        way.push(edge);
        state.set(edge.to, 1);
        stack.push({ thing: edge.to, left: [...(next.get(edge.to) ?? [])] });
      }
    }
  }
  return [];
}
