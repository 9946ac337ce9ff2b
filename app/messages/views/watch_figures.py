"""The figures of messages as watchers read them: by JST day, and by agency."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select

from app.messages.queries.figures import Agencies
from app.oversight.queries.complaints import reported_by_agency
from app.seekers.queries.tracing import close_searches_by_agency
from app.seekers.queries.watching import (
    blocks_by_agency,
    deletions_by_agency,
    open_applications_by_agency,
    past_their_day,
)
from app.seekers.terms.acquisitions import DELETION_REASONS
from app.web.clock import today

ONE_DAY = timedelta(days=1)
NO_ROWS = (0, 0)


@dataclass(frozen=True, kw_only=True)
class AgencyFigures:
    """An agency's figures: sent in a span, and since ever refused, complained about, deleted, shown past their day.

    `applications` are those that wait for their acceptance now (AGY-065), `pairs` the searches of the span that differ
    by few people (SECURITY T7).
    """

    agency_id: int
    sent: int
    blocks: int
    complaints: int
    deletions: int
    applications: int
    late: int
    pairs: int


def by_day(sent: Mapping[date, int], first: date, last: date) -> list[tuple[date, str, int]]:
    """Every day of the span with what was sent on it."""
    days = [first + place * ONE_DAY for place in range((last - first).days + 1)]
    return [(day, f"{day.month}月{day.day}日", sent.get(day, 0)) for day in days]


def figures(
    agency_ids: Sequence[int], scope: Select[tuple[int]], sent: Sequence[tuple[int, date, int]], span: tuple[date, date]
) -> list[AgencyFigures]:
    """The figures of these agencies, in their order; `scope` selects them, `sent` is what they sent in the span."""
    count: Counter[int] = Counter()
    for agency_id, _, number in sent:
        count[agency_id] += number
    blocks, deletions, late = blocks_by_agency(scope), deletions_by_agency(scope), past_their_day(scope, today())
    applications = open_applications_by_agency(scope, today())
    complaints = reported_by_agency(scope)
    pairs = close_searches_by_agency(scope, *span)
    return [
        AgencyFigures(
            agency_id=agency_id,
            sent=count[agency_id],
            blocks=blocks.get(agency_id, 0),
            complaints=complaints.get(agency_id, 0),
            deletions=sum(deletions.get(agency_id, Counter()).values()),
            applications=applications.get(agency_id, 0),
            late=late.get(agency_id, NO_ROWS)[1],
            pairs=pairs.get(agency_id, 0),
        )
        for agency_id in agency_ids
    ]


def deletions_in_words(agency_id: int, scope: Agencies) -> list[tuple[str, int]]:
    """What one agency lost, by reason, each reason told also where it is nought."""
    found = deletions_by_agency(scope).get(agency_id, Counter())
    return [(words, found[why]) for why, words in DELETION_REASONS.items()]
