"""An agency writes to seekers for the first time: one letter, sent at once (AGY-051, AGY-056, AGY-060, AGY-061)."""

from collections.abc import Iterable
from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.participation import lock_agency
from app.audit import effects as audit
from app.db import db
from app.kernel.roles import Identity
from app.messages.effects.inviting import invite, ready
from app.messages.terms.messages import Identifies, Invited, SendRefusal


@db.write
@by_right
def send_first_invitations(
    agency_id: int, record_ids: Iterable[int], body: str, *, by: Identity, now: datetime
) -> Invited | SendRefusal | Identifies:
    """Write to these seekers as far as the day's thousand reach; to whom, who was left out, and why.

    Participation, blocks, consent and the counter are read and written in this one transaction (DESIGN 3.3, 3.6).
    """
    agency = lock_agency(agency_id)
    told = ready(agency_id, agency.stop_count, body, by=by.account_id or 0, now=now)
    if not isinstance(told, tuple):
        return told
    outcome = invite(*told, list(dict.fromkeys(record_ids)), body, now)
    if isinstance(outcome, Invited):
        count = len(outcome.threads)
        audit.record("messages.invited", by=by, subject=f"agency:{agency_id}", now=now, detail={"count": count})
    return outcome
