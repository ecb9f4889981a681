// The views of the page: what can fill the middle pane.
//
// To add one, write views/NAME.js that exports an object with these, and put it into VIEWS, whose order is that
// of the tabs; the first view that applies to a thing is what a link to it opens.
//
//   id        its word in the address (#view=id)
//   title     its word on the tab
//   applies   (thing) => whether it can show this Thing (see source.js); given null, whether it can do without
//   load      async (source, state) => Shown. `state` is what address.js tells, all of it; what the view needs
//             of the graph it asks of `source`, whose methods return plain values
//
// A Shown is
//   status    how many are shown of how many, in words
//   lists     [{title, columns, rows}]: all that is drawn, as tables beside the drawing, for those who do not see
//             it, and as CSV. A column is {name, value(row), show(row), unseen}: `value` is text or a number, to
//             sort by and for CSV; `show`, if given, makes the cell's content (cardLink, ...) instead; a column
//             that is `unseen` is in the CSV only; `narrow` keeps to one line, `wide` takes the
//             room that is left
//   sparql    a query that gives what is shown
//   things    the Things drawn, and `edges`, what is drawn between them ({relations}), for the counts of the
//             legend (both optional)
//   expandable  whether neighbours can be added to what is drawn (neighbourhood only; optional)
//   hint      said over the drawing where there is nothing to draw: what to do (optional)
//   controls  (go) => elements for the bar under the drawing; `go(changes)` changes the state (optional)
//   draw      (pane) => Picture. `pane` has `figure`, an empty element for SVG or HTML that the view fills,
//             `drawing()`, the vis-network drawing of drawing.js, for views that use that instead, `choose(ref)`,
//             which opens a card, `go(changes)`, which changes the state, `state`, and `before`, the state drawn
//             before (its `view` is always the id), null at first
//
// A Picture is {fit(asked), svg()}: `fit` brings all into view, when asked for by the button or when the room has
// changed; `svg` returns an SVG element to export as it stands in the page, or a new one
// with all it needs in attributes. `svgPicture` in exports.js makes one for an SVG element in `pane.figure`.

import { COAUTHORS } from "./views/coauthors.js";
import { LEADERBOARD } from "./views/leaderboard.js";
import { LINEAGE } from "./views/lineage.js";
import { MAP } from "./views/map.js";
import { NEIGHBOURHOOD } from "./views/neighbourhood.js";
import { PATH } from "./views/path.js";
import { TIMELINE } from "./views/timeline.js";

export const VIEWS = [MAP, NEIGHBOURHOOD, LINEAGE, LEADERBOARD, COAUTHORS, TIMELINE, PATH];

// Returns the views that apply to a thing, or to none.
export function viewsOf(thing) {
  return VIEWS.filter((view) => view.applies(thing));
}

// Returns the view asked for if it applies, else the first that does.
export function chooseView(id, thing) {
  const views = viewsOf(thing);
  return views.find((view) => view.id === id) ?? views[0];
}
