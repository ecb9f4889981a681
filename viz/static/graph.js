// The graph in memory: columns, and which facts and evidence belong to which thing.

import { groupRows, rowsOf, starts, undelta } from "./decode.js";
import { RELATIONS } from "./words.js";

const NEAR_ENOUGH = 25; // with fewer neighbours than this, theirs are drawn too
const FILL_TO = 40;

export class Graph {
  // `data` is what `viz/data.py` packs.
  constructor(data) {
    this.things = data.things;
    this.size = data.things.ref.length;
    this.types = data.vocabulary.types;
    this.relations = data.vocabulary.relations;
    this.urls = data.vocabulary.urls;
    this.number = new Map(data.things.ref.map((ref, i) => [ref, i]));
    this.subject = undelta(data.facts.subject);
    this.object = Int32Array.from(data.facts.object);
    this.relation = Uint8Array.from(data.facts.relation);
    this.belief = data.facts.belief;
    this.support = data.facts.evidence;
    this.outgoing = groupRows(this.subject, this.size);
    this.incoming = groupRows(this.object, this.size);
    this.weights = this.countPapers();
  }

  // Counts the papers that name each thing, or that an author wrote.
  countPapers() {
    const counting = new Set(["mentions", "authoredBy", "hasTask"].map((name) => this.relations.indexOf(name)));
    const weights = new Uint32Array(this.size);
    for (let i = 0; i < this.object.length; i++) {
      if (counting.has(this.relation[i]) && this.object[i] < this.size) weights[this.object[i]]++;
    }
    return weights;
  }

  type(thing) {
    return this.types[this.things.type[thing]];
  }

  relationOf(fact) {
    return this.relations[this.relation[fact]];
  }

  // Returns the facts of a thing as {fact, out, other}; `other` is a thing or, from `size` on, a URL.
  factsOf(thing) {
    const out = Array.from(rowsOf(this.outgoing, thing), (fact) => ({ fact, out: true, other: this.object[fact] }));
    const back = Array.from(rowsOf(this.incoming, thing), (fact) => ({ fact, out: false, other: this.subject[fact] }));
    return [...out, ...back];
  }

  // Returns the neighbours of a thing, those that matter most first; `shown(thing)` filters them, `least` leaves
  // out facts of less pull.
  neighbours(thing, shown, least = 0) {
    const score = new Map();
    for (const { fact, other } of this.factsOf(thing)) {
      if (other >= this.size || other === thing || !shown(other)) continue;
      const { pull: relationPull } = RELATIONS[this.relationOf(fact)];
      if (relationPull < least) continue;
      const pull = relationPull + Math.log1p(this.support[fact]);
      score.set(other, Math.max(score.get(other) ?? Math.log1p(this.weights[other]) / 4, 0) + pull);
    }
    return [...score].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([other]) => other);
  }

  // Returns what to draw around a thing: at most `limit` things, the thing first, at most `edges` edges, and
  // how many things there are to draw in all.
  neighbourhood(thing, { limit, edges, shown }) {
    const near = this.neighbours(thing, shown);
    const drawn = new Set([thing, ...near.slice(0, limit - 1)]);
    if (near.length < NEAR_ENOUGH) this.fill(drawn, near, Math.min(limit, FILL_TO), shown);
    const things = [...drawn];
    const total = Math.max(near.length + 1, things.length);
    return { things, edges: this.edgesAmong(things, edges), total };
  }

  // Adds neighbours of neighbours, in turn one of each, up to `limit` things; not those merely mentioned, since
  // common words (accuracy) would bring in papers that have nothing to do with the first thing.
  fill(drawn, near, limit, shown) {
    const queues = near.map((thing) => this.neighbours(thing, (other) => shown(other) && !drawn.has(other), 2));
    for (let turn = 0; drawn.size < limit && queues.some((queue) => turn < queue.length); turn++) {
      for (const queue of queues) {
        if (turn < queue.length && drawn.size < limit) drawn.add(queue[turn]);
      }
    }
  }

  // Returns the edges among things, one a pair with its relations, strongest first; those of the first thing
  // before all others. That a paper merely mentions something is drawn only where nothing else joins it.
  edgesAmong(things, limit) {
    const among = new Set(things);
    const pairs = new Map();
    const joined = new Set();
    for (const from of things) {
      for (const fact of rowsOf(this.outgoing, from)) {
        const to = this.object[fact];
        if (!among.has(to) || to === from) continue;
        const key = from < to ? `${from} ${to}` : `${to} ${from}`;
        const relation = this.relationOf(fact);
        const pair = pairs.get(key) ?? { from, to, relations: [], pull: 0, first: from === things[0] || to === things[0] };
        pair.relations.push(relation);
        if (RELATIONS[relation].pull > pair.pull) Object.assign(pair, { from, to, pull: RELATIONS[relation].pull });
        pairs.set(key, pair);
        if (relation !== "mentions") joined.add(from).add(to);
      }
    }
    const kept = [...pairs.values()].filter((p) => p.first || p.pull > 1 || !joined.has(p.from) || !joined.has(p.to));
    kept.sort((a, b) => b.first - a.first || b.pull - a.pull || a.from - b.from || a.to - b.to);
    return kept.slice(0, limit).map(({ from, to, relations }) => ({ from, to, relations: strongestFirst(relations) }));
  }
}

function strongestFirst(relations) {
  return [...new Set(relations)].sort((a, b) => RELATIONS[b].pull - RELATIONS[a].pull);
}

// Returns where the evidence of facts, then of results, begins.
export function evidenceStarts(data) {
  return starts([...data.facts.evidence, ...data.results.evidence]);
}
