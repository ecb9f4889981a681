// The sentences that support facts and results.

import { starts, undelta } from "./decode.js";
import { evidenceStarts } from "./graph.js";
import { slicePoints, splitMarks } from "./points.js";

export class EvidenceTable {
  // `data` is what `viz/data.py` packs. Results are numbered after the facts.
  constructor(data) {
    this.rows = data.rows;
    this.fields = data.vocabulary.fields;
    this.rules = data.rules;
    this.begins = evidenceStarts(data);
    this.sentence = undelta(data.evidence.sentence);
    this.rule = data.evidence.rule;
    this.marks = data.marks;
    this.markBegins = starts(data.evidence.marks);
    this.places = { ...data.sentences, row: undelta(data.sentences.row) };
  }

  // Returns the evidence of a fact or result as {paper, digest, field, rule, confidence, pieces}.
  of(item) {
    const found = [];
    for (let i = this.begins[item]; i < this.begins[item + 1]; i++) found.push(this.read(i));
    return found;
  }

  // Returns the papers, as things, whose sentences support a fact.
  papers(item) {
    const found = new Set();
    for (let i = this.begins[item]; i < this.begins[item + 1]; i++) {
      found.add(this.rows.paper[this.places.row[this.sentence[i]]]);
    }
    return [...found];
  }

  read(i) {
    const place = this.sentence[i];
    const row = this.places.row[place];
    const start = this.places.start[place];
    const field = this.fields[this.places.field[place]];
    const sentence = slicePoints(this.rows[field][row], start, start + this.places.length[place]);
    const marks = [];
    for (let m = this.markBegins[i]; m < this.markBegins[i + 1]; m++) {
      marks.push([this.marks.start[m], this.marks.length[m]]);
    }
    return {
      paper: this.rows.paper[row],
      digest: this.rows.digest[row],
      field,
      rule: this.rules.id[this.rule[i]],
      confidence: this.rules.confidence[this.rule[i]],
      pieces: splitMarks(sentence, marks),
    };
  }
}
