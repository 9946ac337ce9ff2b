"""Offices with the next free time of each."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.ground import ground_of_office
from app.booking.rules.services import is_of_the_same_kind
from app.booking.rules.slots import days_between, first_free, window_of
from app.booking.terms.application import BookingRefusal
from app.kernel.moments import day_of
from app.kernel.slots import SlotTime
from app.offices.queries.policies import offices_with_policies
from app.offices.terms import Office, Policy


@dataclass(frozen=True, kw_only=True)
class OfficeCard:
    """One office as the first page shows it; `ground` says why it is not booked here."""

    office: Office
    policy: Policy
    ground: BookingRefusal | None
    next_free: SlotTime | None


def office_cards(moment: datetime) -> tuple[OfficeCard, ...]:
    """Every office in its order, with its next free time where it is booked on the site."""
    return tuple(_card(*each, moment) for each in offices_with_policies(day_of(moment)))


def others_with_next_free(office_id: str, policy: Policy, moment: datetime) -> tuple[OfficeCard, ...]:
    """Other offices with the same kind of service as `policy` offers, that have a free time; the earliest first.

    An office without one is not named: nobody is sent where there is nothing to be had.
    """
    known = offices_with_policies(day_of(moment))
    alike = (each for each in known if each[0].id != office_id and is_of_the_same_kind(policy, each[1]))
    cards = [card for card in (_card(*each, moment) for each in alike) if card.next_free is not None]
    return tuple(sorted(cards, key=_starts_at))


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
