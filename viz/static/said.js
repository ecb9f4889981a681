// The sentences of facts, where views show them: in a row of a list, and under a drawing.

import { el, growing } from "./dom.js";
import { figureOf, opener } from "./facts.js";

// Returns a column whose buttons open the sentences of each row's fact under the row. `of(row)` names the fact.
export function sentenceColumn(source, of) {
  return { name: "Says", value: () => "", show: (row) => rowOpener(source, row, of(row)) };
}

function rowOpener(source, { id, belief }, of) {
  const cell = el("td", {});
  const more = el("tr", { class: "more", hidden: true }, cell);
  const button = opener(cell, source, id, belief, of, "“ ”");
  button.addEventListener("click", () => {
    const line = button.closest("tr");
    cell.colSpan = line.cells.length;
    line.after(more);
    more.hidden = button.getAttribute("aria-expanded") !== "true";
  });
  return button;
}

// Returns what stands under a drawing: the sentences of the fact {id, belief}, headed by `title`.
export function saidPanel(source, { id, belief }, title, close) {
  const quotes = el("div", { class: "quotes" });
  source.evidence(id).then((evidence) => growing(quotes, evidence.length, 5, (from, limit) => evidence.slice(from, from + limit).map((item) => figureOf(item, belief))));
  const head = el("div", { class: "line" }, el("h3", { dir: "auto" }, title), el("button", { type: "button", onclick: close }, "Close"));
  return el("section", { class: "said-panel", "aria-label": "Sentences" }, head, quotes);
}
