// Starts the page.

import { unpack } from "./decode.js";
import { byId } from "./dom.js";
import { Page } from "./page.js";
import { EmbeddedSource } from "./source.js";

// Returns the content of an element that is then removed: it is large, and held elsewhere from now on.
function take(id) {
  const text = byId(id).textContent;
  byId(id).remove();
  return text;
}

// Returns a function that does a thing when it is first called, and gives the same result ever after.
function once(make) {
  let made;
  return () => (made ??= make());
}

async function main() {
  try {
    const overview = JSON.parse(byId("overview").textContent);
    const source = new EmbeddedSource(await unpack(take("graph")), once(() => unpack(take("quotes"))), overview);
    const { start } = document.body.dataset;
    if (start && !location.hash) location.replace(`#${start}`);
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
