"""Takes the pictures of docs/viewer.md: opens the page of a graph in Chromium and saves each view as a PNG.

    python docs/pictures.py DIR

DIR is a folder that `litweave build` has made; for the pictures to show what the text says, of the archive of
digests. They are written to docs/pictures/, with 256 colours each at most. This needs Playwright, Pillow and
an installed Chromium; no test runs it.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parent / "pictures"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COLOURS = 256
DESK = {"viewport": {"width": 1400, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}

# name: (address, what is clicked then)
VIEWS = {
    "front": ("", ""),
    "neighbourhood": ("#focus=entity/grpo&card=entity/drgrpo", "#card .opener >> nth=0"),
    "path": ("#view=path&focus=entity/dapo&path=entity/imagenet", ""),
    "lineage": ("#view=lineage&focus=entity/grpo", ""),
    "coauthors": ("#view=coauthors&focus=author/ziwei-liu", ""),
    "leaderboard": ("#view=leaderboard&focus=entity/gsm8k", ""),
    "timeline": ("#view=timeline&focus=entity/grpo", ""),
    "topic": ("#view=map&topic=entity/grpo", ""),
}
DARK = ("front", "lineage", "leaderboard")
ON_PHONE = {"front": "front", "card": "neighbourhood", "leaderboard": "leaderboard"}
OPENED = {"leaderboard"}  # on the phone: the drawing, not the card


def main(folder: Path) -> None:
    """Write all pictures of the page in `folder`; exits with a message if something is missing."""
    page = folder / "graph.html"
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not page.is_file() or executable is None:
        sys.exit(f"{page} or a browser is missing ({', '.join(BROWSERS)})")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for view in VIEWS:
            take(browser, page, view, view, DESK)
        for view in DARK:
            take(browser, page, view, f"{view}-dark", {**DESK, "color_scheme": "dark"})
        for name, view in ON_PHONE.items():
            take(browser, page, view, f"{name}-phone", PHONE)
        browser.close()


def take(browser: Browser, file: Path, view: str, name: str, look: dict[str, object]) -> None:
    """Save a picture of a view; `look` is what Playwright's `new_page` takes."""
    address, click = VIEWS[view]
    page = browser.new_page(**look)  # type: ignore[arg-type]
    page.goto(file.resolve().as_uri() + address)
    page.wait_for_selector("body.ready", timeout=60_000)
    if click:
        page.locator(click).click()
        page.wait_for_selector("#card mark")
    if look is PHONE and view in OPENED:
        page.locator("#open").tap()
    save(page, FOLDER / f"{name}.png")
    page.close()


def save(page: Page, path: Path) -> None:
    """Write what the page shows, as a PNG of few colours."""
    page.wait_for_timeout(500)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)  # keeps rare colours
    few.save(path, optimize=True)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python docs/pictures.py DIR")
    main(Path(sys.argv[1]))
