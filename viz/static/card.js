// The card of one thing: what it is, where it is found, and what is said of it.

import { el, growing, outLink, symbol, thingLink } from "./dom.js";
import { QUIET, factGroup } from "./facts.js";
import { resultsTable } from "./table.js";
import { TYPES, count } from "./words.js";

const MANY_ALIASES = 12;
const FIRST_COAUTHORS = 8;
const MEASURES = new Set(["Benchmark", "Dataset", "Metric"]);

// Returns the content of the card of `ref`, or a message if the graph has no such thing.
export async function card(source, ref) {
  const thing = await source.card(ref);
  if (!thing) return missing(ref);
  const actions = el("p", { class: "actions" });
  const content = el("article", { "data-ref": ref }, heading(thing), about(thing), aliases(thing), links(thing), actions, namesakes(thing));
  for (const section of await Promise.all(sections(source, thing))) content.append(section);
  if (thing.type === "Author") content.append(await coauthors(source, ref));
  return content;
}

// What things are measured with shows its results first; others what is said of them, closed groups last.
function sections(source, thing) {
  const groups = thing.groups.map((group) => [QUIET.has(group.relation) ? 2 : 0, () => factGroup(source, thing.ref, group)]);
  const results = thing.results ? [[MEASURES.has(thing.type) ? -1 : 1, () => resultsTable(source, thing)]] : [];
  return [...groups, ...results].sort(([a], [b]) => a - b).map(([, make]) => make());
}

function missing(ref) {
  return el(
    "article",
    {},
    el("h2", { tabindex: "-1" }, "Not in this graph"),
    el("p", {}, `Nothing here has the reference ${ref}. Search for its name above, or go back to the `, el("a", { href: "#" }, "start"), "."),
  );
}

function heading(thing) {
  return el("h2", { tabindex: "-1", dir: "auto" }, symbol(thing.type), thing.label);
}

function about(thing) {
  const types = thing.types.length > 1 ? thing.types.map(([type, n]) => `${type.toLowerCase()} in ${n}`).join(", ") : thing.type;
  const parts = [types];
  if (thing.type === "Paper") {
    if (thing.date) parts.push(thing.date);
    if (thing.digests.length) parts.push(`in the ${thing.digests.length > 1 ? "digests" : "digest"} of ${thing.digests.join(", ")}`);
  } else {
    parts.push(count(thing.papers, TYPES.Paper.many));
    if (thing.date) parts.push(`since ${thing.date}`);
  }
  return el("p", { class: "about" }, parts.join(", "));
}

function aliases(thing) {
  if (!thing.aliases.length) return null;
  if (thing.type === "Paper") return el("p", { class: "aliases" }, `id ${thing.aliases.join(", ")}`);
  const told = new Set([thing.label.toLowerCase()]); // other capitals make no other name
  const others = thing.aliases.filter((name) => !told.has(name.toLowerCase()) && told.add(name.toLowerCase()));
  if (!others.length) return null;
  const names = others.slice(0, MANY_ALIASES).flatMap((name) => [", ", el("bdi", {}, name)]).slice(1);
  const rest = others.length - MANY_ALIASES;
  return el("p", { class: "aliases" }, "also ", ...names, rest > 0 && ` and ${count(rest, "other names")}`);
}

function links(thing) {
  if (!thing.links.length) return null;
  return el("p", { class: "links" }, ...thing.links.map(outLink));
}

function namesakes({ namesakes: others }) {
  if (!others.length) return null;
  const lines = others.map((other) => el("li", {}, el("div", { class: "line" }, thingLink(other), el("span", { class: "date" }, kindOf(other)))));
  return el("section", { class: "namesakes" }, el("h3", {}, "Also of this name"), el("ul", { class: "facts" }, ...lines));
}

function kindOf(thing) {
  return [thing.type.toLowerCase(), thing.type === "Paper" ? thing.date : count(thing.papers, TYPES.Paper.many)].filter(Boolean).join(", ");
}

async function coauthors(source, ref) {
  const all = await source.coauthors(ref);
  const list = el("ul", { class: "facts" });
  const group = el("details", { class: "group", open: true }, el("summary", {}, el("h3", {}, `co-authors (${all.length.toLocaleString("en")})`)), list);
  await growing(list, all.length, FIRST_COAUTHORS, async (from, limit) => all.slice(from, from + limit).map(coauthorLine));
  return group;
}

function coauthorLine({ author, papers }) {
  return el("li", {}, el("div", { class: "line" }, thingLink(author), el("span", { class: "date" }, `${count(papers.length, TYPES.Paper.many)} together`)));
}
