import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { groupRows, rowsOf, starts, undelta, unpack } from "../../../viz/static/decode.js";

test("what is packed is unpacked", async () => {
  const data = { label: ["𝔾", "</script>"], n: [1, 2] };
  assert.deepEqual(await unpack(gzipSync(JSON.stringify(data)).toString("base64")), data);
});

test("damaged data is an error, not an empty graph", async () => {
  await assert.rejects(unpack(Buffer.from("not gzip").toString("base64")));
});

test("steps become values, lengths become starts", () => {
  assert.deepEqual([...undelta([3, 0, -1])], [3, 3, 2]);
  assert.deepEqual([...starts([2, 0, 1])], [0, 2, 2, 3]);
});

test("rows are grouped by key, those outside left out", () => {
  const groups = groupRows([1, -1, 0, 1, 7], 2);
  assert.deepEqual([[...rowsOf(groups, 0)], [...rowsOf(groups, 1)]], [[2], [0, 3]]);
});
