"""Every subject of `flask explain` asks its rule with the facts it names."""

from datetime import date, datetime

import pytest

from app.kernel.calendar import Calendar, CalendarEnds
from app.kernel.holidays import seed_holidays
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles
from app.routines.explain import SUBJECTS, Facts, Question, answer
from app.routines.explain_options import day, moment, year

ASKED = []


def policy(slug, on):
    ASKED.append((slug, on))
    return shipped_profiles()[slug].policy


FACTS = Facts(policy, Calendar(seed_holidays()))
ON = date(2026, 5, 13)


@pytest.mark.parametrize(
    "subject, question, rule, value",
    [
        ("booking-close", {"office": "kanagawa", "on": ON}, "KNG-19", datetime(2026, 5, 11, 16, tzinfo=JST)),
        ("booking-close", {"office": "miyakonojo", "on": ON}, "MYK-12", datetime(2026, 5, 11, 23, 59, 59, tzinfo=JST)),
        (
            "booking-close",
            {"office": "nagasaki_young", "on": ON},
            "NGS-15",
            datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST),
        ),
        (
            "booking-close",
            {"office": "kurashiki_chuo", "on": ON},
            "KRS-24",
            datetime(2026, 5, 12, 23, 59, 59, tzinfo=JST),
        ),
        ("meeting-info-due", {"office": "kanagawa", "on": date(2026, 5, 7)}, "KNG-30", date(2026, 5, 1)),
        ("meeting-info-due", {"office": "miyakonojo", "on": ON}, "MYK-12", date(2026, 5, 11)),
        ("meeting-info-due", {"office": "nagasaki_main", "on": ON}, "NGS-15", date(2026, 5, 12)),
        ("meeting-info-due", {"office": "kurashiki_wakamono", "on": ON}, "KRS-28", date(2026, 5, 12)),
        ("reminder", {"office": "kanagawa", "on": ON}, "KNG-32", date(2026, 5, 12)),
        ("reminder", {"office": "kurashiki_chuo", "on": ON}, "KNG-32", None),
        (
            "invitation-due",
            {"office": "kurashiki_chuo", "on": date(2026, 6, 15), "from_": date(2026, 6, 12)},
            "KRS-28",
            date(2026, 6, 14),
        ),
        (
            "invitation-due",
            {"office": "nagasaki_main", "on": ON, "from_": date(2026, 5, 1)},
            "NGS-15",
            date(2026, 5, 12),
        ),
        ("invitation-due", {"office": "kanagawa", "on": ON, "from_": date(2026, 5, 1)}, "KRS-28", None),
        ("document-deadline", {"on": date(2026, 4, 20)}, "AGY-097", date(2026, 5, 1)),
        ("mail-address-wait", {"on": date(2026, 4, 30)}, "AGY-101", date(2026, 5, 8)),
        ("placement-window", {"on": date(2026, 5, 31)}, "AGY-008", date(2026, 3, 1)),
        ("report-reminder", {"year": 2028}, "AGY-128", date(2028, 3, 20)),
        ("overdue", {"on": date(2026, 1, 30)}, "AGY-082", date(2026, 2, 27)),
        ("suspension-end", {"on": date(2026, 5, 21)}, "AGY-075", date(2026, 11, 20)),
        ("reapply-from", {"on": date(2028, 2, 29)}, "AGY-023", date(2031, 3, 1)),
        ("id-free-from", {"on": date(2026, 3, 31)}, "AGY-014", date(2031, 4, 1)),
        ("record-keep-until", {"on": date(2026, 1, 15)}, "AGY-053", date(2026, 3, 31)),
        ("record-keep-until", {"on": date(2026, 5, 1), "accepted": date(2026, 5, 10)}, "AGY-054", date(2028, 3, 31)),
        ("service-open", {"at": datetime(2026, 5, 31, 21, 30, tzinfo=JST)}, "AGY-120", False),
        ("service-open", {"at": datetime(2026, 5, 30, 21, 30, tzinfo=JST)}, "AGY-119", True),
    ],
)
def test_each_subject_is_answered_by_its_rule(subject, question, rule, value):
    explanation = answer(subject, Question(**question), FACTS)
    assert (explanation.subject, explanation.computed.rule, explanation.computed.value) == (subject, rule, value)
    assert explanation.computed.steps


def test_the_subjects_are_the_fourteen_of_the_design():
    assert len(SUBJECTS) == 14
    assert all(subject.title for subject in SUBJECTS.values())


def test_the_policy_asked_for_is_the_one_of_the_session_day():
    ASKED.clear()
    answer("invitation-due", Question(office="kurashiki_chuo", on=ON, from_=date(2026, 5, 1)), FACTS)
    assert ASKED == [("kurashiki_chuo", ON)]


def test_past_the_holiday_rows_there_is_no_answer():
    with pytest.raises(CalendarEnds):
        answer("document-deadline", Question(on=date(2040, 12, 30)), FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "20260513",
        "2026-W20-3",
        "2026-5-13",
        "2026-02-30",
        "２０２６-05-13",
        "2026-05-13T10:00",
        "",
        "9999-12-31",
        "1899-12-31",
    ],
)
def test_days_are_read_strictly(text):
    with pytest.raises(ValueError):  # noqa: PT011  whatever fails, the command words it
        day(text)


@pytest.mark.parametrize(
    "text, read",
    [
        ("2026-05-31T21:30", datetime(2026, 5, 31, 21, 30, tzinfo=JST)),
        ("2026-05-31 21:30:00", datetime(2026, 5, 31, 21, 30, tzinfo=JST)),
        ("2026-05-31T12:30:00Z", datetime(2026, 5, 31, 21, 30, tzinfo=JST)),
        ("2026-05-31T12:30:00+00:00", datetime(2026, 5, 31, 21, 30, tzinfo=JST)),
    ],
)
def test_a_time_without_offset_is_japanese(text, read):
    assert moment(text) == read


@pytest.mark.parametrize("text", ["2026-05-31", "2026-05-31T24:00", "2026-05-31T23:59:60", "now", "2026-05-31T10:00+9"])
def test_times_are_read_strictly(text):
    with pytest.raises(ValueError):  # noqa: PT011  whatever fails, the command words it
        moment(text)


@pytest.mark.parametrize("text", ["26", "20260", "-2026", "二〇二六", "0000", "1e3"])
def test_years_are_four_digits(text):
    with pytest.raises(ValueError):  # noqa: PT011  whatever fails, the command words it
        year(text)
