"""Reading how far a dispatch has come."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import func, select

from app.db import db
from app.messages.models.messages import Dispatch, DispatchEntry
from app.messages.terms.messages import DispatchState, LeftOut, Progress


def running_dispatches() -> Sequence[str]:
    """The numbers of those that go on by themselves, the oldest first."""
    running = select(Dispatch.number).where(Dispatch.state == DispatchState.RUNNING.value)
    return db.session.scalars(running.order_by(Dispatch.id)).all()


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
