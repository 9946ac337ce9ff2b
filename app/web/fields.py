"""What a view takes beyond one value for each field and one mebibyte of form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request

View = TypeVar("View", bound=Callable[..., Any])
MARK = "takes"
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Taken:
    """The names that may come several times, and the largest body in bytes."""

    several: frozenset[str] = frozenset()
    body: int = MEBIBYTE


def takes(*several: str, mebibytes: int = 1) -> Callable[[View], View]:
    """Mark a view whose form has fields of several values (check boxes), or whose upload is larger."""

    def mark(view: View) -> View:
        setattr(view, MARK, Taken(frozenset(several), mebibytes * MEBIBYTE))
        return view

    return mark


def taken_by(view: Callable[..., Any] | None) -> Taken:
    """What a view takes."""
    found: Taken = getattr(view, MARK, Taken())
    return found


def sent(name: str) -> str:
    """A value of the form where something is posted, else of the address; empty without one. Never of both (15.3.7)."""
    return (request.form if request.method == "POST" else request.args).get(name, "")
