"""Replaying the month: every press at its moment, and between them what time and the worker did."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time

from app.accounts.queries.grants import identity_of
from app.accounts.queries.people import find_account_by_mail
from app.accounts.usecases.cast import mail_of, people_of
from app.booking.terms.outcomes import Completed, Withdrawn
from app.booking.usecases.routines import post_reminders, write_down_states
from app.desk.terms.acts import Done
from app.desk.terms.intake import Noted
from app.desk.terms.office_closures import ClosureSet
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import at, day_of
from app.kernel.roles import Identity, Surface
from app.routines.demo.acts import ACTS, BEGINNINGS, Scene
from app.routines.demo.managing import MANAGED
from app.routines.demo.post import PastPost
from app.routines.demo.story import Event, Story, Visit

MORNING = time(7)
"""When the reminders of the day before go out."""


@dataclass(frozen=True)
class Told:
    """How many bookings were made, and the events that did not come as the story says, each by its moment."""

    bookings: int
    amiss: tuple[str, ...]


@dataclass
class Replay:
    """The month as far as it has been told."""

    story: Story
    people: dict[str, Identity]
    post: PastPost
    numbers: dict[Visit, str] = field(default_factory=dict)
    amiss: list[str] = field(default_factory=list)

    def pass_time(self, since: datetime, now: datetime) -> None:
        """What the worker did between two moments: reminders each morning, and what time made of bookings."""
        for morning in mornings(since, now):
            post_reminders(morning)
            self.post.deliver(morning)
        write_down_states(now)

    def do(self, event: Event) -> None:
        """Let one event happen, and its mails go out; nothing where the booking it is about was never made."""
        outcome = self._about_office(event) if event.visit is None else self._about_visit(event, event.visit)
        if not came_so(outcome):
            self.amiss.append(f"{event.at:%Y-%m-%d %H:%M} {event.act}: {outcome}")
        self.post.deliver(event.at)

    def _about_office(self, event: Event) -> object:
        day, *words = event.words
        return MANAGED[event.act](self.story.office, date.fromisoformat(day), self.people, event.at, *words)

    def _about_visit(self, event: Event, visit: Visit) -> object:
        scene = Scene(visit=visit, number=self.numbers.get(visit, ""), by=self.people[visit.by], now=event.at)
        if event.act in BEGINNINGS:
            outcome = BEGINNINGS[event.act](scene, *event.words)
            self._remember(visit, outcome)
            return outcome
        return ACTS[event.act](scene, *event.words) if scene.number else None

    def _remember(self, visit: Visit, outcome: object) -> None:
        match outcome:
            case Completed(booking):
                number = booking.number
            case Noted(number):
                pass
            case _:
                return
        self.numbers[visit] = number
        self.post.expect(number, visit.typed["email"])


def replay(story: Story, until: datetime) -> Told:
    """Do everything of the story that lies before `until`; what comes later has not happened yet."""
    happened = [event for event in story.events if event.at <= until]
    if not happened:
        return Told(0, ())
    month = Replay(story, staff_of(story, until), PastPost(until, story.unreachable))
    reached = happened[0].at
    for event in happened:
        month.pass_time(reached, event.at)
        month.do(event)
        reached = event.at
    month.pass_time(reached, until)
    return Told(len(month.numbers), tuple(month.amiss))


def came_so(outcome: object) -> bool:
    """Whether an act came to what was meant; a use-case that only refuses answers None for it."""
    return outcome is None or outcome is True or isinstance(outcome, Completed | Noted | Done | Withdrawn | ClosureSet)


def staff_of(story: Story, now: datetime) -> dict[str, Identity]:
    """The people of the office as they act at the desk, by their keys in the cast."""
    found = {}
    for person in people_of(*story.staff):
        account = find_account_by_mail(mail_of(person))
        if account is not None:
            found[person["key"]] = identity_of(account, frozenset(Surface), now)
    return found


def mornings(since: datetime, now: datetime) -> Iterator[datetime]:
    """Every seven o'clock after `since` and up to `now`."""
    day = day_of(since)
    while (morning := at(day, MORNING)) <= now:
        if morning > since:
            yield morning
        day += ONE_DAY
