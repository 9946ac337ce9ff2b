"""People who apply on the site to any office, for the tests: filled forms, presses, what became of their mails.

desks.open_miyakonojo()                     what an office lacks is given first
number = ways_in.apply(page, "miyakonojo")  the form as the office asks it, 確認画面, the press
ways_in.deliver(number, clock)              its mails have arrived
"""

from dataclasses import replace
from typing import Any

from app.booking.terms.application import ApplicantType, Application
from app.booking.terms.people import Device
from app.db import db
from app.kernel.registration import Registration
from app.notices.models import Outbox
from app.notices.terms import State
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import policy_in_force
from tests import bookings, factories
from tests.desks import FIRST, YAMAMOTO
from tests.harness.clock import FrozenClock
from tests.page import Document, Page

SLOT = "2026-05-13T10:00"
SAID = {**YAMAMOTO, "applicant_type": "seeker", "agree": "yes"}
"""What a job seeker answers; every office asks some of it."""


@db.write
def set_for(office: str, **changes: Any) -> None:
    """Let an office have set something else, from the beginning."""
    known = policy_in_force(office, FIRST)
    set_policy(office, replace(known, **changes), since=FIRST, by="tests", now=factories.OPENING)


def fill(page: Page, office: str, slot: str = SLOT, *, status: int = 200, **changes: str | None) -> Document:
    """The office's form with what it asks for, sent to 確認画面."""
    form = page.get(f"/offices/{office}/bookings/new?slot={slot}")
    asked = {str(each["name"]) for each in form.all("main form [name]")}
    said = {name: value for name, value in {**SAID, **changes}.items() if name in asked}
    return page.submit(form, "main form[action$=confirmation]", status=status, **said)


def press(page: Page, confirmed: Document, *, status: int = 200) -> Document:
    """What the press on 確認画面 comes to."""
    return page.submit(confirmed, "form[action$=bookings]", status=status)


def apply(page: Page, office: str, slot: str = SLOT, **changes: str | None) -> str:
    """Book, or ask for a time; the number."""
    return press(page, fill(page, office, slot, **changes)).find("#booking-number").get_text()


def application(number: int, slot: str = SLOT) -> Application:
    """The application of a job seeker of their own, as any office's form would hold it."""
    return Application(
        starts_at=bookings.moment(slot),
        applicant_type=ApplicantType.SEEKER,
        name=f"応募 {number}",
        email=f"seeker{number}@example.jp",
        phone=f"+8180{10_000_000 + number}",
        typed_phone=f"080-{number}",
        content="事務の仕事をさがしています。",
        registration=Registration.HELLOWORK,
        seeker_number=f"4201{number:09}",
        device=Device.PC,
        support_officer="岡田 恵",
        support_place="倉敷わかものハローワーク",
    )


@db.write
def settle(number: str, clock: FrozenClock, state: State) -> None:
    """Every mail of a booking came to this, now."""
    mails = db.update(Outbox).where(Outbox.booking_number == number, Outbox.state == State.WAITING.value)
    db.session.execute(mails.values(state=state.value, settled_at=clock.now()))


def deliver(number: str, clock: FrozenClock) -> None:
    """Its mails were taken by the mail server."""
    settle(number, clock, State.SENT)


def where(number: str) -> tuple[str, bool]:
    """State and seat as they are written."""
    row = bookings.row_of(number)
    return row.state, row.holds_seat


def code_in_mail(number: str) -> str:
    """The code of the last mail that holds one."""
    mail = [each for each in bookings.outbox(number) if each.kind == "M-OWN-4"][-1]
    return next(word for word in (mail.body or "").split() if word.isdigit() and len(word) == 8)
