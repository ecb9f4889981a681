"""The errors that Litweave raises on purpose.

    LitweaveError
    ├── NotFound            no entity, paper, author or fact of that name
    └── ...                 further ones stand beside what raises them

Their messages are for people; those that list something have several lines.
"""

from __future__ import annotations

from collections.abc import Sequence


class LitweaveError(Exception):
    """The root: catch it for everything that is wrong with what was asked or found, not with the code."""


class NotFound(LitweaveError, LookupError):  # noqa: N818 (reads as what it says: litweave.NotFound)
    """The graph holds nothing of that name; `nearest` are the nearest names, best first."""

    def __init__(self, kind: str, name: str, nearest: Sequence[str] = ()) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = f"; the nearest: {', '.join(self.nearest)}" if nearest else ""
        super().__init__(f"no {kind} {name!r}{hint}")
