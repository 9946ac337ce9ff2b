"""What an application must tell, what of it changed, and that nothing is lost in keeping it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.agencies.rules.particulars import (
    changed,
    gaps,
    mandatory_of,
    needs_linked_change,
    read,
    written,
)
from app.agencies.terms.applications import ParticularsGap
from app.agencies.terms.kinds import AgencyKind, SchoolKind
from app.agencies.terms.particulars import PaidService, Placement
from tests.rules.agencies.told import APPLIED, officer, told

DAY = timedelta(days=1)


@pytest.mark.rule("AGY-108")
@pytest.mark.parametrize(
    ("other", "gap"),
    [
        ({"name": ""}, ParticularsGap.CONTACT_OFFICER),
        ({"mail": ""}, ParticularsGap.CONTACT_OFFICER),
        ({"is_full_time": False}, ParticularsGap.CONTACT_NOT_FULL_TIME),
    ],
)
def test_the_contact_officer_has_a_name_a_mail_and_is_full_time(other: dict[str, Any], gap: ParticularsGap) -> None:
    assert gaps(told(contact_officer=officer(**other)), APPLIED) == (gap,)


@pytest.mark.rule("AGY-110")
@pytest.mark.parametrize(
    ("other", "gap"),
    [
        ({"mail": "", "phone": ""}, ParticularsGap.PRIVACY_OFFICER),
        ({"is_full_time": False}, ParticularsGap.PRIVACY_NOT_FULL_TIME),
    ],
)
def test_the_privacy_officer_can_be_reached_and_is_full_time(other: dict[str, Any], gap: ParticularsGap) -> None:
    assert gap in gaps(told(privacy_officer=officer(**other)), APPLIED)


@pytest.mark.rule("AGY-111", "AGY-109")
def test_one_person_may_be_both_officers_and_no_supervisor() -> None:
    same = officer(is_supervisor=False)
    assert gaps(told(contact_officer=same, privacy_officer=same), APPLIED) == ()


@pytest.mark.rule("AGY-011")
@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, (ParticularsGap.LICENCE_VALIDITY,)),
        (APPLIED - DAY, (ParticularsGap.LICENCE_PAST,)),
        (APPLIED, ()),
        (APPLIED + DAY, ()),
    ],
)
def test_a_licence_holds_on_the_day_of_the_application(until: date | None, found: tuple[ParticularsGap, ...]) -> None:
    assert gaps(told(licence_valid_until=until), APPLIED) == found


@pytest.mark.rule("AGY-005")
@pytest.mark.parametrize("kind", [AgencyKind.SCHOOL, AgencyKind.SPECIAL])
def test_who_files_a_notice_has_no_validity_to_tell(kind: AgencyKind) -> None:
    filed = told(kind=kind, school=SchoolKind.UNIVERSITY, licence_valid_until=None)
    assert gaps(filed, APPLIED) == ()


@pytest.mark.rule("AGY-062", "AGY-030", "AGY-040")
@pytest.mark.parametrize(
    ("other", "gap"),
    [
        ({"contact_way": ""}, ParticularsGap.CONTACT_WAY),
        ({"procedure": ""}, ParticularsGap.PROCEDURE),
        ({"handles_subsidies": True}, ParticularsGap.SUBSIDIES),
    ],
)
def test_contact_way_procedure_and_subsidies_are_told(other: dict[str, Any], gap: ParticularsGap) -> None:
    assert gaps(told(**other), APPLIED) == (gap,)


@pytest.mark.rule("AGY-056")
@pytest.mark.parametrize("part", ["record", "occupations", "industries", "areas", "seeker_fees"])
def test_no_block_of_what_seekers_are_shown_is_blank(part: str) -> None:
    mandatory = told().mandatory
    assert mandatory
    assert gaps(told(mandatory=replace(mandatory, **{part: " "})), APPLIED) == (ParticularsGap.MANDATORY_INFO,)
    assert gaps(told(mandatory=None, seeker_info=False), APPLIED) == ()


@pytest.mark.rule("AGY-110")
def test_seekers_are_shown_the_officer_as_registered() -> None:
    shown = mandatory_of(officer(), record="a", occupations="b", industries="c", areas="d", seeker_fees="e")
    assert (shown.officer, shown.officer_contact) == ("光 美咲", "095-800-0001、misaki@hikari.example")


@pytest.mark.rule("AGY-012")
@pytest.mark.parametrize(
    ("other", "names", "linked"),
    [
        ({}, (), False),
        ({"address": "長崎県長崎市出島町1-1"}, ("address",), True),
        ({"placements": (Placement(placed_on=APPLIED),)}, (), True),
        ({"contact_officer": officer(phone="+81958000002")}, ("contact_officer",), True),
    ],
)
def test_a_renewal_with_any_other_value_comes_with_a_change(
    other: dict[str, Any], names: tuple[str, ...], linked: bool
) -> None:
    assert changed(told(), told(**other)) == names
    assert needs_linked_change(told(), told(**other)) is linked


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"mandatory": None, "licence_valid_until": None, "placements": ()},
        {"kind": AgencyKind.SCHOOL, "school": SchoolKind.COLLEGE, "name": "𠮷田短期大学"},
        {"paid_services": (PaidService(name="面接の練習", price="5,000円"),), "contracted_on": APPLIED},
        {"placements": (Placement(placed_on=APPLIED, months=4, seasonal=True),)},
    ],
)
def test_what_is_kept_is_read_back_as_it_was(other: dict[str, Any]) -> None:
    assert read(written(told(**other))) == told(**other)
