"""What a request must be before anything of ours reads it (SECURITY 6, C4, C5, C14, C15)."""

import unicodedata
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, current_app, g, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import (
    HTTPException,
    NotFound,
    RequestEntityTooLarge,
    RequestHeaderFieldsTooLarge,
    RequestURITooLarge,
    UnsupportedMediaType,
)

from app.web.errors import NotFromOurForm, Unreadable
from app.web.fields import MEBIBYTE, Taken, taken_by
from app.web.typed import readable_fields

URL_ENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
LONGEST_ADDRESS = 8 * 1024
LARGEST_HEADERS = 16 * 1024
MOST_FIELDS = 200
DRAINED = 8 * MEBIBYTE
REPLACED = "\ufffd"


def init_hygiene(app: Flask) -> None:
    """Look at every request first of all."""
    app.before_request(check_request)


def check_request() -> None:
    """Refuse what cannot be read for certain; nothing for a request that can."""
    check_size()
    if request.endpoint is None:
        return
    check_address()
    if request.method in UNSAFE:
        check_body(taken_by(current_app.view_functions.get(request.endpoint)))
        check_origin()


def check_size() -> None:
    """Refuse addresses over 8 KiB and headers over 16 KiB."""
    if len(request.full_path) > LONGEST_ADDRESS or len(request.query_string) > LONGEST_ADDRESS:
        raise RequestURITooLarge
    if sum(len(name) + len(value) for name, value in request.headers) > LARGEST_HEADERS:
        raise RequestHeaderFieldsTooLarge


def check_address() -> None:
    """A path that is no clean text is no page of ours; a query must be readable and say each thing once."""
    if request.environ["PATH_INFO"].startswith("//") or any(unsound(character) for character in request.path):
        raise NotFound
    raw = request.query_string
    if raw:
        check_query(raw)


def check_query(raw: bytes) -> None:
    """Readable, without controls, not endless, each name once."""
    text = utf8(unquote_to_bytes(raw))
    if any(unicodedata.category(character) == "Cc" for character in text.replace("\r\n", "").replace("\n", "")):
        raise Unreadable
    if raw.count(b"&") >= MOST_FIELDS:
        raise Unreadable
    refuse_repeated(request.args, taken_by(current_app.view_functions.get(request.endpoint or "")))


def unsound(character: str) -> bool:
    """Whether a character of a path is a control, or stands for bytes that were no UTF-8."""
    return character == REPLACED or unicodedata.category(character) == "Cc"


def check_body(taken: Taken) -> None:
    """Read the form, all of it, or refuse it with what could be read remembered."""
    request.max_content_length = taken.body
    g.readable = []
    if "Content-Encoding" in request.headers:
        raise UnsupportedMediaType
    body = read_body(taken.body)
    if body and request.mimetype not in (URL_ENCODED, MULTIPART):
        raise UnsupportedMediaType
    g.readable = readable_fields(body, request.mimetype, request.mimetype_params.get("boundary", ""))
    check_encoding(body)
    check_form(body)
    refuse_repeated(request.form, taken)
    del g.readable


def read_body(largest: int) -> bytes:
    """The body; what fits of a body that is too large is remembered before it is refused."""
    if (request.content_length or 0) > largest:
        keep_the_beginning(largest)
        raise RequestEntityTooLarge
    try:
        return request.get_data(cache=True)
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 (each server has its own words for a body that breaks off)
        raise Unreadable from None


def keep_the_beginning(largest: int) -> None:
    """Read what one may send, and throw away a little more so that the browser listens to our answer."""
    stream = request.environ["wsgi.input"]
    try:
        start = stream.read(largest)
        left = min(request.content_length or 0, DRAINED) - largest
        while left > 0 and (piece := stream.read(min(left, 64 * 1024))):
            left -= len(piece)
    except Exception:  # noqa: BLE001 (as above)
        raise Unreadable from None
    g.readable = readable_fields(start, request.mimetype, request.mimetype_params.get("boundary", ""))


def check_encoding(body: bytes) -> None:
    """Refuse text in another encoding than UTF-8, declared or found."""
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise Unreadable("encoding")
    if request.mimetype == URL_ENCODED:
        utf8(unquote_to_bytes(body))


def check_form(body: bytes) -> None:
    """Refuse a form that is cut, has too many fields, or has bytes that are no UTF-8."""
    if request.mimetype == URL_ENCODED and body.count(b"&") >= MOST_FIELDS:
        raise RequestEntityTooLarge
    try:
        values = [*request.form, *request.form.values()]
    except ValueError:
        raise Unreadable from None
    if request.mimetype == MULTIPART and sum(value.count(REPLACED) for value in values) > body.count(REPLACED.encode()):
        raise Unreadable("encoding")


def utf8(raw: bytes) -> str:
    """The text of bytes that must be UTF-8; overlong forms and surrogates are none."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise Unreadable("encoding") from None


def refuse_repeated(given: MultiDict[str, str], taken: Taken) -> None:
    """A field that has one value may come once: which of two was meant is not ours to guess."""
    if any(len(values) > 1 and name not in taken.several for name, values in given.lists()):
        raise Unreadable


def check_origin() -> None:
    """Refuse a post that a browser says comes from another site (T14)."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise NotFromOurForm
    origin = request.headers.get("Origin")
    if origin is not None and host_in(origin) != request.host:
        raise NotFromOurForm
    if not is_readable(request.referrer or ""):
        raise NotFromOurForm


def host_in(origin: str) -> str | None:
    """Host and port of an origin; None for one that names none."""
    try:
        return urlsplit(origin).netloc or None
    except ValueError:
        return None


def is_readable(referrer: str) -> bool:
    """Whether host and port of an address can be read: the check of the token does it, and would break."""
    try:
        return (urlsplit(referrer).port or 0) >= 0
    except ValueError:
        return False
