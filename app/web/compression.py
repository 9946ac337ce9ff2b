"""Pages go out compressed where that tells an onlooker nothing: only plain answers to a GET.

An answer to a post shows what was posted beside a CSRF token, so its compressed length would give the token away
to someone who chooses the text (BREACH). Pages get a tail of random length, so that their length says less, too.
"""

import gzip
import secrets

import brotli
from flask import Flask, Response, request

SMALLEST = 600
BROTLI_QUALITY = 4
GZIP_LEVEL = 5
LONGEST_TAIL = 64
KINDS = frozenset({"text/html", "text/plain", "text/calendar", "text/csv", "application/json"})


def init_compression(app: Flask) -> None:
    """Compress last of all, when every header stands."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """The same answer, smaller, for a browser that says it can read that."""
    if not may_compress(response):
        return response
    body = response.get_data()
    if len(body) < SMALLEST:
        return response
    response.vary.add("Accept-Encoding")
    coding = request.accept_encodings.best_match(("br", "gzip"))
    if coding is None:
        return response
    if response.mimetype == "text/html":
        body += tail()
    packed = brotli.compress(body, quality=BROTLI_QUALITY) if coding == "br" else gzip.compress(body, GZIP_LEVEL)
    response.set_data(packed)
    response.headers["Content-Encoding"] = coding
    return response


def may_compress(response: Response) -> bool:
    """Whether this is a whole answer to a GET, in text."""
    plain = request.method == "GET" and response.status_code == 200 and not response.direct_passthrough
    return plain and response.mimetype in KINDS and "Content-Encoding" not in response.headers


def tail() -> bytes:
    """A comment whose length cannot be foreseen, in signs that do not compress."""
    return f"<!-- {secrets.token_urlsafe(LONGEST_TAIL)[: secrets.randbelow(LONGEST_TAIL)]} -->\n".encode()
