"""The commands for the page: view opens it, export writes a smaller one."""

from __future__ import annotations

import html
import os
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from graph.model import ENTITY_TYPES
from graph.search import ANY_TYPE, AUTHOR_TYPE
from litweave import atomic, console, directory
from litweave.commands.options import Directory, find

_REDIRECT = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={}">'


def view(
    folder: Directory,
    focus: Annotated[
        str, typer.Option("--focus", metavar="NAME", help="Start at this thing, paper or author.")
    ] = "",
    lineage: Annotated[
        str, typer.Option("--lineage", metavar="NAME", help="Start with what this builds on and led to.")
    ] = "",
    coauthors: Annotated[
        str, typer.Option("--coauthors", metavar="NAME", help="Start with whom this author writes.")
    ] = "",
    path: Annotated[bool, typer.Option("--path", help="Only print where the page is.")] = False,
) -> None:
    """Open the graph's page in the browser; print where it is if there is none, or no terminal.

    Example: litweave view graph --focus GRPO
    """
    starts = [
        (name, view, types)
        for name, view, types in (
            (focus, "", ANY_TYPE),
            (lineage, "lineage", ENTITY_TYPES),
            (coauthors, "coauthors", (AUTHOR_TYPE,)),
        )
        if name
    ]
    if len(starts) > 1:
        raise typer.BadParameter("give one of --focus, --lineage and --coauthors")
    page = directory.top(folder, "graph.html").resolve()
    start = _start(folder, *starts[0]) if starts else ""
    if path or not _has_display() or not _open(page, start):
        console.out(f"{page.as_uri()}#{start}" if start else str(page))


def _start(folder: Path, name: str, view: str, types: tuple[str, ...]) -> str:
    from litweave.api import open as open_graph
    from viz.page import address

    return address(find(open_graph(folder), name, types).ref, view)


def _open(page: Path, start: str) -> bool:
    """Open a page; where in it goes by a second page, as openers of files drop what follows a `#`."""
    if not start:
        return webbrowser.open(page.as_uri())
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8", delete=False) as file:
        file.write(_REDIRECT.format(html.escape(f"{page.as_uri()}#{start}")))
    return webbrowser.open(Path(file.name).as_uri())


def _has_display() -> bool:
    if not sys.stdout.isatty():
        return False
    on_its_own = sys.platform in ("darwin", "win32")
    return on_its_own or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def export(
    folder: Directory,
    page: Annotated[
        Path,
        typer.Option("--html", metavar="FILE", help="Where to write the page.", dir_okay=False),
    ],
    focus: Annotated[
        str, typer.Option("--focus", metavar="NAME", help="The thing, paper or author it is about.")
    ],
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", help="Steps from it that the page reaches.", min=0, max=6)
    ] = 2,
) -> None:
    """Write a page of what stands around one thing: a smaller file to hand on, with its evidence.

    Example: litweave export graph --html grpo.html --focus GRPO --depth 1
    """
    from litweave.api import open as open_graph

    kg = open_graph(folder)
    atomic.write(page, kg.html(find(kg, focus, ANY_TYPE).ref, depth).encode())
    console.err(f"Wrote {page}, {page.stat().st_size / 1e6:,.1f} MB")
