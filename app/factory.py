"""Building the application: the only place that knows everyone."""

import os
import sys
from pathlib import Path

from flask import Flask, request
from jinja2 import StrictUndefined

from app.accounts.views.login import identify, init_login
from app.accounts.views.routes import blueprint as accounts
from app.accounts.views.routes import personal
from app.accounts.views.ways import closed_door, init_ways
from app.agencies.queries.dates import stop_at
from app.agencies.views import pages as agencies
from app.booking.views import guide as booking_guide
from app.booking.views import inbox as booking_inbox
from app.booking.views import me as booking_me
from app.booking.views import public as booking
from app.booking.views import site as booking_site
from app.booking.views.use_log import init_use_log
from app.columns import take_keys, watch_key_file
from app.config import PROJECT_ROOT, Settings
from app.db import db
from app.desk.views import holiday_files
from app.desk.views import pages as desk
from app.engines import engine_options
from app.environment import read_settings
from app.job_offers.views import pages as job_offers
from app.keys import FILE_NAME
from app.messages.views import pages as messages
from app.notices import views as notices
from app.notices.transport.smtp import init_mail
from app.offices import views as offices
from app.offices.queries.offices import find_office, policy_in_force
from app.oversight.views import pages as oversight
from app.oversight.views.maintenance import init_stops
from app.routines.watch import init_watch
from app.seekers.views import own as own_record
from app.seekers.views import pages as seekers
from app.web import idempotency  # noqa: F401 (its table)
from app.web.access import init_access
from app.web.clock import Clock, SystemClock, today
from app.web.commands import CommandsOnDemand
from app.web.demo import demo, start_clock
from app.web.edge import init_edge, init_pages
from app.web.errors import Contact
from app.web.filters import jspan
from app.web.health import blueprint as health
from app.web.languages import blueprint as languages
from app.web.migrating import bind_migrations
from app.web.mount import AGENCY_SITE, EVERYWHERE, INTRANET, PUBLIC_SITE, Mount
from app.web.synchronous import SynchronousFlask

MOUNTS: tuple[Mount, ...] = (
    Mount(blueprint=accounts, surfaces=EVERYWHERE),
    Mount(blueprint=personal, surfaces=PUBLIC_SITE),
    Mount(blueprint=agencies.agency, prefix="/agency", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=booking.blueprint, surfaces=PUBLIC_SITE),
    Mount(blueprint=booking_guide.blueprint, surfaces=PUBLIC_SITE),
    Mount(blueprint=booking_inbox.blueprint, surfaces=PUBLIC_SITE, stop=True),
    Mount(blueprint=booking_me.blueprint, surfaces=PUBLIC_SITE),
    Mount(blueprint=booking_site.blueprint, surfaces=PUBLIC_SITE),
    Mount(blueprint=agencies.bureau, prefix="/bureau", surfaces=INTRANET, stop=True),
    Mount(blueprint=desk.blueprint, prefix="/desk", surfaces=INTRANET),
    Mount(blueprint=holiday_files.blueprint, prefix="/operations", surfaces=INTRANET),
    Mount(blueprint=health, surfaces=EVERYWHERE),
    Mount(blueprint=job_offers.agency, prefix="/agency/job-offers", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=job_offers.api, prefix="/api/v1", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=languages, surfaces=PUBLIC_SITE),
    Mount(blueprint=agencies.lists, prefix="/agencies", surfaces=PUBLIC_SITE | AGENCY_SITE, stop=True),
    Mount(blueprint=messages.agency, prefix="/agency", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=messages.inbox, surfaces=PUBLIC_SITE, stop=True),
    Mount(blueprint=messages.operations, prefix="/operations", surfaces=INTRANET),
    Mount(blueprint=messages.watch, prefix="/bureau", surfaces=INTRANET, stop=True),
    Mount(blueprint=notices.blueprint, prefix="/demo", surfaces=EVERYWHERE, demo=True),
    Mount(blueprint=offices.blueprint, surfaces=PUBLIC_SITE),
    Mount(blueprint=oversight.operations, prefix="/operations", surfaces=INTRANET),
    Mount(blueprint=oversight.watch, prefix="/bureau", surfaces=INTRANET, stop=True),
    Mount(blueprint=oversight.agency, prefix="/agency", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=seekers.agency, prefix="/agency", surfaces=AGENCY_SITE, stop=True),
    Mount(blueprint=own_record.blueprint, surfaces=PUBLIC_SITE, stop=True),
)
"""Every blueprint with its surfaces, prefix and daily stop, in alphabetical order."""

COMMANDS = {
    "audit": "app.audit.cli:group",
    "backup": "app.routines.keeping.command:backup",
    "config": "app.web.cli:config",
    "db": "app.web.migrating:migrations",
    "explain": "app.routines.explain_command:explain",
    "holidays": "app.routines.holidays_command:holidays",
    "incident-report": "app.routines.reports.incident:incident_report",
    "invariants": "app.routines.cli:invariants",
    "job-offers": "app.job_offers.cli:job_offers",
    "keys": "app.routines.keeping.keys_command:keys",
    "offices": "app.offices.cli:offices",
    "restore": "app.routines.keeping.command:restore_command",
    "retention": "app.routines.reports.retention:retention",
    "routines": "app.routines.cli:routines",
    "seekers": "app.seekers.cli:seekers",
    "staff": "app.accounts.cli:staff",
    "terms": "app.offices.cli:terms",
    "worker": "app.routines.cli:worker",
}
"""Every command of `flask` with the place where it is found when somebody asks for it."""

DEMO_COMMANDS = {
    "acquire": "app.routines.demo.acquiring:acquire_many",
    "cast": "app.accounts.cli:show_cast",
    "load": "app.routines.demo.command:load",
}
"""What `flask demo` knows beside its clock."""


def create_app(settings: Settings | None = None, *, clock: Clock | None = None) -> Flask:
    """An application for `settings`, read from the environment where none are given.

    `clock` is for tests. Raises `SettingsRefused` for settings that must not be served.
    """
    settings = settings or read_settings(os.environ)
    app = SynchronousFlask(
        "app",
        root_path=str(PROJECT_ROOT / "app"),
        template_folder=str(PROJECT_ROOT / "templates"),
        static_folder=None,  # the edge serves it
        instance_path=str(settings.instance),
    )
    configure(app, settings, clock)
    init_database(app)
    init_web(app, settings)
    register(app, settings)
    return app


def configure(app: Flask, settings: Settings, clock: Clock | None) -> None:
    """Put the settings where Flask and its extensions look for them."""
    app.config.from_mapping(
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        TESTING=settings.testing,
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=200,
        BABEL_DEFAULT_LOCALE="ja",
        BABEL_DEFAULT_TIMEZONE="Asia/Tokyo",
    )
    app.extensions["settings"] = settings
    take_keys(app, settings.keys)
    watch_key_file(app, settings.instance / FILE_NAME)
    app.extensions["clock"] = clock or (start_clock(settings, stop_at) if settings.demo else SystemClock())
    app.jinja_env.undefined = StrictUndefined


def init_database(app: Flask) -> None:
    """Bind the database, and its migrations where somebody migrates.

    Whoever migrates by hand has loaded Flask-Migrate by now, and `flask db` binds it by itself. A process that serves
    pages has not: it would pay for Alembic with every start.
    """
    Path(app.instance_path).mkdir(parents=True, exist_ok=True, mode=0o700)
    db.init_app(app)
    if "flask_migrate" in sys.modules:
        bind_migrations(app)


def init_web(app: Flask, settings: Settings) -> None:
    """Bind what stands around every request, then who may enter, then what pages speak with."""
    init_edge(app, settings, whom_to_call)
    init_login(app)
    init_ways(app)
    init_stops(app, MOUNTS)
    init_access(app, identify=identify, sign_in=closed_door)
    init_pages(app, settings, MOUNTS)
    init_mail(app, settings)
    init_watch(app)
    init_use_log(app)


def whom_to_call() -> Contact | None:
    """The telephone of the office whose address was asked for, for a page that tells somebody to wait."""
    slug = (request.view_args or {}).get("slug")
    if slug is None or find_office(slug) is None:
        return None
    policy = policy_in_force(slug, today())
    if policy.contact_phone is None:
        return None
    return Contact(policy.contact_phone, "、".join(jspan(span.start, span.end) for span in policy.contact_hours))


def register(app: Flask, settings: Settings) -> None:
    """Register every command, and the blueprints of this process's surfaces."""
    app.cli = CommandsOnDemand(app.name, places=COMMANDS)
    if settings.demo:
        demo.places.update(DEMO_COMMANDS)
        app.cli.add_command(demo)
    for mount in MOUNTS:
        if mount.surfaces & settings.surfaces and (settings.demo or not mount.demo):
            app.register_blueprint(mount.blueprint, url_prefix=mount.prefix or None)
