"""C14, C15, C16: changes to a whole request: its form, its headers, its address, the state it meets.

A case is a name and its figures; `tests/corpus/changes.py` makes the change to any form.
"""

from collections.abc import Iterator
from itertools import product

from tests.corpus.lists import listed

Change = tuple[object, ...]
METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW")
PLACES = ("/", "/enquiry", "/offices/kanagawa")
URL_ENCODED = "application/x-www-form-urlencoded"
BODIES = (b"{}", b"null", b"=", b"&&&", b"%", b"%zz=%zz", b"<xml/>", b"\x00", b"a" * 100)
ENDINGS = ("[]", "[0]", ".x", "%00", "[a][b]")
LONG_HEADERS = (("X-Heap", "a" * 20_000), ("Cookie", "a" * 9_000), ("User-Agent", "a" * 5_000))
LONG_QUERIES = ("&" * 300, "a=" + "b" * 9_000)
ROUND = ("短い文", "二行の\n文", "<b>&\"'", "　全角　空白　")


def broken_forms() -> Iterator[Change]:
    """C14: fields missing, doubled, renamed, foreign; bodies of another kind, cut, too large; headers."""
    yield from (("without", place) for place in range(12))
    yield from (("twice", place, other) for place, other in product(range(8), ("the same", "another")))
    yield from (("renamed", place, ending) for place, ending in product(range(4), ENDINGS))
    yield from (("with", name) for name in listed("intruders"))
    yield from (("many fields", count) for count in (199, 200, 201, 1_500))
    yield from (("body", kind, body) for kind, body in product(listed("content_types"), BODIES[:3]))
    yield from (("body", URL_ENCODED, body) for body in BODIES)
    yield from (("cut multipart", share) for share in range(4, 100, 4))
    yield from (("large body", mebibytes) for mebibytes in (1, 2, 12))
    yield from (("large multipart", mebibytes) for mebibytes in (1, 2))
    yield from (("header", *header.split(": ", 1)) for header in listed("headers"))
    yield from (("header", *header) for header in LONG_HEADERS)
    yield from (("nothing at all",), ("only the token",), ("only files",))
    yield from (
        ("chunked without end",),
        ("longer than said",),
        ("shorter than said",),
        ("two lengths",),
        ("no length",),
    )
    yield from (("body", "", body) for body in BODIES)
    yield from (("twice", place, "empty") for place in range(8))


def odd_addresses() -> Iterator[Change]:
    """C15: methods nobody offers, and other spellings of an address."""
    yield from (("method", method, place) for method, place in product(METHODS, PLACES))
    yield from (("address", spelling.format("/enquiry")) for spelling in listed("spellings"))
    yield from (("address", "/ENQUIRY"), ("address", "/enquiry/" + "a" * 9_000), ("address", "/enquiry" * 400))
    yield from (("query", place, query) for query, place in product([*listed("queries"), *LONG_QUERIES], PLACES))
    yield from (("address", spelling.format("/offices/kanagawa")) for spelling in listed("spellings"))


def states() -> Iterator[Change]:
    """C16: what the person, the other tab or the clock did meanwhile."""
    yield from (("state", state, htmx, text) for state, htmx, text in product(listed("states"), (False, True), ROUND))
