// The search box: a combobox whose suggestions come from all names and aliases.

import { byId, el, symbol } from "./dom.js";
import { TYPES, count } from "./words.js";

const SUGGESTED = 12;

// Starts the search box of the header; `choose(ref)` is called with what was picked.
export function startSearch(source, choose) {
  const kind = byId("kind");
  const box = new SearchBox(source, choose, { input: byId("query"), list: byId("suggestions"), kind });
  kind.replaceChildren(el("option", { value: "" }, "all types"), ...Object.keys(TYPES).map((type) => el("option", { value: type }, TYPES[type].many)));
  kind.addEventListener("change", () => box.input.focus());
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.input.select();
  });
}

// Returns a search box for the other end of a path, as elements.
export function otherEnd(source, choose) {
  const list = el("ul", { id: "ends", class: "suggestions up", role: "listbox", "aria-label": "Suggestions for the other end", hidden: true });
  const input = el("input", {
    id: "end", type: "search", autocomplete: "off", spellcheck: "false", placeholder: "path to ...", role: "combobox",
    "aria-label": "Other end of the path", "aria-expanded": "false", "aria-controls": "ends", "aria-autocomplete": "list",
  });
  const form = el("form", { class: "end" }, input, list);
  new SearchBox(source, choose, { input, list });
  return [form];
}

class SearchBox {
  // `input` is in a form; `kind`, if given, is a select of types.
  constructor(source, choose, { input, list, kind = null }) {
    Object.assign(this, { source, choose, input, list, kind, refs: [], at: -1, asked: 0 });
    this.input.addEventListener("input", () => this.suggest());
    this.input.addEventListener("focus", () => this.input.value && this.suggest());
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.pick(Math.max(this.at, 0));
    });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
  }

  type() {
    return this.kind?.value ?? "";
  }

  async suggest() {
    const turn = ++this.asked;
    const text = this.input.value;
    const { found, total, near } = await this.source.search(text, SUGGESTED, this.type());
    if (turn !== this.asked) return;
    this.refs = found.map((thing) => thing.ref);
    this.at = -1;
    this.list.replaceChildren(...found.map((thing, i) => this.option(thing, i)), ...note(text, found.length, total, near));
    this.open(Boolean(text.trim()));
    byId("found").textContent = text.trim() ? `${count(total, "names")} found${near ? ", nearly" : ""}` : "";
  }

  optionId(i) {
    return `${this.list.id}-${i}`;
  }

  option(thing, i) {
    const alias = thing.name === thing.label ? null : el("small", { dir: "auto" }, thing.name);
    const papers = thing.papers ? count(thing.papers, "papers") : thing.date;
    const name = el("span", { class: "name", dir: "auto" }, thing.label);
    const option = el("li", { role: "option", id: this.optionId(i), "aria-selected": "false" }, symbol(thing.type), name, alias, el("small", { class: "date" }, papers));
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
    this.refs.forEach((_, i) => byId(this.optionId(i)).setAttribute("aria-selected", String(i === at)));
    this.input.setAttribute("aria-activedescendant", this.optionId(at));
    byId(this.optionId(at)).scrollIntoView({ block: "nearest" });
  }

  pick(i) {
    if (!this.refs[i]) return;
    this.close();
    this.input.value = "";
    this.choose(this.refs[i]);
  }
}

function note(text, shown, total, near) {
  if (near) return [el("li", { class: "note", role: "presentation" }, `Nothing has just this in its name; ${shown} of ${total.toLocaleString("en")} that nearly do`)];
  if (!text.trim() || total === shown) return total || !text.trim() ? [] : [el("li", { class: "note", role: "presentation" }, "Nothing has this in its name")];
  return [el("li", { class: "note", role: "presentation" }, `${shown} of ${total.toLocaleString("en")}; type more to narrow`)];
}
