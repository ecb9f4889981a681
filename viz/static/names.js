// Search over all names: what is typed may differ in case, accents, hyphens and spaces.

import { Words } from "./typos.js";

const MOST_WORDS = 6; // of a query with typing errors; the rest is left out
const MOST_QUERIES = 8;
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

  // Returns up to `limit` of {thing, name}, best first, each thing once; how many things match; and whether they
  // only nearly match, as nothing has just this in its name. `wanted(thing)`, if given, chooses things.
  search(text, limit, wanted = null) {
    const query = fold(text);
    if (!squeeze(query)) return { found: [], total: 0, near: false };
    const exact = this.matches(query, wanted);
    const hits = exact.length ? exact : this.nearly(query, wanted);
    return { found: hits.slice(0, limit).map(({ thing, name }) => ({ thing, name })), total: hits.length, near: !exact.length && hits.length > 0 };
  }

  matches(query, wanted) {
    const joined = squeeze(query);
    const words = query.split(" ");
    const best = new Map();
    for (let i = 0; i < this.squeezed.length; i++) {
      const name = this.squeezed[i];
      if (!name.includes(joined) && !(words.length > 1 && words.every((word) => name.includes(word)))) continue;
      if (wanted && !wanted(this.things[i])) continue;
      const order = rank(this.folded[i], name, query, joined);
      const before = best.get(this.things[i]);
      if (!before || order < before.order) best.set(this.things[i], { order, row: i });
    }
    const hits = [...best].map(([thing, { order, row }]) => ({ thing, order, row, name: this.names[row] }));
    return hits.sort((a, b) => a.order - b.order || this.weight(b.thing) - this.weight(a.thing) || a.row - b.row);
  }

  // Matches of the query with those words that no name has replaced by near ones; all of it as one word too.
  nearly(query, wanted) {
    this.words ??= new Words(this.folded);
    const words = query.split(" ").slice(0, MOST_WORDS);
    const known = (word) => this.squeezed.some((name) => name.includes(word));
    const choices = words.map((word) => (known(word) ? [word] : this.words.near(word)));
    const whole = words.length > 1 ? this.words.near(squeeze(query)) : [];
    const queries = choices.reduce((all, some) => all.flatMap((start) => some.map((word) => `${start} ${word}`.trim())), [""]);
    const found = new Map();
    for (const near of [...queries.slice(0, MOST_QUERIES), ...whole]) {
      for (const hit of near ? this.matches(near, wanted) : []) if (!found.has(hit.thing)) found.set(hit.thing, hit);
    }
    return [...found.values()];
  }
}
