// Offsets in the data count Unicode code points; JavaScript strings count UTF-16 units.

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

// Returns the part of `text` between two code point offsets.
export function slicePoints(text, start, end) {
  return PAIR.test(text) ? Array.from(text).slice(start, end).join("") : text.slice(start, end);
}

// Returns `text` cut to at most `limit` code points, an ellipsis in place of what is missing.
export function shorten(text, limit) {
  const points = Array.from(text.slice(0, 2 * limit + 2));
  return points.length > limit ? `${points.slice(0, limit - 1).join("").trimEnd()}…` : text;
}

// Splits a sentence into pieces {text, marked}, given its marks as [start, length] in code points.
// Marks that overlap join; what lies outside the sentence is left out.
export function splitMarks(sentence, marks) {
  const points = Array.from(sentence);
  const pieces = [];
  let done = 0;
  const add = (end, marked) => {
    if (end > done) pieces.push({ text: points.slice(done, end).join(""), marked });
    done = Math.max(done, end);
  };
  for (const [start, length] of [...marks].sort((a, b) => a[0] - b[0])) {
    add(Math.min(start, points.length), false);
    add(Math.min(start + length, points.length), true);
  }
  add(points.length, false);
  return pieces;
}
