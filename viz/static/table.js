// The results of a thing as a table; each row opens to its sentence.

import { el, growing, thingLink } from "./dom.js";
import { opener } from "./facts.js";
import { valueText } from "./results.js";
import { count } from "./words.js";

const FIRST_ROWS = 15;

// The columns that name things; that of the card's own thing is left out.
const NAMES = { subject: "Subject", benchmark: "Benchmark", metric: "Metric" };

// Returns the results in which `thing` is subject, benchmark or metric.
export async function resultsTable(source, thing) {
  const rows = await source.results(thing.ref);
  const columns = Object.keys(NAMES).filter((name) => rows.some((row) => row[name] && row[name].ref !== thing.ref));
  const body = el("tbody", {});
  const table = el("table", {}, header(columns), body);
  const section = el("section", { class: "results" }, el("h3", {}, count(rows.length, "results")), table);
  const lines = (from, limit) => rows.slice(from, from + limit).map((row) => resultLine(source, row, columns));
  await growing(body, rows.length, FIRST_ROWS, async (from, limit) => lines(from, limit));
  const button = body.nextElementSibling;
  if (button) table.after(button); // a button cannot stand inside a table
  return section;
}

function header(columns) {
  const heads = [...columns.map((name) => NAMES[name]), "Value", "Date", ""].map((name) => el("th", { scope: "col" }, name));
  return el("thead", {}, el("tr", {}, ...heads));
}

function resultLine(source, row, columns) {
  const details = el("td", { colspan: columns.length + 3 });
  const more = el("tr", { class: "more", hidden: true }, details);
  const button = opener(details, source, row.id, row.belief, `${row.subject?.label ?? ""} ${row.text}`, "“ ”");
  const line = el(
    "tr",
    {},
    ...columns.map((name) => el("td", { class: name === "metric" && "metric" }, row[name] ? thingLink(row[name]) : "")),
    el("td", { class: "value" }, valueText(row), row.kind === "delta" && el("small", {}, "difference"), noteOf(row)),
    el("td", { class: "date" }, row.date),
    el("td", {}, button),
  );
  button.addEventListener("click", () => {
    if (!more.parentNode) line.after(more);
    more.hidden = button.getAttribute("aria-expanded") !== "true";
  });
  return line;
}

function noteOf({ setting, over }) {
  const note = [setting, over ? `over ${over.label}` : ""].filter(Boolean).join(", ");
  return note ? el("small", { dir: "auto" }, note) : null;
}
