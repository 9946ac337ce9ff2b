"""Each CONFIG rule's value stands in the profiles of its offices, as the matrix has it."""

from datetime import time
from typing import Any

import pytest

from app.kernel.hours import Window
from app.offices.rules.readers import plain
from app.offices.rules.shipped import shipped_profiles

NAGASAKI = ("nagasaki_main", "nagasaki_young", "nagasaki_tsukimachi")
KURASHIKI = ("kurashiki_chuo", "kurashiki_wakamono")
KINDS = ["職業相談", "職業紹介", "面接", "管理選考"]
FOUR_TIMES = ["10:00", "11:00", "14:00", "15:00"]


def half_hours(first: int, last: int) -> list[str]:
    """Every half hour from `first` up to half an hour before `last`."""
    return [f"{hour:02}:{minute:02}" for hour in range(first, last) for minute in (0, 30)]


def row(rule: str, offices: str | tuple[str, ...], **values: Any) -> Any:
    """One rule, the offices it binds, and the plain values it asks for."""
    slugs = (offices,) if isinstance(offices, str) else offices
    return [(rule, slug, name, value) for slug in slugs for name, value in values.items()]


TABLE = [
    *row("KNG-03", "kanagawa", camera_rule="staff_off_user_optional"),
    *row("KNG-05", "kanagawa", employer_users="yes"),
    *row("KNG-07", "kanagawa", video_tool="WebEx"),
    *row("KNG-15", "kanagawa", slot_starts=["09:00", "10:00", "11:00", "13:30", "14:30", "15:30"]),
    *row("KNG-16", "kanagawa", session_minutes=50, windows=["09:00-12:00", "13:30-16:30"]),
    *row("KNG-59", "kanagawa", jurisdiction_court="横浜地方裁判所"),
    *row("KNG-60", "kanagawa", contact_phone="045-633-6110", contact_hours=["08:30-12:00", "13:00-17:15"]),
    *row("MYK-02", "miyakonojo", service_kinds=KINDS),
    *row("MYK-08", "miyakonojo", video_tool="Zoom"),
    *row("MYK-11", "miyakonojo", session_minutes=30),
    *row("MYK-17", "miyakonojo", followup_at_session="at_session_or_site"),
    *row("MYK-46", "miyakonojo", jurisdiction_court="宮崎地方裁判所"),
    *row("NGS-03", NAGASAKI, session_minutes=30),
    *row("NGS-10", "nagasaki_main", windows=["10:00-16:00"], slot_starts=half_hours(10, 16)),
    *row("NGS-11", "nagasaki_young", windows=["11:00-17:00"], slot_starts=half_hours(11, 17)),
    *row("NGS-12", "nagasaki_tsukimachi", windows=["11:00-17:00"], slot_starts=half_hours(11, 17)),
    *row("NGS-13", "nagasaki_main", contact_hours=["08:30-17:15"], contact_hours_open=True),
    *row("NGS-13", NAGASAKI[1:], contact_hours=["10:00-18:00"], contact_hours_open=True),
    *row("NGS-14", NAGASAKI, booking_channels=["phone", "counter", "at_session", "instant"]),
    *row("NGS-20", NAGASAKI, nomination=True),
    *row("NGS-24", NAGASAKI, followup_at_session="at_session"),
    *row("NGS-29", "nagasaki_main", contact_phone="095-862-8643"),
    *row("NGS-30", "nagasaki_young", contact_phone="095-808-2020"),
    *row("NGS-31", "nagasaki_tsukimachi", contact_phone="095-808-2020"),
    *row("NGS-32", NAGASAKI, service_kinds=KINDS),
    *row("NGS-34", NAGASAKI, video_tool="Tele office"),
    *row("NGS-64", NAGASAKI, jurisdiction_court="長崎地方裁判所"),
    *row("KRS-02", KURASHIKI, session_minutes=30),
    *row("KRS-04", KURASHIKI, video_tool="TeleOffice"),
    *row("KRS-09", "kurashiki_wakamono", contact_phone="086-430-0705", contact_hours=["08:30-17:15"]),
    *row("KRS-10", KURASHIKI, booking_channels=["phone", "counter", "at_session"]),
    *row("KRS-11", KURASHIKI, slot_starts=FOUR_TIMES),
    *row("KRS-21", KURASHIKI, service_kinds=KINDS),
    *row("KRS-29", KURASHIKI, followup_at_session="at_session"),
    *row("KRS-49", KURASHIKI, jurisdiction_court="岡山地方裁判所"),
]


@pytest.mark.parametrize("rule, slug, name, value", TABLE, ids=lambda value: str(value)[:20])
def test_the_profile_has_the_value_of_the_rule(rule: str, slug: str, name: str, value: object) -> None:
    assert plain(getattr(shipped_profiles()[slug].policy, name)) == value, rule


def test_no_value_is_made_up_where_the_documents_are_silent() -> None:
    for slug in ("miyakonojo", "kurashiki_chuo"):
        policy = shipped_profiles()[slug].policy
        assert (policy.contact_phone, policy.contact_hours, policy.address) == (None, (), None)


def test_the_grid_of_kurashiki_is_its_four_times_only() -> None:
    policy = shipped_profiles()["kurashiki_chuo"].policy
    assert policy.windows[0] == Window(time(10), time(10, 30))
    assert len(policy.windows) == len(policy.slot_starts) == 4
