"""Addresses of static files that change with their content, so that browsers may keep them for a year."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Flask

DIGEST_LENGTH = 10


def init_assets(app: Flask) -> None:
    """Let templates say `asset("css/site.css")`; each file is read once, in debug mode at every use."""

    def asset(path: str) -> str:
        return f"{app.static_url_path}/{path}?v={digest(Path(str(app.static_folder), path))}"

    app.jinja_env.globals["asset"] = asset if app.debug else cache(asset)


def digest(file: Path) -> str:
    """The first characters of the file's SHA-256; raises for a file that is not there."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:DIGEST_LENGTH]
