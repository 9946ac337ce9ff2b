"""Static files: served before Flask, compressed once, kept by browsers for a year when their address names them."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from wsgiref.headers import Headers
from wsgiref.util import FileWrapper

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from app.config import PROJECT_ROOT, Settings
from app.web.assets import digest
from app.web.headers import every_answer

PREFIX = "/static/"
YEAR = 365 * 24 * 60 * 60
FOR_GOOD = f"max-age={YEAR}, public, immutable"
FOR_AN_HOUR = "max-age=3600, public"


def init_static(app: Flask, settings: Settings) -> None:
    """Serve the static folder around the application, and mark its addresses with what the files hold."""
    app.static_folder = str(PROJECT_ROOT / "static")
    app.add_url_rule(f"{PREFIX}<path:filename>", "static", app.send_static_file)
    app.wsgi_app = StaticFiles(app.wsgi_app, Path(app.static_folder or ""), settings)

    @app.url_defaults
    def mark_address(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = digest_of(Path(app.static_folder or "", values.get("filename", "")))


@cache
def digest_of(file: Path) -> str | None:
    """The mark of a file's content; none for a file that is not there."""
    return digest(file) if file.is_file() else None


class StaticFiles:
    """Hands files out; the first request for one lets the folder be compressed."""

    def __init__(self, application: Callable[..., Any], folder: Path, settings: Settings) -> None:
        self.application = application
        self.folder = folder
        self.settings = settings
        self.server: Kept | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer an address under /static/; pass everything else on."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not environ.get("PATH_INFO", "").startswith(PREFIX):
            return self.application(environ, start_response)
        if self.server is None:
            self.server = Kept(self.application, ready_folder(self.folder, self.settings), self.settings)
        answer: Iterable[bytes] = self.server(environ, start_response)
        return answer


class Kept(WhiteNoise):
    """WhiteNoise with our headers: nobody else's pages may use the files, and only a marked address is for good."""

    def __init__(self, application: Callable[..., Any], folder: Path, settings: Settings) -> None:
        headers = every_answer(settings)
        del headers["Cache-Control"]

        def add_headers(given: Headers, _path: str, _url: str) -> None:
            for name, value in headers.items():
                given[name] = value

        super().__init__(
            application, root=str(folder), prefix=PREFIX, allow_all_origins=False, add_headers_function=add_headers
        )

    @staticmethod
    def serve(static_file: Any, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Say how long to keep the file by whether its address names its content; ours are small enough to read."""
        marked = "v" in parse_qs(environ.get("QUERY_STRING", ""))

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            others = [pair for pair in headers if pair[0].lower() != "cache-control"]
            return start_response(status, [*others, ("Cache-Control", FOR_GOOD if marked else FOR_AN_HOUR)], *rest)

        found = WhiteNoise.serve(static_file, {**environ, "wsgi.file_wrapper": FileWrapper}, start)
        body = b"".join(found)
        if isinstance(found, FileWrapper):
            found.close()
        return [body]


def ready_folder(folder: Path, settings: Settings) -> Path:
    """A copy of the folder with everything compressed beside it, made once for these files; tests do without."""
    if settings.testing:
        return folder
    ready = settings.instance / "static" / mark_of(folder)
    try:
        if not ready.exists():
            compress_into(folder, ready)
    except OSError:
        return folder  # a disk that is full or read-only: the files go out as they are
    return ready


def compress_into(folder: Path, ready: Path) -> None:
    """Make the compressed copy beside its place and put it there in one step; another process may be first."""
    ready.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=ready.parent))
    shutil.copytree(folder, draft, dirs_exist_ok=True)
    compressor = Compressor(quiet=True)
    for file in sorted(path for path in draft.rglob("*") if path.is_file() and compressor.should_compress(path.name)):
        compressor.compress(str(file))
    try:
        draft.rename(ready)
    except OSError:
        shutil.rmtree(draft, ignore_errors=True)
        if not ready.exists():
            raise


def mark_of(folder: Path) -> str:
    """A mark of every file in the folder: its place, size and time of change."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        status = file.stat()
        whole.update(f"{file.relative_to(folder)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return whole.hexdigest()[:16]
