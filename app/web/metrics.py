"""Counting what the web processes of one installation answer, for /metrics."""

import json
import os
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

from app.config import Settings
from app.web.logs import method_of_request, seconds_spent

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
KEPT_SECONDS = 1.0
PAGE = "madoguchi_http_requests_total"
TIME = "madoguchi_http_request_seconds"


class Meter:
    """The counts of this process, written to a file now and then, so that any process can tell them all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.guard = threading.Lock()
        self.process = os.getpid()
        self.due = False

    def count(self, method: str, endpoint: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self.guard:
            if self.process != os.getpid():  # a fork starts at nothing
                self.process, self.counts, self.due = os.getpid(), Counter(), False
            self.counts[f'{PAGE}{{method="{method}",endpoint="{endpoint}",status="{status}"}}'] += 1
            self.counts[f"{TIME}_sum"] += seconds  # type: ignore[assignment]
            self.counts[f"{TIME}_count"] += 1
            for bucket in BUCKETS:
                self.counts[f'{TIME}_bucket{{le="{bucket}"}}'] += seconds <= bucket
            self.counts[f'{TIME}_bucket{{le="+Inf"}}'] += 1
            if not self.due:
                self.due = True
                keeper = threading.Timer(KEPT_SECONDS, self.keep)
                keeper.daemon = True
                keeper.start()

    def keep(self) -> None:
        """Write the counts where the other processes find them; a full disk costs the figures, never an answer."""
        with self.guard:
            self.due, written = False, json.dumps(self.counts)
        try:
            self.folder.mkdir(exist_ok=True, mode=0o700)
            draft = self.folder / f"{self.process}.{threading.get_ident()}"
            draft.write_text(written)
            draft.replace(self.folder / f"{self.process}.json")
        except OSError:
            return

    def total(self) -> Counter[str]:
        """The counts of every process that is alive."""
        self.keep()
        whole: Counter[str] = Counter()
        for file in sorted(self.folder.glob("*.json")):
            whole.update(counts_of(file))
        return whole


def init_metrics(app: Flask, settings: Settings) -> None:
    """Count every answer from now on."""
    meter = app.extensions["meter"] = Meter(settings.instance / "metrics")
    app.extensions["gauges"] = {}

    @app.after_request
    def count(response: Response) -> Response:
        endpoint = request.url_rule.rule if request.url_rule else "-"
        meter.count(method_of_request(), endpoint, response.status_code, seconds_spent())
        return response


def counts_of(file: Path) -> dict[str, Any]:
    """What a process counted; nothing, and the file is gone, where the process is."""
    try:
        os.kill(int(file.stem), 0)
        found: dict[str, Any] = json.loads(file.read_text())
    except PermissionError:
        return {}
    except (ProcessLookupError, ValueError, OSError):
        file.unlink(missing_ok=True)
        return {}
    return found


def lines() -> Iterator[str]:
    """Every figure as a line of the plain text format that Prometheus reads."""
    yield f"# TYPE {PAGE} counter"
    yield f"# TYPE {TIME} histogram"
    for name, value in sorted(current_app.extensions["meter"].total().items()):
        yield f"{name} {value:g}"
    yield f"madoguchi_process_resident_bytes {resident_bytes()}"
    for name, gauge in sorted(current_app.extensions["gauges"].items()):
        yield f"madoguchi_{name} {gauge():g}"


def resident_bytes() -> int:
    """The memory this process holds; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
