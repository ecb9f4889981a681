// Facts in the card: one line each, which opens in place to the sentences that state it.

import { el, growing, outLink, thingLink } from "./dom.js";
import { RELATIONS } from "./words.js";

const FIRST_FACTS = 12;
export const QUIET = new Set(["mentions"]); // groups that repeat others: closed until asked for

// Returns the facts of one relation under their heading.
export async function factGroup(source, ref, { relation, out, count: total }) {
  const words = RELATIONS[relation];
  const list = el("ul", { class: "facts" });
  const title = el("summary", {}, el("h3", {}, `${out ? words.out : words.back} (${total.toLocaleString("en")})`));
  const way = out ? "out" : "back";
  const more = el("button", { type: "button", class: "expand", hidden: true, "data-expand": ref, "data-relation": relation, "data-way": way });
  const group = el("details", { class: "group" }, title, more, list);
  const start = () =>
    growing(list, total, FIRST_FACTS, async (from, limit) => {
      const facts = await source.facts(ref, relation, out, from, limit);
      return facts.map((fact) => factLine(source, fact));
    });
  if (QUIET.has(relation)) group.addEventListener("toggle", start, { once: true });
  else {
    group.open = true;
    await start();
  }
  return group;
}

function factLine(source, { id, other, url, belief }) {
  const name = other ? thingLink(other) : outLink(url);
  const date = other?.date ? el("span", { class: "date" }, other.date) : null;
  const item = el("li", {});
  item.append(el("div", { class: "line" }, name, date, opener(item, source, id, belief, other?.label ?? url)));
  return item;
}

// Returns a button that opens and closes the sentences of fact `id` at the end of `item`.
export function opener(item, source, id, belief, of, text = "sentence") {
  const button = el("button", { type: "button", class: "opener", "aria-expanded": "false" }, text);
  button.setAttribute("aria-label", `Sentence that says so: ${of}`);
  let quotes = null;
  button.addEventListener("click", async () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (!quotes) {
      quotes = el("div", { class: "quotes" });
      item.append(quotes);
      await quote(quotes, await source.evidence(id), belief);
    }
    quotes.hidden = open;
  });
  return button;
}

function quote(box, evidence, belief) {
  return growing(box, evidence.length, 5, (from, limit) => evidence.slice(from, from + limit).map((item) => figureOf(item, belief)));
}

// Returns a sentence with its marks, its paper, date and rule.
export function figureOf({ paper, digest, field, rule, pieces }, belief) {
  const how = `${field}${digest ? ` in the digest of ${digest}` : ""}, rule ${rule}, belief ${(belief / 100).toFixed(2)}`;
  return el(
    "figure",
    {},
    el("blockquote", { dir: "auto" }, ...pieces.map((p) => (p.marked ? el("mark", {}, p.text) : p.text))),
    el("figcaption", {}, thingLink(paper), el("span", { class: "how" }, how)),
  );
}
