"""What the application says at an instant: answers in words, and sums of everybody's pages.

Lines `instant|question|answer` are for people and tests/faults/instants.txt; lines `page|…` and `steps|…` end with a
sum and are for comparing one zone with another.
"""

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path

from app.booking.queries.bookings import facts_of
from app.booking.rules.state import state_at
from app.booking.terms.outcomes import Completed, Refused
from app.booking.usecases.routines import post_reminders
from app.web import clock as clocks
from tests import bookings, desks, factories, outbox, participants
from tests.harness.applications import build_app, settings_for
from tests.harness.clock import FrozenClock
from tests.page import Page

PAGES = {
    "anybody": ("/", "/offices/kanagawa", "/offices/kanagawa/slots", "/offices/nagasaki_main/slots", "/agencies"),
    "suzuki": ("/desk/kanagawa/today", "/desk/kanagawa/week", "/desk/kanagawa/figures"),
    "hikari": ("/agency", "/agency/quota", "/agency/reports"),
    "mori": ("/bureau", "/bureau/oversight/overdue"),
}
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
MASKED = re.compile(r'id="error-id">[0-9a-f]+|name="csrf_token"[^>]*>|"X-CSRFToken": "[^"]*"')
"""What is new in every answer: the request's id, and the token of a form or of htmx."""


class World:
    """The application with its frozen clock, and what it says."""

    def __init__(self, url: str, instance: Path) -> None:
        self.clock = FrozenClock("2026-05-01T10:00")
        self.app = build_app(settings_for(url, instance), self.clock)
        self.numbers: list[str] = []
        self.instant = ""
        self.people = [who for who in PAGES if who != "anybody"]

    def fill(self) -> None:
        """Open offices, an agency, and people to look."""
        outbox.install(self.app)
        factories.enlist(*self.people, now=NEW_YEAR)
        participants.join("hikari")
        desks.open_miyakonojo()
        self.browsers = {who: Page(self.app) for who in PAGES}
        for who in self.people:
            factories.sign_in_as(self.browsers[who], who)

    def tell(self, what: str, answer: object) -> None:
        """Print one answer."""
        print(f"{self.instant}|{what}|{answer}")

    def at(self, moment: str) -> "World":
        """Let it be another time."""
        self.clock.set(moment)
        return self

    def today(self) -> None:
        """Which day it is."""
        self.tell("today", clocks.today())

    def asks(self, path: str, who: str = "anybody") -> None:
        """What a page answers, and for how many seconds it asks to wait."""
        answer = self.browsers[who].client.get(path)
        self.tell(path, f"{answer.status_code} {answer.headers.get('Retry-After', '')}".strip())

    def press(self, slot: str, person: int) -> str:
        """What somebody's press on 「この内容で予約する」 at Kanagawa comes to; the number of the booking."""
        outcome = bookings.attempt(self.clock, bookings.somebody(person, slot))
        if isinstance(outcome, Completed):
            self.numbers.append(outcome.booking.number)
        self.tell(f"press for {slot}", outcome.ground.value if isinstance(outcome, Refused) else "booked")
        return self.numbers[-1]

    def explain(self, subject: str, **options: str) -> None:
        """The date `flask explain` gives, with a sum of the steps it gives for it."""
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        done = self.app.test_cli_runner().invoke(args=["explain", subject, *words, "--json"])
        asked = " ".join([subject, *words])
        if done.exit_code:
            self.tell(asked, f"refused, {done.exit_code}")
            return
        told = json.loads(done.stdout)
        self.tell(asked, told.get("date", told.get("open")))
        print(f"steps|{self.instant}|{asked}|{digest(done.stdout)}")

    def kept_and_reported(self) -> None:
        """How long what is acquired today is kept, and when this year's report is asked for."""
        today = clocks.today()
        self.explain("record-keep-until", on=today.isoformat())
        self.explain("report-reminder", year=str(today.year))

    def reminders(self) -> None:
        """How many are reminded of tomorrow's booking."""
        self.tell("reminders", post_reminders(self.clock.now()))

    def state(self) -> None:
        """In which state the newest booking is."""
        self.tell("state", state_at(facts_of(bookings.row_of(self.numbers[-1])), self.clock.now()).value)

    def calendar_file(self, number: str) -> None:
        """The times in the calendar file of a booking, as the person gets it."""
        page = Page(self.app)
        page.submit(page.get("/enquiry"), number=number, password=bookings.password_of(number))
        text = page.client.get(f"/bookings/{number}/calendar.ics").get_data(as_text=True)
        self.tell("calendar", " ".join(line for line in text.splitlines() if line.startswith(("DTSTART", "DTEND"))))

    def look(self) -> None:
        """Everybody looks at their pages."""
        for who, paths in PAGES.items():
            for path in paths:
                answer = self.browsers[who].client.get(path)
                text = MASKED.sub("", answer.get_data(as_text=True))
                for place, number in enumerate(self.numbers):
                    text = text.replace(number, f"number {place}")
                print(f"page|{self.instant}|{path}|{answer.status_code}|{digest(text)}")


def digest(text: str) -> str:
    """One sum of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
