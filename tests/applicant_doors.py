"""What lies behind the doors of agencies that apply; tests/doors.py adds it to the scene."""

from datetime import date
from typing import Any

from app.accounts.effects.checks import check_address
from app.accounts.terms import CheckPurpose
from app.agencies.effects.orders import add_order
from app.agencies.terms.applications import Asked
from app.agencies.terms.kinds import ApplicationKind, BusinessOrderKind
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.uploads import upload_document
from app.db import db
from app.kernel.roles import Role
from tests import applicants
from tests.harness.clock import FrozenClock
from tests.rules.agencies.told import told

SPECIAL = {
    ("/agency/applications/<number>", "number"): "application",
    ("/agency/applications/<number>.pdf", "number"): "application",
    ("/agency/applications/<number>/filled", "number"): "application",
    ("/agency/applications/<number>/filled.pdf", "number"): "application",
    ("/agency/registration/<token>", "token"): "agency_registration",
    ("/bureau/registrations/<code>/address", "code"): "registered",
    ("/bureau/agencies/<code>", "code"): "registered",
    ("/bureau/agencies/<code>/orders", "code"): "registered",
    ("/bureau/agencies/<code>/orders/<int:order_id>/improvement", "code"): "registered",
    **{
        (f"/bureau/applications/<number>{act}", "number"): "application"
        for act in ("", "/document.pdf", "/processing", "/receipt", "/refusal")
    },
}
"""Where a part of an address means something else than its name says."""

Things = dict[str, Any]


def of_applicants(clock: FrozenClock) -> tuple[Things, Things]:
    """What belongs to Hikari and its bureau, and what belongs to Minato."""
    own = {**applying("hikari", clock), "kind": "change", "step": "organisation"}
    return own, applying("minato", clock)


def applying(key: str, clock: FrozenClock) -> Things:
    """A change an agency has applied for, a filled document beside it, and a link to register another agency."""
    asked = Asked(kind=ApplicationKind.CHANGE, told=told(name=key, licence_number=f"{key}-1", address=key))
    number = applicants.press(key, asked, now=clock.now())
    assert isinstance(number, str), number
    assert upload_document(applicants.actor(key), number, b"%PDF-1.7\n%%EOF\n", now=clock.now()) is None
    ordered = {"order_id": order_against(key, applicants.actor(key).account_id or 0, clock)}
    return {"application": number, "registered": key, "agency_registration": registering(key, clock), **ordered}


@db.write
def order_against(key: str, by: int, clock: FrozenClock) -> int:
    """An order against an agency whose improvement is not confirmed."""
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 5, 1))
    return add_order(applicants.agency_of(key), order, by=by, now=clock.now())


@db.write
def registering(key: str, clock: FrozenClock) -> str:
    """A link to register an agency with."""
    new = {"language": "ja", "kind": Role.AGENCY}
    address = check_address(CheckPurpose.REGISTRATION, f"new@{key}.example", clock.now(), **new)
    return address.rpartition("/")[2]
