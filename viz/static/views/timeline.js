// What happened to a thing when: papers by month, a row for each thing that papers do with it.

import { el, svg } from "../dom.js";
import { monthText } from "../months.js";
import { monthRuler, newPlot, paperLink, plotLink, say, showPlot, widthOf } from "../plot.js";
import { shorten } from "../points.js";
import { timelineQuery } from "../queries.js";
import { sentenceColumn } from "../said.js";
import { cellsOf, dotGrid } from "../timeline.js";
import { count } from "../words.js";

const TIMELINE_TOP = 44;
const ROW_PAD = 12;
const DOT = 4;
const LEAST_MONTH = 30;
const MOST_MONTH = 90;
const ROLE_LOOKS = { wrote: "#cc79a7", introduced: "#e69f00", "built upon": "#0072b2", "kind or version": "#56b4e9", used: "#009e73", "trained with": "#f0e442", "evaluated on": "#d55e00", compared: "#cc79a7", described: "#56b4e9", named: "#999999" };

export const TIMELINE = {
  id: "timeline",
  title: "Timeline",
  applies: (thing) => thing !== null && thing.type !== "Paper",
  load: loadTimeline,
};

async function loadTimeline(source, state) {
  const thing = await source.thing(state.focus);
  const items = await source.timeline(state.focus, state.filter);
  const cells = cellsOf(items);
  return {
    status: timelineStatus(items, cells, thing),
    lists: [{ title: "Papers by month", columns: timelineColumns(source), rows: items }],
    sparql: timelineQuery(state.focus),
    things: [thing, ...items.map(({ paper }) => paper)],
    hint: cells.first !== null ? "" : `No paper with a date speaks of ${shorten(thing.label, 60)}, with these filters. Take filters away, or search for another name.`,
    draw: (pane) => drawTimeline(pane, cells),
  };
}

function timelineStatus(items, { first, last, step, undated }, { label }) {
  const when = first === null ? "" : ` from ${monthText(first)} to ${monthText(last + step - 1)}`;
  return `${count(items.length, "papers")} on ${shorten(label, 40)}${when}${undated ? `, ${undated} without a date, in the list only` : ""}`;
}

function timelineColumns(source) {
  return [
    { name: "Month", value: ({ paper }) => paper.date },
    { name: "Role", narrow: true, value: ({ role }) => role },
    { name: "Paper", value: ({ paper }) => paper.label, show: paperCell },
    { name: "With it", value: ({ things }) => things.map(({ label }) => label).join("; "), unseen: true },
    { name: "Belief", value: ({ belief }) => belief / 100, unseen: true },
    sentenceColumn(source, ({ paper }) => paper.label),
  ];
}

function paperCell({ paper, things }) {
  const names = things.slice(0, 4).map((thing) => thing.label).join(", ");
  return el("div", {}, paperLink(paper), names !== "" && el("small", { dir: "auto" }, shorten(names, 80), things.length > 4 && ` and ${things.length - 4} more`));
}

function drawTimeline(pane, cells) {
  return showPlot(pane, (width) => timelinePlot(cells, width));
}

function timelinePlot({ first, last, step, roles }, width) {
  const short = width < 560;
  const gutter = short ? 6 : 26 + Math.max(60, ...roles.map(({ role }) => widthOf(roleText(role), 12, 600)));
  const cellWidth = Math.min(Math.max((width - gutter - 12) / ((last - first) / step + 1), short ? LEAST_MONTH - 8 : LEAST_MONTH), MOST_MONTH);
  const at = (month) => gutter + ((month - first) / step) * cellWidth;
  const rows = rowsOfRoles(roles, cellWidth, short ? 20 : 0);
  const { bottom } = rows.at(-1);
  const whole = Math.max(width, at(last + step) + 12);
  const plot = newPlot(whole, bottom + 22, "Papers by month");
  plot.append(...rows.map((row, i) => svg("rect", { x: 0, y: row.top, width: whole, height: row.bottom - row.top, class: i % 2 ? "band odd" : "band" })));
  plot.append(monthRuler({ first, last: last + step - 1, at, width: cellWidth / step, top: TIMELINE_TOP, bottom }));
  for (const row of rows) {
    plot.append(...roleName(row, short));
    for (const [month, items] of [...row.cells].sort(([a], [b]) => a - b)) plot.append(...timelineCell(items, row, at(month), cellWidth));
  }
  return { plot, middle: { x: at(last), y: 0 } };
}

// Left of the dots, or above them where room is short.
function roleName({ role, total, top, bottom }, short) {
  const name = roleText(role);
  const papers = { class: "tick", "font-size": 11 };
  if (short) return [say(name, 8, top + 16, { class: "said strong" }), say(count(total, "papers"), 16 + widthOf(name, 12, 600), top + 16, papers)];
  return [say(name, 10, bottom - 12, { class: "said strong" }), say(count(total, "papers"), 10, bottom - 28, papers)];
}

function roleText(role) {
  return role === "described" ? "builds on, uses" : role;
}

function rowsOfRoles(roles, monthWidth, head) {
  let y = TIMELINE_TOP;
  return roles.map(({ role, cells, most }) => {
    const { down, pitch } = dotGrid(most, monthWidth);
    const top = y;
    y += Math.max(down * pitch + ROW_PAD + 16, 44) + head;
    const total = [...cells.values()].reduce((sum, { length }) => sum + length, 0);
    return { role, cells, most, top, bottom: y, total };
  });
}

// Dots stand on the ground of their row, the count of the month above them.
function timelineCell(items, { role, most, bottom }, left, width) {
  const { across, pitch, shown } = dotGrid(Math.max(items.length, most > 24 ? 25 : 1), width);
  const drawn = items.slice(0, items.length > shown ? shown : items.length);
  const place = (i) => ({ x: left + 3 + pitch / 2 + (i % across) * pitch, y: bottom - 8 - Math.floor(i / across) * pitch });
  const dots = drawn.map((item, i) => timelineDot(item, place(i), role));
  const lines = Math.ceil(drawn.length / across);
  const more = items.length > drawn.length ? [say(`+${items.length - drawn.length}`, left + 3, bottom - 4 - lines * pitch, { class: "tick", "font-size": 10 })] : [];
  const height = lines + (more.length ? 1 : 0);
  return [...dots, ...more, say(String(items.length), left + 4, bottom - 5 - height * pitch, { class: "tick", "font-size": 11 })];
}

function timelineDot({ paper, things }, { x, y }, role) {
  const names = things.slice(0, 3).map(({ label }) => shorten(label, 40)).join(", ");
  const hint = `${shorten(paper.label, 120)}, ${paper.date}, ${role}${names ? `: ${names}` : ""}`;
  return plotLink({ card: paper.ref }, hint, { tabindex: "-1" }, svg("circle", { cx: x, cy: y, r: DOT, fill: ROLE_LOOKS[role], class: "glyph" }));
}
