// Where the page gets its data. All else knows only the methods of this class, which take and return plain
// values, so that another class with the same methods can ask a server instead:
//
//   counts(filter)                {total, months: [month], types: [[type, passing, all]], relations: the same}
//   search(text, limit, type)     {found: [{...Thing, name}], total, near}; `name` is the name that matched, `near` that
//                                 it only nearly does
//   prepare()                     nothing: does ahead of time what later questions would wait for
//   thing(ref)                    Thing {ref, label, type, date, papers} or null
//   card(ref)                     {...Thing, types, aliases, links, digests, groups: [Group], results: n,
//                                 namesakes: [Thing]} or null
//   facts(ref, relation, out, from, limit)   [{id, other: Thing or null, url, belief}]
//   results(ref)                  [Result]
//   evidence(id)                  [{paper: Thing, digest, rule, confidence, field, pieces}]
//   neighbourhood(ref, {limit, edges, depth, open, close, filter})
//                                 {things: [{...Thing, more}], edges: [Edge], total}; `more` neighbours are not drawn
//   lineage(ref, {levels, uses, filter})   {things, edges, broken, before, after, unused}, see descent.js
//   collaboration(ref, {limit, filter})    {center, authors, ties, communities, total, papers}, see answers.js
//   measured(ref, filter)         [result on this benchmark], see answers.js
//   timeline(ref, filter)         [{paper, role, things, id, belief}], newest first
//   others(ref, relation, out, filter)   references of all neighbours by a relation (or ANY), the best first
//   path(from, to, filter)        [{thing: Thing, fact, relation, out, belief}], the fact being that which leads to the
//                                 thing and `out` its direction; the first step has only a thing. null if none
//   coauthors(ref)                [{author: Thing, papers: [Thing]}], those of most papers first
//   front()                       {digest, total, papers: [{paper, introduces}], months: {month, papers},
//                                 rising: [{thing, papers, growth}], records: [{result, beaten}]}
//   map(filter)                   {areas: [{ref, names, x, y, radius, members, papers, dots: [{x, y}]}], roads: [[i, j]]}
//   topic(ref, filter)            {x, y, radius, members, things: [{...Thing, x, y}], links: [{from, to}],
//                                 papers: the same as things} of the area of a thing, or null
//
// `filter`, `depth`, `open` and `close` are as in address.js. An Edge is {from, to, relations, facts}, its ends
// references, the ids of its facts and their relations the strongest first.
// A Group is {relation, out, count}. Things are named by their references.

import { isMonth } from "./address.js";
import { collaborationOf, lineageOf, resultsOn, timelineOf } from "./answers.js";
import { coauthorsOf } from "./coauthors.js";
import { groupRows, rowsOf, undelta } from "./decode.js";
import { EvidenceTable } from "./evidence.js";
import { Filter } from "./filter.js";
import { shortestPath } from "./path.js";
import { frontOf, mapOf, topicOf } from "./start.js";
import { Graph } from "./graph.js";
import { Names } from "./names.js";
import { Near } from "./near.js";
import { resultOf, sortResults } from "./results.js";
import { RELATIONS } from "./words.js";

const ARXIV = /^paper\/(\d{4}\.\d{4,5})$/;

export class EmbeddedSource {
  // `data` is what the page packs, `quotes` gives a promise of what it takes to quote sentences, `overview` has
  // the things of the map and their links.
  constructor(data, quotes, overview = { nodes: [], edges: [] }) {
    this.data = data;
    this.overview = overview;
    this.graph = new Graph(data);
    this.table = new EvidenceTable(data, quotes);
    const alias = { thing: undelta(data.aliases.thing), name: data.aliases.name };
    this.aliases = { ...alias, groups: groupRows(alias.thing, this.graph.size) };
    this.names = new Names(this.allNames(), (thing) => this.graph.weights[thing]);
    const results = data.results;
    this.resultsBy = ["subject", "benchmark", "metric"].map((column) => groupRows(results[column], this.graph.size));
  }

  allNames() {
    const names = this.graph.things.label.map((label, thing) => [thing, label]);
    this.aliases.thing.forEach((thing, i) => names.push([thing, this.aliases.name[i]]));
    return names;
  }

  // Returns the thing of a number, or null for none (-1) and for URLs.
  at(thing) {
    if (thing < 0 || thing >= this.graph.size) return null;
    const { ref, label, date } = this.graph.things;
    const type = this.graph.type(thing);
    return { ref: ref[thing], label: label[thing], type, date: date[thing], papers: this.graph.weights[thing] };
  }

  // The filter used last is kept: most questions come several at a time with the same one.
  passing(filter) {
    const key = filter ? JSON.stringify(filter, (_, value) => (value instanceof Set ? [...value] : value)) : "";
    if (key !== this.filterKey) {
      this.filterKey = key;
      this.lastFilter = new Filter(this.graph, this.table, filter);
    }
    return this.lastFilter;
  }

  async counts(filter) {
    const { graph } = this;
    const passing = this.passing(filter);
    return (passing.counted ??= this.count(graph, passing));
  }

  count(graph, passing) {
    const types = tally(graph.types, graph.things.type, (thing) => passing.found(thing));
    const relations = tally(graph.relations, graph.relation, (fact) => passing.stands(fact));
    const months = [...new Set(graph.things.date.filter((date, thing) => isMonth(date) && graph.type(thing) === "Paper"))].sort();
    return { total: graph.size, months, types, relations };
  }

  async search(text, limit, type = "") {
    const { found, total, near } = this.names.search(text, limit, type && ((thing) => this.graph.type(thing) === type));
    return { found: found.map(({ thing, name }) => ({ ...this.at(thing), name })), total, near };
  }

  // Does ahead of time what the first search would wait for.
  async prepare() {
    this.names.prepare();
    await this.table.quotes();
  }

  async thing(ref) {
    return this.at(this.graph.number.get(ref) ?? -1);
  }

  async card(ref) {
    const thing = this.graph.number.get(ref);
    if (thing === undefined) return null;
    return {
      ...this.at(thing),
      types: this.typesOf(thing),
      aliases: Array.from(rowsOf(this.aliases.groups, thing), (i) => this.aliases.name[i]),
      links: this.linksOf(thing),
      digests: this.digestsOf(thing),
      groups: this.groupsOf(thing),
      results: this.resultRows(thing).length,
      namesakes: this.names.same(this.graph.things.label[thing]).filter((other) => other !== thing).map((other) => this.at(other)),
    };
  }

  typesOf(thing) {
    const { thing: steps, type, papers } = this.data.types;
    const found = [];
    undelta(steps).forEach((other, i) => {
      if (other === thing) found.push([this.graph.types[type[i]], papers[i]]);
    });
    return found.length ? found : [[this.graph.type(thing), this.graph.weights[thing]]];
  }

  linksOf(thing) {
    const id = ARXIV.exec(this.graph.things.ref[thing])?.[1];
    const links = id ? [`https://arxiv.org/abs/${id}`] : [];
    undelta(this.data.links.paper).forEach((paper, i) => {
      if (paper === thing) links.push(this.data.links.url[i]);
    });
    return [...new Set(links)];
  }

  digestsOf(thing) {
    const { paper, digest } = this.data.rows;
    return [...new Set(digest.filter((date, i) => paper[i] === thing && date))].sort();
  }

  groupsOf(thing) {
    const groups = new Map();
    for (const { fact, out } of this.graph.factsOf(thing)) {
      const relation = this.graph.relationOf(fact);
      const way = out || relation === "comparedWith";
      const key = `${relation} ${way}`;
      const group = groups.get(key) ?? { relation, out: way, count: 0 };
      group.count++;
      groups.set(key, group);
    }
    const order = Object.keys(RELATIONS);
    const place = (group) => 2 * order.indexOf(group.relation) + (group.out ? 0 : 1);
    return [...groups.values()].sort((a, b) => place(a) - place(b));
  }

  // Newest papers first; other things by how many papers name them.
  async facts(ref, relation, out, from, limit) {
    const either = relation === "comparedWith";
    const all = this.graph
      .factsOf(this.graph.number.get(ref))
      .filter((f) => this.graph.relationOf(f.fact) === relation && (either || f.out === out))
      .map(({ fact, other }) => {
        const url = other >= this.graph.size ? this.graph.urls[other - this.graph.size] : null;
        return { id: fact, other: this.at(other), url, belief: this.graph.belief[fact] };
      });
    const date = (fact) => (fact.other?.type === "Paper" ? fact.other.date : "");
    all.sort((a, b) => compare(date(b), date(a)) || (b.other?.papers ?? 0) - (a.other?.papers ?? 0) || a.id - b.id);
    return all.slice(from, from + limit);
  }

  resultRows(thing) {
    return [...new Set(this.resultsBy.flatMap((groups) => Array.from(rowsOf(groups, thing))))];
  }

  async results(ref) {
    const rows = this.resultRows(this.graph.number.get(ref));
    return sortResults(rows.map((row) => resultOf(this.data.results, row, this)));
  }

  async evidence(id) {
    return (await this.table.of(id)).map((item) => ({ ...item, paper: this.at(item.paper) }));
  }

  async neighbourhood(ref, { limit, edges, depth = null, open = [], close = [], filter }) {
    const near = new Near(this.graph, this.passing(filter));
    const number = (name) => this.graph.number.get(name) ?? -1;
    const options = { limit, edges, depth, open: open.map((o) => ({ ...o, thing: number(o.ref) })), close: close.map(number) };
    const { things, edges: found, total, more } = near.around(number(ref), options);
    return { things: things.map((thing, i) => ({ ...this.at(thing), more: more[i] })), edges: found.map((edge) => this.edge(edge)), total };
  }

  // How many neighbours a thing has by a relation, in one direction, and which.
  async others(ref, relation, out, filter) {
    const thing = this.graph.number.get(ref) ?? -1;
    return new Near(this.graph, this.passing(filter)).opened(thing, relation, out).map((other) => this.graph.things.ref[other]);
  }

  async path(from, to, filter) {
    const { graph } = this;
    const ends = [from, to].map((ref) => graph.number.get(ref) ?? -1);
    const steps = ends.includes(-1) ? null : shortestPath(new Near(graph, this.passing(filter)), ...ends);
    const told = (fact, thing) => ({ fact, relation: graph.relationOf(fact), out: graph.object[fact] === thing, belief: graph.belief[fact] });
    return steps && steps.map(({ thing, fact }) => ({ thing: this.at(thing), ...(fact !== null && told(fact, thing)) }));
  }

  async coauthors(ref) {
    const found = coauthorsOf(this.graph, this.graph.number.get(ref) ?? -1);
    return found.map(({ author, papers }) => ({ author: this.at(author), papers: papers.map((paper) => this.at(paper)) }));
  }

  edge({ from, to, facts }) {
    const { ref } = this.graph.things;
    return { from: ref[from], to: ref[to], facts, relations: [...new Set(facts.map((fact) => this.graph.relationOf(fact)))] };
  }

  async lineage(ref, options) {
    return lineageOf(this, ref, options);
  }

  async collaboration(ref, options) {
    return collaborationOf(this, ref, options);
  }

  async measured(ref, filter) {
    return resultsOn(this, ref, filter);
  }

  async timeline(ref, filter) {
    return timelineOf(this, ref, filter);
  }

  async front() {
    return frontOf(this);
  }

  async map(filter) {
    return mapOf(this, this.passing(filter));
  }

  async topic(ref, filter) {
    return topicOf(this, ref, this.passing(filter));
  }
}

// Counts the rows of each name, those that pass and all: [[name, passing, all]].
function tally(names, column, passes) {
  const counts = names.map((name) => [name, 0, 0]);
  column.forEach((key, row) => {
    counts[key][2]++;
    if (passes(row)) counts[key][1]++;
  });
  return counts;
}

function compare(a, b) {
  return a < b ? -1 : Number(a > b);
}
