"""What a letter to many would come to now: read without a lock, decided anew when it is sent (AGY-051, AGY-060)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.agencies.queries.participation import stop_counts
from app.messages.queries.sending import addressees, quota_facts
from app.messages.rules.inviting import chosen
from app.messages.rules.quota import quota_day, remaining
from app.messages.terms.agency import Preview
from app.messages.terms.messages import CAP, LeftOut, MessageKind

NO_TEXT = ""


def preview_of(agency_id: int, record_ids: Sequence[int], asked: int, now: datetime) -> Preview:
    """Who could be written to and who not; `asked` counts those too that the agency does not hold any more.

    Whether a letter names its reader is not told before it is sent: else names could be tried on a record (AGY-044).
    """
    stops = stop_counts([agency_id])[agency_id]
    people = addressees(record_ids, agency_id, stops, NO_TEXT, now)
    unread = [replace(each.facts, is_named=False) for each in people]
    everybody, left_out = chosen(unread, max(len(record_ids), CAP))
    invited = sum(why is LeftOut.ALREADY_INVITED for why in left_out.values())
    return Preview(
        asked=asked,
        ready=len(everybody),
        room=remaining(quota_facts(agency_id, quota_day(now)), MessageKind.FIRST_INVITATION),
        already_invited=invited,
        not_sendable=asked - len(everybody) - invited,
    )
