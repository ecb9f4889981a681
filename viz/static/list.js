// Lists beside the drawing: all that a view shows, in tables that can be sorted.

import { el, growing } from "./dom.js";

const ROWS_AT_FIRST = 60;

// Returns a list {title, columns, rows} as a section. `memory` keeps how it was sorted, by title, from one
// drawing to the next; `save`, unless it is null, is called for the list as a file.
export function listSection(list, memory, save) {
  const { title, rows } = list;
  const columns = list.columns.filter((column) => !column.unseen);
  const heads = columns.map((column) => headCell(column, rows, () => sortBy(column)));
  const table = el("table", {}, el("caption", { class: "unseen" }, title), el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}));
  const section = el("section", { class: "list" }, listHeading(title, rows.length, save), table);
  const fillBody = () => {
    const body = el("tbody", {});
    table.querySelector("tbody").replaceWith(body);
    section.querySelector(".grow")?.remove();
    const sorted = sortedRows({ columns, rows }, memory.get(title));
    growing(body, sorted.length, ROWS_AT_FIRST, (from, limit) => sorted.slice(from, from + limit).map((row) => rowLine(columns, row)));
    const button = body.nextElementSibling;
    if (button) table.after(button); // a button cannot stand inside a table
    columns.forEach((column, i) => markSorted(heads[i], column, memory.get(title)));
  };
  const sortBy = ({ name }) => {
    const before = memory.get(title);
    memory.set(title, { name, down: before?.name === name && !before.down });
    fillBody();
  };
  fillBody();
  return section;
}

function listHeading(title, n, save) {
  const button = save && el("button", { type: "button", class: "csv", "aria-label": `Save ${title} as CSV`, onclick: save }, "CSV");
  return el("div", { class: "line" }, el("h3", {}, `${title} (${n.toLocaleString("en")})`), button);
}

function headCell({ name, value }, rows, sort) {
  const numbers = rows.some((row) => typeof value(row) === "number");
  return el("th", { scope: "col", class: numbers && "number" }, el("button", { type: "button", onclick: sort }, name));
}

function markSorted(head, { name }, sorted) {
  const way = sorted?.name === name ? (sorted.down ? "descending" : "ascending") : "none";
  head.setAttribute("aria-sort", way);
}

function rowLine(columns, row) {
  const cell = (column) => column.show?.(row) ?? String(column.value(row) ?? "");
  return el("tr", {}, ...columns.map((column) => el("td", { class: cellClass(column, row) }, cell(column))));
}

// Numbers and months keep to one line; names have the rest of the room.
function cellClass(column, row) {
  const value = column.value(row);
  if (typeof value === "number") return "narrow number";
  if (column.wide) return "wide";
  return (column.narrow || /^\d{4}-\d{2}$/.test(value)) && "narrow";
}

// Numbers are first sorted from the greatest, text from A; what is empty comes last both ways.
export function sortedRows({ columns, rows }, sorted) {
  const column = columns.find(({ name }) => name === sorted?.name);
  if (!column) return rows;
  const order = sorted.down ? -1 : 1;
  return rows
    .map((row, i) => ({ row, i, value: column.value(row) ?? "" }))
    .sort((a, b) => (a.value === "") - (b.value === "") || order * compareValues(a.value, b.value) || a.i - b.i)
    .map(({ row }) => row);
}

function compareValues(a, b) {
  if (typeof a === "number" && typeof b === "number") return b - a;
  return String(a).localeCompare(String(b), "en", { numeric: true });
}
