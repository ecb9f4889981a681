"""Measure the page of a graph in Chromium: size, start, search, expanding, panning, memory and requests.

    python benchmarks/page.py DIR

DIR is a folder that `litweave build` made. Five runs each; medians, of the 95th percentiles where many are
measured in a run. The start is also given as a ratio to that of the same page without evidence.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

import litweave
from graph.model import NAMED_TYPES, KnowledgeGraph
from graph.search import named_things
from viz.page import address, write_page

RUNS = 5
QUERIES = 300
HUBS = 20
PAN_SECONDS = 3.0
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NOTE_READY = """
new MutationObserver(() => {
  if (document.body?.classList.contains("ready")) window.readyAfter ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
"""
SEARCH = """async (queries) => {
  const input = document.getElementById("query"), list = document.getElementById("suggestions");
  const times = [];
  for (const query of queries) {
    const changed = new Promise((done) => {
      const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
      watch.observe(list, { childList: true });
    });
    input.value = query;
    const start = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const listed = (await changed) - start;
    await new Promise(requestAnimationFrame);
    times.push([listed, performance.now() - start]);
  }
  input.value = "";
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return times;
}"""
EXPAND = """async () => {
  const before = document.getElementById("status").textContent;
  const button = document.querySelector("[data-expand]");
  const start = performance.now();
  button.click();
  while (document.getElementById("status").textContent === before) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
COUNT_FRAMES = """() => {
  window.frames_ = [];
  const note = (now) => { window.frames_.push(now); window.noting = requestAnimationFrame(note); };
  window.noting = requestAnimationFrame(note);
}"""
FRAMES = "() => { cancelAnimationFrame(window.noting); return window.frames_; }"


def main(folder: Path) -> None:
    """Print the measures of the page of a graph."""
    opened = litweave.open(folder)
    kg = opened.graph
    communities = {row["author"]: row["community"] for row in opened.tables["standings"].to_pylist()}
    with tempfile.TemporaryDirectory() as temporary, _browser() as browser:
        whole, bare = Path(temporary, "whole.html"), Path(temporary, "bare.html")
        seconds = [_timed(lambda: write_page(kg, whole, communities)) for _ in range(RUNS)]
        write_page(_without_evidence(kg), bare, communities)
        print(f"making the page: {statistics.median(seconds):.2f} s")
        print(f"file: {whole.stat().st_size / 1e6:.2f} MB; without evidence {bare.stat().st_size / 1e6:.2f}")
        starts = [(_start(browser, whole), _start(browser, bare)) for _ in range(RUNS)]
        print(f"opened to usable: {statistics.median(a for a, _ in starts):.0f} ms")
        print(f"usable / without evidence: {statistics.median(a / b for a, b in starts):.2f}")
        found = [_visit(browser, whole, kg) for _ in range(RUNS)]
    for name in found[0]:
        print(f"{name}: {statistics.median(run[name] for run in found):.1f}")


@contextmanager
def _browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        sys.exit("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def _without_evidence(kg: KnowledgeGraph) -> KnowledgeGraph:
    return replace(
        kg,
        statements=tuple(replace(s, evidence=()) for s in kg.statements),
        results=tuple(replace(r, evidence=()) for r in kg.results),
    )


def _open(browser: Browser, file: Path, fragment: str = "") -> tuple[Page, list[str]]:
    """Open a file in a window of its own; return also the list that its requests go to."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(NOTE_READY)
    page.goto(f"{file.as_uri()}{fragment}")
    page.wait_for_selector("body.ready", timeout=60_000)
    return page, requests


def _start(browser: Browser, file: Path) -> float:
    page, _ = _open(browser, file)
    ready: float = page.evaluate("window.readyAfter")
    page.close()
    return ready


def _visit(browser: Browser, file: Path, kg: KnowledgeGraph) -> dict[str, float]:
    """Return what one visit measures: milliseconds, frames a second, MB, requests."""
    page, requests = _open(browser, file)
    session = page.context.new_cdp_session(page)
    listed, painted = zip(*page.evaluate(SEARCH, _queries(kg)), strict=True)
    found = {
        "JavaScript heap after the start, MB": _heap(session),
        "search, key to list, p95 ms": _p95(listed),
        "search, key to next frame, p95 ms": _p95(painted),
        "expand 60 neighbours to next frame, p95 ms": _p95(
            [_expand(page, file, ref) for ref in _hubs(kg, HUBS)]
        ),
    }
    frames = _pan(page, file, _hubs(kg, 1)[0])
    found["panning at the caps, frames/s"] = frames
    found["JavaScript heap at the caps, MB"] = _heap(session)
    outside = [url for url in requests if not url.startswith((file.as_uri(), "data:", "blob:", "about:"))]
    found["requests outside the file"] = len(outside)
    page.close()
    return found


def _queries(kg: KnowledgeGraph) -> list[str]:
    """Return beginnings of names and misspelt names, spread over all."""
    names = sorted(thing.label for thing in named_things(kg))
    chosen = [names[i * len(names) // QUERIES] for i in range(QUERIES)]
    begun = [name[: 2 + i % 7] for i, name in enumerate(chosen) if i % 2]
    misspelt = [name[:2] + name[3:12] for i, name in enumerate(chosen) if not i % 2]
    return [query for query in (*begun, *misspelt) if query.strip()]


def _hubs(kg: KnowledgeGraph, count: int) -> list[str]:
    """Return what most papers name: such things have hundreds of neighbours that are not drawn at first."""
    named = [entity for entity in kg.entities if entity.type in NAMED_TYPES]
    ranked = sorted(named, key=lambda e: (-sum(papers for _, papers in e.types), e.ref))
    return [entity.ref for entity in ranked[:count]]


def _expand(page: Page, file: Path, ref: str) -> float:
    _go(page, file, address(ref))
    milliseconds: float = page.evaluate(EXPAND)
    return milliseconds


def _go(page: Page, file: Path, fragment: str) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#{fragment}")
    page.wait_for_selector("body.ready")
    page.wait_for_timeout(1200)  # what settles has settled


def _pan(page: Page, file: Path, ref: str) -> float:
    """Drag the drawing about with a mouse and return the frames a second."""
    _go(page, file, f"{address(ref)}&limit=1500")
    print("  " + page.inner_text("#status"))
    box = page.locator("#canvas").bounding_box()
    if box is None:
        sys.exit("the page draws no network")
    x, y = box["x"] + box["width"] * 0.03, box["y"] + box["height"] * 0.03
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT_FRAMES)
    end, step = time.perf_counter() + PAN_SECONDS, 0
    while time.perf_counter() < end:
        step += 1
        page.mouse.move(x + 3 * (step % 100), y + 2 * (step % 100))
    times: list[float] = page.evaluate(FRAMES)
    page.mouse.up()
    return 1000 * (len(times) - 1) / (times[-1] - times[0])


def _heap(session: CDPSession) -> float:
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    return float(next(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize")) / 1e6


def _p95(values: list[float] | tuple[float, ...]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
