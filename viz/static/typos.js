// Search that forgives typing errors: words of names that are nearly what was typed.

const NEAR_WORDS = 4; // near words tried for one typed word
const LONGEST = 24; // longer words are not compared

// Returns how many letters may differ in a typed word; numbers are taken as typed.
export function allowed(word) {
  if (word.length < 3 || !/\p{L}/u.test(word)) return 0;
  return word.length < 7 ? 1 : 2;
}

const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 3));

// Returns the least number of letters to insert, leave out, replace or swap with the next one, to get from `typed`
// to `word` or, if `prefix`, to the start of `word`; anything above `most` counts as `most` + 1.
// (Optimal string alignment, row by row.)
export function distance(typed, word, most, prefix = false) {
  const width = Math.min(word.length, typed.length + most);
  if (typed.length - word.length > most || typed.length > LONGEST || (!prefix && word.length - typed.length > most)) return most + 1;
  let [older, old, row] = rows;
  for (let j = 0; j <= width; j++) old[j] = j;
  for (let i = 1; i <= typed.length; i++) {
    const letter = typed.charCodeAt(i - 1);
    let least = (row[0] = i);
    for (let j = 1; j <= width; j++) {
      const other = word.charCodeAt(j - 1);
      let best = Math.min(old[j], row[j - 1]) + 1;
      best = Math.min(best, old[j - 1] + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === word.charCodeAt(j - 2) && typed.charCodeAt(i - 2) === other) best = Math.min(best, older[j - 2] + 1);
      row[j] = best;
      if (best < least) least = best;
    }
    if (least > most) return most + 1;
    [older, old, row] = [old, row, older];
  }
  let found = old[width];
  if (prefix) for (let j = 0; j < width; j++) found = Math.min(found, old[j]);
  return Math.min(most + 1, found);
}

export class Words {
  // `names` are folded names.
  constructor(names) {
    this.index = new Map();
    names.forEach((name, row) => {
      const parts = name.split(" ");
      const whole = parts.length > 1 && parts.length < 4 ? [parts.join("")] : [];
      for (const word of [...parts, ...whole]) if (word.length > 1 && word.length <= LONGEST) this.note(word, row);
    });
    this.words = [...this.index.keys()];
    this.letters = Int32Array.from(this.words, lettersOf);
  }

  note(word, row) {
    const rows = this.index.get(word);
    if (rows) rows.push(row);
    else this.index.set(word, [row]);
  }

  // Returns the rows of the names that have a word.
  rowsOf(word) {
    return this.index.get(word) ?? [];
  }

  // Returns the words nearest to a typed one, the nearest and then the commonest first. A whole word is nearer
  // than the start of one.
  near(typed) {
    const most = allowed(typed);
    if (!most) return [];
    const letters = lettersOf(typed);
    const found = [];
    for (let i = 0; i < this.words.length; i++) {
      if (bits(letters & ~this.letters[i]) > most) continue;
      const word = this.words[i];
      const start = distance(typed, word, most, true);
      if (start > most) continue;
      const whole = distance(typed, word, most);
      if (whole <= most || typed.length > 3) found.push({ word, far: Math.min(whole, start + 0.5) });
    }
    const times = ({ word }) => this.index.get(word).length;
    found.sort((a, b) => a.far - b.far || times(b) - times(a) || (a.word < b.word ? -1 : 1));
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
  let found = 0;
  for (let rest = n; rest; rest &= rest - 1) found++;
  return found;
}
