"""Whose account a booking is that the desk took down: so that MyPage and consents know of it (MYK-23, NGS-41)."""

from app.accounts.queries.people import find_person
from app.booking.rules.person import is_account_of
from app.booking.terms.bookings import BookingRecord


def account_for(email: str, seeker_number: str) -> int | None:
    """The account of whoever told this folded address and 求職番号; None where none is safely theirs."""
    person = find_person(email) if email and seeker_number else None
    return person.account_id if person is not None and is_account_of(person, email, seeker_number) else None


def account_of(booking: BookingRecord) -> int | None:
    """The account of a booking's person: what it was made with, or one that has been registered since."""
    return booking.account_id or account_for(booking.email, booking.seeker_number)
