"""Reading how far a dispatch has come."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import db
from app.messages.models.messages import Dispatch, DispatchEntry, MessageText, Thread
from app.messages.terms.agency import TOLD, DispatchLine, DispatchPerson, Shown
from app.messages.terms.messages import DispatchState, LeftOut, Progress

MOST_SHOWN = 50
UNFINISHED = (DispatchState.RUNNING.value, DispatchState.PAUSED.value)


def running_dispatches() -> Sequence[str]:
    """The numbers of those that go on by themselves, the oldest first."""
    running = select(Dispatch.number).where(Dispatch.state == DispatchState.RUNNING.value)
    return db.session.scalars(running.order_by(Dispatch.id)).all()


def dispatches_of(agency_id: int, most: int = MOST_SHOWN) -> list[DispatchLine]:
    """The agency's newest letters to many, each with how far it has come."""
    newest = select(Dispatch).where(Dispatch.agency_id == agency_id).order_by(Dispatch.id.desc()).limit(most)
    rows = db.session.scalars(newest).all()
    sent, left_out = DispatchEntry.thread_id.is_not(None), DispatchEntry.left_out.is_not(None)
    counts = select(DispatchEntry.dispatch_id, sent, left_out, func.count()).group_by(
        DispatchEntry.dispatch_id, sent, left_out
    )
    found: dict[tuple[int, bool, bool], int] = {
        (id_, bool(is_sent), bool(is_out)): number
        for id_, is_sent, is_out, number in db.session.execute(
            counts.where(DispatchEntry.dispatch_id.in_([row.id for row in rows]))
        )
    }
    return [
        DispatchLine(
            number=row.number,
            state=row.state,
            created_at=row.created_at,
            created_by=row.created_by,
            sent=found.get((row.id, True, False), 0),
            waiting=found.get((row.id, False, False), 0),
            left_out=found.get((row.id, False, True), 0),
        )
        for row in rows
    ]


def unfinished_dispatches(agency_id: int) -> list[DispatchLine]:
    """Those that run or wait for the agency, the newest first."""
    return [each for each in dispatches_of(agency_id) if each.state in UNFINISHED]


def people_of(number: str, agency_id: int) -> list[DispatchPerson]:
    """What became of each person of a letter to many of the agency, in the order of its list."""
    rows = (
        select(DispatchEntry.record_id, DispatchEntry.left_out, Thread.number)
        .join(Dispatch, Dispatch.id == DispatchEntry.dispatch_id)
        .outerjoin(Thread, Thread.id == DispatchEntry.thread_id)
        .where(Dispatch.number == number, Dispatch.agency_id == agency_id)
        .order_by(DispatchEntry.position)
    )
    return [
        DispatchPerson(record_id=record_id, shown=_shown(left_out, thread_number), thread_number=thread_number)
        for record_id, left_out, thread_number in db.session.execute(rows)
    ]


def letter_of(number: str, agency_id: int) -> str | None:
    """The text of a letter to many of the agency; None for another's and for none."""
    text = select(MessageText.body).join(Dispatch, Dispatch.text_id == MessageText.id)
    return db.session.scalar(text.where(Dispatch.number == number, Dispatch.agency_id == agency_id))


def _shown(left_out: str | None, thread_number: str | None) -> Shown:
    if thread_number is not None:
        return Shown.SENT
    return TOLD.get(LeftOut(left_out), Shown.NOT_SENDABLE) if left_out else Shown.WAITING


def find_progress(number: str, agency_id: int) -> Progress | None:
    """How far a dispatch of the agency has come; None for another's and for none."""
    own = select(Dispatch.id, Dispatch.state).where(Dispatch.number == number, Dispatch.agency_id == agency_id)
    found = db.session.execute(own).first()
    if found is None:
        return None
    entries = DispatchEntry.thread_id.is_not(None), DispatchEntry.left_out
    counted = select(*entries, func.count()).where(DispatchEntry.dispatch_id == found.id).group_by(*entries)
    sent, left_out = Counter[bool](), Counter[str]()
    for is_sent, why, number_of in db.session.execute(counted.order_by(*entries)):
        sent[is_sent] += 0 if why else number_of
        left_out[why or ""] += number_of if why else 0
    reasons = {LeftOut(why): number_of for why, number_of in left_out.items() if why}
    return Progress(state=DispatchState(found.state), sent=sent[True], waiting=sent[False], left_out=reasons)
