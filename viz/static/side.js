// Beside the drawing: the legend, which is the type filter, and the list of what is drawn.

import { byId, el, growing, lineSample, symbol, thingLink } from "./dom.js";
import { LINES, TYPES } from "./words.js";

const FIRST_THINGS = 100;

// Fills the legend; `toggle(type, shown)` is called when a type is switched.
export function startLegend(types, toggle) {
  const present = types.filter(([, total]) => total > 0);
  byId("legend").replaceChildren(...present.map(([type, total]) => legendLine(type, total, toggle)));
  const lines = Object.entries(LINES).map(([name, { says }]) => el("li", {}, lineSample(name), says));
  byId("lines").querySelector("ul").replaceChildren(...lines);
}

function legendLine(type, total, toggle) {
  const box = el("input", { type: "checkbox", value: type, onchange: (event) => toggle(type, event.target.checked) });
  const counted = el("span", { class: "counts", "data-total": total });
  return el("li", {}, el("label", {}, box, symbol(type), el("span", { class: "name" }, type), counted));
}

// Writes how many of each type are drawn, of how many there are, and ticks the types that are not hidden.
export function countLegend(things, hidden) {
  for (const line of byId("legend").children) {
    const box = line.querySelector("input");
    const counted = line.querySelector(".counts");
    const shown = things.filter((thing) => thing.type === box.value).length;
    box.checked = !hidden.has(box.value);
    counted.textContent = `${shown.toLocaleString("en")} of ${Number(counted.dataset.total).toLocaleString("en")}`;
  }
}

const ORDERS = {
  type: (a, b) => typeOrder(a) - typeOrder(b) || byLabel(a, b),
  label: byLabel,
  date: (a, b) => (b.date > a.date ? 1 : b.date < a.date ? -1 : byLabel(a, b)),
};

function typeOrder(thing) {
  return Object.keys(TYPES).indexOf(thing.type);
}

function byLabel(a, b) {
  return a.label.localeCompare(b.label, "en") || (a.ref < b.ref ? -1 : 1);
}

// Lists what is drawn: the drawing for those who do not see it.
export function listThings(things) {
  const sorted = [...things].sort(ORDERS[byId("sort").value]);
  const list = el("ul", { id: "list", class: "facts" });
  const old = byId("list");
  if (old.nextElementSibling?.className === "grow") old.nextElementSibling.remove();
  old.replaceWith(list);
  growing(list, sorted.length, FIRST_THINGS, (from, limit) => sorted.slice(from, from + limit).map(listLine));
}

function listLine(thing) {
  return el("li", {}, el("div", { class: "line" }, thingLink(thing), thing.date && el("span", { class: "date" }, thing.date)));
}
