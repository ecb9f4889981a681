"""The command line: what the commands share. Each is a function in `litweave.commands`.

Exit codes: 0 done, 1 failed (the reason on standard error), 2 wrong usage.
"""

from __future__ import annotations

import io
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from litweave import console
from litweave.collector import collector_off
from litweave.commands import judge, links, look, make, page
from litweave.commands.ask import query
from litweave.commands.check import check
from litweave.commands.coauthors import coauthors
from litweave.commands.compare import compare
from litweave.commands.leaderboard import leaderboard
from litweave.commands.lineage import lineage
from litweave.commands.trends import trends
from litweave.errors import LitweaveError


class _Group(TyperGroup):
    """Turns failures that are no fault of the code into a message and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # the reader of a pipe has enough; click ends quietly
            raise
        except (LitweaveError, OSError) as error:
            console.err(f"Error: {error}")
            raise typer.Exit(1) from error


app = typer.Typer(
    name="litweave",
    cls=_Group,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    make.build,
    make.update,
    make.extract,
    query,
    look.show,
    links.links,
    lineage,
    leaderboard,
    compare,
    coauthors,
    look.stats,
    look.diff,
    page.view,
    page.export,
    trends,
    check,
    judge.evaluate,
    judge.explain,
):
    app.command()(_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        console.out(f"litweave {version('litweave')}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Make a knowledge graph of daily digests of AI papers, every fact with its sentence, and look at it."""


def main() -> None:
    """Run the command line on the arguments of the process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a character shows another
    with collector_off():  # a question is answered before its garbage could matter
        app()
