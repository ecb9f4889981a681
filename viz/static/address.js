// The address says everything that the page shows: a copied link, the back button and undo restore it.
//
//   view       the view's id; left out where it is the first that applies
//   focus      reference of the thing that the view is about
//   card       reference of the thing that the card shows, if it is not the focus
//   path       reference of the other end of a path
//   depth      1 to 3: how far the neighbourhood reaches
//   limit      how many things are drawn at most
//   open       REF~RELATION~out|back~N, any number of times: N neighbours more in the drawing
//   close      references, any number of times: things whose leaves are taken away
//   hide       types left out, with commas; relations: those kept; belief: the least (0.70)
//   from, to   months (2025-01)
//
// A view may have keys of its own: they are kept in `more` for as long as view and focus stay.

const MONTH = /^\d{4}-\d{2}$/;
const OWN = new Set(["view", "focus", "card", "path", "depth", "limit", "open", "close", "hide", "relations", "belief", "from", "to"]);

export const NO_FILTER = { hide: new Set(), relations: null, belief: 0, from: "", to: "" };

// Whether a text is a month as the page writes it: 2025-03.
export function isMonth(text) {
  return MONTH.test(text);
}

// Returns the state that an address (`location.hash`) tells; what makes no sense in it is left out.
export function readAddress(hash) {
  const values = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (key) => values.get(key) || null;
  const whole = (key, least, most) => (/^\d{1,5}$/.test(values.get(key)) ? Math.min(Math.max(Number(values.get(key)), least), most) : null);
  return {
    view: text("view"),
    focus: text("focus"),
    card: text("card"),
    path: text("path"),
    depth: whole("depth", 1, 3),
    limit: whole("limit", 1, 1500),
    open: values.getAll("open").map(readOpening).filter(Boolean),
    close: values.getAll("close").filter(Boolean),
    filter: readFilter(values),
    more: Object.fromEntries([...values].filter(([key]) => !OWN.has(key))),
  };
}

function readOpening(text) {
  const [ref, relation, way, n] = text.split("~");
  return relation && /^(out|back)$/.test(way) ? { ref, relation, out: way === "out", n: Math.min(Number(n) || 0, 1500) } : null;
}

function readFilter(values) {
  const words = (key) => new Set((values.get(key) ?? "").split(",").filter(Boolean));
  const belief = Number(values.get("belief") ?? 0);
  const month = (key) => (isMonth(values.get(key) ?? "") ? values.get(key) : "");
  return {
    hide: words("hide"),
    relations: values.has("relations") ? words("relations") : null,
    belief: belief > 0 && belief <= 1 ? Math.round(belief * 100) : 0,
    from: month("from"),
    to: month("to"),
  };
}

// Returns the address of a state, from which any part may be missing; the start's is "#".
export function addressOf(state) {
  const { hide, relations, belief, from, to } = state.filter ?? NO_FILTER;
  const pairs = [
    ["view", state.view],
    ["focus", state.focus],
    ["card", state.card === state.focus ? null : state.card],
    ["path", state.path],
    ["depth", state.depth],
    ["limit", state.limit],
    ...(state.open ?? []).map(({ ref, relation, out, n }) => ["open", [ref, relation, out ? "out" : "back", n].join("~")]),
    ...(state.close ?? []).map((ref) => ["close", ref]),
    ["hide", [...hide].join(",")],
    ["relations", relations && [...relations].join(",")],
    ["belief", belief && (belief / 100).toFixed(2)],
    ["from", from],
    ["to", to],
    ...Object.entries(state.more ?? {}),
  ];
  const said = pairs.filter(([key, value]) => value || (key === "relations" && value === ""));
  return `#${said.map(([key, value]) => `${encode(key)}=${encode(String(value))}`).join("&")}`;
}

function encode(text) {
  return encodeURIComponent(text.toWellFormed?.() ?? text).replace(/%2F/g, "/").replace(/%2C/g, ",").replace(/%3A/g, ":");
}

// Returns the state after following a link that names a thing only: filters stay, and so does the view, which
// the page checks against the thing, but for a path, which belongs to two. A link to a card (`#card=`) leaves all else as it is.
export function follow(state, hash) {
  const asked = readAddress(hash);
  if (new URLSearchParams(hash.slice(1)).has("focus") || !asked.card) return { ...asked, view: asked.view ?? (state.path ? null : state.view), filter: state.filter };
  return { ...state, card: asked.card };
}
