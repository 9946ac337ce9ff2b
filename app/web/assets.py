"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, current_app

DIGEST_LENGTH = 10


def init_assets(app: Flask) -> None:
    """Let templates say `asset("css/base.css")`."""
    app.jinja_env.globals["asset"] = asset


def asset(path: str) -> str:
    """The address of a file under `static/`, with a mark of its content; raises for a file that is not there."""
    return _address(str(current_app.static_folder), current_app.static_url_path or "", path, current_app.debug)


def _address(folder: str, url_path: str, path: str, fresh: bool) -> str:
    mark = digest if fresh else _kept_digest
    return f"{url_path}/{path}?v={mark(Path(folder, path))}"


def digest(file: Path) -> str:
    """The first characters of the file's SHA-256."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:DIGEST_LENGTH]


_kept_digest = cache(digest)
