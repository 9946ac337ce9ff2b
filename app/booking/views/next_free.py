"""Offices with the next free time of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from math import ceil

from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.ground import ground_of_office
from app.booking.rules.services import is_of_the_same_kind
from app.booking.rules.slots import days_between, first_free, window_of
from app.booking.terms.application import BookingRefusal
from app.kernel.moments import day_of
from app.kernel.slots import SlotTime
from app.offices.queries.policies import count_offices, offices_with_policies, prefectures_served
from app.offices.terms import Office, Policy

ON_A_PAGE = 7
MOST_NAMED, MOST_LOOKED_AT, MOST_READ = 5, 12, 24


@dataclass(frozen=True, kw_only=True)
class OfficeCard:
    """One office as the first page shows it; `ground` says why it is not booked here."""

    office: Office
    policy: Policy
    ground: BookingRefusal | None
    next_free: SlotTime | None


@dataclass(frozen=True, kw_only=True)
class OfficePage:
    """One page of offices: which of how many, of what prefecture, and the prefectures there are to choose from."""

    cards: tuple[OfficeCard, ...]
    number: int
    count: int
    prefecture: str
    prefectures: tuple[str, ...]


def office_page(moment: datetime, *, number: int = 1, prefecture: str = "") -> OfficePage:
    """The offices of a page in their order, each with its next free time where it is booked on the site.

    Free times are computed for what is shown only, so that a page costs the same however many offices there are; a
    number beyond the last page is the last.
    """
    today, known = day_of(moment), prefectures_served()
    chosen = prefecture if prefecture in known else ""
    count = max(1, ceil(count_offices(chosen) / ON_A_PAGE))
    shown = min(max(number, 1), count)
    found = offices_with_policies(today, prefecture=chosen, since=(shown - 1) * ON_A_PAGE, limit=ON_A_PAGE)
    cards = tuple(_card(*each, moment) for each in found)
    return OfficePage(cards=cards, number=shown, count=count, prefecture=chosen, prefectures=known)


def others_with_next_free(office: Office, policy: Policy, moment: datetime) -> tuple[OfficeCard, ...]:
    """Some other offices with the same kind of service as `policy` offers, that have a free time; the earliest first.

    Those of the same prefecture come into it first. An office without a free time is not named: nobody is sent where
    there is nothing to be had.
    """
    alike = (each for each in _others(office, day_of(moment)) if is_of_the_same_kind(policy, each[1]))
    cards = (_card(*each, moment) for each in islice(alike, MOST_LOOKED_AT))
    return tuple(sorted(islice((card for card in cards if card.next_free), MOST_NAMED), key=_starts_at))


def _others(office: Office, today: date) -> Iterator[tuple[Office, Policy]]:
    """Other offices, those of the same prefecture first: as many as a page may cost, wherever there are hundreds."""
    near = offices_with_policies(today, prefecture=office.prefecture, limit=MOST_READ)
    yield from (each for each in near if each[0].id != office.id)
    some = offices_with_policies(today, limit=MOST_READ)
    yield from (each for each in some if each[0].prefecture != office.prefecture)


def _starts_at(card: OfficeCard) -> datetime:
    if card.next_free is None:
        raise ValueError("a card without a time has no start")
    return card.next_free.starts_at


def _card(office: Office, policy: Policy, moment: datetime) -> OfficeCard:
    ground = ground_of_office(office.ready, policy)
    return OfficeCard(
        office=office, policy=policy, ground=ground, next_free=None if ground else _next_free(office, moment)
    )


def _next_free(office: Office, moment: datetime) -> SlotTime | None:
    known = office_situation(office.id, day_of(moment))
    window = window_of(known, moment)
    return first_free(days_between(*window), with_days(known, *window), moment)
