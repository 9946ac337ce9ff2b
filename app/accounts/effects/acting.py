"""Acting for an agency or a bureau: the right is read again inside the acting transaction (SECURITY I14, T6)."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import ParamSpec, TypeVar

from app.accounts.queries.grants import has_lost
from app.web.errors import RightEnded

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def by_right(use_case: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Let a use-case with `by` and `now` begin only while `by` still holds the right the page was opened with.

    Stands below `db.write`. Raises `RightEnded`, which becomes the page about it with everything typed.
    """
    takes = signature(use_case)

    @wraps(use_case)
    def acted(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        given = takes.bind(*args, **kwargs).arguments
        if has_lost(given["by"], given["now"]):
            raise RightEnded
        return use_case(*args, **kwargs)

    return acted
