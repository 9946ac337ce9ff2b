"""What was typed of an application and not registered yet, as it is kept (10)."""

import json
from collections.abc import Mapping

Typed = dict[str, list[str]]
MOST_FIELDS = 120
LONGEST = 4_000
"""Signs of one answer that are kept; the form itself takes fewer."""


def kept(typed: Typed) -> str:
    """The fields as typed, sealed beside the agency."""
    return json.dumps(typed, ensure_ascii=False)


def read(text: str) -> Typed:
    """The fields that were kept."""
    return {str(name): [str(value) for value in values] for name, values in json.loads(text).items()}


def joined(before: Typed, typed: Mapping[str, list[str]], fields: frozenset[str]) -> Typed:
    """A draft after a step was saved: the step's own fields as typed now, the others as they were.

    A field of the step that did not come is a box that was not ticked: it is gone from the draft.
    """
    others = {name: values for name, values in before.items() if name not in fields}
    now = {name: [value[:LONGEST] for value in typed[name]] for name in sorted(fields) if typed.get(name)}
    return dict([*others.items(), *now.items()][:MOST_FIELDS])
