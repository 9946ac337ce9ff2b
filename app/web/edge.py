"""What stands around every request, bound in the order a request meets it."""

from collections.abc import Iterable

from flask import Flask

from app.config import Settings
from app.web.assets import init_assets
from app.web.canary import init_canary
from app.web.compression import init_compression
from app.web.cookies import init_cookies
from app.web.demo import init_demo
from app.web.errors import WhomToCall, init_errors
from app.web.extensions import csrf
from app.web.filters import init_filters
from app.web.headers import init_headers
from app.web.health import init_health
from app.web.hosts import init_hosts
from app.web.hygiene import init_hygiene
from app.web.languages import init_languages
from app.web.links import init_links
from app.web.logs import init_logs
from app.web.metrics import init_metrics
from app.web.mount import Mount
from app.web.parsing import init_parsing
from app.web.static_files import init_static
from app.web.unbroken import init_unbroken
from app.web.words import init_words


def init_edge(app: Flask, settings: Settings, contact: WhomToCall) -> None:
    """Everything up to the question who may enter; answers pass it from the last to the first.

    `contact` tells whom to call on a page about a failure.
    """
    init_parsing(app)
    init_cookies(app, settings)
    init_compression(app)
    init_unbroken(app)
    init_headers(app, settings)
    init_logs(app, settings)
    init_metrics(app, settings)
    init_health(app)
    init_errors(app, contact)
    init_hygiene(app)
    csrf.init_app(app)
    init_canary(app)
    init_static(app, settings)
    init_hosts(app, settings)


def init_pages(app: Flask, settings: Settings, mounts: Iterable[Mount]) -> None:
    """What templates speak with."""
    init_languages(app, mounts)
    init_words(app)
    init_assets(app)
    init_demo(app, settings)
    init_filters(app)
    init_links(app, settings, mounts)
