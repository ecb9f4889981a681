// The start: three ways in besides the map, before anything is chosen.

import { el, svg, thingLink } from "./dom.js";
import { opener } from "./facts.js";
import { valueText } from "./results.js";
import { count } from "./words.js";

const [WIDTH, HEIGHT] = [84, 22]; // of a month line

export async function front(source) {
  const { digest, papers, total, months, rising, records } = await source.front();
  const counts = await source.counts();
  if (!counts.total) return el("article", {}, el("h2", {}, "Empty"), el("p", {}, "This graph holds nothing yet: build it from digests that have papers."));
  return el(
    "article",
    { class: "ways" },
    way(
      "New",
      digest ? `${papers.length} of ${count(total, "papers")} in the digest of ${digest}, and what they introduce` : "",
      papers.map(newPaper),
      "The digests have no dates.",
    ),
    way(
      "Rising",
      rising.length ? `named by a growing share of papers, ${months.month[0]} to ${months.month.at(-1)}; how many times as often as before, at least` : "",
      rising.map((rise) => risingLine(rise, months)),
      "Nothing is surely named more often than before: that takes several months of digests.",
    ),
    way("Records", records.length ? "best results in these digests that changed last; one metric, unit and setting each" : "", records.map((record) => recordLine(source, record)), "No benchmark has results of several dates to compare."),
  );
}

function way(title, about, lines, otherwise) {
  const list = lines.length ? el("ul", { class: "facts" }, ...lines) : el("p", {}, otherwise);
  return el("section", { class: "way" }, el("h2", { tabindex: "-1" }, title), el("p", { class: "about" }, about), list);
}

function newPaper({ paper, introduces }) {
  const things = introduces.map((thing) => el("li", {}, thingLink(thing)));
  return el("li", {}, thingLink(paper), things.length ? el("ul", { class: "chips", "aria-label": "introduces" }, ...things) : null);
}

function risingLine({ thing, papers, growth }, months) {
  const times = el("span", { class: "date" }, `${growth.toFixed(1)} times`);
  return el("li", {}, el("div", { class: "line" }, thingLink(thing), monthLine(papers, months), times));
}

// Draws the share of each month's papers that name a thing.
function monthLine(papers, months) {
  const shares = papers.map((n, i) => n / (months.papers[i] || 1));
  const most = Math.max(...shares) || 1;
  const points = shares.map((share, i) => [3 + (i * (WIDTH - 6)) / Math.max(shares.length - 1, 1), HEIGHT - 3 - (share / most) * (HEIGHT - 6)]);
  const [x, y] = points.at(-1);
  const says = papers.map((n, i) => `${months.month[i]} ${n} of ${months.papers[i]}`).join(", ");
  return svg(
    "svg",
    { class: "months", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `Papers by month: ${says}` },
    svg("title", {}, says),
    svg("polyline", { points: points.map((point) => point.map((v) => v.toFixed(1)).join(",")).join(" ") }),
    svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 2.5 }),
  );
}

function recordLine(source, { result, beaten }) {
  const item = el("li", {});
  const by = (each) => (each.subject ? [" by ", thingLink(each.subject)] : []);
  const button = opener(item, source, result.id, result.belief, `${result.benchmark.label} ${result.text}`);
  item.append(
    el("div", { class: "line" }, thingLink(result.benchmark), el("span", { class: "date" }, result.date), button),
    el("p", { class: "record" }, el("bdi", {}, result.metric.label), " ", el("b", { dir: "auto" }, valueText(result)), ...by(result), "; before ", el("bdi", {}, valueText(beaten)), ...by(beaten)),
  );
  return item;
}
