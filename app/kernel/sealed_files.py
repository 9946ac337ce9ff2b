"""A file sealed as a whole: a head that anybody may read, and contents that open with one key only.

The contents are cut into pieces of 1 MiB, each sealed with AES-GCM under a key derived for this file alone. A piece
carries its place and whether it is the last, so that none can be changed, moved, left out or cut off at the end; the
head is bound to every piece.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"MADOGUCHI-SEALED-1\n"
PIECE = 1 << 20
TAG, SALT, COUNTER = 16, 16, 11
MOST_HEAD = 1 << 20


class FileBroken(Exception):
    """A sealed file is not one, was changed, ends too early, or belongs to another key."""


def seal_file(source: BinaryIO, target: BinaryIO, head: dict[str, Any], key: bytes) -> None:
    """Write `head` and the sealed contents of `source` into `target`."""
    salt, told = os.urandom(SALT), json.dumps(head, ensure_ascii=False, sort_keys=True).encode()
    target.write(MAGIC + len(told).to_bytes(4, "big") + told + salt)
    cipher, bound = _cipher(key, salt), hashlib.sha256(told).digest()
    piece, number = source.read(PIECE), 0
    while True:
        following = source.read(PIECE)
        target.write(cipher.encrypt(_nonce(number, last=not following), piece, bound))
        if not following:
            return
        piece, number = following, number + 1


def read_head(source: BinaryIO) -> dict[str, Any]:
    """The head of a sealed file, not proven until the contents were opened; raises `FileBroken`."""
    return dict(json.loads(_head(source)))


def open_file(source: BinaryIO, key: bytes) -> Iterator[bytes]:
    """The contents piece by piece; raises `FileBroken` at the first that does not open, or where the end is missing."""
    bound = hashlib.sha256(_head(source)).digest()
    cipher = _cipher(key, source.read(SALT))
    piece, number = source.read(PIECE + TAG), 0
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), piece, bound)
        except InvalidTag:
            raise FileBroken from None
        if not following:
            return
        piece, number = following, number + 1


def _head(source: BinaryIO) -> bytes:
    if source.read(len(MAGIC)) != MAGIC:
        raise FileBroken
    length = int.from_bytes(source.read(4), "big")
    told = source.read(length) if length <= MOST_HEAD else b""
    if len(told) != length or not told.startswith(b"{"):
        raise FileBroken
    return told


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"madoguchi sealed file").derive(key))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(COUNTER, "big") + bytes([last])
