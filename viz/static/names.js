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
    this.allRows = Uint32Array.from(entries, (_, row) => row);
    this.last = null;
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
    const exact = this.matches(query, this.candidates(query), wanted);
    const hits = exact.length ? exact : this.nearly(query, wanted);
    const found = exact.length ? firstOf(hits, limit, this.order()) : hits.slice(0, limit);
    return { found: found.map(({ thing, row }) => ({ thing, name: this.names[row] })), total: hits.length, near: !exact.length && hits.length > 0 };
  }

  // The better match first; of equal ones the better known.
  order() {
    return (a, b) => a.rank - b.rank || this.weight(b.thing) - this.weight(a.thing) || a.row - b.row;
  }

  // Whoever types on narrows: what matches then is among the rows that matched before.
  candidates(query) {
    const { last } = this;
    const rows = last && query.startsWith(last.query) ? last.rows : this.allRows;
    const joined = squeeze(query);
    const words = query.split(" ");
    const holds = (row) => {
      const name = this.squeezed[row];
      return name.includes(joined) || (words.length > 1 && words.every((word) => name.includes(word)));
    };
    this.last = { query, rows: rows.filter(holds) };
    return this.last.rows;
  }

  // Returns a hit {thing, row, rank} for each thing that has a name among `rows`, in no order.
  matches(query, rows, wanted) {
    const joined = squeeze(query);
    const best = new Map();
    for (const row of rows) {
      const thing = this.things[row];
      if (wanted && !wanted(thing)) continue;
      const order = rank(this.folded[row], this.squeezed[row], query, joined);
      const hit = best.get(thing);
      if (!hit) best.set(thing, { thing, row, rank: order });
      else if (order < hit.rank) Object.assign(hit, { row, rank: order });
    }
    return [...best.values()];
  }

  // Makes ready for typing errors; done before it is first needed, it saves that wait.
  prepare() {
    this.words ??= new Words(this.folded);
  }

  // Matches of the query with those words that no name has replaced by near ones; all of it as one word too. The
  // nearest come first.
  nearly(query, wanted) {
    this.prepare();
    const words = query.split(" ").slice(0, MOST_WORDS);
    const known = (word) => this.squeezed.some((name) => name.includes(word));
    const choices = words.map((word) => (known(word) ? [word] : this.words.near(word)));
    const changed = words.findIndex((word, i) => choices[i][0] !== word);
    const queries = choices.reduce((all, some) => all.flatMap((start) => some.map((word) => [...start, word])), [[]]).slice(0, MOST_QUERIES);
    const found = new Map();
    const add = (near, rows) => {
      for (const hit of this.matches(near, rows, wanted).sort(this.order())) if (!found.has(hit.thing)) found.set(hit.thing, hit);
    };
    for (const near of changed < 0 ? [] : queries) {
      add(near.join(" "), this.words.rowsOf(near[changed]).filter((row) => near.every((word) => this.squeezed[row].includes(word))));
    }
    if (words.length > 1) for (const word of this.words.near(squeeze(query))) add(word, this.words.rowsOf(word));
    return [...found.values()];
  }
}

// Returns the first `limit` of `hits` in an order, without sorting them all.
function firstOf(hits, limit, order) {
  const first = [];
  for (const hit of hits) {
    if (first.length === limit && order(hit, first.at(-1)) > 0) continue;
    const place = first.findIndex((other) => order(hit, other) < 0);
    first.splice(place < 0 ? first.length : place, 0, hit);
    if (first.length > limit) first.pop();
  }
  return first;
}
