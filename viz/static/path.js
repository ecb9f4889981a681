// The shortest path between two things.

import { NAMED } from "./near.js";
import { RELATIONS } from "./words.js";


// Returns the path from one thing to another as [{thing, fact}], `fact` leading to it (of the first none), or
// null if there is none. `near` is a Near, which knows the filter. Of several shortest paths it takes the one whose last
// steps are the strongest facts by way of the least common things.
export function shortestPath(near, from, to) {
  return search(near, from, to, NAMED_ONLY) ?? search(near, from, to, () => true);
}

const NAMED_ONLY = (graph, fact) => RELATIONS[graph.relationOf(fact)].pull >= NAMED;

// Breadth first, one ring of things after another.
function search(near, from, to, wanted) {
  const { graph } = near;
  const reached = new Map([[from, null]]);
  let ring = [from];
  while (ring.length && !reached.has(to)) {
    const next = new Map();
    for (const thing of ring) {
      const cost = Math.log1p(graph.weights[thing]) / 2;
      near.each(thing, (fact, other) => {
        if (reached.has(other) || !wanted(graph, fact)) return;
        const score = RELATIONS[graph.relationOf(fact)].pull + graph.belief[fact] / 100 - cost;
        if (score > (next.get(other)?.score ?? -Infinity)) next.set(other, { before: thing, fact, score });
      });
    }
    for (const [other, step] of next) reached.set(other, step);
    ring = [...next.keys()];
  }
  return reached.has(to) ? walkBack(reached, to) : null;
}

function walkBack(reached, to) {
  const steps = [];
  for (let thing = to, step = reached.get(to); ; thing = step.before, step = reached.get(thing)) {
    steps.unshift({ thing, fact: step?.fact ?? null });
    if (!step) return steps;
  }
}
