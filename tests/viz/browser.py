"""An open page, for tests that act as a person does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}


@dataclass
class Visit:
    """An open page, and what it said and asked for."""

    page: Page
    url: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def go(self, fragment: str = "") -> Page:
        """Open the page at `fragment` and wait until it is ready."""
        self.page.goto("about:blank")
        self.page.goto(self.url + fragment)
        self.page.wait_for_selector("body.ready", timeout=15_000)
        return self.page

    def outside(self) -> list[str]:
        """Return the requests for anything but the file itself."""
        return [url for url in self.requests if not url.startswith((self.url, "data:", "blob:", "about:"))]

    def close(self) -> None:
        """Close the page, which must have complained of nothing and asked for nothing."""
        self.page.close()
        assert self.complaints == []
        assert self.outside() == []


Visits = Callable[..., Visit]
"""Opens a file, with options of a Playwright page; the test closes what it opens."""


def visit(browser: Browser, file: Path, **options: object) -> Visit:
    """Return a page for `file`, which is not opened yet."""
    page = browser.new_page(**options)  # type: ignore[arg-type]
    page.set_default_timeout(8_000)
    found = Visit(page, file.as_uri())
    page.on("console", lambda message: found.complaints.append(message.text))
    page.on("pageerror", lambda error: found.complaints.append(str(error)))
    page.on("request", lambda request: found.requests.append(request.url))
    page.on("dialog", lambda dialog: found.complaints.append(dialog.message))
    return found


def await_title(page: Page, pattern: str) -> None:
    """Wait until the title matches; `wait_for_function` would poll by `eval`, which the page forbids."""
    from playwright.sync_api import expect

    expect(page).to_have_title(re.compile(pattern), timeout=15_000)


def await_text(page: Page, selector: str, pattern: str) -> None:
    """Wait until the first element of `selector` says what matches."""
    from playwright.sync_api import expect

    expect(page.locator(selector).first).to_have_text(re.compile(pattern), timeout=8_000)


def await_texts(found: Locator, texts: list[str]) -> None:
    """Wait until elements have these texts; what only sentences need is unpacked after the page is ready."""
    from playwright.sync_api import expect

    expect(found).to_have_text(texts, timeout=15_000)
