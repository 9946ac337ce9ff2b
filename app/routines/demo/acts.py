"""What each event of the month is: the press somebody made at that moment, on the site or at the desk."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from app.booking.queries.bookings import get_booking
from app.booking.queries.guests import guest_identity
from app.booking.queries.intake import place_of
from app.booking.terms.application import ApplicantType, Application
from app.booking.terms.outcomes import Refused
from app.booking.terms.press import Press
from app.booking.terms.sessions import Direction, Ending, Outcome, OutcomeReason, ProhibitedAct, ReferralKind
from app.booking.usecases.completion import complete_booking
from app.booking.usecases.withdrawal import withdraw_booking
from app.desk.terms.acts import Order
from app.desk.terms.intake import Call
from app.desk.terms.notes import NoteKind
from app.desk.usecases import callers, intake, meeting_info, no_show, notes, refusals, session
from app.kernel.folding import TextRefusal, fold_kana, fold_mail, fold_name, fold_phone, fold_text
from app.kernel.moments import at, day_of
from app.kernel.roles import ANONYMOUS, Identity
from app.offices.queries import offices
from app.routines.demo.story import Visit
from app.web.clock import real_now
from app.web.idempotency import content_hash, new_token

ROOM = "https://kanagawa.webex.com/meet/roudou-{:03}"
NETWORK = "demo"


@dataclass(frozen=True, kw_only=True)
class Scene:
    """One visit at one moment: its number, once it is booked, and who of the office is there."""

    visit: Visit
    number: str
    by: Identity
    now: datetime


def booked(scene: Scene) -> object:
    """Applied on the site."""
    application = _application(scene)
    press = Press(
        office=offices.get_office(scene.visit.office),
        by=ANONYMOUS,
        network=NETWORK,
        language="ja",
        token=new_token(),
        content=content_hash(scene.visit.typed),
        arrived_at=scene.now,
        real_now=real_now(),
    )
    return complete_booking(application, press)


def turned_away(scene: Scene) -> object:
    """Applied on the site and was refused: True where it came so."""
    return isinstance(booked(scene), Refused)


def called(scene: Scene, reason: str = "") -> object:
    """Applied by telephone; with the reason where the rule says 原則として."""
    call = Call(
        office_id=scene.visit.office,
        application=_application(scene),
        reason=reason,
        by=scene.by,
        token=new_token(),
        content=content_hash(scene.visit.typed),
        now=scene.now,
    )
    return intake.take_call(call)


def told(scene: Scene, words: str = "") -> object:
    """The address of the consultation was entered."""
    return meeting_info.tell_meeting_info(_order(scene), ROOM.format(scene.visit.place), words)


def admitted(scene: Scene) -> object:
    """入室許可."""
    return session.admit(_order(scene))


def telephone(scene: Scene) -> object:
    """電話切替."""
    return session.go_on_by_telephone(_order(scene))


def finished(scene: Scene, outcome: str, because: str = "", way: str = "", handover: str = "") -> object:
    """終了, with where it goes on."""
    ending = Ending(outcome=Outcome(outcome), reason=OutcomeReason(because) if because else None)
    direction = Direction(kind=ReferralKind(way), note=handover) if way else None
    return session.finish(_order(scene), ending, direction)


def stopped(scene: Scene, letter: str, reason: str = "") -> object:
    """取り止め."""
    return session.stop(_order(scene), ProhibitedAct(letter), reason)


def contact(scene: Scene, hour: str) -> object:
    """連絡あり, at an hour of the day of the consultation, entered now."""
    return no_show.record_contact(_order(scene), at(day_of(scene.visit.starts_at), time.fromisoformat(hour)))


def returned(scene: Scene, reason: str) -> object:
    """予約に戻す."""
    return no_show.return_booking(_order(scene), reason)


def refused(scene: Scene, reason: str) -> object:
    """お断り."""
    return refusals.refuse_booking(_order(scene), reason)


def banned(scene: Scene, reason: str) -> object:
    """今後の利用のお断り."""
    return refusals.refuse_future_use(_order(scene), reason)


def withdrawn(scene: Scene) -> object:
    """Taken back on the site."""
    return withdraw_booking(scene.number, guest_identity(scene.number), scene.now)


def withdrawn_by_call(scene: Scene) -> object:
    """Taken back by telephone."""
    return callers.withdraw_by_call(_order(scene))


def address(scene: Scene, email: str) -> object:
    """メールアドレスの訂正."""
    return callers.correct_address(_order(scene), email)


def note(scene: Scene, kind: str, text: str) -> object:
    """配慮, 申し送り or メモ."""
    return notes.write_note(scene.visit.office, scene.number, NoteKind(kind), text, scene.by, scene.now)


def _order(scene: Scene) -> Order:
    revision = get_booking(scene.number).revision
    return Order(office_id=scene.visit.office, number=scene.number, revision=revision, by=scene.by, now=scene.now)


def _application(scene: Scene) -> Application:
    """The words as the forms fold them; raises `ValueError` for any that a form would refuse."""
    visit, typed = scene.visit, scene.visit.typed
    return Application(
        starts_at=visit.starts_at,
        applicant_type=ApplicantType(typed["applicant_type"]),
        name=_folded(fold_name, typed["name"]),
        name_kana=_folded(fold_kana, typed["name_kana"]),
        email=_folded(fold_mail, typed["email"]),
        phone=_folded(fold_phone, typed["phone"]),
        typed_phone=typed["phone"],
        residence=_folded(place_of, typed["residence"]),
        workplace=_folded(place_of, typed["workplace"]),
        topic=typed["topic"],
        content=_folded(fold_text, typed["content"]),
        accepted_tool=True,
    )


def _folded(fold: Callable[[str], Any], text: str) -> Any:
    found = fold(text)
    if not found or isinstance(found, TextRefusal):
        raise ValueError(text)
    return found


BEGINNINGS: Mapping[str, Callable[..., object]] = {each.__name__: each for each in (booked, called, turned_away)}
"""The events that make a booking, or try to."""

ACTS: Mapping[str, Callable[..., object]] = {
    each.__name__: each
    for each in (
        address,
        admitted,
        banned,
        contact,
        finished,
        note,
        refused,
        returned,
        stopped,
        telephone,
        told,
        withdrawn,
        withdrawn_by_call,
    )
}
"""The events of a booking that stands."""
