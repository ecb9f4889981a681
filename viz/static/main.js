// Starts the page and keeps drawing, card and list in step with the address: #focus=REF&hide=TYPE,TYPE.

import { card } from "./card.js";
import { unpack } from "./decode.js";
import { byId } from "./dom.js";
import { Drawing } from "./drawing.js";
import { front } from "./front.js";
import { shorten } from "./points.js";
import { startSearch } from "./search.js";
import { countLegend, listThings, startLegend } from "./side.js";
import { EmbeddedSource } from "./source.js";

const FEW = 60; // things drawn at first
const STEP = 4; // times as many at each "Show more"
const MOST = 1500;
const EDGES_EACH = 2.5;
const MOST_EDGES = 3000;

class Page {
  constructor(source, overview, counts) {
    this.source = source;
    this.overview = overview;
    this.counts = counts;
    this.limit = FEW;
    this.turn = 0;
    this.hidden = this.readAddress().hidden;
    this.drawing = new Drawing(byId("canvas"), (ref) => this.go(ref));
    startLegend(counts.types, (type, shown) => this.filter(type, shown));
    startSearch(source, (ref) => this.go(ref, true));
    byId("sort").addEventListener("change", () => listThings(this.drawing.things));
    byId("fit").addEventListener("click", () => this.drawing.fit());
    byId("more").addEventListener("click", () => this.more());
    byId("open").addEventListener("click", () => this.fullScreen(true));
    byId("close").addEventListener("click", () => this.fullScreen(false));
    addEventListener("hashchange", () => this.changed());
    addEventListener("keydown", (event) => event.key === "Escape" && this.fullScreen(false));
    // A link chosen by keyboard moves the reading place to the card, as a pointer's eye would go there.
    addEventListener("click", (event) => {
      this.follow = event.target instanceof Element && Boolean(event.target.closest("a.thing"));
    });
  }

  // An address without `hide` keeps the filter as it is: links name a thing only.
  readAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    const hidden = values.has("hide") ? new Set(values.get("hide").split(",").filter(Boolean)) : this.hidden;
    return { focus: values.get("focus"), hidden: hidden ?? new Set() };
  }

  go(ref, follow = false) {
    this.follow = follow;
    location.hash = `focus=${encodeURI(ref)}`;
  }

  filter(type, shown) {
    const { focus, hidden } = this.readAddress();
    if (shown) hidden.delete(type);
    else hidden.add(type);
    location.hash = `${focus ? `focus=${encodeURI(focus)}&` : ""}hide=${[...hidden].join(",")}`;
  }

  more() {
    this.limit = Math.min(this.limit * STEP, MOST);
    this.draw(this.readAddress().focus, true);
  }

  fullScreen(on) {
    document.body.classList.toggle("drawing", on);
    if (on) this.drawing.fit();
  }

  async changed() {
    this.limit = FEW;
    const { focus, hidden } = this.readAddress();
    this.hidden = hidden;
    await Promise.all([this.draw(focus, false), this.showCard(focus)]);
  }

  async showCard(focus) {
    if (focus === this.cardOf) return;
    this.cardOf = focus;
    const content = focus ? await card(this.source, focus) : await front(this.source);
    if (focus !== this.cardOf) return;
    byId("card").replaceChildren(content);
    byId("card").scrollTop = 0;
    const title = content.querySelector("h2");
    document.title = focus ? `${title.textContent} - Litweave` : "Litweave";
    if (this.follow) title.focus();
    this.follow = false;
  }

  async draw(focus, keep) {
    const turn = ++this.turn;
    const known = focus && (await this.source.thing(focus));
    const shown = known ? await this.around(focus) : await this.start();
    if (turn !== this.turn) return;
    this.drawing.show(shown.things, shown.edges, { focus: Boolean(known), keep });
    listThings(shown.things);
    countLegend(shown.things, this.hidden);
    byId("more").hidden = shown.things.length >= Math.min(shown.total, MOST) || !known;
    const all = this.counts.total.toLocaleString("en");
    const left = shown.total - shown.things.length;
    const near = known ? ` around ${shorten(known.label, 40)}${left ? `, ${left.toLocaleString("en")} more there` : ""}` : "";
    byId("status").textContent = `${shown.things.length.toLocaleString("en")} of ${all} things shown${near}`;
  }

  around(focus) {
    const edges = Math.min(MOST_EDGES, Math.round(this.limit * EDGES_EACH));
    return this.source.neighbourhood(focus, { limit: this.limit, edges, hidden: this.hidden });
  }

  async start() {
    const all = await Promise.all(this.overview.nodes.map(({ id }) => this.source.thing(id)));
    const things = all.filter((thing) => !this.hidden.has(thing.type));
    const refs = new Set(things.map((thing) => thing.ref));
    const edges = this.overview.edges.filter(({ from, to }) => refs.has(from) && refs.has(to));
    return { things, edges: edges.map(({ from, to, relation }) => ({ from, to, relations: [relation] })), total: things.length };
  }
}

async function main() {
  try {
    const source = new EmbeddedSource(await unpack(byId("graph").textContent));
    byId("graph").remove();
    const page = new Page(source, JSON.parse(byId("overview").textContent), await source.counts());
    await page.changed();
    document.body.classList.add("ready");
  } catch (error) {
    byId("card").textContent = `The page could not start: ${error.message}`;
    throw error;
  }
}

main();
