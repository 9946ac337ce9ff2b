"""The lists of what waits before a booking stands, by the office's ways of booking."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.booking.queries.fixing import counselors_of, engaged_at
from app.booking.queries.lines import lines_lapsed, lines_to_tell, lines_undecided
from app.booking.queries.ways import channels_confirmed_by
from app.booking.queries.wishes import nominations_of, ways_told_of
from app.booking.terms.slots import Situation
from app.desk.queries.day import dressed
from app.desk.rules.waiting import conflict_of
from app.desk.terms.day import DayLine, Lack
from app.desk.terms.waiting import LAPSED_DAYS, ToArrange, ToTell, WaitingLists
from app.kernel.moments import day_of
from app.offices.queries.counselors import counselors_by_day
from app.offices.terms import ConfirmationMode, Followup, Policy

Undecided = tuple[DayLine, ...]


def waiting_lists(situation: Situation, policy: Policy, now: datetime) -> WaitingLists:
    """Every list that the office's ways of booking bring; `situation` must know the days still to come."""
    office_id = situation.office.id
    undecided = dressed(lines_undecided(office_id, now), situation, now)
    arranged = _waiting_for(ConfirmationMode.ARRANGED_BY_STAFF, policy, undecided)
    waits = set(policy.confirmation_mode.values()) - {ConfirmationMode.ON_COMPLETION, ConfirmationMode.AT_SESSION}
    return WaitingLists(
        to_arrange=None if arranged is None else _arranging(arranged, office_id, now),
        to_invite=_waiting_for(ConfirmationMode.ON_INVITATION_RECEIVED, policy, undecided),
        unanswered=_waiting_for(ConfirmationMode.ON_USER_REPLY, policy, undecided),
        to_tell=None if policy.followup_at_session is Followup.NONE else _to_tell(office_id, now),
        lapsed=lines_lapsed(office_id, now - timedelta(days=LAPSED_DAYS), now) if waits else None,
    )


def _waiting_for(mode: ConfirmationMode, policy: Policy, undecided: Undecided) -> Undecided | None:
    """What waits for somebody in that way, due first at the top; None where the office does not know the way."""
    channels = channels_confirmed_by(mode, policy)
    if not channels:
        return None
    mine = [each for each in undecided if each.line.channel in channels and each.lacks in (Lack.INVITATION, Lack.REPLY)]
    return tuple(sorted(mine, key=_when_due))


def _when_due(each: DayLine) -> tuple[date, datetime]:
    return (each.due.value if each.due else date.max, each.line.starts_at)


def _arranging(arranged: Undecided, office_id: str, now: datetime) -> tuple[ToArrange, ...]:
    """The requests with the counselor each wishes for, and what stands against it."""
    wishes = nominations_of(each.line.id for each in arranged)
    members = counselors_of(office_id, now)
    duty = _duty(arranged, office_id) if wishes else {}
    found = []
    for each in arranged:
        nominated, line = wishes.get(each.line.id), each.line
        engaged = engaged_at(office_id, line.starts_at, line.minutes, beside=line.id) if nominated else frozenset()
        conflict = conflict_of(
            nominated, members=members, engaged=engaged, on_duty=duty.get(day_of(line.starts_at), ())
        )
        found.append(ToArrange(each=each, nominated=nominated, conflict=conflict))
    return tuple(found)


def _duty(arranged: Iterable[DayLine], office_id: str) -> dict[date, tuple[int, ...]]:
    days = [day_of(each.line.starts_at) for each in arranged]
    return counselors_by_day(office_id, min(days), max(days))


def _to_tell(office_id: str, now: datetime) -> tuple[ToTell, ...]:
    lines = lines_to_tell(office_id, now)
    ways = ways_told_of(line.id for line in lines)
    return tuple(ToTell(line, ways.get(line.id)) for line in lines)
