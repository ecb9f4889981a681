// The export menu: whatever view is shown, as PNG, SVG and SPARQL; its lists as CSV.

import { byId, el } from "./dom.js";
import { csvText, fileName, pngOf, save, svgText } from "./exports.js";

// Returns the buttons. `page()` gives {picture, shown, thing, view} of what is shown.
export function exportMenu(page) {
  const button = (text, hint, act) => el("button", { type: "button", title: hint, onclick: () => act(page()) }, text);
  return [
    button("PNG", "Save the drawing as an image", savePng),
    button("SVG", "Save the drawing as a vector image", saveSvg),
    button("SPARQL", "Show the query that gives this", showQuery),
  ];
}

function nameFor({ thing, view }, ending, part) {
  return fileName(["litweave", thing?.label, view.id, part], ending);
}

function background() {
  return getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
}

async function savePng(page) {
  save(await pngOf(svgText(page.picture.svg(), background())), nameFor(page, "png"));
}

function saveSvg(page) {
  save(new Blob([svgText(page.picture.svg(), background())], { type: "image/svg+xml" }), nameFor(page, "svg"));
}

// Saves one of the view's lists.
export function saveCsv(page, list) {
  save(new Blob(["\ufeff", csvText(list)], { type: "text/csv" }), nameFor(page, "csv", list.title));
}

// Shows the query in place, selected for copying; a second press closes it.
function showQuery(page) {
  const box = byId("query-text");
  box.hidden = !box.hidden && box.firstChild?.value === page.shown.sparql;
  if (box.hidden) return;
  const area = el("textarea", { readonly: true, rows: 9, "aria-label": "SPARQL query that gives what is shown" });
  area.value = page.shown.sparql;
  box.replaceChildren(area, el("button", { type: "button", onclick: () => (box.hidden = true) }, "Close"));
  area.select();
}
