"""About this site: what is kept of whom and how long, how accessible the pages are, whom to tell of a hole.

It stands with booking because the page on privacy says for every office what it has chosen (DESIGN 2).
"""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_babel import lazy_gettext as _l

from app.config import Settings
from app.kernel.roles import ANYONE
from app.notices.queries import DAYS_OF_TEXT
from app.offices.queries import offices
from app.offices.queries.retention import periods_of, use_log_months
from app.web import idempotency
from app.web.access import open_to
from app.web.clock import today
from app.web.languages import is_spoken
from app.web.paging import page_asked

blueprint = Blueprint("booking_site", __name__)
LINKS = (
    ("booking_site.privacy", _l("個人情報の取扱い")),
    ("booking_site.accessibility", _l("アクセシビリティ")),
)
"""What the foot of every public page leads to."""

INNER = ("/agency/", "/api/", "/bureau/", "/desk/", "/operations/")
TESTED_ON = date(2026, 11, 29)
"""When the pages were last tried as the page on accessibility tells; changed with it."""

TOLD_FOR = timedelta(days=180)
"""How long the word to whoever finds a hole may be relied on (RFC 9116: less than a year)."""


@blueprint.app_context_processor
def links_of_site() -> dict[str, Any]:
    """The foot of a public page; below the inner addresses a page that is not there has none, as those that are."""
    if not is_spoken() or request.path.startswith(INNER):
        return {}
    return {"site_links": [{"href": url_for(to), "label": words} for to, words in LINKS]}


@blueprint.get("/privacy")
@open_to(ANYONE)
def privacy() -> str:
    """What is kept how long and who sees it, from the periods that hold today."""
    page, day = page_asked(), today()
    some, has_more = offices.offices_on_page(page)
    ready = {office.id: office for office in some if office.ready}
    policies, periods = offices.policies_in_force(day, ready), periods_of(ready, day)
    return render_template(
        "offices/privacy.html",
        kept=[
            (office, policies[each], periods.get(each), use_log_months(periods.get(each)))
            for each, office in ready.items()
        ],
        page=page,
        has_more=has_more,
        mail_days=DAYS_OF_TEXT,
        answer_hours=idempotency.KEPT // timedelta(hours=1),
    )


@blueprint.get("/accessibility")
@open_to(ANYONE)
def accessibility() -> str:
    """What the pages aim at, what was tried and what is not met (JIS X 8341-3:2016)."""
    return render_template("offices/accessibility.html", tested_on=TESTED_ON)


@blueprint.get("/.well-known/security.txt")
@open_to(ANYONE)
def security() -> Response:
    """Whom to tell of a hole (RFC 9116)."""
    settings: Settings = current_app.extensions["settings"]
    first = today().replace(day=1)
    lines = (
        f"Contact: {settings.security_contact or f'mailto:{settings.mail_from}'}",
        f"Expires: {first + TOLD_FOR:%Y-%m-%d}T00:00:00+09:00",
        "Preferred-Languages: ja, en",
        f"Canonical: {settings.public_base_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
