// The graph in memory: columns, and which facts and evidence belong to which thing.

import { groupRows, rowsOf, starts, undelta } from "./decode.js";

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
}

// Returns where the evidence of facts, then of results, begins.
export function evidenceStarts(data) {
  return starts([...data.facts.evidence, ...data.results.evidence]);
}
