// The start: ways in, before anything is chosen.

import { el, thingLink } from "./dom.js";
import { TYPES, count } from "./words.js";

export async function front(source) {
  const { digest, papers, total: all, used } = await source.front();
  const counts = await source.counts();
  if (!counts.total) return el("article", {}, el("h2", {}, "Empty"), el("p", {}, "This graph holds nothing yet: build it from digests that have papers."));
  return el(
    "article",
    { class: "front" },
    el("h2", {}, digest ? `New on ${digest}` : "Papers"),
    el("p", { class: "about" }, `${papers.length} of ${count(all, "papers")}, and what they introduce`),
    el("ul", { class: "facts" }, ...papers.map(newPaper)),
    ...used.filter(([, things]) => things.length).flatMap(([type, things]) => mostNamed(type, things)),
  );
}

function newPaper({ paper, introduces }) {
  const things = introduces.map((thing) => el("li", {}, thingLink(thing)));
  return el("li", {}, thingLink(paper), things.length ? el("ul", { class: "chips", "aria-label": "introduces" }, ...things) : null);
}

function mostNamed(type, things) {
  const line = (thing) => el("li", {}, el("div", { class: "line" }, thingLink(thing), el("span", { class: "date" }, count(thing.papers, TYPES.Paper.many))));
  return [el("h3", {}, `Most named ${TYPES[type].many}`), el("ul", { class: "facts" }, ...things.map(line))];
}
