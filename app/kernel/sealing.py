"""Sealing personal values, looking them up blindly, deriving the booking password."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
PASSWORD_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PASSWORD_LENGTH = 12
LOOK_ALIKES = str.maketrans("OIL", "011")


class SealBroken(Exception):
    """A sealed value does not open: wrong key, wrong place, or changed bytes."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by id; the current one writes, all of them read."""

    current: str
    keys: dict[str, bytes]

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise ValueError(f"key ring has no key {self.current!r}")
        if any(len(key) < KEY_BYTES for key in self.keys.values()):
            raise ValueError(f"keys have at least {KEY_BYTES} bytes")

    def key(self, key_id: str) -> bytes:
        """The key of that id; raises `SealBroken` for one that is not on the ring."""
        try:
            return self.keys[key_id]
        except KeyError:
            raise SealBroken(f"no key {key_id!r} on the ring") from None


def seal(ring: KeyRing, text: str, context: str) -> bytes:
    """Seal `text` under the current key; it opens only with the same `context` (table.column).

    Layout: length of key id, key id, nonce, AES-GCM ciphertext. DESIGN 3.10.
    """
    key_id = ring.current.encode()
    nonce = os.urandom(NONCE_BYTES)
    body = AESGCM(ring.key(ring.current)).encrypt(nonce, text.encode(), context.encode())
    return bytes([len(key_id)]) + key_id + nonce + body


def open_sealed(ring: KeyRing, sealed: bytes, context: str) -> str:
    """The text sealed for `context`; raises `SealBroken` where it does not open."""
    key_id, rest = sealed_key_id(sealed), sealed[1 + sealed[0] :]
    nonce, body = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(ring.key(key_id)).decrypt(nonce, body, context.encode()).decode()
    except InvalidTag:
        raise SealBroken(f"sealed value of {context} does not open") from None


def sealed_key_id(sealed: bytes) -> str:
    """Which key a value was sealed under; used by key rotation."""
    return sealed[1 : 1 + sealed[0]].decode()


def blind_index(key: bytes, purpose: str, text: str) -> str:
    """HMAC of `text` for exact look-up; values of two purposes never match (hex, 64 signs)."""
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def derived_password(ring: KeyRing, key_id: str, booking: str, nonce: str) -> str:
    """The enquiry password of a booking: 12 signs, 60 bits, never stored (KNG-28, SECURITY R1).

    Crockford's alphabet: no I, L, O, U. The same input gives the same password at every resend.
    """
    digest = hmac.new(ring.key(key_id), f"{booking}\0{nonce}".encode(), hashlib.sha256).digest()
    standard = base64.b32encode(digest).decode()[:PASSWORD_LENGTH]
    table = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", PASSWORD_ALPHABET)
    return standard.translate(table)


def folded_password(typed: str) -> str:
    """What a person typed for a derived password: spaces and hyphens out, look-alikes read as meant."""
    return typed.translate(str.maketrans("", "", " -\u3000")).upper().translate(LOOK_ALIKES)


def same_secret(given: str, expected: str) -> bool:
    """Constant-time comparison of two secrets."""
    return hmac.compare_digest(given.encode(), expected.encode())
