"""Reading why an agency's letter would go out to nobody: one gathering for the page before it and for its sending."""

from datetime import datetime

from sqlalchemy import BindParameter, Date, Integer, bindparam, func, literal_column, select

from app.agencies.queries.mandatory_info import newest_info, registered_contact
from app.agencies.queries.participation import participation_rows, running_services
from app.db import UtcDateTime, db
from app.kernel.personal_data import findings
from app.messages.models.messages import GuardPattern
from app.messages.queries.sending import quota_of
from app.messages.rules.inviting import ground_against_agency
from app.messages.rules.quota import quota_day
from app.messages.terms.messages import Identifies, QuotaFacts, SendingFacts, SendRefusal

LINE = literal_column("'\n'")
"""Parts patterns that are read as one text; none has it in it."""

AGENCY: BindParameter[int] = bindparam("agency", type_=Integer)
PATTERNS = select(func.aggregate_strings(GuardPattern.pattern, LINE)).where(GuardPattern.ended_at.is_(None))
FACTS = participation_rows(AGENCY).add_columns(
    newest_info(AGENCY, bindparam("now", type_=UtcDateTime)).scalar_subquery(),
    PATTERNS.scalar_subquery(),
    *quota_of(AGENCY, bindparam("day", type_=Date)),
)
"""Built once: every answer and every letter asks it."""


def sending_facts(agency_id: int, now: datetime) -> SendingFacts:
    """What decides whether an agency's message goes out now, in one statement."""
    rows = db.session.execute(FACTS, {"agency": agency_id, "now": now, "day": quota_day(now)}).all()
    if not rows:
        return SendingFacts()
    info_id, text, sent, kept, owed = rows[0][3:]
    return SendingFacts(
        services=running_services(rows, now),
        info_id=info_id,
        patterns=tuple(text.split("\n")) if text else (),
        quota=QuotaFacts(sent=sent or 0, kept_for_answers=kept or 0, owed=owed),
    )


def ground_against_letter(agency_id: int, body: str, now: datetime) -> SendRefusal | Identifies | None:
    """The service closed, what must be told missing (AGY-056), or a text that identifies (AGY-061); None where it may.

    Whether the text names its reader is asked of each of them when it is sent.
    """
    return ground_in(sending_facts(agency_id, now), agency_id, body)


def ground_in(facts: SendingFacts, agency_id: int, body: str) -> SendRefusal | Identifies | None:
    """The same, of what was read already."""
    ground = ground_against_agency(facts.services, has_mandatory_info=facts.info_id is not None)
    if ground is not None:
        return ground
    found = findings(body, allowed=registered_contact(agency_id), patterns=facts.patterns)
    return Identifies(found=found) if found else None
