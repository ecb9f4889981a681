// The map: topics as areas with their papers as dots; and one topic from near.

import { addressOf } from "../address.js";
import { relationsQuery, thingColumns } from "../columns.js";
import { el, shapeAt, svg } from "../dom.js";
import { svgPicture } from "../exports.js";
import { Boxes, placeLabels, textWidth } from "../labels.js";
import { shorten } from "../points.js";
import { THING_RELATIONS, count } from "../words.js";

const LABEL = "12px system-ui, sans-serif";
const TITLE = "600 13px system-ui, sans-serif";
const LINE = 17;
const MARGIN = 14;

export const MAP = {
  id: "map",
  title: "Map",
  applies: (thing) => thing === null,
  load: (source, state) => (state.more.topic ? loadTopic(source, state) : loadMap(source, state)),
};

async function loadMap(source, state) {
  const [map, counts] = await Promise.all([source.map(state.filter), source.counts()]);
  const [, , papers] = counts.types.find(([type]) => type === "Paper");
  const shown = map.areas.reduce((n, area) => n + area.papers, 0);
  const open = (area) => addressOf({ filter: state.filter, more: { topic: area.ref } });
  const columns = [
    { name: "Topic", value: (area) => area.names.join(", "), show: (area) => el("a", { href: open(area), dir: "auto" }, area.names.join(", ")) },
    { name: "Things", value: (area) => area.members },
    { name: "Papers", value: (area) => area.papers },
  ];
  return {
    status: `${count(map.areas.length, "topics")} of what papers name together, with ${shown.toLocaleString("en")} of ${count(papers, "papers")}`,
    lists: [{ title: "Topics", columns, rows: map.areas }],
    things: Array.from({ length: shown }, () => ({ type: "Paper" })),
    sparql: TOGETHER_QUERY,
    hint: map.areas.length ? "" : "Too few papers name the same things for a map of topics. Search, or choose a paper above.",
    draw: (pane) => redrawn(pane, (size) => mapSvg(map, open, size)),
  };
}

const TOGETHER_QUERY = `# What the topics are made of: techniques and benchmarks that papers name together.
# Prefixes as in \`litweave query DIR\`; other tools find them at the head of graph.ttl.
SELECT ?one ?other (COUNT(DISTINCT ?paper) AS ?papers) WHERE {
  VALUES ?oneType { lw:Technique lw:Benchmark }
  VALUES ?otherType { lw:Technique lw:Benchmark }
  ?paper lw:mentions ?one, ?other .
  ?one lw:mainType ?oneType .
  ?other lw:mainType ?otherType .
  FILTER(STR(?one) < STR(?other))
} GROUP BY ?one ?other HAVING (COUNT(DISTINCT ?paper) > 1) ORDER BY DESC(?papers)
`;

async function loadTopic(source, state) {
  const topic = await source.topic(state.more.topic, state.filter);
  const back = el("a", { href: addressOf({ filter: state.filter }), class: "button" }, "All topics");
  if (!topic) return { status: "", lists: [], sparql: "", hint: "This topic is not on the map.", controls: () => [back] };
  return {
    status: `Topic ${topic.names.join(", ")}: ${count(topic.papers.length, "papers")} and ${topic.things.length} of ${count(topic.members, "things")} shown; papers by date, from the middle outwards`,
    lists: [
      { title: "Things", columns: thingColumns(), rows: topic.things },
      { title: "Papers", columns: thingColumns().slice(1, 3), rows: [...topic.papers].reverse() },
    ],
    sparql: relationsQuery(topic.things.map(({ ref }) => ref), THING_RELATIONS),
    things: [...topic.things, ...topic.papers],
    controls: () => [back],
    draw: (pane) => redrawn(pane, (size) => topicSvg(topic, size, pane)),
  };
}

// Keeps the figure filled with what `draw({width, height})` returns.
function redrawn(pane, draw) {
  const picture = svgPicture(null, () => {
    const { clientWidth: width, clientHeight: height } = pane.figure;
    if (!width || !height) return;
    picture.element = draw({ width, height });
    pane.figure.replaceChildren(picture.element);
  });
  picture.svg = () => picture.element;
  picture.fit();
  return picture;
}

// Returns what turns places of the map into those of a figure; a tall figure shows the map on its side.
function toFigure({ width, height }, { areas }) {
  const turned = height > width;
  const right = Math.max(...areas.map(({ x, radius }) => x + radius), 1);
  const bottom = Math.max(...areas.map(({ y, radius }) => y + radius), 1);
  const [wide, high] = turned ? [bottom, right] : [right, bottom];
  const scale = Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN) / high);
  const [left, top] = [(width - wide * scale) / 2, (height - high * scale) / 2];
  const at = ({ x, y }) => ({ x: left + (turned ? y : x) * scale, y: top + (turned ? x : y) * scale });
  return { at, scale };
}

function mapSvg(map, open, size) {
  const { at, scale } = toFigure(size, map);
  const roads = map.roads.map(([i, j]) => road(map.areas[i], map.areas[j], at));
  const areas = map.areas.map((area) => areaLink(area, open(area), at, scale));
  const labels = areaLabels(map.areas, at, scale, size).map(({ text, x, y }) => svg("text", { class: "title", x, y }, text));
  return svg("svg", { class: "map", viewBox: `0 0 ${size.width} ${size.height}`, role: "group", "aria-label": "Map of topics" }, ...roads, ...areas, ...labels);
}

function road(a, b, at) {
  const [from, to] = [at(a), at(b)];
  return svg("line", { class: "road", x1: from.x, y1: from.y, x2: to.x, y2: to.y });
}

function areaLink(area, href, at, scale) {
  const { x, y } = at(area);
  const says = `${area.names.join(", ")}: ${count(area.papers, "papers")}`;
  const dots = svg("path", { class: "dots", d: area.dots.map(at).map((dot) => `M${dot.x.toFixed(1)} ${dot.y.toFixed(1)}h0`).join("") });
  return svg("a", { href, "aria-label": says }, svg("title", {}, says), svg("circle", { class: "area", cx: x, cy: y, r: area.radius * scale }), dots);
}

// Returns the lines of text that name the areas: as many names as have room, none over another; the greatest area
// chooses first.
function areaLabels(areas, at, scale, size) {
  const taken = new Boxes();
  return areas.flatMap((area, owner) => {
    const place = at(area);
    for (const { n, y, room } of labelTries(area, place, area.radius * scale)) {
      const texts = area.names.slice(0, n).map((name) => fitted(name, room));
      const box = boxAround(texts, { x: place.x, y }, size);
      if (box.top < 2 || box.bottom > size.height - 2 || taken.hit({ ...box, owner })) continue;
      taken.add({ ...box, owner });
      return texts.map((text, i) => ({ text, x: (box.left + box.right) / 2, y: box.top + (i + 0.75) * LINE }));
    }
    return [];
  });
}

// Inside first, with fewer and fewer names; then one name under or over the circle; then the same cut to the circle.
function labelTries({ names }, { y }, radius) {
  const most = Math.min(names.length, Math.max(1, Math.floor((1.3 * radius) / LINE)));
  const counts = Array.from({ length: most }, (_, i) => most - i);
  const tries = (room) => [...counts.map((n) => ({ n, y, room })), ...[1, -1].map((side) => ({ n: 1, y: y + side * (radius + LINE / 2), room }))];
  return [Math.max(2 * radius + 24, 150), 130, Math.max(2 * radius - 8, 60)].flatMap(tries);
}

function fitted(name, room) {
  for (let n = 40; n > 6; n -= 2) if (textWidth(shorten(name, n), TITLE) <= room) return shorten(name, n);
  return shorten(name, 6);
}

function boxAround(texts, { x, y }, { width }) {
  const wide = Math.max(...texts.map((text) => textWidth(text, TITLE))) + 6;
  const left = Math.max(2, Math.min(x - wide / 2, width - wide - 2));
  return { left, right: left + wide, top: y - (texts.length * LINE) / 2, bottom: y + (texts.length * LINE) / 2 };
}

function topicSvg(topic, { width, height }, pane) {
  const scale = (Math.min(width, height) / 2 - 24) / topic.radius;
  const at = ({ x, y }) => ({ x: width / 2 + (x - topic.x) * scale * Math.max(1, Math.min(1.6, width / height)), y: height / 2 + (y - topic.y) * scale });
  const places = new Map(topic.things.map((thing) => [thing.ref, at(thing)]));
  const links = topic.links.map(({ from, to }) => svg("line", { class: "link", x1: places.get(from).x, y1: places.get(from).y, x2: places.get(to).x, y2: places.get(to).y }));
  const papers = topic.papers.map((paper) => dot(paper, at(paper)));
  const symbols = topic.things.map((thing) => thingMark(thing, places.get(thing.ref), thing.ref === (pane.state.card ?? pane.state.more.topic)));
  const items = topic.things.map((thing) => ({ ...places.get(thing.ref), radius: sizeOfThing(thing), width: textWidth(shorten(thing.label, 28), LABEL), height: 14 }));
  const found = placeLabels(items, { left: 0, top: 0, right: width, bottom: height });
  const labels = found.map((place, i) => place && svg("text", { class: "label", x: place.x, y: place.y + 11 }, shorten(topic.things[i].label, 28)));
  const choose = (event) => event.target.dataset.ref && pane.choose(event.target.dataset.ref);
  return svg("svg", { class: "map topic", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `Topic ${topic.names.join(", ")}`, onclick: choose }, ...papers, ...links, ...symbols, ...labels);
}

function sizeOfThing({ papers }) {
  return 5 + Math.min(5, Math.log2(1 + papers) / 2);
}

function dot(paper, { x, y }) {
  return svg("circle", { class: "dot", cx: x, cy: y, r: 3.2, "data-ref": paper.ref }, svg("title", {}, paper.label));
}

function thingMark(thing, place, picked) {
  const mark = shapeAt(thing.type, place, sizeOfThing(thing), { class: picked ? "mark picked" : "mark", "data-ref": thing.ref });
  mark.append(svg("title", {}, thing.label));
  return mark;
}
