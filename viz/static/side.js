// Beside the drawing: the legend, which is the filter over the whole graph.

import { byId, el, lineSample, symbol } from "./dom.js";
import { RELATIONS } from "./words.js";

// Fills the filters from `counts` (see source.js); `change(part)` is called with what is to change in the filter,
// which `current()` gives.
export function startFilters(counts, change, current) {
  const types = counts.types.filter(([, , all]) => all > 0);
  byId("legend").replaceChildren(...types.map(([type]) => typeLine(type, (shown) => change({ hide: switched(current().hide, type, !shown) }))));
  const relations = Object.keys(RELATIONS).filter((name) => counts.relations.some(([other, , all]) => other === name && all > 0));
  const names = counts.relations.map(([name]) => name);
  const toggle = (name, shown) => {
    const kept = switched(current().relations ?? new Set(names), name, shown);
    change({ relations: kept.size === names.length ? null : kept });
  };
  byId("relations").replaceChildren(...relations.map((name) => relationLine(name, (shown) => toggle(name, shown))));
  const belief = byId("belief");
  belief.addEventListener("input", () => sayBelief(belief.value));
  belief.addEventListener("change", () => change({ belief: Number(belief.value) }));
  for (const id of ["from", "to"]) {
    const options = ["", ...counts.months].map((month) => el("option", { value: month }, month || "any"));
    byId(id).replaceChildren(...options);
    byId(id).addEventListener("change", () => change({ [id]: byId(id).value }));
  }
  byId("all").addEventListener("click", () => change({ hide: new Set(), relations: null, belief: 0, from: "", to: "" }));
}

function switched(set, item, on) {
  const changed = new Set(set);
  if (on) changed.add(item);
  else changed.delete(item);
  return changed;
}

function typeLine(type, toggle) {
  return filterLine(type, symbol(type), type, toggle);
}

function relationLine(name, toggle) {
  return filterLine(name, lineSample(name), RELATIONS[name].out, toggle);
}

function filterLine(value, sign, text, toggle) {
  const box = el("input", { type: "checkbox", value, checked: true, onchange: (event) => toggle(event.target.checked) });
  return el("li", {}, el("label", {}, box, sign, el("span", { class: "name" }, text), el("span", { class: "counts" })));
}

function sayBelief(value) {
  byId("belief-value").textContent = Number(value) ? `${(value / 100).toFixed(2)} or more` : "any";
}

// Writes how many of each type and relation are shown, of how many pass the filter; and sets the filter's
// controls to it.
export function countLegend({ things, edges }, counts, filter) {
  const said = (shown, passing) => `${shown.toLocaleString("en")} of ${passing.toLocaleString("en")}`;
  for (const line of byId("legend").children) {
    const box = line.querySelector("input");
    const shown = things.filter((thing) => thing.type === box.value).length;
    const [, passing] = counts.types.find(([type]) => type === box.value);
    box.checked = !filter.hide.has(box.value);
    line.querySelector(".counts").textContent = said(shown, passing);
  }
  for (const line of byId("relations").children) {
    const box = line.querySelector("input");
    const [, passing] = counts.relations.find(([relation]) => relation === box.value);
    box.checked = !filter.relations || filter.relations.has(box.value);
    const shown = edges.filter(({ relations }) => relations.includes(box.value)).length;
    line.querySelector(".counts").textContent = said(shown, passing);
  }
  byId("belief").value = filter.belief;
  sayBelief(filter.belief);
  byId("from").value = filter.from;
  byId("to").value = filter.to;
  byId("all").hidden = !(filter.hide.size || filter.relations || filter.belief || filter.from || filter.to);
}
