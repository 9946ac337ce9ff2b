"""The routine that tells open threads of changed mandatory information, within the day's thousand (AGY-058, Q-30)."""

from collections import defaultdict
from datetime import datetime

from app.agencies.effects.participation import lock_agency
from app.agencies.queries.mandatory_info import get_info, newest_info_id, versions_of
from app.agencies.queries.participation import find_standing
from app.agencies.terms.kinds import Service
from app.db import db
from app.messages.effects.news import forget_needless, owe_news, take_owed
from app.messages.effects.sending import Letter, keep_text, take_quota, write_messages
from app.messages.queries.news import agencies_with_news, agencies_with_threads, last_told, threads_behind
from app.messages.queries.sending import quota_facts
from app.messages.rules.answering import changes_between, telling_the_same
from app.messages.rules.quota import quota_day, remaining
from app.messages.terms.messages import MessageKind
from app.notices.effects import site_message

NEWS = MessageKind.CHANGE_NOTICE


def tell_changed_info(now: datetime) -> int:
    """Tell the open threads of an agency of its newest mandatory information; how many were told.

    A blocked thread is told nothing. What the day's thousand do not hold waits, and goes first the next day.
    """
    return sum(_tell(agency_id, now) for agency_id in list(agencies_with_news(now)))


def tell_all_changed_info(now: datetime) -> int:
    """The same of every agency that has an open thread, whenever its information changed."""
    return sum(_tell(agency_id, now) for agency_id in list(agencies_with_threads()))


@db.write
def _tell(agency_id: int, now: datetime) -> int:
    agency = lock_agency(agency_id)
    standing, info_id = find_standing(agency_id, now), newest_info_id(agency_id, now)
    if standing is None or info_id is None or Service.SEEKER_INFO not in standing.open_services:
        return 0
    known = telling_the_same(versions_of(agency_id), info_id)
    forget_needless(agency_id, known, now)
    owe_news(threads_behind(agency_id, info_id, known, now), agency_id, info_id, now)
    day = quota_day(now)
    room = remaining(quota_facts(agency_id, day), NEWS)
    thread_ids = take_owed(agency_id, room, now)
    if not thread_ids or not take_quota(agency_id, day, len(thread_ids), now):
        return 0
    by_version: dict[int, list[int]] = defaultdict(list)
    for thread_id, told in last_told(thread_ids).items():
        by_version[told].append(thread_id)
    for told, behind in sorted(by_version.items()):
        text_id = keep_text(_text(told, info_id), now)
        values = {"agency_id": agency_id, "stop_count": agency.stop_count, "info_id": info_id}
        write_messages(Letter(kind=NEWS, text_id=text_id, by=None, **values), behind, now)
    return len(thread_ids)


def _text(before_id: int, after_id: int) -> str:
    changes = changes_between(get_info(before_id), get_info(after_id))
    return site_message("M-AGY-13", {"changes": changes})
