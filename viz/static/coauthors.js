// Who wrote with whom.

import { rowsOf } from "./decode.js";

// Returns the co-authors of an author as [{author, papers}], numbers of things; those of most papers first.
export function coauthorsOf(graph, author) {
  const wrote = (fact) => graph.relationOf(fact) === "authoredBy";
  const shared = new Map();
  for (const fact of rowsOf(graph.incoming, author)) {
    if (!wrote(fact)) continue;
    const paper = graph.subject[fact];
    for (const other of rowsOf(graph.outgoing, paper)) {
      const coauthor = graph.object[other];
      if (wrote(other) && coauthor !== author) shared.set(coauthor, [...(shared.get(coauthor) ?? []), paper]);
    }
  }
  const found = [...shared].map(([coauthor, papers]) => ({ author: coauthor, papers }));
  return found.sort((a, b) => b.papers.length - a.papers.length || graph.weights[b.author] - graph.weights[a.author] || a.author - b.author);
}
