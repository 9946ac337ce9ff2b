"""What is under way for one watcher: open cases, decisions that wait for a second person, requests not yet closed."""

from dataclasses import dataclass

from app.agencies.queries.lookup import AgencyLine, agency_lines
from app.oversight.queries.cases import CaseRecord, ProposalRecord, open_cases, open_proposals
from app.oversight.queries.requests import RequestRecord, asked_by
from app.oversight.rules.watchers import ground_against_deciding
from app.oversight.terms.watchers import Watcher, Watching


@dataclass(frozen=True, kw_only=True)
class UnderWay:
    """What a watcher has to go on with, and the agencies it is about by their ids."""

    cases: list[CaseRecord]
    proposals: list[ProposalRecord]
    asked: list[RequestRecord]
    agencies: dict[int, AgencyLine]


def under_way(who: Watcher) -> UnderWay:
    """Everything open for this watcher; of the proposals those it may decide on (AGY-018, AGY-020, AGY-114)."""
    theirs = frozenset() if who.watching is Watching.MINISTRY else who.organisation_ids
    cases, proposals, asked = open_cases(who.bureau_id, theirs), open_proposals(), asked_by(who.organisation_ids)
    agencies = agency_lines(frozenset(each.agency_id for each in (*cases, *proposals, *asked)))
    return UnderWay(
        cases=cases,
        proposals=[
            each
            for each in proposals
            if ground_against_deciding(who, agencies[each.agency_id].bureau_id, each.ground) is None
        ],
        asked=asked,
        agencies=agencies,
    )
