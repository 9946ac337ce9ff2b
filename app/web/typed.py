"""What a person typed, kept through every failure (SECURITY I15)."""

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from flask import g, request

FIELD_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}", re.ASCII)
PART_NAME = re.compile(rb'name="([^"\r\n]*)"')
NEVER_AGAIN = {"csrf_token", "code", "totp"}
CARRIED = {"token", "slot", "ticket", "next", "version", "numbers"}
MOST = 200


@dataclass(frozen=True)
class Typed:
    """`shown` is what the person wrote; `carried` goes along unseen when it is sent once more.

    `secret` names the passwords among the fields: they are asked for again, never kept.
    """

    shown: tuple[tuple[str, str], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    secret: tuple[str, ...] = ()


def typed_text(*, trusted: bool = True) -> Typed:
    """What this post brought, without passwords and one-time codes.

    Of a post that is not `trusted` to be the person's own (CSRF), hidden and id fields are left out.
    """
    fields = posted()
    pairs = [(name, value) for name, value in fields if may_be_kept(name)]
    shown = tuple(pair for pair in pairs if not is_hidden(pair[0]))
    secret = tuple(name for name, _value in fields if FIELD_NAME.fullmatch(name) and "password" in name)
    return Typed(shown, tuple(pair for pair in pairs if is_hidden(pair[0])) if trusted else (), secret)


def may_be_kept(name: str) -> bool:
    """Whether a field may stand on a page again."""
    return bool(FIELD_NAME.fullmatch(name)) and name not in NEVER_AGAIN and "password" not in name


def is_hidden(name: str) -> bool:
    """Whether a field is carried along by our forms and not typed."""
    return name in CARRIED or name == "id" or name.endswith("_id")


def posted() -> list[tuple[str, str]]:
    """The fields of this post that could be read."""
    if "readable" in g:
        fields: list[tuple[str, str]] = g.readable
        return fields
    if request.method != "POST" or request.endpoint is None:
        return []
    return list(request.form.items(multi=True))[:MOST]


def readable_fields(body: bytes, mimetype: str, boundary: str) -> list[tuple[str, str]]:
    """The fields of a body that is broken somewhere, as far as they are whole UTF-8 text."""
    raw = from_parts(body, boundary.encode()) if mimetype == "multipart/form-data" else from_pairs(body)
    fields = ((decoded(name), decoded(value)) for name, value in raw[:MOST])
    return [(name, value) for name, value in fields if name and value is not None]


def from_pairs(body: bytes) -> list[tuple[bytes, bytes]]:
    """Names and values of a URL-encoded body."""
    pairs = (pair.partition(b"=") for pair in body.replace(b"+", b" ").split(b"&")[:MOST])
    return [(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in pairs]


def from_parts(body: bytes, boundary: bytes) -> list[tuple[bytes, bytes]]:
    """Names and values of the text parts of a multipart body, the last one possibly cut."""
    found = []
    for part in body.split(b"--" + boundary)[1:] if boundary else []:
        head, _, value = part.partition(b"\r\n\r\n")
        name = PART_NAME.search(head)
        if name and b"filename" not in head:
            found.append((name.group(1), value.removesuffix(b"\r\n")))
    return found


def decoded(raw: bytes) -> str | None:
    """The text, or None for bytes that are no UTF-8."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None
