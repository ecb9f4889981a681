// Who writes with whom: an author's collaborators, or the authors of a paper or thing, in communities.

import { cardLink, el, svg, thingLink } from "../dom.js";
import { cut, newPlot, paperLink, plotLink, say, showPlot, widthOf, viewLink } from "../plot.js";
import { shorten } from "../points.js";
import { coauthorQuery } from "../queries.js";
import { count } from "../words.js";
import { circlePlaces } from "../writing.js";

const AT_FIRST = 40;
const AT_MOST = 240;
const LEAST_ROW = 21;
const MOST_ROW = 34;
const KEY_WIDTH = 230;
const AUTHOR_SIZE = 9;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
// The Okabe-Ito colours with the colour of the letter on them.
const GROUP_LOOKS = [["#e69f00", "#000000"], ["#56b4e9", "#000000"], ["#009e73", "#000000"], ["#f0e442", "#000000"], ["#0072b2", "#ffffff"], ["#d55e00", "#000000"], ["#cc79a7", "#000000"]];
const NO_GROUP = ["#bbbbbb", "#000000"];

export const COAUTHORS = {
  id: "coauthors",
  title: "Co-authors",
  applies: (thing) => thing !== null,
  load: loadCoauthors,
};

async function loadCoauthors(source, state) {
  const limit = Math.min(state.limit ?? AT_FIRST, AT_MOST);
  const thing = await source.thing(state.focus);
  const found = await source.collaboration(state.focus, { limit, filter: state.filter });
  const groups = groupsShown(found);
  const between = found.ties.filter(({ from, to }) => from.ref !== state.focus && to.ref !== state.focus);
  const everyone = [...(found.center ? [found.center] : []), ...found.authors];
  return {
    status: coauthorStatus(found, thing),
    lists: [
      { title: found.center ? "Co-authors" : "Authors", columns: authorColumns(found, groups, state), rows: byShared(found.authors) },
      { title: "Pairs among them", columns: pairColumns(), rows: between },
      { title: "Communities", columns: communityColumns(), rows: groups.list },
    ].filter((list) => list.rows.length),
    sparql: coauthorQuery(state.focus, thing.type, found.papers.map(({ ref }) => ref)),
    things: everyone,
    hint: found.authors.length ? "" : coauthorHint(thing),
    controls: (go) => (found.authors.length < found.total && limit < AT_MOST ? [el("button", { type: "button", id: "more", onclick: () => go({ limit: Math.min(2 * limit, AT_MOST) }) }, "Show more")] : []),
    draw: (pane) => drawCoauthors(pane, found, groups),
  };
}

function byShared(authors) {
  return [...authors].sort((a, b) => b.shared - a.shared || (a.label < b.label ? -1 : 1));
}

function coauthorStatus({ authors, total, center, papers }, { label }) {
  const what = center ? `co-authors of ${shorten(label, 40)}` : `authors of ${count(papers.length, "papers")} on ${shorten(label, 40)}`;
  return `${authors.length.toLocaleString("en")} of ${total.toLocaleString("en")} ${what} shown`;
}

function coauthorHint({ label, type }) {
  const who = type === "Author" ? `Nobody is listed beside ${shorten(label, 60)}` : `No authors are known of the papers on ${shorten(label, 60)}`;
  return `${who}: digests list five authors at most, and some none. Take filters away, or open the neighbourhood.`;
}

// Gives the communities of those shown letters, that of the one asked for first, then those of most members shown.
function groupsShown({ center, authors, communities }) {
  const everyone = [...(center ? [center] : []), ...authors];
  const members = (number) => everyone.filter(({ community }) => community === number).length;
  const own = (number) => Number(number === center?.community);
  const list = communities.map((community) => ({ ...community, shown: members(community.number) }));
  list.sort((a, b) => own(b.number) - own(a.number) || b.shown - a.shown || a.number - b.number);
  const named = list.filter(({ shown }) => shown > 1).map((group, i) => ({ ...group, letter: LETTERS[i] ?? `${LETTERS[i % 26]}${Math.floor(i / 26)}`, look: GROUP_LOOKS[i % GROUP_LOOKS.length] }));
  const of = new Map(named.map((group) => [group.number, group]));
  return { list: named, letter: (author) => of.get(author.community)?.letter ?? "", look: (author) => of.get(author.community)?.look ?? NO_GROUP };
}

function authorColumns({ center, ties }, groups, state) {
  const common = new Map(ties.filter(({ from, to }) => center && (from.ref === center.ref || to.ref === center.ref)).map(({ from, to, papers }) => [from.ref === center.ref ? to.ref : from.ref, papers]));
  const papersWith = ({ ref }) => common.get(ref) ?? [];
  return [
    { name: "Author", value: ({ label }) => label, show: (author) => authorCell(author, papersWith(author), state) },
    { name: center ? "Papers together" : "Papers of these", value: ({ shared }) => shared },
    { name: "Community", narrow: true, value: groups.letter, show: (author) => badge(groups.letter(author), groups.look(author)) },
    { name: "Papers in all", value: ({ papers }) => papers },
    { name: "Papers", value: (author) => papersWith(author).map(({ label }) => label).join("; "), unseen: true },
  ];
}

function authorCell(author, papers, state) {
  const link = viewLink(author, { view: "coauthors", filter: state.filter });
  if (!papers.length) return link;
  const list = el("ul", { class: "facts" }, ...papers.map((paper) => el("li", {}, paperLink(paper))));
  return el("div", {}, link, el("details", { class: "with" }, el("summary", {}, count(papers.length, "papers")), list));
}

function badge(letter, [fill, ink]) {
  if (!letter) return "";
  const disc = svg("circle", { cx: 9, cy: 9, r: 8, fill });
  return el("span", {}, svg("svg", { class: "badge", viewBox: "0 0 18 18", "aria-hidden": "true" }, disc, svg("text", { x: 9, y: 13, "text-anchor": "middle", "font-size": 11, style: null, class: "letter", fill: ink }, letter)), el("span", { class: "unseen" }, letter));
}

function pairColumns() {
  return [
    { name: "Author", value: ({ from }) => from.label, show: ({ from }) => cardLink(from) },
    { name: "With", value: ({ to }) => to.label, show: ({ to }) => cardLink(to) },
    { name: "Papers", value: ({ papers }) => papers.length },
  ];
}

function communityColumns() {
  return [
    { name: "Letter", narrow: true, value: ({ letter }) => letter, show: ({ letter, look }) => badge(letter, look) },
    { name: "Around", value: ({ leader }) => leader.label, show: ({ leader }) => cardLink(leader) },
    { name: "Shown", value: ({ shown }) => shown },
    { name: "Authors in all", value: ({ size }) => size },
  ];
}

function drawCoauthors(pane, found, groups) {
  const { pair } = pane.state.more;
  const picked = found.ties.find((tie) => pairKey(tie) === pair);
  const open = (key) => pane.go({ more: { ...pane.state.more, pair: key } });
  const height = pane.figure.clientHeight;
  return showPlot(pane, (width) => coauthorPlot(found, groups, { width: Math.max(width, 340), height, state: pane.state, open }), ...(picked ? [pairPanel(picked, () => open(""))] : []));
}

function coauthorPlot({ center, authors, ties }, groups, { width, height, state, open }) {
  const longest = Math.max(...authors.map(({ label }) => widthOf(label)));
  const room = Math.min(longest + 60, 240, width / 2 - 70);
  const legend = groupLegend(groups.list, width);
  const row = Math.min(Math.max((height - legend.height - 20) / (Math.ceil(authors.length / 2) + 2), LEAST_ROW), MOST_ROW);
  const laid = circlePlaces(authors.length, { width, room, row, top: legend.height });
  const at = new Map(authors.map(({ ref }, i) => [ref, laid.places[i]]));
  if (center) at.set(center.ref, { x: laid.cx, y: laid.cy, side: 0 });
  const plot = newPlot(width, laid.height, "Co-authors", ...legend.parts);
  plot.append(...[...ties].reverse().map((tie) => tieLine(tie, at, laid, { open: pairKey(tie) === state.more.pair, center }, () => open(pairKey(tie)))));
  plot.append(...authors.map((author) => authorNode(author, at.get(author.ref), groups, room, state)));
  if (center) plot.append(centerNode(center, laid, groups));
  return { plot, middle: { x: laid.cx, y: 0 } };
}

function pairKey({ from, to }) {
  return `${from.ref}~${to.ref}`;
}

// Says around whom the communities are, in two lines at most.
function groupLegend(all, width) {
  const across = Math.max(1, Math.floor((width - 16) / KEY_WIDTH));
  const keys = all.slice(0, 2 * across);
  const parts = keys.flatMap(({ letter, leader, size, look }, i) => {
    const [x, y] = [24 + (i % across) * KEY_WIDTH, 20 + Math.floor(i / across) * 22];
    const text = `around ${cut(leader.label, KEY_WIDTH - 110)}, ${size.toLocaleString("en")} in all`;
    return [disc(x, y, letter, look), say(text, x + 15, y + 4, { class: "tick" })];
  });
  const rows = Math.ceil(keys.length / across);
  if (keys.length < all.length) parts.push(say(`and ${all.length - keys.length} more communities: see the list`, 16, 20 + rows * 22 + 2, { class: "tick", "font-size": 11 }));
  return { parts, height: 18 + (rows + (keys.length < all.length ? 1 : 0)) * 22 };
}

function disc(x, y, letter, [fill, ink], attributes = {}) {
  const mark = svg("circle", { cx: x, cy: y, r: AUTHOR_SIZE, fill, class: "glyph" });
  return svg("g", attributes, mark, svg("text", { x, y: y + 4, "text-anchor": "middle", "font-size": 11, "font-family": "system-ui, sans-serif", class: "letter", fill: ink }, letter));
}

function tieLine({ from, to, papers }, at, { cx, cy }, { open, center }, choose) {
  const [a, b] = [at.get(from.ref), at.get(to.ref)];
  const direct = center && (from.ref === center.ref || to.ref === center.ref);
  const bend = direct ? { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } : { x: (a.x + b.x + 2 * cx) / 4, y: (a.y + b.y + 2 * cy) / 4 };
  const path = `M${a.x} ${a.y} Q${bend.x} ${bend.y} ${b.x} ${b.y}`;
  const hint = `${from.label} and ${to.label}: ${count(papers.length, "papers")} together`;
  const width = Math.min(0.8 + 0.7 * (papers.length - 1), 6);
  return svg("g", { class: "edge", onclick: choose }, svg("title", {}, hint), svg("path", { d: path, class: "reach" }), svg("path", { d: path, class: `link ${direct ? "own" : "tie"}${open ? " open" : ""}`, "stroke-width": width }));
}

function authorNode(author, { x, y, side }, groups, room, state) {
  const letter = groups.letter(author);
  const number = author.shared > 1 ? ` · ${author.shared}` : "";
  const text = `${cut(author.label, room - AUTHOR_SIZE - 24 - widthOf(number))}${number}`;
  const hint = `${author.label}, ${count(author.shared, "papers")}${letter && `, community ${letter}`}`;
  const name = say(text, x + side * (AUTHOR_SIZE + 5), y + 4, { "text-anchor": side > 0 ? "start" : "end" });
  return plotLink({ view: "coauthors", focus: author.ref, filter: state.filter }, hint, { "aria-label": null }, disc(x, y, letter, groups.look(author)), name);
}

function centerNode(center, { cx, cy }, groups) {
  const text = cut(center.label, 200);
  const half = Math.max(widthOf(text, 12, 600) / 2, 14);
  return svg(
    "g",
    { class: "center" },
    svg("rect", { x: cx - half - 8, y: cy - 17, width: 2 * half + 16, height: 46, rx: 8, class: "plate" }),
    svg("circle", { cx, cy, r: AUTHOR_SIZE + 4, class: "asked" }),
    disc(cx, cy, groups.letter(center), groups.look(center)),
    say(text, cx, cy + 25, { "text-anchor": "middle", class: "said strong" }),
  );
}

function pairPanel({ from, to, papers }, close) {
  const head = el("div", { class: "line" }, el("h3", { dir: "auto" }, `${from.label} and ${to.label}: ${count(papers.length, "papers")}`), el("button", { type: "button", onclick: close }, "Close"));
  const list = el("ul", { class: "facts" }, ...papers.map((paper) => el("li", {}, el("div", { class: "line" }, thingLink(paper), el("span", { class: "date" }, paper.date)))));
  return el("section", { class: "said-panel", "aria-label": "Papers together" }, head, list);
}
