"""Rows of a table that a narrow screen can show as blocks: every cell knows its head, and keeps its role."""

import re
from collections.abc import Sequence
from itertools import count

from markupsafe import Markup, escape

OPENING = re.compile(r"<(tr|th|td)(?=[\s>])")


def labelled(rows: Markup, heads: Sequence[str]) -> Markup:
    """The rows with the head of each cell written on it; a sheet that turns them into blocks takes no role away."""
    words = [head.striptags() if isinstance(head, Markup) else head for head in heads]
    labels = [f' data-label="{escape(word)}"' if word else "" for word in words]
    cells = {"td": [f'<td role="cell"{label}' for label in labels]}
    cells["th"] = [f'<th role="rowheader"{label}' for label in labels]
    places = count()

    def opened(found: re.Match[str]) -> str:
        nonlocal places
        if found[1] == "tr":
            places = count()
            return '<tr role="row"'
        place = next(places)
        return cells[found[1]][place] if place < len(labels) else found[0]

    return Markup(OPENING.sub(opened, rows))  # noqa: S704 (escaped already)
