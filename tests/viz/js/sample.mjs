// The sample graph that test_js.py writes as JSON to the file named by LITWEAVE_DATA.
import { readFileSync } from "node:fs";
import { EmbeddedSource } from "../../../viz/static/source.js";

export function sampleSource() {
  const { data, quotes, overview } = JSON.parse(readFileSync(process.env.LITWEAVE_DATA, "utf8"));
  return new EmbeddedSource(data, async () => quotes, overview);
}
