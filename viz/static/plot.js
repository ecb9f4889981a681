// Drawing with SVG: what the views that draw their own figures share.

import { addressOf } from "./address.js";
import { el, shapeAt, svg, symbol } from "./dom.js";
import { textWidth } from "./labels.js";
import { labelledMonths, monthText } from "./months.js";
import { shorten } from "./points.js";

const FONT_FAMILY = "system-ui, sans-serif";
const seen = { key: "", left: 0, top: 0, whole: false }; // how the last figure was scrolled

// Returns the width of a text in pixels, as `say` draws it.
export function widthOf(text, size = 12, weight = 400) {
  return textWidth(text, `${weight} ${size}px ${FONT_FAMILY}`);
}

// Returns a text cut so that it is at most `room` pixels wide.
export function cut(text, room, size = 12) {
  let length = Math.min(text.length, 400);
  let shown = shorten(text, length);
  while (length > 4 && widthOf(shown, size) > room) {
    length = Math.min(length - 1, Math.ceil(length * Math.max(0.5, room / widthOf(shown, size))));
    shown = shorten(text, length);
  }
  return shown;
}

// Returns a text at a place, readable over lines.
export function say(text, x, y, attributes = {}) {
  const look = { x, y, "font-family": FONT_FAMILY, "font-size": 12, class: "said" };
  return svg("text", { ...look, ...attributes }, text);
}

// Returns the symbol of a type at a place.
export function glyph(type, x, y, size) {
  return shapeAt(type, { x, y }, size, { class: "glyph" });
}

// Returns a link inside a drawing that goes to a state; `hint` is what it says when pointed at or read aloud. Links
// that hold text are named by it, so they take no `aria-label`.
export function plotLink(state, hint, attributes, ...children) {
  return svg("a", { href: addressOf(state), class: "thing", "aria-label": hint, ...attributes }, svg("title", {}, hint), ...children);
}

// Returns a link to a thing that goes to a state: for lists of views whose own keys are to be kept.
export function viewLink(thing, state) {
  return el("a", { href: addressOf({ ...state, focus: thing.ref }), class: "thing" }, symbol(thing.type), el("span", { class: "name", dir: "auto" }, thing.label));
}

// Returns a link to the card of a paper, its title cut: for cells that name a paper beside other things.
export function paperLink({ ref, label }) {
  return el("a", { href: addressOf({ card: ref }), class: "thing", title: shorten(label, 300), dir: "auto" }, shorten(label, 48));
}

// Returns lines and labels for months, at `at(month)`, from `top` to `bottom`; labels stand at `top` and, if the
// drawing is tall, at `bottom` too.
export function monthRuler({ first, last, at, width, top, bottom, right = at(last + 1) + 12 }) {
  const room = widthOf("2000-00", 11) + 8;
  const labelled = new Set(labelledMonths(first, last, width, room).filter((month) => at(month) + room <= right));
  const group = svg("g", { class: "ruler" });
  for (let month = first; month <= last + 1; month++) {
    const x = at(month);
    group.append(svg("line", { x1: x, x2: x, y1: top, y2: bottom, class: labelled.has(month) ? "month labelled" : "month" }));
  }
  for (const month of labelled) {
    group.append(say(monthText(month), at(month) + 3, top - 4, { class: "tick", "font-size": 11 }));
    if (bottom - top > 500) group.append(say(monthText(month), at(month) + 3, bottom + 13, { class: "tick", "font-size": 11 }));
  }
  return group;
}

// Puts a drawing into a pane's figure, with `below` under it, and returns a Picture of it. `build(width)` gives
// {plot, middle}: an SVG element for so much room, and what is to be in the middle at first. It is shown in its own
// size and left as it was scrolled; "Fit" shows it whole, and back.
export function showPlot(pane, build, ...below) {
  const box = el("div", { class: "plot", tabindex: "0", role: "group", "aria-label": "Drawing; the lists hold the same" });
  pane.figure.append(el("div", { class: "plot-frame" }, box, ...below));
  const room = () => box.clientWidth - 2;
  let width = room();
  const { plot: first, middle } = build(width);
  let plot = first;
  const key = `${pane.state.view} ${pane.state.focus} ${JSON.stringify({ ...pane.state.more, fact: null, pair: null })}`;
  const again = seen.key === key;
  if (!again) Object.assign(seen, { key, whole: false });
  const show = () => {
    box.classList.toggle("whole", seen.whole);
    if (plot !== box.firstChild) box.prepend(plot);
  };
  show();
  box.scrollTo(again ? seen.left : middle.x - box.clientWidth / 2, again ? seen.top : middle.y - box.clientHeight / 2);
  box.addEventListener("scroll", () => Object.assign(seen, { left: box.scrollLeft, top: box.scrollTop }));
  const fit = (asked = false) => {
    if (asked) seen.whole = !seen.whole;
    else if (Math.abs(room() - width) > 20) {
      width = room();
      plot.remove();
      ({ plot } = build(width));
    }
    show();
  };
  return { fit, svg: () => plot, box };
}

// Returns an empty SVG drawing of a size.
export function newPlot(width, height, label, ...children) {
  return svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label, xmlns: "http://www.w3.org/2000/svg" }, ...children);
}
