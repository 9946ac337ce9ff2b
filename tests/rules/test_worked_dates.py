"""The eighty worked dates of the catalogue, part (d); `row` is the number there.

They were computed and asserted by another program; all eighty stand here.
"""

from datetime import date, time, timedelta

import pytest

from app.agencies.rules.applications import expired_at
from app.agencies.rules.dates import (
    document_deadline,
    id_free_from,
    mail_address_wait,
    month_end_stop,
    placement_window,
    reapply_from,
    registration_deleted_from,
)
from app.agencies.terms.applications import ApplicationFacts
from app.agencies.terms.kinds import ApplicationKind, ApplicationState
from app.booking.rules.dates import (
    booking_close,
    invitation_due,
    invitation_expected,
    meeting_info_due,
    reminder_day,
    unconfirmed_from,
)
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import at
from app.offices.rules.shipped import shipped_profiles
from app.oversight.rules.dates import overdue, report_reminder, suspension_end
from app.seekers.rules.keeping import kept_until

CALENDAR = Calendar(seed_holidays())


def day(text):
    return date.fromisoformat(text)


def policy(slug):
    return shipped_profiles()[slug].policy


def check(answer, rule, result):
    assert answer.value.isoformat() == result
    assert answer.rule == rule
    assert answer.steps


@pytest.mark.rule("KNG-19")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (1, "2026-05-13", "2026-05-11"),
        (2, "2026-05-07", "2026-04-30"),  # 5/3-5/6 holidays
        (3, "2026-05-08", "2026-05-01"),
        (4, "2026-05-11", "2026-05-07"),
        (5, "2026-09-24", "2026-09-17"),  # 9/21, 9/22 国民の休日, 9/23
        (6, "2026-11-04", "2026-10-30"),  # 11/3
        (7, "2026-12-28", "2026-12-24"),
        (8, "2027-01-04", "2026-12-25"),  # 12/29-1/3
    ],
)
def test_kanagawa_takes_bookings_until_four_on_the_second_open_day_before(row, session, result):
    answer = booking_close(day(session), policy("kanagawa"), CALENDAR)
    check(answer, "KNG-19", f"{result}T16:00:00+09:00")


@pytest.mark.rule("KNG-30")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (9, "2026-05-13", "2026-05-12"),
        (10, "2026-05-07", "2026-05-01"),
        (11, "2026-05-11", "2026-05-08"),
        (12, "2027-01-04", "2026-12-28"),
    ],
)
def test_kanagawa_tells_how_to_join_by_the_open_day_before(row, session, result):
    answer = meeting_info_due(day(session), policy("kanagawa"), CALENDAR)
    check(answer, "KNG-30", result)


@pytest.mark.rule("KNG-32")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (13, "2026-05-13", "2026-05-12"),
        (14, "2026-05-11", "2026-05-10"),
        (15, "2026-05-07", "2026-05-06"),
        (16, "2027-01-04", "2027-01-03"),
    ],
)
def test_kanagawa_reminds_on_the_calendar_day_before(row, session, result):
    answer = reminder_day(day(session), policy("kanagawa"), CALENDAR)
    check(answer, "KNG-32", result)


@pytest.mark.rule("MYK-12")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (17, "2026-05-13", "2026-05-11"),
        (18, "2026-05-07", "2026-04-30"),
        (19, "2027-01-04", "2026-12-25"),
        (20, "2026-07-21", "2026-07-16"),
    ],
)
def test_miyakonojo_confirms_to_the_end_of_the_second_open_day_before(row, session, result):
    answer = booking_close(day(session), policy("miyakonojo"), CALENDAR)
    check(answer, "MYK-12", f"{result}T23:59:59+09:00")


@pytest.mark.rule("MYK-20")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (21, "2026-05-13", "2026-05-12"),
    ],
)
def test_an_unanswered_application_is_invalid_when_the_day_of_the_limit_is_over(row, session, result):
    answer = unconfirmed_from(day(session), policy("miyakonojo"), CALENDAR)
    check(answer, "MYK-20", f"{result}T00:00:00+09:00")


@pytest.mark.rule("NGS-15")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (22, "2026-05-13", "2026-05-12"),
        (23, "2026-05-11", "2026-05-10"),
    ],
)
def test_nagasaki_confirms_to_the_end_of_the_calendar_day_before(row, session, result):
    answer = booking_close(day(session), policy("nagasaki_main"), CALENDAR)
    check(answer, "NGS-15", f"{result}T23:59:59+09:00")


@pytest.mark.rule("KRS-24")
@pytest.mark.parametrize(
    "row, session, result",
    [
        (24, "2026-05-07", "2026-05-06"),
    ],
)
def test_kurashiki_confirms_to_the_end_of_the_calendar_day_before(row, session, result):
    answer = booking_close(day(session), policy("kurashiki_chuo"), CALENDAR)
    check(answer, "KRS-24", f"{result}T23:59:59+09:00")


@pytest.mark.rule("KRS-12")
@pytest.mark.parametrize(
    "row, applied, result",
    [
        (25, "2026-05-01", "2026-05-07"),
        (26, "2026-12-25", "2026-12-28"),
        (27, "2026-12-28", "2027-01-04"),
        (28, "2026-04-28", "2026-04-30"),
    ],
)
def test_an_invitation_is_expected_by_the_next_open_day_after_application(row, applied, result):
    answer = invitation_expected(day(applied), CALENDAR)
    check(answer, "KRS-12", result)


@pytest.mark.rule("KRS-28")
@pytest.mark.parametrize(
    "row, applied, session, result",
    [
        (29, "2026-06-12", "2026-06-15", "2026-06-14"),
        (30, "2026-06-02", "2026-06-15", "2026-06-03"),
    ],
)
def test_an_invitation_is_due_by_the_next_open_day_and_by_the_day_before(row, applied, session, result):
    answer = invitation_due(day(session), day(applied), policy("kurashiki_wakamono"), CALENDAR)
    check(answer, "KRS-28", result)


@pytest.mark.rule("AGY-097")
@pytest.mark.parametrize(
    "row, registered, result",
    [
        (31, "2026-06-01", "2026-06-15"),  # 14th day open
        (32, "2026-04-15", "2026-04-28"),  # 14th day Wed 2026-04-29 昭和の日
        (33, "2026-04-20", "2026-05-01"),  # 14th day Mon 2026-05-04; back over 5/3, 5/2
        (34, "2026-06-06", "2026-06-19"),  # 14th day Sat 2026-06-20
        (35, "2026-09-09", "2026-09-18"),  # 14th day Wed 2026-09-23
        (36, "2026-12-15", "2026-12-28"),  # 14th day Tue 2026-12-29
        (37, "2026-12-19", "2026-12-28"),  # 14th day Sat 2027-01-02
    ],
)
def test_documents_are_due_on_the_fourteenth_day_moved_back_from_closed_days(row, registered, result):
    answer = document_deadline(day(registered), CALENDAR)
    check(answer, "AGY-097", result)


@pytest.mark.rule("AGY-099")
@pytest.mark.parametrize(
    "row, registered, result",
    [
        (38, "2026-06-01", "2026-06-16"),
    ],
)
def test_a_registration_without_its_document_is_gone_on_the_day_after(row, registered, result):
    limit = document_deadline(day(registered), CALENDAR).value
    assert registration_deleted_from(limit) == day(result)
    registered_at = at(day(registered), time(10))
    unsent = ApplicationFacts(
        kind=ApplicationKind.USE,
        written=ApplicationState.REGISTERED,
        registered_at=registered_at,
        document_limit=limit,
    )
    assert expired_at(unsent) == at(day(result), time.min)


@pytest.mark.rule("AGY-101")
@pytest.mark.parametrize(
    "row, registered, result",
    [
        (39, "2026-04-30", "2026-05-08"),  # 5/1, 5/7, 5/8; enquiry notice from the next day
        (40, "2026-06-01", "2026-06-04"),  # 6/2, 6/3, 6/4; enquiry notice from the next day
        (41, "2026-06-05", "2026-06-10"),  # 6/8, 6/9, 6/10; enquiry notice from the next day
        (42, "2026-12-25", "2027-01-05"),  # 12/28, 1/4, 1/5; enquiry notice from the next day
    ],
)
def test_the_bureau_s_mail_address_is_waited_for_on_three_open_days(row, registered, result):
    answer = mail_address_wait(day(registered), CALENDAR)
    check(answer, "AGY-101", result)


@pytest.mark.rule("AGY-128")
@pytest.mark.parametrize(
    "row, year, result",
    [
        (43, "2026", "2026-03-16"),
        (44, "2027", "2027-03-15"),
        (45, "2028", "2028-03-20"),  # 春分の日, still sent
        (46, "2029", "2029-03-19"),
    ],
)
def test_the_report_reminder_goes_out_on_the_third_monday_of_march(row, year, result):
    answer = report_reminder(int(year), CALENDAR)
    check(answer, "AGY-128", result)


@pytest.mark.rule("AGY-082")
@pytest.mark.parametrize(
    "row, limit, result",
    [
        (47, "2026-04-20", "2026-05-20"),
        (48, "2027-04-20", "2027-05-20"),
        (49, "2028-04-20", "2028-05-19"),  # 5/20 is Sat
        (50, "2029-04-20", "2029-05-18"),  # 5/20 is Sun
        (51, "2026-01-30", "2026-02-27"),  # counted from 1/31; no 2/31 -> Sat 2026-02-28, moved back
        (52, "2026-04-03", "2026-05-01"),  # Sun 2026-05-03, moved back
        (53, "2026-06-30", "2026-07-31"),
        (54, "2026-08-30", "2026-09-30"),  # counted from 8/31, no 9/31
        (55, "2026-11-29", "2026-12-28"),  # Tue 2026-12-29, moved back
    ],
)
def test_the_month_after_a_limit_ends_moved_back_from_closed_days(row, limit, result):
    answer = overdue(day(limit), CALENDAR)
    check(answer, "AGY-082", result)


@pytest.mark.rule("AGY-075")
@pytest.mark.parametrize(
    "row, first, result",
    [
        (56, "2026-05-21", "2026-11-20"),
        (57, "2027-05-21", "2027-11-19"),  # Sat 2027-11-20, moved back
        (58, "2026-06-04", "2026-12-03"),
        (59, "2026-07-01", "2026-12-28"),  # Thu 2026-12-31, moved back
        (60, "2026-08-31", "2027-02-26"),  # no 2/31 -> Sun 2027-02-28, moved back
        (61, "2026-11-04", "2027-04-30"),  # Mon 2027-05-03, moved back
    ],
)
def test_six_months_of_suspension_end_moved_back_from_closed_days(row, first, result):
    answer = suspension_end(day(first), CALENDAR)
    check(answer, "AGY-075", result)


@pytest.mark.rule("AGY-023")
@pytest.mark.parametrize(
    "row, terminated, result",
    [
        (62, "2026-06-01", "2029-06-01"),
        (63, "2026-12-01", "2029-12-01"),
        (64, "2028-02-29", "2031-03-01"),  # no 29 February 2031
    ],
)
def test_three_years_after_termination_one_may_apply_again_closed_or_not(row, terminated, result):
    answer = reapply_from(day(terminated), CALENDAR)
    check(answer, "AGY-023", result)


@pytest.mark.rule("AGY-053")
@pytest.mark.parametrize(
    "row, acquired, result",
    [
        (65, "2026-01-15", "2026-03-31"),
        (66, "2026-01-31", "2026-03-31"),
        (67, "2025-12-31", "2026-02-28"),
        (68, "2027-12-01", "2028-02-29"),
        (69, "2026-05-01", "2026-07-31"),
    ],
)
def test_a_record_not_accepted_is_kept_to_the_end_of_the_second_month_after(row, acquired, result):
    answer = kept_until(day(acquired), None, CALENDAR)
    check(answer, "AGY-053", result)


@pytest.mark.rule("AGY-054")
@pytest.mark.parametrize(
    "row, accepted, result",
    [
        (70, "2026-05-10", "2028-03-31"),
        (71, "2027-03-31", "2028-03-31"),
        (72, "2027-04-01", "2029-03-31"),
        (73, "2026-03-31", "2027-03-31"),
    ],
)
def test_an_accepted_record_is_kept_for_the_whole_next_fiscal_year(row, accepted, result):
    answer = kept_until(day(accepted), day(accepted), CALENDAR)
    check(answer, "AGY-054", result)


@pytest.mark.rule("AGY-008")
@pytest.mark.parametrize(
    "row, applied, result",
    [
        (74, "2026-06-15", "2026-03-16"),
        (75, "2026-05-31", "2026-03-01"),
        (76, "2026-04-30", "2026-01-31"),
    ],
)
def test_placements_count_from_three_months_before_the_application(row, applied, result):
    answer = placement_window(day(applied), CALENDAR)
    check(answer, "AGY-008", result)


@pytest.mark.rule("AGY-014")
@pytest.mark.parametrize(
    "row, ended, result",
    [
        (77, "2026-03-31", "2031-04-01"),
    ],
)
def test_a_mail_address_is_free_five_years_after_its_account_ended(row, ended, result):
    answer = id_free_from(day(ended), CALENDAR)
    check(answer, "AGY-014", result)


@pytest.mark.rule("AGY-120")
@pytest.mark.parametrize(
    "row, month, result",
    [
        (78, "2026-02", "2026-02-28"),  # to 06:00 next day
        (79, "2026-05", "2026-05-31"),  # to 06:00 next day
        (80, "2028-02", "2028-02-29"),  # to 06:00 next day
    ],
)
def test_the_long_stop_begins_on_the_evening_of_the_last_day_of_the_month(row, month, result):
    stop = month_end_stop(int(month[:4]), int(month[5:]))
    assert stop.rule == "AGY-120"
    assert stop.since.isoformat() == f"{result}T21:30:00+09:00"
    assert stop.until.isoformat() == f"{day(result) + timedelta(days=1)}T06:00:00+09:00"
