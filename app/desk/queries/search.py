"""Looking a booking up for a caller, within one office."""

from datetime import datetime, timedelta

from app.booking.queries.office_bookings import found_by_kana, found_by_mail, found_by_number, found_by_phone
from app.booking.terms.lines import Line
from app.desk.terms.search import MOST, REACH_DAYS, Search, SearchBy
from app.kernel.moments import day_of

REACH = timedelta(days=REACH_DAYS)


def found_bookings(office_id: str, search: Search, now: datetime) -> tuple[Line, ...]:
    """What the search finds, in order of time: at most MOST, and by furigana only within REACH_DAYS of today."""
    match search.by:
        case SearchBy.NUMBER:
            return found_by_number(office_id, search.text, now)
        case SearchBy.PHONE:
            return found_by_phone(office_id, search.text, now, MOST)
        case SearchBy.MAIL:
            return found_by_mail(office_id, search.text, now, MOST)
        case SearchBy.KANA:
            today = day_of(now)
            return found_by_kana(office_id, search.text, today - REACH, today + REACH, now, MOST)
