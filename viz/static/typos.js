// Search that forgives typing errors: words of names that are nearly what was typed.

const NEAR_WORDS = 4; // near words tried for one typed word
const LONGEST = 24; // longer words are not compared

// Returns how many letters may differ in a word of `length`.
export function allowed(length) {
  if (length < 3) return 0;
  return length < 7 ? 1 : 2;
}

// Returns the least number of letters to insert, leave out, replace or swap with the next one, to get from `typed`
// to `word` or, if `prefix`, to the start of `word`; anything above `most` counts as `most` + 1.
// (Optimal string alignment, row by row.)
export function distance(typed, word, most, prefix = false) {
  const width = Math.min(word.length, typed.length + most);
  if (typed.length - word.length > most || (!prefix && word.length - typed.length > most)) return most + 1;
  let [older, old] = [null, Array.from({ length: width + 1 }, (_, j) => j)];
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === word[j - 1] ? 0 : 1;
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
      if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    [older, old] = [old, row];
  }
  return Math.min(most + 1, prefix ? Math.min(...old) : old[width]);
}

export class Words {
  // `names` are folded names.
  constructor(names) {
    const counts = new Map();
    for (const name of names) {
      const parts = name.split(" ");
      const whole = parts.length > 1 && parts.length < 4 ? [parts.join("")] : [];
      for (const word of [...parts, ...whole]) if (word.length > 1 && word.length <= LONGEST) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    this.words = [...counts.keys()];
    this.counts = this.words.map((word) => counts.get(word));
    this.letters = Int32Array.from(this.words, lettersOf);
  }

  // Returns the words nearest to a typed one, the nearest and then the commonest first. A whole word is nearer
  // than the start of one.
  near(typed) {
    const most = allowed(typed.length);
    if (!most) return [];
    const letters = lettersOf(typed);
    const found = [];
    for (let i = 0; i < this.words.length; i++) {
      if (bits(letters & ~this.letters[i]) > most) continue;
      const whole = distance(typed, this.words[i], most);
      const start = whole > most && typed.length > 3 ? distance(typed, this.words[i], most, true) + 0.5 : whole;
      if (Math.min(whole, start) <= most + 0.5) found.push({ word: this.words[i], far: Math.min(whole, start), count: this.counts[i] });
    }
    found.sort((a, b) => a.far - b.far || b.count - a.count || (a.word < b.word ? -1 : 1));
    return found.slice(0, NEAR_WORDS).map(({ word }) => word);
  }
}

// A bit for each letter and digit in a word: words without most of the typed letters need no closer look.
function lettersOf(word) {
  let found = 0;
  for (let i = 0; i < word.length; i++) found |= 1 << (word.charCodeAt(i) % 32);
  return found;
}

function bits(n) {
  let count = 0;
  for (let rest = n; rest; rest &= rest - 1) count++;
  return count;
}
