"""The command coauthors: communities and growth of the network of co-authors, or one author in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import typer

from litweave.commands.options import Directory, Form, Limit, MinBelief, Plot, Since, Until, draw, find
from litweave.commands.output import Format, Table, emit

OfAll = Literal["communities", "brokers", "central", "growth"]
OfOne = Literal["collaborators", "papers", "topics", "standing"]


def coauthors(
    folder: Directory,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="One author; without, all.", show_default=False)
    ] = "",
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="Show the shortest path from NAME to this author.")
    ] = "",
    show: Annotated[
        Literal[OfAll, OfOne] | None,
        typer.Option(help="Show one section only; the last four are those of one author."),
    ] = None,
    since: Since = "",
    until: Until = "",
    min_belief: MinBelief = 0.0,
    limit: Limit = 10,
    format: Form = "table",
    plot: Plot = None,
) -> None:
    """Show who writes with whom: communities, who joins them, growth; or one author's collaborators.

    Example: litweave coauthors graph "Daya Guo" --to "Junxian He"
    """
    from graph.search import AUTHOR_TYPE
    from litweave.api import open as open_graph
    from litweave.commands import coauthor_tables as tables

    if (to and (show or not name)) or (plot and name):
        raise typer.BadParameter("--to needs a NAME and goes without --show; --plot goes without NAME")
    kg = open_graph(folder)
    ends = [find(kg, each, (AUTHOR_TYPE,), "author").ref for each in (name, to) if each]
    if to:
        path = kg.coauthor_path(ends[0], ends[1], since=since, until=until)
        emit([tables.path(path, kg)], format, tables.path_notes(path, kg, ends))
    elif name:
        profile = kg.collaborators(ends[0], since=since, until=until, min_belief=min_belief)
        notes = tables.profile_notes(profile, kg, show, limit)
        _print(tables.of_profile(profile, kg, limit), show, format, notes)
    else:
        survey = kg.coauthors(since=since, until=until, min_belief=min_belief)
        _print(tables.of_survey(survey, kg, limit), show, format, tables.survey_notes(survey, show, limit))
        if plot:
            from graph.analyses.community_map import community_map
            from viz.plots.communities import draw_communities

            draw(plot, lambda: draw_communities(community_map(survey.communities, survey.network), kg.labels))


def _print(sections: Mapping[str, Table], show: str | None, form: Format, notes: Sequence[str]) -> None:
    """Print the sections of an answer, or one of them."""
    if show and show not in sections:
        raise typer.BadParameter(f"--show {show} is none of {', '.join(sections)} here")
    emit([sections[show]] if show else list(sections.values()), form, notes)
