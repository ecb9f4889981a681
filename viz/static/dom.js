// Building elements. Text only ever becomes text nodes: nothing here parses markup.

import { addressOf } from "./address.js";
import { CORNERS, LINES, RELATIONS, TYPES } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

// Returns a new element. `children` are elements or text; null and false are left out.
export function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

// Returns a new element of SVG.
export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

// Returns the symbol of a type, as in the drawing.
export function symbol(type) {
  return svg("svg", { class: "symbol", viewBox: "0 0 16 16", "aria-hidden": "true" }, shapeAt(type, { x: 8, y: 8 }, 6));
}

// Returns the shape of a type at a place of an SVG element.
export function shapeAt(type, { x, y }, size, attributes = {}) {
  const { shape, fill: color } = TYPES[type];
  const points = CORNERS[shape].map(([a, b]) => `${x + a * size},${y + b * size}`).join(" ");
  if (points) return svg("polygon", { points, fill: color, ...attributes });
  return svg("circle", { cx: x, cy: y, r: size * 0.9, fill: color, ...attributes });
}

// Returns a sample of the line of a relation, as in the drawing.
export function lineSample(relation) {
  const { line: name, dash } = RELATIONS[relation];
  const line = svg("line", { x1: 0, y1: 6, x2: 36, y2: 6, "stroke-width": LINES[name].width, "stroke-dasharray": dash.join(" ") || "none" });
  return svg("svg", { class: `sample ${name}`, viewBox: "0 0 36 12", "aria-hidden": "true" }, line);
}

// Returns a link to a thing of the graph: the card opens, and the drawing shows what is around it.
export function thingLink(thing) {
  return linkTo(thing, { focus: thing.ref });
}

// Returns a link that opens the card of a thing and leaves the drawing as it is.
export function cardLink(thing) {
  return linkTo(thing, { card: thing.ref });
}

function linkTo(thing, state) {
  const name = el("span", { class: "name", dir: "auto" }, thing.label);
  return el("a", { href: addressOf(state), class: "thing" }, symbol(thing.type), name);
}

// Returns a link out of the page, or plain text if `url` is not http or https.
export function outLink(url) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !["http:", "https:"].includes(parsed.protocol)) return el("span", { class: "url" }, url);
  return el("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank", class: "out" }, siteName(parsed));
}

function siteName(url) {
  const known = { "arxiv.org": "arXiv", "huggingface.co": "Hugging Face", "github.com": "GitHub" };
  const host = url.hostname.replace(/^www\./, "");
  const path = host === "github.com" || host === "huggingface.co" ? decodePath(url.pathname) : "";
  return `${known[host] ?? host}${path.length > 1 && path.length < 60 ? ` ${path.slice(1)}` : ""}`;
}

function decodePath(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

// Adds rows to a list, `step` at a time, with a button that adds the next ones. `more(from, limit)` gives rows.
export function growing(list, total, step, more) {
  const button = el("button", { type: "button", class: "grow" });
  let shown = 0;
  const grow = async () => {
    const rows = await more(shown, step);
    list.append(...rows);
    shown += rows.length;
    button.textContent = `Show ${Math.min(step, total - shown)} more of ${(total - shown).toLocaleString("en")}`;
    if (shown >= total || !rows.length) button.remove();
    return rows;
  };
  button.addEventListener("click", async () => {
    const [first] = await grow();
    first?.querySelector("a, button")?.focus();
  });
  if (total > step) list.after(button);
  return grow();
}
