"""What an agency tells in an application of the tests: fee-charging, in both services, everything in order."""

from datetime import date, datetime, timedelta
from typing import Any

from app.agencies.rules.particulars import mandatory_of
from app.agencies.terms.kinds import AgencyKind
from app.agencies.terms.particulars import Officer, Particulars, Placement
from app.kernel.calendar import Calendar
from app.kernel.holidays import seed_holidays
from app.kernel.moments import day_of

APPLIED = date(2026, 6, 15)
CALENDAR = Calendar(seed_holidays())


def officer(**other: Any) -> Officer:
    """A full-time officer."""
    given = {"name": "光 美咲", "mail": "misaki@hikari.example", "phone": "+81958000001", "is_full_time": True}
    return Officer(**{**given, **other})


def told(**other: Any) -> Particulars:
    """The particulars of an application of 15 June 2026, with one regular placement a month before."""
    privacy = other.pop("privacy_officer", officer(name="光 大輔"))
    mandatory = mandatory_of(
        privacy,
        record="常用就職 年間120人",
        occupations="事務、介護",
        industries="医療・福祉",
        areas="長崎県",
        seeker_fees="いただきません",
    )
    given = {
        "name": "ひかり人材紹介（架空）",
        "address": "長崎県長崎市万才町7-1",
        "phone": "+81958000000",
        "representative": "光 太郎",
        "kind": AgencyKind.FEE,
        "licence_number": "42-ユ-300001",
        "licence_valid_until": date(2029, 3, 31),
        "contact_officer": officer(),
        "privacy_officer": privacy,
        "contact_way": "電話 095-800-0001（平日9時から17時）",
        "job_info": True,
        "seeker_info": True,
        "placements": (Placement(placed_on=date(2026, 5, 15)),),
        "procedure": "電話でお申し込みください。",
        "mandatory": mandatory,
    }
    return Particulars(**{**given, **other})


def placed_before(now: datetime) -> tuple[Placement, ...]:
    """A regular placement ten days before a moment."""
    return (Placement(placed_on=day_of(now) - timedelta(days=10)),)
