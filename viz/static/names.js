// Search over all names: what is typed may differ in case, accents, hyphens and spaces.

const PLAIN = /^[\x20-\x7e]*$/;

// Folds a name: lower case, no accents, words apart by one space.
export function fold(name) {
  const text = PLAIN.test(name) ? name : name.normalize("NFKD").replace(/\p{M}/gu, "");
  return text.toLowerCase().replace(/[\s\-_‐-―]+/gu, " ").trim();
}

function squeeze(folded) {
  return folded.replaceAll(" ", "");
}

// 0: the name itself; 1: it begins so; 2: a word in it does; 3: it lies somewhere inside; 4: all words do.
function rank(folded, squeezed, query, joined) {
  if (squeezed === joined) return 0;
  if (squeezed.startsWith(joined)) return 1;
  if (` ${folded}`.includes(` ${query}`)) return 2;
  return squeezed.includes(joined) ? 3 : 4;
}

export class Names {
  // `entries` are [thing, name]; `weight(thing)` puts the better known first where names match equally well.
  constructor(entries, weight) {
    this.things = entries.map(([thing]) => thing);
    this.names = entries.map(([, name]) => name);
    this.folded = this.names.map(fold);
    this.squeezed = this.folded.map(squeeze);
    this.weight = weight;
  }

  // Returns the things that have a name equal to `name` when folded.
  same(name) {
    const wanted = squeeze(fold(name));
    return [...new Set(this.things.filter((_, i) => this.squeezed[i] === wanted))];
  }

  // Returns up to `limit` of {thing, name}, best first, each thing once, and how many things match. `wanted(thing)`,
  // if given, chooses things.
  search(text, limit, wanted = null) {
    const query = fold(text);
    const joined = squeeze(query);
    if (!joined) return { found: [], total: 0 };
    const words = query.split(" ");
    const best = new Map();
    for (let i = 0; i < this.squeezed.length; i++) {
      const name = this.squeezed[i];
      if (wanted && !wanted(this.things[i])) continue;
      if (!name.includes(joined) && !words.every((word) => name.includes(word))) continue;
      const order = rank(this.folded[i], name, query, joined);
      const before = best.get(this.things[i]);
      if (!before || order < before.order) best.set(this.things[i], { order, row: i });
    }
    const hits = [...best].map(([thing, { order, row }]) => ({ thing, order, row, name: this.names[row] }));
    hits.sort((a, b) => a.order - b.order || this.weight(b.thing) - this.weight(a.thing) || a.row - b.row);
    return { found: hits.slice(0, limit).map(({ thing, name }) => ({ thing, name })), total: hits.length };
  }
}
