"""Requests read strictly: a broken body is an error instead of an empty form, numbers in addresses are ASCII."""

from typing import Any

from flask import Flask, Request
from werkzeug.formparser import FormDataParser
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1
LONGEST_ID = 10


class StrictFormParser(FormDataParser):
    """Raises `ValueError` for a body that Werkzeug would quietly read as an empty form."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **{**keywords, "silent": False})


class StrictRequest(Request):
    """A request whose form is whole or not there."""

    form_data_parser_class = StrictFormParser


class Id(IntegerConverter):
    """An id in an address: ASCII digits within what both databases hold; anything else is no such page."""

    regex = f"[0-9]{{1,{LONGEST_ID}}}"

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **{"max": LARGEST_ID, **keywords})


def init_parsing(app: Flask) -> None:
    """Read requests strictly; must come before any route is added."""
    app.request_class = StrictRequest
    tighten(app.url_map)
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False


def tighten(url_map: Map) -> None:
    """One spelling per address: no doubled slashes, no ids in other digits."""
    url_map.merge_slashes = False
    url_map.converters["int"] = Id
