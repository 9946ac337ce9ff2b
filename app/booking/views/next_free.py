"""Offices with the next free time of each."""

from dataclasses import dataclass
from datetime import datetime

from app.booking.queries.situation import office_situation, with_days
from app.booking.rules.ground import ground_of_office
from app.booking.rules.slots import days_between, first_free, window_of
from app.booking.terms.application import BookingRefusal
from app.kernel.moments import day_of
from app.kernel.slots import SlotTime
from app.offices.queries import offices
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
    return tuple(_card(office, moment) for office in offices.list_offices())


def others_with_next_free(office_id: str, moment: datetime) -> tuple[OfficeCard, ...]:
    """Other offices that have a free time."""
    return tuple(card for card in office_cards(moment) if card.next_free and card.office.id != office_id)


def _card(office: Office, moment: datetime) -> OfficeCard:
    policy = offices.policy_in_force(office.id, day_of(moment))
    ground = ground_of_office(office.ready, policy)
    return OfficeCard(
        office=office, policy=policy, ground=ground, next_free=None if ground else _next_free(office, moment)
    )


def _next_free(office: Office, moment: datetime) -> SlotTime | None:
    known = office_situation(office.id, day_of(moment))
    window = window_of(known, moment)
    return first_free(days_between(*window), with_days(known, *window), moment)
