// What can be done with the thing of the card: centre it, expand, collapse, find a path.

import { el } from "./dom.js";
import { ANY } from "./words.js";

// Puts the buttons into the card, as they fit what is drawn now.
export async function offerActions(page, box) {
  const article = box.querySelector("article[data-ref]");
  if (!article) return;
  const { ref } = article.dataset;
  const drawn = page.shown?.expandable ? new Set(page.shown.things.map((thing) => thing.ref)) : new Set();
  const buttons = article.querySelectorAll(".expand[data-relation]");
  const missing = await Promise.all(Array.from(buttons, ({ dataset }) => undrawn(page, ref, dataset.relation, dataset.way !== "back", drawn)));
  buttons.forEach((button, i) => {
    button.hidden = !drawn.has(ref) || !missing[i];
    button.textContent = `+${missing[i].toLocaleString("en")}`;
    button.setAttribute("aria-label", `Add to the drawing: ${missing[i]} ${button.closest("details").querySelector("h3").textContent}`);
  });
  const all = drawn.has(ref) ? await undrawn(page, ref, ANY, true, drawn) : 0;
  article.querySelector(".actions").replaceChildren(...actionsOf(page, ref, { drawn: drawn.has(ref), all }));
}

async function undrawn(page, ref, relation, out, drawn) {
  const others = await page.source.others(ref, relation, out, page.state.filter);
  return others.filter((other) => !drawn.has(other)).length;
}

function actionsOf(page, ref, { drawn, all }) {
  const { focus, open, close } = page.state;
  const action = (text, act) => el("button", { type: "button", onclick: act }, text);
  const collapsible = drawn && (open.some((o) => o.ref === ref) || !close.includes(ref));
  return [
    ref !== focus && action("Centre", () => page.show(ref)),
    all > 0 && el("button", { type: "button", "data-expand": ref }, `Expand +${all.toLocaleString("en")}`),
    collapsible && action("Collapse", () => page.collapse(ref)),
    action("Path from here", () => page.go({ view: "path", focus: ref, card: null, path: null })),
    focus && ref !== focus && action("Path from the centre", () => page.go({ view: "path", path: ref, card: null })),
  ].filter(Boolean);
}
