"""The page in a notebook."""

from __future__ import annotations

import base64
from dataclasses import dataclass

_ALLOWED = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
"""Links open in a window of their own, files can be saved; all else is shut."""


@dataclass(frozen=True, slots=True)
class NotebookPage:
    """A page that notebooks display in a frame of its own, `height` pixels high.

    The frame has an address of its own kind, so the page's links stay within it, and it can reach neither the
    notebook nor a network.
    """

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.html.encode()).decode("ascii")
        return (
            f'<iframe src="data:text/html;charset=utf-8;base64,{data}" width="100%" height="{self.height:d}" '
            f'style="border: 0" sandbox="{_ALLOWED}"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<litweave page of {len(self.html):,} characters, shown by notebooks>"
