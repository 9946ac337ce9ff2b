"""What may stand in a record, until when it is offered, and when agencies find it (AGY-002, AGY-044)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from app.kernel.moments import at
from app.seekers.rules.offering import age_band, ground_against_profile, is_offered, offered_until
from app.seekers.terms.records import AgeBand, Employment, Hours, Occupation, OfferFacts, ProfileRefusal, SeekerProfile

NAMES = ("山田 花子", "ヤマダ ハナコ")
OFFERED = at(date(2026, 5, 13), time(10)).astimezone(UTC)


def profile(**other: object) -> SeekerProfile:
    """A record without fault."""
    values = {
        "occupations": (Occupation.CARE,),
        "areas": ("14",),
        "employments": (Employment.REGULAR,),
        "hours": (Hours.FULL,),
        "experience": "介護施設で5年",
        "qualifications": "介護福祉士",
    }
    return SeekerProfile(**{**values, **other})


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    ("changed", "ground"),
    [
        ({}, None),
        ({"occupations": ()}, ProfileRefusal.NO_OCCUPATION),
        ({"areas": ()}, ProfileRefusal.NO_AREA),
        ({"areas": ("14", "13", "11")}, None),
        ({"areas": ("14", "13", "11", "12")}, ProfileRefusal.TOO_MANY),
        ({"occupations": tuple(Occupation)[:4]}, ProfileRefusal.TOO_MANY),
        ({"areas": ("48",)}, ProfileRefusal.UNKNOWN_AREA),
        ({"experience": "連絡は090-1234-5678へ"}, ProfileRefusal.IDENTIFIES),
        ({"qualifications": "やまだはなこの介護福祉士証"}, ProfileRefusal.IDENTIFIES),
        ({"wishes": "hikari@example.com まで"}, ProfileRefusal.IDENTIFIES),
    ],
)
def test_a_record_names_work_and_place_and_nobody(changed: dict[str, object], ground: ProfileRefusal | None) -> None:
    assert ground_against_profile(profile(**changed), NAMES) is ground


@pytest.mark.parametrize(
    ("offered", "last"),
    [
        ("2026-05-01", "2026-07-31"),
        ("2026-05-31", "2026-07-31"),
        ("2026-12-01", "2027-02-28"),
        ("2027-12-31", "2028-02-29"),
    ],
)
def test_a_record_is_offered_to_the_end_of_the_month_after_next(offered: str, last: str) -> None:
    assert offered_until(date.fromisoformat(offered)) == date.fromisoformat(last)


@pytest.mark.rule("AGY-002")
@pytest.mark.parametrize(
    ("facts", "moment", "found"),
    [
        ({}, OFFERED - timedelta(seconds=1), False),
        ({}, OFFERED, True),
        ({}, at(date(2026, 7, 31), time(23, 59, 59)), True),
        ({}, at(date(2026, 8, 1), time.min), False),
        ({"withdrawn_at": OFFERED + timedelta(hours=1)}, OFFERED + timedelta(minutes=59), True),
        ({"withdrawn_at": OFFERED + timedelta(hours=1)}, OFFERED + timedelta(hours=1), False),
        ({"is_account_closed": True}, OFFERED, False),
    ],
)
def test_agencies_find_a_record_while_its_consent_lasts(
    facts: dict[str, datetime | bool], moment: datetime, found: bool
) -> None:
    offered = OfferFacts(offered_at=OFFERED, valid_until=date(2026, 7, 31), **facts)
    assert is_offered(offered, moment) is found


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    ("age", "band"),
    [(15, AgeBand.TEENS), (19, AgeBand.TEENS), (20, AgeBand.TWENTIES), (29, AgeBand.TWENTIES), (69, AgeBand.SIXTIES),
     (70, AgeBand.SEVENTIES_UP), (99, AgeBand.SEVENTIES_UP)],
)  # fmt: skip
def test_an_age_is_told_in_tens(age: int, band: AgeBand) -> None:
    assert age_band(age) is band
