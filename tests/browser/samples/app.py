"""A small application that shows every macro with plain values, for eyes and for axe."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from app.accounts.views.ways import OwnPlace
from app.web.assets import init_assets
from app.web.filters import init_filters
from app.web.static_files import StaticFiles
from app.web.words import init_words
from tests.browser.samples.content import ERRORS, PAGES, error_context, week
from tests.browser.samples.forms import SampleForm
from tests.harness.applications import settings_for

ROOT = Path(__file__).resolve().parents[3]
TYPED = {"email": "taro@", "content": "残業代が\r\n支払われません。", "residence": "14100"}
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def create_samples() -> Flask:
    """The sample pages at /<name>, the error pages at /errors/<code>; under the policy of the real pages."""
    app = Flask("samples", static_folder=str(ROOT / "static"), static_url_path="/static")
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(str(ROOT / "templates")), FileSystemLoader(str(Path(__file__).parent / "pages"))]
    )
    app.config.update(SECRET_KEY="only for sample pages", BABEL_DEFAULT_LOCALE="ja")
    app.jinja_env.undefined = StrictUndefined
    Babel(app)
    init_words(app)
    CSRFProtect(app)
    init_assets(app)
    init_filters(app)
    app.jinja_env.globals["own_place"] = lambda: OwnPlace("/", "")
    app.add_url_rule("/<name>", view_func=sample)
    app.add_url_rule("/<name>", endpoint="press", methods=["POST"], view_func=sample)
    app.add_url_rule("/errors/<int:code>", view_func=error)
    app.after_request(guard)
    settings = settings_for("sqlite://", ROOT / "instance")
    app.wsgi_app = StaticFiles(app.wsgi_app, ROOT / "static", settings)  # reads a file whole: a browser may hang up
    return app


def sample(name: str) -> str:
    """One sample page with the same content for all."""
    start = datetime(2026, 5, 13, 10, tzinfo=UTC) - timedelta(hours=9)
    empty, wrong = SampleForm(MultiDict()), SampleForm(MultiDict(TYPED))
    wrong.validate()
    template = "_week.html" if "HX-Request" in request.headers else f"{PAGES[name]}.html"
    return render_template(template, form=empty, wrong=wrong, start=start, week=week())


def error(code: int) -> tuple[str, int]:
    """One error page; with typed text where a post would have some."""
    context = error_context(code) | {"fragment": "fragment" in request.args}
    return render_template(f"_errors/{ERRORS[code]}.html", **context), code


def guard(response):
    """The policy every page of the real application carries."""
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
