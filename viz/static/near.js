// What to draw around a thing: its neighbours, those that matter most first, and the edges among them.

import { rowsOf } from "./decode.js";
import { ANY, RELATIONS } from "./words.js";

const NEAR_ENOUGH = 25; // with fewer neighbours than this, theirs are drawn too
const FILL_TO = 40;
export const NAMED = 2; // least pull of facts that lead further out: common words (accuracy), merely mentioned, do not

export class Near {
  // `filter` is a Filter.
  constructor(graph, filter) {
    this.graph = graph;
    this.filter = filter;
  }

  // Calls `visit(fact, other, out)` for each fact of a thing that passes, with the thing at its other end.
  each(thing, visit) {
    const { graph, filter } = this;
    for (const fact of rowsOf(graph.outgoing, thing)) {
      const other = graph.object[fact];
      if (other < graph.size && other !== thing && filter.fact(fact) && filter.thing(other)) visit(fact, other, true);
    }
    for (const fact of rowsOf(graph.incoming, thing)) {
      const other = graph.subject[fact];
      if (other !== thing && filter.fact(fact) && filter.thing(other)) visit(fact, other, false);
    }
  }

  // Returns the neighbours of a thing, best first. `wanted(fact, out)` chooses facts.
  neighbours(thing, wanted = () => true) {
    const { graph } = this;
    const score = new Map();
    this.each(thing, (fact, other, out) => {
      if (!wanted(fact, out)) return;
      const pull = RELATIONS[graph.relationOf(fact)].pull + Math.log1p(graph.support[fact]);
      score.set(other, (score.get(other) ?? Math.log1p(graph.weights[other]) / 4) + pull);
    });
    return [...score].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
  }

  named(thing) {
    return this.neighbours(thing, (fact) => RELATIONS[this.graph.relationOf(fact)].pull >= NAMED);
  }

  // Returns {things, edges, total, more}: at most `limit` things, the thing first, and those that `open` adds
  // ({thing, relation, out, n}: n that are not drawn yet); at most `edges` edges; how many things there are to draw in all; and how
  // many neighbours of each thing are not drawn. `depth` null fills a small neighbourhood up a little.
  around(thing, { limit, edges, depth, open, close }) {
    const near = this.neighbours(thing);
    const drawn = new Set([thing, ...near.slice(0, limit - 1)]);
    let total = near.length + 1;
    if (depth === null && near.length < NEAR_ENOUGH && !open.length) this.fill(drawn, near, Math.min(limit, FILL_TO));
    if (depth > 1) total = this.rings(drawn, near, depth, limit);
    for (const { thing: from, relation, out, n } of open) {
      if (!drawn.has(from)) continue;
      const missing = this.opened(from, relation, out).filter((other) => !drawn.has(other));
      for (const other of missing.slice(0, n)) drawn.add(other);
    }
    for (const leafy of close) this.prune(drawn, thing, leafy);
    const things = [...drawn].slice(0, Math.max(limit, open.length ? 1500 : 0));
    return { things, edges: this.edgesAmong(things, edges), total: Math.max(total, things.length), more: this.undrawn(things) };
  }

  // Returns the neighbours of a thing by one relation, both ways where the relation has no direction, or by any.
  opened(thing, relation, out) {
    if (relation === ANY) return this.neighbours(thing);
    const either = RELATIONS[relation]?.out === RELATIONS[relation]?.back;
    return this.neighbours(thing, (fact, way) => this.graph.relationOf(fact) === relation && (either || way === out));
  }

  // Adds neighbours of neighbours, in turn one of each, up to `limit` things.
  fill(drawn, near, limit) {
    const queues = near.map((thing) => this.named(thing).filter((other) => !drawn.has(other)));
    for (let turn = 0; drawn.size < limit && queues.some((queue) => turn < queue.length); turn++) {
      for (const queue of queues) {
        if (turn < queue.length && drawn.size < limit) drawn.add(queue[turn]);
      }
    }
  }

  // Adds ring after ring, up to `limit` things; returns how many there are in all.
  rings(drawn, near, depth, limit) {
    const found = new Set([...drawn, ...near]);
    let ring = near;
    for (let step = 1; step < depth; step++) {
      const next = [];
      for (const other of ring.flatMap((inner) => this.named(inner))) {
        if (found.has(other)) continue;
        found.add(other);
        next.push(other);
      }
      ring = next;
    }
    for (const other of found) if (drawn.size < limit) drawn.add(other);
    return found.size;
  }

  // Takes away what hangs on `leafy` alone.
  prune(drawn, first, leafy) {
    if (!drawn.has(leafy)) return;
    for (const other of this.neighbours(leafy)) {
      if (other === first || !drawn.has(other)) continue;
      if (this.neighbours(other).every((end) => end === leafy || !drawn.has(end))) drawn.delete(other);
    }
  }

  undrawn(things) {
    const drawn = new Set(things);
    return things.map((thing) => {
      const missing = new Set();
      this.each(thing, (fact, other) => drawn.has(other) || missing.add(other));
      return missing.size;
    });
  }

  // Returns the edges among things, one a pair with its relations and facts, strongest first; those of the first
  // thing before all others. That a paper merely mentions something is drawn only where nothing else joins it.
  edgesAmong(things, limit) {
    const { graph, filter } = this;
    const among = new Set(things);
    const pairs = new Map();
    const joined = new Set();
    for (const from of things) {
      for (const fact of rowsOf(graph.outgoing, from)) {
        const to = graph.object[fact];
        if (!among.has(to) || to === from || !filter.fact(fact)) continue;
        const key = from < to ? from * graph.size + to : to * graph.size + from;
        const { pull } = RELATIONS[graph.relationOf(fact)];
        if (!pairs.has(key)) pairs.set(key, { from, to, facts: [], pull: 0, first: from === things[0] || to === things[0] });
        const pair = pairs.get(key);
        pair.facts.push(fact);
        if (pull > pair.pull) Object.assign(pair, { from, to, pull });
        if (graph.relationOf(fact) !== "mentions") joined.add(from).add(to);
      }
    }
    const kept = [...pairs.values()].filter((p) => p.first || p.pull > 1 || !joined.has(p.from) || !joined.has(p.to));
    kept.sort((a, b) => b.first - a.first || b.pull - a.pull || a.from - b.from || a.to - b.to);
    return kept.slice(0, limit).map(({ from, to, facts }) => ({ from, to, facts: this.strongestFirst(facts) }));
  }

  strongestFirst(facts) {
    const pull = (fact) => RELATIONS[this.graph.relationOf(fact)].pull;
    return facts.sort((a, b) => pull(b) - pull(a) || a - b);
  }
}
