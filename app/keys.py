"""The four keys of an installation and the file that holds them (DESIGN 3.10)."""

import base64
import os
import secrets
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.kernel.sealing import KEY_BYTES, KeyRing

FILE_NAME = "secrets.toml"
RINGS = ("seal", "booking_password", "cookie")


class KeysRefused(Exception):
    """The secrets cannot be used; `problems` names each of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True, repr=False)
class Keys:
    """Seal, booking password and cookie rings, and the index key, which is never rotated."""

    seal: KeyRing
    booking_password: KeyRing
    cookie: KeyRing
    index: bytes


def load_keys(path: Path, *, make: bool) -> Keys:
    """The keys of `path`; made once where they are missing and `make` allows it.

    Raises `KeysRefused` for a missing, readable-by-others, malformed or weak file.
    """
    if make and not path.exists():
        write_keys(path, new_keys())
    if not path.exists():
        raise KeysRefused([f"{FILE_NAME}: {path} がありません。"])
    problems = [] if _private(path) else [f"{FILE_NAME}: 所有者以外が読める権限です（0600 にしてください）。"]
    try:
        document = tomllib.loads(path.read_text())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KeysRefused([*problems, f"{FILE_NAME}: 読み取れません（{error}）。"]) from None
    return _keys_of(document, problems)


def new_keys() -> Keys:
    """Fresh random keys, each ring with one key named k1."""
    rings = {name: KeyRing("k1", {"k1": secrets.token_bytes(KEY_BYTES)}) for name in RINGS}
    return Keys(**rings, index=secrets.token_bytes(KEY_BYTES))


def write_keys(path: Path, keys: Keys) -> None:
    """Write the keys so that a reader sees the whole file or none, readable by the owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(_toml_of(keys))
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def replace_keys(path: Path, keys: Keys) -> None:
    """Put new keys in the place of the old, in one step (used by rotation)."""
    draft = path.with_name(f"{path.name}.next")
    draft.unlink(missing_ok=True)
    write_keys(draft, keys)
    draft.replace(path)


def _private(path: Path) -> bool:
    return not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)


def _toml_of(keys: Keys) -> str:
    parts = [f'index = "{_text(keys.index)}"\n']
    for name in RINGS:
        ring: KeyRing = getattr(keys, name)
        rows = "".join(f'{key_id} = "{_text(key)}"\n' for key_id, key in ring.keys.items())
        parts.append(f'\n[{name}]\ncurrent = "{ring.current}"\n[{name}.keys]\n{rows}')
    return "".join(parts)


def _keys_of(document: Mapping[str, object], problems: list[str]) -> Keys:
    found: dict[str, KeyRing] = {}
    for name in RINGS:
        try:
            found[name] = _ring(document.get(name))
        except ValueError as error:
            problems.append(f"{FILE_NAME} [{name}]: {error}")
    try:
        index = _key(document.get("index"))
    except ValueError as error:
        problems.append(f"{FILE_NAME} index: {error}")
    if problems:
        raise KeysRefused(problems)
    return Keys(**found, index=index)


def _ring(section: object) -> KeyRing:
    if not isinstance(section, dict) or not isinstance(section.get("keys"), dict):
        raise ValueError("current と keys が必要です。")
    keys = {str(key_id): _key(value) for key_id, value in section["keys"].items()}
    if section.get("current") not in keys:
        raise ValueError("current が keys の中にありません。")
    return KeyRing(str(section["current"]), keys)


def _key(value: object) -> bytes:
    try:
        key = base64.b64decode(str(value or ""), validate=True)
    except ValueError:
        raise ValueError("base64 の鍵ではありません。") from None
    if len(key) < KEY_BYTES or len(set(key)) < KEY_BYTES // 4:
        raise ValueError(f"鍵が弱すぎます（{KEY_BYTES} バイト以上の乱数にしてください）。")
    return key


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
