"""Which application that is not settled mends which limit that passed (8(2)④)."""

from datetime import date

import pytest

from app.agencies.terms.applications import Procedure
from app.agencies.terms.kinds import ApplicationKind
from app.agencies.terms.participation import Ground
from app.oversight.rules.procedures import answers, pending_for, waits_at_bureau

USE, CHANGE, RENEW, WITHDRAW = ApplicationKind
TODAY = date(2026, 8, 3)


def procedure(kind: ApplicationKind, **other: object) -> Procedure:
    """An application that is not settled yet."""
    return Procedure(**{"number": "A1", "kind": kind, "document_limit": date(2026, 8, 10), **other})


@pytest.mark.rule("AGY-011", "AGY-081", "AGY-083")
@pytest.mark.parametrize(
    ("ground", "kind", "until", "fits"),
    [
        (Ground.LICENCE_LAPSED, CHANGE, date(2031, 6, 30), True),
        (Ground.LICENCE_LAPSED, CHANGE, TODAY, True),
        (Ground.LICENCE_LAPSED, CHANGE, date(2026, 8, 2), False),
        (Ground.LICENCE_LAPSED, CHANGE, None, True),
        (Ground.LICENCE_LAPSED, RENEW, None, False),
        (Ground.SERVICE_LAPSED, RENEW, None, True),
        (Ground.SERVICE_LAPSED, WITHDRAW, None, True),
        (Ground.SERVICE_LAPSED, CHANGE, date(2031, 6, 30), False),
        (Ground.NO_REPORT, RENEW, None, False),
    ],
)
def test_an_open_application_answers_the_limit_it_is_of(
    ground: Ground, kind: ApplicationKind, until: date | None, fits: bool
) -> None:
    assert answers(procedure(kind, licence_valid_until=until), ground, TODAY) is fits


@pytest.mark.rule("AGY-083", "AGY-098")
def test_the_one_at_the_bureau_goes_first_and_alone_waits_there() -> None:
    sent = procedure(WITHDRAW, received_on=date(2026, 8, 1))
    registered = procedure(RENEW, document_limit=date(2026, 8, 4))
    assert pending_for(Ground.SERVICE_LAPSED, [registered, sent], TODAY) == sent
    assert pending_for(Ground.SERVICE_LAPSED, [], TODAY) is None
    assert [waits_at_bureau(each) for each in (sent, registered, None)] == [True, False, False]
