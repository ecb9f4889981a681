"""Print `docs/commands.md`, made of the commands' own help. `make docs` writes it, a test compares it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from typer.main import get_command
from typer.testing import CliRunner

from litweave.cli import app

INTRODUCTION = """\
# The commands

This page is what `litweave COMMAND --help` prints; `make docs` writes it.

`DIR` is the folder of a graph, which `litweave build INPUT... -o DIR` makes.
Exit codes: 0 done, 1 failed (the reason is on standard error), 2 wrong usage.
Progress is shown on a terminal only.
"""
WIDTH = "100"
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def page() -> Iterator[str]:
    """Yield the parts of the page."""
    yield INTRODUCTION
    group = get_command(app)
    context = group.make_context("litweave", [], resilient_parsing=True)
    names = group.list_commands(context)  # type: ignore[attr-defined]
    for name in names:
        yield f"\n## {name}\n\n```text\n{help_of(name)}\n```\n"


def help_of(name: str) -> str:
    """Return a command's help without colours, blanks at line ends or blank lines around it."""
    shown = CliRunner().invoke(app, [name, "--help"], prog_name="litweave", env={"COLUMNS": WIDTH})
    lines = _STYLE.sub("", shown.output).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(page())
