"""Where an application stands, which procedures are open, what the system checks by itself (10)."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from app.agencies.rules.applications import (
    LARGEST_UPLOAD,
    checks,
    days_left,
    ground_against_procedure,
    ground_against_upload,
    is_open,
    state_at,
)
from app.agencies.terms.applications import (
    ApplicationFacts,
    ApplicationRefusal,
    CheckKind,
    Entrance,
    UploadRefusal,
)
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, ApplicationState, SchoolKind, Service
from app.agencies.terms.particulars import Placement
from app.kernel.moments import at
from tests.rules.agencies.told import APPLIED, CALENDAR, officer, told

LIMIT = date(2026, 6, 29)
REGISTERED = at(APPLIED, time(10)).astimezone(UTC)
USE, CHANGE, RENEW, WITHDRAW = ApplicationKind
OF_THE_DESK = {CheckKind.ONE_ACCOUNT, CheckKind.ORDERS, CheckKind.BAN, CheckKind.SAME_ADDRESS}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def facts(**other: Any) -> ApplicationFacts:
    """A 利用申請 of 15 June 2026."""
    given = {"kind": USE, "written": ApplicationState.REGISTERED, "registered_at": REGISTERED, "document_limit": LIMIT}
    return ApplicationFacts(**{**given, **other})


def jst(day: str, hour: str) -> datetime:
    """A moment in Japan."""
    return at(date.fromisoformat(day), time.fromisoformat(hour)).astimezone(UTC)


@pytest.mark.rule("AGY-099")
@pytest.mark.parametrize(
    ("day", "hour", "state"),
    [
        ("2026-06-28", "23:59", ApplicationState.REGISTERED),
        ("2026-06-29", "23:59", ApplicationState.REGISTERED),
        ("2026-06-30", "00:00", ApplicationState.EXPIRED),
    ],
)
def test_without_its_document_it_is_expired_from_the_day_after_its_limit(
    day: str, hour: str, state: ApplicationState
) -> None:
    assert state_at(facts(), jst(day, hour)) is state
    assert is_open(facts(), jst(day, hour)) is (state is ApplicationState.REGISTERED)


@pytest.mark.rule("AGY-099")
def test_a_received_document_stops_the_deletion() -> None:
    held = facts(written=ApplicationState.RECEIVED, received_on=LIMIT)
    assert state_at(held, jst("2026-07-31", "10:00")) is ApplicationState.RECEIVED


@pytest.mark.rule("AGY-097")
@pytest.mark.parametrize(("today", "left"), [(APPLIED, 15), (date(2026, 6, 28), 2), (LIMIT, 1), (date(2026, 6, 30), 0)])
def test_days_left_count_the_last_one(today: date, left: int) -> None:
    assert days_left(facts(), today) == left


def entrance(**other: Any) -> Entrance:
    """An agency active in both services with nothing open."""
    given = {"is_taking_part": True, "services": frozenset(Service), "open_kinds": frozenset()}
    return Entrance(**{**given, **other})


@pytest.mark.rule("AGY-096", "AGY-137")
@pytest.mark.parametrize(
    ("kind", "where", "ground"),
    [
        (USE, entrance(is_taking_part=False, services=frozenset()), None),
        (USE, entrance(), ApplicationRefusal.TAKING_PART_ALREADY),
        (CHANGE, entrance(), None),
        (RENEW, entrance(), None),
        (WITHDRAW, entrance(), None),
        (CHANGE, entrance(is_taking_part=False), ApplicationRefusal.NOT_TAKING_PART),
        (RENEW, entrance(is_taking_part=False), ApplicationRefusal.NOT_TAKING_PART),
        (WITHDRAW, entrance(is_taking_part=False), ApplicationRefusal.NOT_TAKING_PART),
        (RENEW, entrance(services=frozenset({Service.JOB_INFO})), ApplicationRefusal.NO_SEEKER_SERVICE),
        (CHANGE, entrance(open_kinds=frozenset({CHANGE})), ApplicationRefusal.OPEN_ALREADY),
        (CHANGE, entrance(open_kinds=frozenset({RENEW})), None),
        (USE, entrance(is_taking_part=False, is_closed=True), ApplicationRefusal.ACCOUNT_CLOSED),
    ],
)
def test_which_procedures_are_open(kind: ApplicationKind, where: Entrance, ground: ApplicationRefusal | None) -> None:
    assert ground_against_procedure(kind, where) is ground


@pytest.mark.rule("AGY-106", "AGY-008")
def test_what_was_checked_names_its_clause_and_the_three_months() -> None:
    found = {each.kind: each for each in checks(USE, told(), APPLIED, CALENDAR)}
    assert set(found) == set(CheckKind) - OF_THE_DESK
    assert all(each.passed and each.clause for each in found.values())
    placed = found[CheckKind.PLACEMENTS]
    assert (placed.number, placed.since, placed.until, placed.clause) == (1, date(2026, 3, 16), APPLIED, "2(2)")


@pytest.mark.rule("AGY-106")
@pytest.mark.parametrize(
    ("other", "failing"),
    [
        ({"kind": AgencyKind.SCHOOL, "school": SchoolKind.HIGH}, {CheckKind.KIND, CheckKind.SEEKER_KIND}),
        ({"placements": (Placement(placed_on=date(2026, 3, 15)),)}, {CheckKind.PLACEMENTS}),
        ({"contact_officer": officer(is_full_time=False)}, {CheckKind.OFFICERS}),
        ({"licence_valid_until": None}, {CheckKind.LICENCE}),
        ({"mandatory": None}, {CheckKind.MANDATORY}),
    ],
)
def test_what_fails_is_told_by_itself(other: dict[str, Any], failing: set[CheckKind]) -> None:
    assert {each.kind for each in checks(USE, told(**other), APPLIED, CALENDAR) if not each.passed} == failing


@pytest.mark.rule("AGY-106")
def test_nothing_of_the_seeker_service_is_checked_where_it_is_not_asked_for() -> None:
    found = {each.kind for each in checks(USE, told(seeker_info=False, placements=()), APPLIED, CALENDAR)}
    assert found == {CheckKind.KIND, CheckKind.OFFICERS, CheckKind.LICENCE}


@pytest.mark.rule("AGY-102")
@pytest.mark.parametrize(
    ("content", "ground"),
    [
        (PDF, None),
        (b"\n" + PDF, None),
        (PDF + b" " * (LARGEST_UPLOAD - len(PDF)), UploadRefusal.NOT_A_PDF),
        (PDF.replace(b"endobj", b"endobj" + b" " * (LARGEST_UPLOAD - len(PDF))), None),
        (PDF.replace(b"endobj", b"endobj" + b" " * (LARGEST_UPLOAD - len(PDF) + 1)), UploadRefusal.TOO_LARGE),
        (b"", UploadRefusal.EMPTY),
        (b"\x89PNG\r\n\x1a\n", UploadRefusal.NOT_A_PDF),
        (b"%PDF-1.7\n", UploadRefusal.NOT_A_PDF),
        (b"<html>%PDF-1.7 %%EOF", UploadRefusal.NOT_A_PDF),
        (PDF.replace(b"<<>>", b"<</S/JavaScript/JS(app.alert(1))>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</S/#4aava#53cript/JS 5 0 R>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</J#53 (x)>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</S /Launch /F (cmd.exe)>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</Names<</EmbeddedFiles 3 0 R>>>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</OpenAction 9 0 R>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</OpenAction<</S/URI>>>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</AcroForm<</XFA[1 0 R]>>>>"), UploadRefusal.ACTIVE),
        (PDF.replace(b"<<>>", b"<</OpenAction[3 0 R /FitH null]>>"), None),
        (PDF.replace(b"<<>>", b"stream\n\x9a/JS\x81/AA)/Launchpad\nendstream"), None),
    ],
)
def test_only_a_whole_pdf_is_taken(content: bytes, ground: UploadRefusal | None) -> None:
    assert ground_against_upload(content) is ground
