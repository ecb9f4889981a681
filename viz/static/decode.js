// Reads the packed data: base64, gzip, JSON, and columns of steps between values.

// Returns the object packed in a base64 text. Throws if the browser cannot unpack gzip.
export async function unpack(base64) {
  if (typeof DecompressionStream === "undefined") {
    throw new Error("This browser is too old for this page: it lacks DecompressionStream (2023).");
  }
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// Returns the values whose successive differences are `steps`.
export function undelta(steps) {
  const values = new Int32Array(steps.length);
  let value = 0;
  for (let i = 0; i < steps.length; i++) values[i] = value += steps[i];
  return values;
}

// Returns where each of several runs begins, given their lengths, and after the last where it ends.
export function starts(lengths) {
  const found = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) found[i + 1] = found[i] + lengths[i];
  return found;
}

// Returns {from, items} such that the rows i with keys[i] = k are items[from[k]] to items[from[k + 1] - 1].
// Keys outside 0 to `size` - 1 are left out.
export function groupRows(keys, size) {
  const counts = new Uint32Array(size);
  for (const k of keys) if (k >= 0 && k < size) counts[k]++;
  const from = starts(counts);
  const next = from.slice();
  const items = new Uint32Array(from[size]);
  keys.forEach((k, i) => {
    if (k >= 0 && k < size) items[next[k]++] = i;
  });
  return { from, items };
}

// Returns the rows of one group.
export function rowsOf(groups, key) {
  return groups.items.subarray(groups.from[key], groups.from[key + 1]);
}
