// Starts the page.

import { unpack } from "./decode.js";
import { byId } from "./dom.js";
import { Page } from "./page.js";
import { EmbeddedSource } from "./source.js";

async function main() {
  try {
    const source = new EmbeddedSource(await unpack(byId("graph").textContent), JSON.parse(byId("overview").textContent));
    byId("graph").remove();
    const page = new Page(source, await source.counts());
    await page.changed();
    document.body.classList.add("ready");
    setTimeout(() => source.prepare(), 200);
  } catch (error) {
    byId("card").textContent = `The page could not start: ${error.message}`;
    throw error;
  }
}

main();
