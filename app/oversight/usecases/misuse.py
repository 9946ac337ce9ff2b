"""Reporting that an account may have been misused, and noting what was done (AGY-094)."""

import secrets
from datetime import datetime

from sqlalchemy import update

from app.accounts.queries.holders import mails_of_role
from app.audit import effects as audit
from app.db import db
from app.kernel.numbers import BODY_BITS, public_number
from app.kernel.roles import Identity, Role, Surface
from app.notices.effects import notice, post_together
from app.oversight.models.records import MisuseReport
from app.oversight.queries.authority import account_of, still_at, still_is
from app.oversight.terms.misuse import MisuseRefusal
from app.web.links import link

MAIL = "M-AGY-16"


@db.write
def report_misuse(agency_id: int, text: str, *, by: Identity, now: datetime) -> MisuseRefusal | None:
    """Keep time and text, and write to everybody at operations; the mail tells the number, never the text."""
    if not still_at(Role.AGENCY, agency_id, by, now):
        return MisuseRefusal.GRANT_ENDED
    number = public_number(secrets.randbits(BODY_BITS))
    told = {"agency_id": agency_id, "reported_at": now, "reported_by": account_of(by)}
    db.session.add(MisuseReport(number=number, text=text, **told))
    db.session.flush()
    post_together(*(_mail(number, to, now) for to in mails_of_role(Role.OPERATIONS, now)))
    audit.record("oversight.misuse_reported", by=by, subject=f"misuse:{number}", now=now)
    return None


@db.write
def note_handling(number: str, text: str, *, by: Identity, now: datetime) -> MisuseRefusal | None:
    """Keep what operations did about a report; the first time counts."""
    if not still_is(Role.OPERATIONS, by, now):
        return MisuseRefusal.GRANT_ENDED
    waiting = update(MisuseReport).where(MisuseReport.number == number, MisuseReport.handled_at.is_(None))
    done = waiting.values(handled_at=now, handled_by=account_of(by), handling=text)
    if not db.session.execute(done).rowcount:  # type: ignore[attr-defined]
        return MisuseRefusal.HANDLED_ALREADY
    audit.record("oversight.misuse_handled", by=by, subject=f"misuse:{number}", now=now)
    return None


def _mail(number: str, to: str, now: datetime) -> dict[str, object]:
    return notice(
        MAIL,
        key=f"misuse:{number}:{to}",
        to=to,
        template=MAIL,
        context={"number": number, "at": now, "address": link("operations.misuse_list", Surface.INTRANET)},
        language="ja",
        now=now,
    )
