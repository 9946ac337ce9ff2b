"""A consent taken back and an acquisition at the same moment: one of the two is first (AGY-002, DESIGN 3.6)."""

from functools import partial

import pytest
from sqlalchemy import delete, func, select, update

from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerRecord
from app.seekers.terms.acquisitions import OWN_PLACEMENT, Acquired, AcquisitionRefusal
from app.seekers.terms.records import Filters
from app.seekers.usecases.acquiring import acquire_found
from app.seekers.usecases.offering import withdraw_record
from tests import factories, letters
from tests.together import together

ACTS = ("seekers.acquired", "seekers.withdrawn")


@db.write
def offer_again(record_id: int) -> int:
    """Let the record be offered and held by nobody; the newest line of the record of acts."""
    db.session.execute(delete(Acquisition))
    db.session.execute(update(SeekerRecord).where(SeekerRecord.id == record_id).values(withdrawn_at=None))
    return db.session.scalar(select(func.max(AuditEvent.id))) or 0


def acts_since(line: int) -> list[str]:
    """What was done since, in the order of the locks: each act is written down under its own."""
    done = select(AuditEvent.act).where(AuditEvent.id > line, AuditEvent.act.in_(ACTS)).order_by(AuditEvent.id)
    return list(db.session.scalars(done))


@pytest.mark.timeout(1200)
@pytest.mark.rule("AGY-002", "AGY-045")
def test_nobody_is_acquired_who_has_withdrawn(app, clock, figure) -> None:
    clock.set("2026-05-13T10:00:00+09:00")
    hikari = letters.open_agency()[0]
    yamada = Identity(roles=frozenset({Role.SEEKER}), account_id=factories.enlist("yamada")["yamada"])
    (record_id,) = letters.offer(1, account_id=yamada.account_id)
    numbers = [pseudonym(hikari.agency_id, record_id)]
    acquire = partial(acquire_found, hikari.agency_id, Filters(), numbers, OWN_PLACEMENT, by=hikari, now=clock.now())
    withdraw = partial(withdraw_record, by=yamada, now=clock.now())
    for _ in range(figure(20, 200)):
        line = offer_again(record_id)
        outcome, refusal = together(app, acquire, withdraw)
        assert refusal is None
        held = db.session.scalar(select(func.count()).select_from(Acquisition))
        if outcome is AcquisitionRefusal.NOT_FOUND_NOW:
            assert (held, acts_since(line)) == (0, ["seekers.withdrawn"])
        else:
            assert (outcome, held) == (Acquired(new=1, held=0, gone=0), 1)
            assert acts_since(line) == list(ACTS)
        db.session.rollback()
