"""Reports handed in, reminded of and asked for, as use-cases."""

from datetime import date, datetime

import pytest

from app.agencies.queries.participation import find_standing
from app.agencies.terms.kinds import AgencyKind, Service
from app.agencies.terms.participation import Ground, NewSuspension, ParticipationState, SuspensionEnd
from app.db import db
from app.kernel.moments import JST
from app.kernel.roles import Role
from app.offices.queries.days import national_calendar
from app.oversight.queries.overdue import overdue_agencies
from app.oversight.queries.overview import overview
from app.oversight.queries.report_rows import late_agencies, versions_of
from app.oversight.terms.reports import FIGURES, Figure, ReportRefusal
from app.oversight.usecases.report_chases import chase_report, remind_to_report
from app.oversight.usecases.reports import submit_report
from tests import participants
from tests.kato import recorded

NOTHING = {service: dict.fromkeys(figures, 0) for service, figures in FIGURES.items()}
STOPPED = NewSuspension(
    ground=Ground.NO_REPORT,
    end_kind=SuspensionEnd.SIX_MONTHS,
    begins_at=datetime(2026, 5, 21, tzinfo=JST),
    first_day=date(2026, 5, 21),
    last_day=date(2026, 11, 20),
    needs_improvement=True,
    reason="報告がありません。",
)


@pytest.fixture
def hikari(app) -> int:
    """Hikari, which takes part in both services since April 2025."""
    return participants.join("hikari")


def hand_in(agency_id: int, service: Service, clock, **figures: int) -> ReportRefusal | None:
    """The report of Hikari on 2025, zero where nothing else is said."""
    told = NOTHING[service] | {Figure(name): number for name, number in figures.items()}
    by = participants.acting("hikari", Role.AGENCY, agency_id=agency_id)
    return submit_report(agency_id, service, 2025, told, by=by, now=clock.now())


def mori():
    """The officer of Nagasaki."""
    return participants.acting("mori", Role.BUREAU, bureau_id=participants.bureau_id_of("nagasaki"))


@pytest.mark.rule("AGY-124", "AGY-126")
@pytest.mark.parametrize(
    "moment, late", [("2026-04-20T23:59:59", False), ("2026-04-21T06:00:00", True), ("2026-04-01T10:00:00", False)]
)
def test_a_report_after_the_limit_is_stored_as_late(hikari, clock, moment: str, late: bool) -> None:
    clock.set(moment)
    assert hand_in(hikari, Service.JOB_INFO, clock, hires=3, employer_fee_total=900_000) is None
    report = versions_of(hikari)[0]
    assert (report.is_late, dict(report.figures)[Figure.HIRES], report.version) == (late, 3, 1)


def test_a_correction_is_a_new_version_and_the_same_once_more_is_none(hikari, clock) -> None:
    clock.set("2026-04-10T10:00:00")
    for hires in (3, 3, 4):
        assert hand_in(hikari, Service.JOB_INFO, clock, hires=hires) is None
    assert [each.version for each in versions_of(hikari)] == [2, 1]
    assert len(recorded("oversight.report_submitted")) == 2


def test_nobody_reports_for_another_agency(hikari, clock) -> None:
    stranger = participants.join("minato", bureau="kanagawa")
    by = participants.acting("minato", Role.AGENCY, agency_id=stranger)
    told = NOTHING[Service.JOB_INFO]
    answer = submit_report(hikari, Service.JOB_INFO, 2025, told, by=by, now=clock.now())
    assert answer is ReportRefusal.GRANT_ENDED


@pytest.mark.rule("AGY-131", "AGY-132")
def test_a_report_during_the_six_months_makes_resumption_possible_and_does_not_shorten_them(hikari, clock) -> None:
    clock.set("2026-05-21T06:00:00")
    participants.stop(hikari, STOPPED, clock.now())
    clock.set("2026-07-01T10:00:00")
    assert hand_in(hikari, Service.JOB_INFO, clock) is None
    assert state_on("2026-11-21T06:00:00", hikari, clock) is ParticipationState.SUSPENDED
    clock.set("2026-07-02T10:00:00")
    assert hand_in(hikari, Service.SEEKER_INFO, clock) is None
    assert state_on("2026-11-20T23:59:59", hikari, clock) is ParticipationState.SUSPENDED
    assert state_on("2026-11-21T00:00:00", hikari, clock) is ParticipationState.ACTIVE


def state_on(moment: str, agency_id: int, clock) -> ParticipationState | None:
    """The state at a moment."""
    clock.set(moment)
    db.session.rollback()
    standing = find_standing(agency_id, clock.now())
    assert standing
    return standing.state


@pytest.mark.rule("AGY-128", "AGY-129")
@pytest.mark.parametrize(
    "day, sent",
    [
        ("2026-03-15T23:00:00", 0),
        ("2026-03-16T09:00:00", 2),
        ("2026-03-17T09:00:00", 2),
        ("2027-03-15T09:00:00", 2),
        ("2028-03-20T09:00:00", 2),  # a holiday, still sent
        ("2026-04-20T23:00:00", 2),
        ("2026-04-21T09:00:00", 0),
    ],
)
def test_the_reminder_goes_out_once_on_the_third_monday_of_march(hikari, clock, outbox, day: str, sent: int) -> None:
    participants.join("kaze", bureau="kanagawa", services=(Service.JOB_INFO,))
    participants.join("minato", bureau="kanagawa", since=date(2028, 4, 1), valid_until=date(2030, 3, 31))
    clock.set(day)
    assert [remind_to_report(clock.now()) for _ in range(2)] == [sent, 0]
    mails = outbox.posted("M-AGY-2")
    assert len(mails) == sent
    if sent:
        both, one = sorted(mails, key=lambda mail: -len(mail.body))
        assert "求職情報提供サービス" in both.body
        assert "求職情報提供サービス" not in one.body
        assert both.subject == "【ハローワーク】報告申請期間リマインド通知"


@pytest.mark.rule("AGY-128", "AGY-129")
@pytest.mark.parametrize(
    "given_up, named", [(date(2025, 3, 31), False), (date(2025, 4, 1), False), (date(2025, 4, 2), True)]
)
def test_the_reminder_names_a_service_that_was_given_up_during_the_year(app, clock, outbox, given_up, named) -> None:
    agency_id = participants.join("hikari", since=date(2024, 4, 1))
    participants.give_up(agency_id, Service.SEEKER_INFO, on=given_up)
    clock.set("2026-03-16T10:00:00")
    assert remind_to_report(clock.now()) == 1
    (mail,) = outbox.posted("M-AGY-2")
    assert "求人情報提供サービス" in mail.body
    assert ("求職情報提供サービス" in mail.body) is named


@pytest.mark.rule("AGY-130")
def test_the_bureau_asks_from_the_day_after_the_limit_and_once_a_day(hikari, clock, outbox) -> None:
    clock.set("2026-04-20T22:00:00")
    assert chase_report(hikari, 2025, by=mori(), now=clock.now()) is ReportRefusal.TOO_EARLY
    clock.set("2026-04-21T10:00:00")
    assert chase_report(hikari, 2025, by=mori(), now=clock.now()) is None
    assert chase_report(hikari, 2025, by=mori(), now=clock.now()) is ReportRefusal.ASKED_TODAY
    clock.set("2026-04-22T10:00:00")
    assert chase_report(hikari, 2025, by=mori(), now=clock.now()) is None
    assert [mail.recipient for mail in outbox.posted("M-AGY-3")] == ["contact@hikari.example"] * 2
    hand_in(hikari, Service.JOB_INFO, clock)
    hand_in(hikari, Service.SEEKER_INFO, clock)
    assert chase_report(hikari, 2025, by=mori(), now=clock.now()) is ReportRefusal.NOTHING_MISSING


def test_another_bureau_asks_for_nothing(hikari, clock, outbox) -> None:
    ono = participants.acting("ono", Role.BUREAU, bureau_id=participants.bureau_id_of("kanagawa"))
    clock.set("2026-04-21T10:00:00")
    assert chase_report(hikari, 2025, by=ono, now=clock.now()) is ReportRefusal.GRANT_ENDED
    assert outbox.posted("M-AGY-3") == []


@pytest.mark.rule("AGY-133")
def test_who_did_nothing_is_late_until_it_reports_zero(hikari, clock) -> None:
    participants.join("kaze", bureau="kanagawa", kind=AgencyKind.FREE, services=(Service.JOB_INFO,))
    nagasaki = participants.bureau_id_of("nagasaki")
    clock.set("2026-04-21T10:00:00")
    assert [each.standing.code for each in late_agencies(2025, None, clock.now())] == ["kaze", "hikari"]
    hand_in(hikari, Service.JOB_INFO, clock)
    (late,) = late_agencies(2025, nagasaki, clock.now())
    assert late.missing == (Service.SEEKER_INFO,)
    hand_in(hikari, Service.SEEKER_INFO, clock)
    assert late_agencies(2025, nagasaki, clock.now()) == []


@pytest.mark.rule("AGY-132")
def test_who_went_on_without_a_report_stays_on_the_board_though_the_next_one_came(app, clock) -> None:
    agency_id = participants.join("hikari", since=date(2024, 4, 1))
    clock.set("2026-06-01T10:00:00")
    assert {hand_in(agency_id, each, clock) for each in NOTHING} == {None}
    (found,) = overdue_agencies(mori().bureau_id, national_calendar(), clock.now())
    assert {each.fiscal_year for each in found.limits} == {2024}
    db.session.rollback()


@pytest.mark.rule("AGY-132")
def test_a_service_added_later_owes_nothing_for_the_years_before_it(app, clock) -> None:
    agency_id = participants.join("hikari", services=(Service.JOB_INFO,))
    participants.also(agency_id, Service.SEEKER_INFO, since=date(2026, 4, 2), valid_until=date(2027, 3, 31))
    clock.set("2026-06-01T10:00:00")
    assert hand_in(agency_id, Service.JOB_INFO, clock) is None
    assert overdue_agencies(mori().bureau_id, national_calendar(), clock.now()) == []
    assert [each.short for each in overview(2025, clock.now())] == [0]
    assert late_agencies(2025, None, clock.now()) == []
    db.session.rollback()
