"""Instant use, for the tests: Nagasaki at eleven on a Wednesday, with somebody free, and people who may ask.

scene = instant.open_scene(clock)
number = instant.ask(clock, scene.yamada).number
instant.accept(clock, scene.tanaka, number)
"""

from dataclasses import dataclass, replace
from typing import Any

from app.booking.models.instant import FreeCounselor, InstantRequest
from app.booking.terms.instant import AccessCode, Asked, CodeWay, InstantRefusal, Wish
from app.booking.terms.outcomes import OtherContent
from app.booking.terms.people import Device
from app.booking.terms.press import InstantPress
from app.booking.usecases.instant import ask_for_instant_use
from app.db import db
from app.desk.terms.instant import Acceptance, Reply
from app.desk.usecases import instant as desk
from app.kernel.roles import Identity, Role
from app.notices.models import Outbox
from app.offices.effects.offices import record_consent
from app.offices.queries.offices import get_office, terms_versions
from app.offices.terms import ConsentKind
from app.web.idempotency import content_hash, new_token
from tests import bookings, factories
from tests.harness.clock import FrozenClock

OFFICE = "nagasaki_main"
ELEVEN = "2026-05-13T11:00:00+09:00"
CODE = AccessCode(meeting_id="482-911-073", passcode="KITSUNE7")
WISH = Wish(phone="+819000000001", way=CodeWay.MYPAGE, device=Device.SMARTPHONE)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Yamada, who seeks work; Maruyama, who employs; Tanaka and Nishi of the office."""

    yamada: Identity
    maruyama: Identity
    tanaka: Identity
    nishi: Identity


def open_scene(clock: FrozenClock, *, agreed: str = "2023-06-05", free: bool = True) -> Scene:
    """It is eleven; both have agreed to the version of a day, and Tanaka is free."""
    factories.open_offices()
    ids = factories.enlist("yamada", "maruyama", "tanaka", "nishi")
    clock.set(ELEVEN)
    here = frozenset({OFFICE})
    scene = Scene(
        yamada=Identity(roles=frozenset({Role.SEEKER}), account_id=ids["yamada"]),
        maruyama=Identity(roles=frozenset({Role.EMPLOYER}), account_id=ids["maruyama"]),
        tanaka=Identity(roles=frozenset({Role.COUNSELOR}), account_id=ids["tanaka"], offices=here),
        nishi=Identity(roles=frozenset({Role.STAFF}), account_id=ids["nishi"], offices=here),
    )
    for each in (scene.yamada, scene.maruyama):
        if agreed:
            agree(each, agreed)
    if free:
        desk.say_free(OFFICE, scene.tanaka, clock.now(), free=True)
    return scene


@db.write
def agree(by: Identity, day: str) -> None:
    """Record that somebody agreed to the version of a day, before everything else that is tested."""
    record_consent(version_of(day), ConsentKind.EXPLICIT, now=factories.OPENING, account_id=by.account_id)


def version_of(day: str, terms_set: str = "nagasaki") -> int:
    """The id of the version that took effect on a day."""
    return next(each.id for each in terms_versions(terms_set) if each.effective_on.isoformat() == day)


def press(clock: FrozenClock, by: Identity, *, office: str = OFFICE, token: str = "", **changes: Any) -> InstantPress:
    """A press of this moment."""
    phone = {"phone": "+819000000002", "establishment": "丸山商店"} if Role.EMPLOYER in by.roles else {}
    wish = replace(WISH, **{**phone, **changes})
    return InstantPress(
        office=get_office(office),
        by=by,
        wish=wish,
        language="ja",
        token=token or new_token(),
        content=content_hash({"office": office, "content": wish.content}),
        now=clock.now(),
    )


def ask(clock: FrozenClock, by: Identity, **changes: Any) -> Any:
    """What asking now comes to."""
    outcome: Asked | InstantRefusal | OtherContent = ask_for_instant_use(press(clock, by, **changes))
    return outcome


def reply(clock: FrozenClock, by: Identity, number: str, office: str = OFFICE) -> Reply:
    """A press at the desk of this moment."""
    return Reply(office_id=office, number=number, by=by, now=clock.now())


def accept(
    clock: FrozenClock, by: Identity, number: str, *, code: AccessCode | None = CODE, counselor: Any = None
) -> Any:
    """What accepting now comes to; the counselor is whoever presses, without another."""
    acceptance = Acceptance(counselor_id=counselor or by.account_id or 0, code=code)
    return desk.accept(reply(clock, by, number), acceptance)


def request_of(number: str) -> InstantRequest:
    """The request of a number as it stands."""
    booking_id = bookings.row_of(number).id
    asked = db.select(InstantRequest).where(InstantRequest.booking_id == booking_id)
    return db.session.scalars(asked.execution_options(populate_existing=True)).one()


def free_people() -> list[int]:
    """Whoever said to be free."""
    return list(db.session.scalars(db.select(FreeCounselor.account_id).order_by(FreeCounselor.account_id)))


def codes_posted() -> list[Outbox]:
    """Every notice with an access code, whatever has become of it."""
    db.session.rollback()
    return list(db.session.scalars(db.select(Outbox).where(Outbox.kind == "M-NGS-3").order_by(Outbox.id)))
