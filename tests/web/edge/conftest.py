"""An application with a few routes of the tests' own, so that the edge can be met without any capability."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Blueprint, Flask, Response, abort, jsonify, request
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from app.config import Mode
from app.db import Busy, db
from app.kernel.roles import ANYONE, Role
from app.web.access import open_to
from app.web.errors import too_many
from app.web.fields import takes
from app.web.htmx import go
from app.web.limiter import Exceeded
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock

NAME = "佐藤花子"
PRODUCTION: dict[str, Any] = {
    "mode": Mode.PRODUCTION,
    "trusted_hosts": ("madoguchi.example",),
    "public_base_url": "https://madoguchi.example",
    "agency_base_url": "https://madoguchi.example",
    "intranet_base_url": "https://madoguchi.example",
}


def form() -> Response:
    """Tells what was read."""
    return jsonify(dict(request.form.lists()), sorted(request.files))


@takes("topic", mebibytes=2)
def several() -> Response:
    """Tells what was read, and takes more than others."""
    return jsonify(dict(request.form.lists()))


def item(number: int) -> str:
    """A page with an id."""
    return str(number)


def word(word: str) -> str:
    """A page with a word."""
    return word


def fault() -> str:
    """Breaks, with a name on its lips."""
    raise ValueError(NAME)


def busy() -> str:
    """The database stayed busy."""
    raise Busy("book")


def away() -> str:
    """The database is away, with a name on its lips."""
    raise OperationalError("SELECT 1", {}, Exception(NAME))


def limited() -> Response:
    """One try too many."""
    return too_many(Exceeded(150))


def closed() -> str:
    """For staff only."""
    return "inside"


def refused(code: int) -> str:
    """Refuses as it is told."""
    abort(code)


def away_to() -> Response:
    """Sends the person where they say."""
    return go(request.args["next"])


def long() -> str:
    """A page worth compressing."""
    return "<p>相談窓口</p>" * 200


ROUTES = {
    "/form": form,
    "/several": several,
    "/items/<int:number>": item,
    "/words/<word>": word,
    "/fault": fault,
    "/busy": busy,
    "/away": away,
    "/limited": limited,
    "/refused/<int:code>": refused,
    "/away-to": away_to,
    "/long": long,
}
POSTED = {form, several, fault, busy, away, limited, refused}


def scratch() -> Blueprint:
    """Routes that do, on demand, what can go wrong."""
    routes = Blueprint("scratch", __name__, url_prefix="/scratch")
    for rule, view in ROUTES.items():
        methods = ["GET", "POST"] if view in POSTED else ["GET"]
        routes.add_url_rule(rule, view_func=open_to(ANYONE)(view), methods=methods)
    routes.add_url_rule("/closed", view_func=open_to(Role.STAFF)(closed), methods=["GET", "POST"])
    return routes


@pytest.fixture(scope="session")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """`edge(**settings)`: such an application without a database; without the CSRF check unless `csrf=True`."""
    made: dict[str, Flask] = {}

    def make(*, csrf: bool = False, **changes: Any) -> Flask:
        key = f"{csrf} {sorted(changes.items())}"
        if key not in made:
            settings = settings_for("sqlite://", tmp_path_factory.mktemp("edge"), testing=False, **changes)
            made[key] = prepared(build_app(settings, FrozenClock()), csrf=csrf)
        return made[key]

    yield make
    for app in made.values():
        with app.app_context():
            db.engine.dispose()


def prepared(app: Flask, *, csrf: bool) -> Flask:
    """With our routes, and not asking its database for the keys."""
    app.config["WTF_CSRF_ENABLED"] = csrf
    app.config["WTF_CSRF_CHECK_DEFAULT"] = csrf
    app.extensions["keys_known"].add("planted")
    app.register_blueprint(scratch())
    return app


@pytest.fixture
def browser(edge: Callable[..., Flask]) -> FlaskClient:
    """A client of that application in the demo."""
    return edge().test_client()
