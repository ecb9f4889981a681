// Which labels can be drawn where, so that none covers another label or a symbol.

const GAP = 3;
const MEASURE = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");

// Returns the width of text in pixels.
export function textWidth(text, font) {
  MEASURE.font = font;
  return MEASURE.measureText(text).width;
}

// `items` are {x, y, radius, width, height} in pixels, the most important first. Returns for each where its
// label goes, as the {x, y} of its top left corner, or null if there is no room for it in `view`, the box
// {left, top, right, bottom} that is seen, beside the boxes `lines`. The first `always` items get a label whatever
// it covers.
export function placeLabels(items, view, { always = 0, lines = [] } = {}) {
  const taken = new Boxes();
  for (const line of lines) taken.add({ ...line, owner: -1 });
  items.forEach((item, i) => {
    taken.add({ left: item.x - item.radius, top: item.y - item.radius, right: item.x + item.radius, bottom: item.y + item.radius, owner: i });
  });
  return items.map((item, i) => {
    if (!inside({ left: item.x, right: item.x, top: item.y, bottom: item.y }, view)) return null;
    const places = candidates(item, view);
    const free = places.find((place) => inside(boxOf(place, item, i), view) && !taken.hit(boxOf(place, item, i)));
    const place = free ?? (i < always ? places[0] : null);
    if (place) taken.add({ ...boxOf(place, item, i), owner: -1 });
    return place;
  });
}

// Below, above (moved sideways where the view ends), right, left.
function candidates({ x, y, radius, width, height }, view) {
  const middle = Math.max(view.left + 2, Math.min(x - width / 2, view.right - width - 2));
  return [
    { x: middle, y: y + radius + GAP },
    { x: middle, y: y - radius - GAP - height },
    { x: x + radius + GAP, y: y - height / 2 },
    { x: x - radius - GAP - width, y: y - height / 2 },
  ];
}

function boxOf(place, { width, height }, owner) {
  return { left: place.x - 2, top: place.y, right: place.x + width + 2, bottom: place.y + height, owner };
}

function inside(box, view) {
  return box.left >= view.left && box.right <= view.right && box.top >= view.top && box.bottom <= view.bottom;
}

// Boxes in a coarse grid, so that looking for overlaps stays fast with many. A box overlaps none of its own owner's.
export class Boxes {
  constructor() {
    this.cells = new Map();
  }

  keys({ left, top, right, bottom }) {
    const keys = [];
    for (let c = Math.floor(left / 100); c <= Math.floor(right / 100); c++) {
      for (let r = Math.floor(top / 50); r <= Math.floor(bottom / 50); r++) keys.push(`${c} ${r}`);
    }
    return keys;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  hit(box) {
    const overlaps = (other) =>
      other.owner !== box.owner && box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    return this.keys(box).some((key) => this.cells.get(key)?.some(overlaps));
  }
}
