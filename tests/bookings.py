"""People who book, for the tests: filled forms, completed bookings, what lies in the outbox.

open_offices()                         first (tests/factories.py)
booked = bookings.book(clock)          one press on 「この内容で予約する」
bookings.password_of(booked.number)
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from app.booking.models.bookings import Booking
from app.booking.models.guards import PersonDay
from app.booking.queries.enquiry import lock_of
from app.booking.rules.places import place_of
from app.booking.terms.application import ApplicantType, Application, Place
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.outcomes import Completed
from app.booking.terms.press import Press
from app.booking.usecases.completion import Outcome, complete_booking
from app.db import db
from app.kernel.moments import JST
from app.kernel.roles import ANONYMOUS
from app.notices.models import Outbox
from app.offices.queries import offices
from app.web.clock import real_now
from app.web.idempotency import content_hash, new_token
from tests.harness.clock import FrozenClock

SATO = {
    "applicant_type": "worker",
    "name": "佐藤　花子",
    "name_kana": "さとう　はなこ",
    "email": "hanako.sato@example.jp",
    "phone": "０９０ー１２３４ー５６７８",
    "residence": "14130",
    "workplace": "13",
    "topic": "ハラスメント",
    "content": "上司から毎日どなられています。\r\nどうしたらよいでしょうか。",
    "agree_tool": "yes",
}
"""The form of Sato, a guest, as she types it."""

PERSONAL = ["佐藤", "花子", "サトウ", "ハナコ", "1234", "5678", "どなられて", "ハラスメント", "川崎"]
"""What no mail may tell of her."""


def moment(text: str) -> datetime:
    """`2026-05-13T10:00` in Japan."""
    return datetime.fromisoformat(text).replace(tzinfo=JST)


def place(name: str) -> Place:
    """A place by its name."""
    found = place_of(name)
    assert found, name
    return found


def application(slot: str = "2026-05-13T10:00", **changes: Any) -> Application:
    """Sato's application, with some of it changed."""
    sato = Application(
        starts_at=moment(slot),
        applicant_type=ApplicantType.WORKER,
        name="佐藤 花子",
        name_kana="サトウ ハナコ",
        email="hanako.sato@example.jp",
        phone="+819012345678",
        typed_phone="090-1234-5678",
        residence=place("川崎市"),
        workplace=place("東京都"),
        topic="ハラスメント",
        content="上司から毎日どなられています。",
        accepted_tool=True,
    )
    return replace(sato, **changes)


def somebody(number: int, slot: str = "2026-05-13T10:00") -> Application:
    """The application of a person of their own."""
    email, phone = f"person{number}@example.jp", f"+8190{10_000_000 + number}"
    return application(slot, email=email, phone=phone, typed_phone=phone)


def press(clock: FrozenClock, **changes: Any) -> Press:
    """A press at Kanagawa by a guest, with a token of its own."""
    usual = Press(
        office=offices.get_office("kanagawa"),
        by=ANONYMOUS,
        network="192.0.2.1",
        language="ja",
        token=new_token(),
        content=content_hash({"content": "as typed"}),
        arrived_at=clock.now(),
        real_now=real_now(),
    )
    return replace(usual, **changes)


def attempt(clock: FrozenClock, wanted: Application | None = None, **changes: Any) -> Outcome:
    """What a press comes to."""
    return complete_booking(wanted or application(), press(clock, **changes))


def book(clock: FrozenClock, wanted: Application | None = None, **changes: Any) -> BookingRecord:
    """A completed booking."""
    outcome = attempt(clock, wanted, **changes)
    assert isinstance(outcome, Completed), outcome
    return outcome.booking


def password_of(number: str) -> str:
    """The password that the mails of a booking carry."""
    return lock_of(number).password


def outbox(number: str | None = None) -> list[Outbox]:
    """The notices of a booking, or all, oldest first."""
    db.session.rollback()
    notices = db.select(Outbox).order_by(Outbox.id).execution_options(populate_existing=True)
    return list(db.session.scalars(notices.where(Outbox.booking_number == number) if number else notices))


def kinds(number: str | None = None) -> list[str]:
    """Which notices lie in the outbox."""
    return [notice.kind for notice in outbox(number)]


def row_of(number: str) -> Booking:
    """The row of a booking, read anew."""
    db.session.rollback()
    found = db.select(Booking).where(Booking.number == number).execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def count(model: type) -> int:
    """How many rows a table has."""
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(model)) or 0


def days_taken(number: str) -> int:
    """How many keys of the person are counted for the day of a booking."""
    db.session.rollback()
    found = db.select(db.func.count()).select_from(PersonDay).join(Booking, Booking.id == PersonDay.booking_id)
    return db.session.scalar(found.where(Booking.number == number)) or 0
