// The filter over the whole graph: which facts and things pass.

import { NO_FILTER } from "./address.js";

// `filter` is that of address.js. A month range asks when a fact was stated: by a paper of those months. Papers
// pass by their own month, other things by having a fact that passes.
export class Filter {
  constructor(graph, evidence, { hide, relations, belief, from, to } = NO_FILTER) {
    this.graph = graph;
    this.hidden = graph.types.map((type) => hide.has(type));
    this.kept = graph.relations.map((relation) => !relations || relations.has(relation));
    this.belief = belief;
    this.ranged = Boolean(from || to);
    const inRange = (date) => Boolean(date) && date >= from && (!to || date <= to);
    if (this.ranged) {
      this.inRange = Uint8Array.from(graph.things.date, inRange);
      this.stated = Uint8Array.from(graph.relation, (_, fact) => evidence.papers(fact).some((paper) => this.inRange[paper]));
    }
    this.narrow = this.ranged || belief > 0 || relations !== null;
    if (this.narrow) this.alive = this.findAlive();
  }

  // Whether a fact passes but for its relation.
  stands(fact) {
    return this.graph.belief[fact] >= this.belief && (!this.ranged || this.stated[fact] === 1);
  }

  fact(fact) {
    return this.kept[this.graph.relation[fact]] && this.stands(fact);
  }

  // A thing of any type, hidden or not, that has a fact that passes.
  findAlive() {
    const { subject, object, size } = this.graph;
    const alive = new Uint8Array(size);
    for (let fact = 0; fact < subject.length; fact++) {
      if (!this.fact(fact)) continue;
      alive[subject[fact]] = 1;
      if (object[fact] < size) alive[object[fact]] = 1;
    }
    return alive;
  }

  // Whether a thing passes but for its type.
  found(thing) {
    if (!this.narrow) return true;
    return this.alive[thing] === 1 && (!this.ranged || this.graph.type(thing) !== "Paper" || this.inRange[thing] === 1);
  }

  thing(thing) {
    return !this.hidden[this.graph.things.type[thing]] && this.found(thing);
  }
}
