"""Whether this process lives, whether it can work, and what it did: /healthz, /readyz, /metrics."""

import ipaddress
from collections.abc import Callable

from flask import Blueprint, Flask, Response, abort, current_app, request

from app.config import PROJECT_ROOT
from app.db import db
from app.kernel.roles import ANYONE
from app.web.access import open_to
from app.web.canary import keys_fit
from app.web.hosts import LOOPBACK, host_of
from app.web.logs import log, log_fault
from app.web.metrics import lines

Check = Callable[[], bool]
Gauge = Callable[[], float]
TABLES = "migrations"
PROXIED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip")

blueprint = Blueprint("health", __name__)


def init_health(app: Flask) -> None:
    """What must be so for work to be done; others add their own with `ready_check` and `gauge`."""
    app.extensions["ready_checks"] = {TABLES: migrated, "keys": keys_fit}


def ready_check(app: Flask, name: str, check: Check) -> None:
    """Let /readyz fail while `check` is false or raises."""
    app.extensions["ready_checks"][name] = check


def gauge(app: Flask, name: str, figure: Gauge) -> None:
    """Let /metrics tell a figure as `madoguchi_<name>`."""
    app.extensions["gauges"][name] = figure


@blueprint.get("/healthz")
@open_to(ANYONE)
def healthz() -> Response:
    """The process answers; nothing else is asked."""
    return plain("ok")


@blueprint.get("/readyz")
@open_to(ANYONE)
def readyz() -> Response:
    """Database, migrations, keys and whatever others registered: ok or ng, the log says which."""
    failed = failed_checks()
    for name in failed:
        log.warning("not_ready", reason=name)
    return plain("ng", 503) if failed else plain("ok")


@blueprint.get("/metrics")
@open_to(ANYONE)
def metrics() -> Response:
    """Figures for this machine only; elsewhere there is no such page."""
    if not on_this_machine():
        abort(404)
    return plain("\n".join(lines()))


def failed_checks() -> list[str]:
    """The names of the checks that are not so, or cannot be made; without the tables, nothing else is asked."""
    checks = current_app.extensions["ready_checks"]
    if not holds(TABLES, checks[TABLES]):
        return [TABLES]
    return [name for name, check in checks.items() if not holds(name, check)]


def holds(name: str, check: Check) -> bool:
    """Whether a check is so; a check that raises is not."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 (a check that breaks is a check that fails)
        log_fault("check_failed", error, reason=name)
        return False


def migrated() -> bool:
    """Whether the database can be reached and has every migration of this release."""
    from alembic.migration import MigrationContext  # a process that nobody asks whether it is ready goes without
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(PROJECT_ROOT / "migrations"))
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == scripts.get_current_head()


def on_this_machine() -> bool:
    """Whether the request was made on this machine, under its own name, and passed no proxy."""
    if any(name in request.headers for name in PROXIED) or host_of(request.host) not in LOOPBACK:
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def plain(words: str, status: int = 200) -> Response:
    """A line of plain text."""
    return Response(f"{words}\n", status, content_type="text/plain; charset=utf-8")
