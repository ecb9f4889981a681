// The sentences that support facts and results.

import { starts, undelta } from "./decode.js";
import { evidenceStarts } from "./graph.js";
import { slicePoints, splitMarks } from "./points.js";

export class EvidenceTable {
  // `data` and `quotes` are what `viz/data.py` packs; `quotes` is a function that gives a promise of it. Results
  // are numbered after the facts.
  constructor(data, quotes) {
    this.quotes = quotes;
    this.rows = data.rows;
    this.fields = data.vocabulary.fields;
    this.begins = evidenceStarts(data);
    this.sentence = undelta(data.evidence.sentence);
    this.row = undelta(data.sentences.row);
  }

  // Returns the evidence of a fact or result as {paper, digest, field, rule, confidence, pieces}.
  async of(item) {
    const quotes = await this.quotes();
    this.markBegins ??= starts(quotes.evidence.marks);
    const found = [];
    for (let i = this.begins[item]; i < this.begins[item + 1]; i++) found.push(this.read(i, quotes));
    return found;
  }

  // Returns the papers, as things, whose sentences support a fact.
  papers(item) {
    const found = new Set();
    for (let i = this.begins[item]; i < this.begins[item + 1]; i++) {
      found.add(this.rows.paper[this.row[this.sentence[i]]]);
    }
    return [...found];
  }

  read(i, { evidence, marks, rules, sentences, texts }) {
    const place = this.sentence[i];
    const row = this.row[place];
    const start = sentences.start[place];
    const field = this.fields[sentences.field[place]];
    const sentence = slicePoints(texts[field][row], start, start + sentences.length[place]);
    const marked = [];
    for (let m = this.markBegins[i]; m < this.markBegins[i + 1]; m++) marked.push([marks.start[m], marks.length[m]]);
    return {
      paper: this.rows.paper[row],
      digest: this.rows.digest[row],
      field,
      rule: rules.id[evidence.rule[i]],
      confidence: rules.confidence[evidence.rule[i]],
      pieces: splitMarks(sentence, marked),
    };
  }
}
