// Who wrote with whom.

import { rowsOf } from "./decode.js";


export class Writing {
  // `passing` is a Filter: author facts that it leaves out do not count.
  constructor(graph, passing) {
    this.graph = graph;
    this.passing = passing;
    this.relation = graph.relations.indexOf("authoredBy");
  }

  facts(groups, thing) {
    return Array.from(rowsOf(groups, thing)).filter((fact) => this.graph.relation[fact] === this.relation && this.passing.fact(fact));
  }

  papersOf(author) {
    return this.facts(this.graph.incoming, author).map((fact) => this.graph.subject[fact]);
  }

  authorsOf(paper) {
    return this.facts(this.graph.outgoing, paper).map((fact) => this.graph.object[fact]);
  }

  // Returns the pairs among a set of authors that wrote together: [{from, to, papers}], those of most papers first.
  ties(authors) {
    const common = new Map();
    for (const author of authors) {
      for (const paper of this.papersOf(author)) {
        for (const other of this.authorsOf(paper)) {
          if (other <= author || !authors.has(other)) continue;
          const key = author * this.graph.size + other;
          if (!common.has(key)) common.set(key, { from: author, to: other, papers: [] });
          common.get(key).papers.push(paper);
        }
      }
    }
    return [...common.values()].sort((a, b) => b.papers.length - a.papers.length || a.from - b.from || a.to - b.to);
  }
}

// Orders authors for a circle: communities together, that of the one asked for (`own`) first, then those with most
// members shown; in each those of most shared papers first.
export function inCircle(authors, own) {
  const members = new Map();
  for (const { community } of authors) members.set(community, (members.get(community) ?? 0) + 1);
  const place = ({ community }) => (community === own ? -Infinity : -members.get(community));
  return [...authors].sort((a, b) => place(a) - place(b) || a.community - b.community || b.shared - a.shared || (a.label < b.label ? -1 : 1));
}

const LEAST_RADIUS = 120;

// Places authors on an ellipse so that each has a line of text to itself, beside it and outwards: the first half
// down the right, the second up the left. Returns {places: [{x, y, side}], cx, cy, height}.
export function circlePlaces(n, { width, room, row, top }) {
  const right = Math.ceil(n / 2);
  const ry = Math.max((right * row) / 2, LEAST_RADIUS);
  const rx = Math.max(Math.min(width / 2 - room, ry * 1.4), 40);
  const [cx, cy] = [width / 2, top + ry + row];
  const places = Array.from({ length: n }, (_, i) => {
    const side = i < right ? 1 : -1;
    const [at, of] = side > 0 ? [i, right] : [n - 1 - i, n - right];
    const y = cy + ((at + 0.5) / of - 0.5) * 2 * ry;
    return { x: cx + side * (12 + (rx - 12) * Math.sqrt(Math.max(0, 1 - ((y - cy) / (ry + row / 2)) ** 2))), y, side };
  });
  return { places, cx, cy, height: 2 * ry + 2 * row + top };
}
