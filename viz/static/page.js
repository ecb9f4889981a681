// The page: keeps card, drawing, lists and filters in step with the address.

import { addressOf, follow, readAddress } from "./address.js";
import { offerActions } from "./actions.js";
import { card } from "./card.js";
import { byId, el } from "./dom.js";
import { Drawing } from "./drawing.js";
import { exportMenu, saveCsv } from "./download.js";
import { front } from "./front.js";
import { listSection } from "./list.js";
import { startSearch } from "./search.js";
import { countLegend, startFilters } from "./side.js";
import { chooseView, viewsOf } from "./views.js";
import { ANY } from "./words.js";

const EXPAND = 60; // neighbours added at once

export class Page {
  constructor(source, counts) {
    Object.assign(this, { source, turn: 0, step: 0, state: readAddress(""), before: null, picture: null, sorted: new Map() });
    startFilters(counts, (change) => this.go({ filter: { ...this.state.filter, ...change } }), () => this.state.filter);
    startSearch(source, (ref) => this.show(ref));
    this.listen();
  }

  listen() {
    byId("fit").addEventListener("click", () => this.picture?.fit(true));
    byId("undo").addEventListener("click", () => history.back());
    byId("open").addEventListener("click", () => this.fullScreen(true));
    byId("close").addEventListener("click", () => this.fullScreen(false));
    byId("exports").append(...exportMenu(() => this));
    addEventListener("hashchange", () => this.changed());
    new ResizeObserver(() => byId("figure").firstChild && this.picture?.fit()).observe(byId("figure"));
    addEventListener("keydown", (event) => event.key === "Escape" && this.fullScreen(false));
    addEventListener("click", (event) => this.clicked(event));
  }

  // Links that name a thing only keep the filters; other links are followed as they are. Whoever chose one by
  // keyboard is taken to the card, as a pointer's eye would go there.
  clicked(event) {
    const target = event.target instanceof Element ? event.target : null;
    const expand = target?.closest("[data-expand]");
    if (expand) this.expand(expand.dataset.expand, expand.dataset.relation ?? ANY, expand.dataset.way !== "back");
    const link = target?.closest("a.thing");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    this.follow = true;
    this.arrive(follow(this.state, link.getAttribute("href")));
  }

  // Goes to a state: everything that is shown follows from it.
  arrive(state) {
    const address = addressOf(state);
    if (address === location.hash) this.changed();
    else location.hash = address;
  }

  go(changes) {
    this.arrive({ ...this.state, ...changes });
  }

  // Goes to a thing; filters stay.
  show(ref) {
    this.follow = true;
    this.arrive(follow(this.state, addressOf({ focus: ref })));
  }

  choose(ref) {
    this.go({ card: ref });
  }

  // Adds neighbours of a thing to the drawing.
  expand(ref, relation, out) {
    const same = (o) => o.ref === ref && o.relation === relation && o.out === out;
    const n = (this.state.open.find(same)?.n ?? 0) + EXPAND;
    const close = this.state.close.filter((other) => other !== ref);
    this.go({ open: [...this.state.open.filter((o) => !same(o)), { ref, relation, out, n }], close });
  }

  // Takes away what was added from a thing, and what hangs on it alone.
  collapse(ref) {
    this.go({ open: this.state.open.filter((o) => o.ref !== ref), close: [...new Set([...this.state.close, ref])] });
  }

  fullScreen(on) {
    document.body.classList.toggle("drawing", on);
    if (on) this.network?.fit();
  }

  async changed() {
    this.step = history.state?.step ?? this.step + (this.before ? 1 : 0);
    history.replaceState({ step: this.step }, "");
    byId("undo").disabled = this.step === 0;
    const turn = ++this.turn;
    const state = readAddress(location.hash);
    const thing = state.focus && (await this.source.thing(state.focus));
    const view = chooseView(state.view, thing);
    if (turn !== this.turn) return;
    if (state.view && state.view !== view?.id) {
      state.view = null; // asked for, but not for such a thing
      history.replaceState({ step: this.step }, "", addressOf(state));
    }
    this.state = state;
    document.body.classList.toggle("front", !state.focus && !state.card && !state.more.topic);
    await Promise.all([this.showView(view, thing, turn), this.showCard(state.card ?? state.focus ?? state.more.topic ?? null)]);
    if (turn === this.turn) await offerActions(this, byId("card"));
  }

  async showView(view, thing, turn) {
    const state = { ...this.state, view: view?.id ?? null };
    const [shown, counts] = await Promise.all([view?.load(this.source, state), this.source.counts(state.filter)]);
    if (turn !== this.turn) return;
    const { status = "", lists = [], things = [], edges = [] } = shown ?? {};
    byId("views").replaceChildren(...viewsOf(thing).map((other) => this.tab(other, view)));
    const current = byId("views").querySelector("[aria-current]");
    if (current) byId("views").scrollLeft = current.offsetLeft - byId("views").offsetLeft - 40;
    byId("figure").replaceChildren();
    document.body.dataset.view = state.view ?? "";
    byId("stage").classList.toggle("network", false);
    byId("hint").textContent = shown?.hint ?? "";
    byId("controls").replaceChildren(...(shown?.controls?.((changes) => this.go(changes)) ?? []));
    Object.assign(this, { shown, thing, view });
    this.picture = shown && !shown.hint ? shown.draw(this.pane(state)) : null;
    this.before = state;
    byId("lists").replaceChildren(...lists.map((list) => listSection(list, this.sorted, () => saveCsv(this, list))));
    byId("exports").hidden = !this.picture;
    countLegend({ things, edges }, counts, state.filter);
    byId("status").textContent = status;
  }

  tab(view, current) {
    const address = addressOf({ ...this.state, view: view.id, more: {}, card: null });
    return el("a", { href: address, "aria-current": view === current && "page" }, view.title);
  }

  pane(state) {
    return {
      figure: byId("figure"),
      drawing: () => this.drawing(),
      choose: (ref) => this.choose(ref),
      go: (changes) => this.go(changes),
      state,
      before: this.before,
    };
  }

  drawing() {
    byId("stage").classList.toggle("network", true);
    this.network ??= new Drawing(byId("canvas"), (ref) => this.choose(ref), (ref) => this.expand(ref, ANY, true));
    return this.network;
  }

  async showCard(ref) {
    if (ref === this.cardOf) return;
    this.cardOf = ref;
    const content = ref ? await card(this.source, ref) : await front(this.source);
    if (ref !== this.cardOf) return;
    byId("card").replaceChildren(content);
    byId("card").scrollTop = 0;
    const title = content.querySelector("h2");
    document.title = ref ? `${title.textContent} - Litweave` : "Litweave";
    if (this.follow) title.focus();
    this.follow = false;
  }
}
