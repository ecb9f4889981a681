// The search box: a combobox whose suggestions come from all names and aliases.

import { byId, el, symbol } from "./dom.js";
import { TYPES, count } from "./words.js";

const SUGGESTED = 12;

// Starts the search box; `choose(ref)` is called with what was picked.
export function startSearch(source, choose) {
  const box = new SearchBox(source, choose);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.input.select();
  });
}

class SearchBox {
  constructor(source, choose) {
    Object.assign(this, { source, choose, input: byId("query"), list: byId("suggestions"), refs: [], at: -1, asked: 0 });
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("focus", () => this.input.value && this.suggest());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    byId("search").addEventListener("submit", (event) => {
      event.preventDefault();
      this.pick(Math.max(this.at, 0));
    });
    byId("kind").replaceChildren(el("option", { value: "" }, "all types"), ...Object.keys(TYPES).map((type) => el("option", { value: type }, TYPES[type].many)));
    byId("kind").addEventListener("change", () => this.input.focus());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
  }

  type() {
    return byId("kind").value;
  }

  async suggest() {
    const turn = ++this.asked;
    const text = this.input.value;
    const { found, total } = await this.source.search(text, SUGGESTED, this.type());
    if (turn !== this.asked) return;
    this.refs = found.map((thing) => thing.ref);
    this.at = -1;
    this.list.replaceChildren(...found.map((thing, i) => this.option(thing, i)), ...note(text, found.length, total));
    this.open(Boolean(text.trim()));
  }

  option(thing, i) {
    const alias = thing.name === thing.label ? null : el("small", { dir: "auto" }, thing.name);
    const papers = thing.papers ? count(thing.papers, "papers") : thing.date;
    const name = el("span", { class: "name", dir: "auto" }, thing.label);
    const option = el("li", { role: "option", id: `suggestion-${i}`, "aria-selected": "false" }, symbol(thing.type), name, alias, el("small", { class: "date" }, papers));
    option.addEventListener("click", () => this.pick(i));
    return option;
  }

  open(shown) {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    if (!shown) this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.asked++;
    this.open(false);
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") this.close();
    if (!(event.key in steps) || !this.refs.length) return;
    event.preventDefault();
    this.open(true);
    this.mark((this.at + steps[event.key] + this.refs.length) % this.refs.length);
  }

  mark(at) {
    this.at = at;
    this.refs.forEach((_, i) => byId(`suggestion-${i}`).setAttribute("aria-selected", String(i === at)));
    this.input.setAttribute("aria-activedescendant", `suggestion-${at}`);
    byId(`suggestion-${at}`).scrollIntoView({ block: "nearest" });
  }

  pick(i) {
    if (!this.refs[i]) return;
    this.close();
    this.input.value = "";
    this.choose(this.refs[i]);
  }
}

function note(text, shown, total) {
  if (!text.trim() || total === shown) return total || !text.trim() ? [] : [el("li", { class: "note", role: "presentation" }, "Nothing has this in its name")];
  return [el("li", { class: "note", role: "presentation" }, `${shown} of ${total.toLocaleString("en")}; type more to narrow`)];
}
