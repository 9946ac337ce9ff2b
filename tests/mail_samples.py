"""What each mail to applicants may be told, so that it can be worded in every language: the same sample for all.

for mail, context in samples(): worded(mail, context, "en")
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from app.booking.terms.instant import AccessCode
from app.kernel.hours import Window
from app.offices.queries.offices import get_office, policy_in_force
from app.offices.rules.announcements import Changed
from app.web.links import link
from tests.mails import SAMPLE_TICKET

TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "mail"
STAFF_ONLY = frozenset({"M-ACC-1", "M-ACC-12", "M-ACC-13"})
OFFICES = {"KNG": "kanagawa", "MYK": "miyakonojo", "NGS": "nagasaki_main", "KRS": "kurashiki_wakamono"}
TOKEN = "T" * 43
NUMBER = "4X7K9PQ2MA"
STARTS = datetime(2026, 5, 13, 1, 0, tzinfo=UTC)
ENDS = datetime(2026, 5, 13, 1, 50, tzinfo=UTC)
DAY = date(2026, 5, 13)
ACCESS = AccessCode(meeting_id="123 4567 8901", passcode="K7M2P9")
TELEPHONE = {"contact_phone": "0986-00-0000", "contact_hours": (Window(time(8, 30), time(17, 15)),)}
"""What the document of one office does not tell."""


def kinds() -> list[str]:
    """Every mail that is written for somebody who books or has a page of their own."""
    found = (path.stem for path in sorted(TEMPLATES.glob("M-*.txt")))
    return [each for each in found if each.split("-")[1] in {*OFFICES, "OWN", "ACC"} and each not in STAFF_ONLY]


def samples() -> Iterator[tuple[str, Mapping[str, object]]]:
    """Each of them with its sample."""
    for kind in kinds():
        letters = kind.split("-")[1]
        yield kind, of_account() if letters == "ACC" else of_booking(kind, OFFICES.get(letters, "kanagawa"))


def of_account() -> dict[str, object]:
    """What the mails of an account are told; of a link only the path differs."""
    address = link("accounts_personal.registration", token=TOKEN)
    return {"address": address, "sign_in": link("accounts.login"), "until": ENDS, "at": STARTS}


def of_booking(kind: str, slug: str) -> dict[str, Any]:
    """What the mails of a booking are told."""
    policy = policy_in_force(slug, DAY)
    policy = policy if policy.contact_phone else replace(policy, **TELEPHONE)
    return {
        "number": NUMBER,
        "starts_at": STARTS,
        "ends_at": ENDS,
        "minutes": 50,
        "info_by": date(2026, 5, 12),
        "reminder_on": date(2026, 5, 12),
        "until": ENDS,
        "password_until": date(2026, 5, 14),
        "office": get_office(slug),
        "policy": policy,
        "enquiry_url": link("booking.enquiry_form", ticket=SAMPLE_TICKET),
        "terms_url": link("offices.terms_now", slug=slug),
        "reply_url": link("booking.reply", token=TOKEN),
        "reply_until": datetime(2026, 5, 11, 15, 0, tzinfo=UTC),
        "request_url": link("booking.instant_use", slug=slug),
        "tool": policy.video_tool,
        "call_asked": kind == "M-KNG-6",
        "has_begun": False,
        "on_site": True,
        "meeting_url": None,
        "meeting_words": "",
        "code": "12345678" if kind == "M-OWN-4" else ACCESS,
        **of_change(slug),
    }


def of_change(slug: str) -> dict[str, object]:
    """What the mails of a change of terms are told."""
    return {
        "title": "利用規約",
        "effective_on": date(2026, 6, 1),
        "changes": (Changed(name="第14条", lines=("接続の試験は、前の日までに済ませてください。",)),),
        "address": link("offices.terms_of_day", slug=slug, day="2026-06-01"),
    }
