"""Writes graph.html: one file that opens from disk and asks nothing of any network.

pyvis holds the things of the front page's map and brings vis-network; our template replaces its own, which
neither escapes nor works offline. The text of digests reaches the page only as JSON and packed data, never as
markup.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.model import KnowledgeGraph
from viz.data import pack, page_data, page_quotes
from viz.front import front_tables
from viz.script import join_modules
from viz.topic_map import TopicMap, topic_map

if TYPE_CHECKING:
    from pyvis.network import Network

TEMPLATE = "page.html.j2"
LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
_CLOSING = {"script": ("</script", "<!--"), "style": ("</style", "<!--")}


def address(focus: str, view: str = "") -> str:
    """Return the part of the page's address after `#` that shows a reference, perhaps in a certain view.

    The page's script has the whole list of keys (`static/address.js`).
    """
    keys = [("view", view), ("focus", focus)]
    return "&".join(f"{key}={quote(value, safe='/,:')}" for key, value in keys if value)


def write_page(kg: KnowledgeGraph, path: Path, communities: Mapping[str, int]) -> None:
    """Write the page of `kg` to `path`, as UTF-8; equal graphs give equal bytes.

    `communities` are those of the authors, by reference; who is in none is missing.
    Raises `ValueError` if a fact names something that the graph does not hold, `OSError` if `path` cannot
    be written.
    """
    path.write_text(render_page(kg, communities), encoding="utf-8", newline="\n")


def render_page(kg: KnowledgeGraph, communities: Mapping[str, int], start: str = "") -> str:
    """Return the page of `kg` as HTML; opened without an address of its own it shows `start`."""
    drawn = topic_map(kg)
    network = _network(kg, drawn)
    env = _environment(network)
    style = _static("page.css")
    theme = _static("theme.js")
    library = _source(env, LIBRARY)
    program = join_modules("main", lambda name: _static(f"{name}.js"))
    env.globals |= {
        "policy": content_policy([theme, library, program], [style]),
        "style": inline("style", style),
        "theme": inline("script", theme),
        "library": inline("script", library),
        "program": inline("script", program),
        "start": start,
        "packed": pack(page_data(kg, communities) | front_tables(kg, drawn)),
        "quotes": pack(page_quotes(kg)),
    }
    network.templateEnv = env
    network.path = TEMPLATE
    return str(network.generate_html())


def content_policy(scripts: list[str], styles: list[str]) -> str:
    """Return a Content-Security-Policy that runs exactly these scripts and styles and loads nothing.

    With Trusted Types demanded and none defined, code that would parse text as HTML fails as well.
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def inline(tag: str, text: str) -> Markup:
    """Return trusted `text` as the content of a `script` or `style` element.

    Raises `ValueError` if the text would end the element, or hide its end.
    """
    if found := [mark for mark in _CLOSING[tag] if mark in text.lower()]:
        raise ValueError(f"cannot stand inside <{tag}>: the text holds {found[0]!r}")
    return Markup(text)  # noqa: S704  our own files and vis-network, checked above; no digest text


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _network(kg: KnowledgeGraph, drawn: TopicMap) -> Network:
    """Return the things of the map as a pyvis network; the page's script gives it shapes and scale."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")  # undirected, it would drop parallel edges
    entities = {e.ref: e for e in kg.entities}
    for place in drawn.things:
        entity = entities[place.ref]
        network.add_node(
            place.ref, label=entity.label, group=entity.type, x=place.x, y=place.y, area=place.area
        )
    for one, other in drawn.links:
        network.add_edge(one, other)
    return network


def _environment(network: Network) -> Environment:
    loader = ChoiceLoader([PackageLoader("viz"), network.templateEnv.loader])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def _source(env: Environment, name: str) -> str:
    """Return a file of the templates' folders as it is, not as a template."""
    if env.loader is None:
        raise TypeError("the environment has no loader")
    return env.loader.get_source(env, name)[0]


@cache
def _static(name: str) -> str:
    return (files("viz") / "static" / name).read_text(encoding="utf-8")
