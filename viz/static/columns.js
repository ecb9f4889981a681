// Columns that lists of several views share (see views.js for what a column is).

import { cardLink, el, symbol } from "./dom.js";
import { RELATIONS, TYPES } from "./words.js";

// Returns the columns of a list of Things. `thing(row)` gives the thing of a row.
export function thingColumns(thing = (row) => row) {
  return [
    { name: "Type", value: (row) => thing(row).type, show: (row) => typeCell(thing(row).type) },
    { name: "Name", value: (row) => thing(row).label, show: (row) => nameCell(thing(row)) },
    { name: "Since", value: (row) => thing(row).date },
    { name: "Papers", value: (row) => (thing(row).type === "Paper" ? "" : thing(row).papers) },
  ];
}

function typeCell(type) {
  return el("span", { title: type }, symbol(type), el("span", { class: "unseen" }, type));
}

function nameCell(thing) {
  const link = cardLink(thing);
  link.firstChild.remove(); // its symbol: the type has a column of its own
  return link;
}

// Returns the columns of a list of Edges between the things of a Map by reference.
export function edgeColumns(byRef) {
  const end = (name, key) => ({
    name,
    value: (edge) => byRef.get(edge[key]).label,
    show: (edge) => cardLink(byRef.get(edge[key])),
  });
  return [end("From", "from"), { name: "Relation", value: ({ relations }) => relations.map((r) => RELATIONS[r].out).join(", ") }, end("To", "to")];
}

// Returns a query for the relations among things. The prefixes are those that `litweave query` declares.
export function relationsQuery(refs, relations) {
  const terms = (words) => words.join(" ");
  const names = refs.map((ref) => ref.replace("/", ":"));
  return [
    "# Prefixes as in `litweave query DIR`; other tools find them at the head of graph.ttl.",
    "SELECT ?subject ?relation ?object WHERE {",
    `  VALUES ?relation { ${terms(relations.map((relation) => `lw:${relation}`))} }`,
    `  VALUES ?subject { ${terms(names)} }`,
    `  VALUES ?object { ${terms(names)} }`,
    "  ?subject ?relation ?object .",
    "}",
    "",
  ].join("\n");
}

// Says how many of each type a list of things has: "12 papers, 1 model".
export function inWords(things) {
  const counts = Object.keys(TYPES).map((type) => [type, things.filter((thing) => thing.type === type).length]);
  return counts.filter(([, n]) => n).map(([type, n]) => `${n} ${n === 1 ? type.toLowerCase() : TYPES[type].many}`).join(", ");
}
