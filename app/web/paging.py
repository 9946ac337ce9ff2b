"""The page of a list that an address asks for."""

from flask import request

MOST_DIGITS = 5


def page_asked() -> int:
    """The number after `page=`, from 1; 1 where none is asked for, or none that can be."""
    return page_from(request.args.get("page", ""))


def page_from(typed: str) -> int:
    """The same of what a form holds."""
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 1
