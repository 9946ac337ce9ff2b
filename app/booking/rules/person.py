"""Who is the same person (KNG-17, Q-04)."""

from collections.abc import Collection, Iterable
from itertools import count

from app.accounts.terms import Person
from app.booking.terms.application import Application, BookingRefusal, KeyKind, PersonKey
from app.booking.terms.bookings import BookingRecord, PersonFacts
from app.kernel.folding import kana_key, mail_key
from app.kernel.roles import Role


def keys_of(application: Application, account_id: int | None = None) -> tuple[PersonKey, ...]:
    """By what the person of an application is recognised."""
    return person_keys(
        email=application.email,
        phone=application.phone,
        name_kana=application.name_kana,
        name=application.name,
        seeker_number=application.seeker_number,
        account_id=account_id,
    )


def keys_of_booking(booking: BookingRecord) -> tuple[PersonKey, ...]:
    """By what the person of a booking is recognised."""
    return person_keys(
        email=booking.email,
        phone=booking.phone,
        name_kana=booking.name_kana,
        name=booking.name,
        seeker_number=booking.seeker_number,
        account_id=booking.account_id,
    )


def person_keys(
    *, email: str, phone: str, name_kana: str, name: str = "", seeker_number: str = "", account_id: int | None = None
) -> tuple[PersonKey, ...]:
    """By what an applicant is recognised, from folded values; what is empty recognises nobody.

    Same person: same account, or same mail address case-folded, or same telephone number and furigana. Neither
    a telephone nor a furigana alone is enough: families share the one, strangers the other (Q-04). A ban may come
    from an office or a way in that asks for no furigana, so telephone and name are a key as well wherever both are
    there; a job seeker's number is one person's (MYK-27, NGS-39, KRS-33).
    """
    found = (
        (KeyKind.MAIL, mail_key(email) if email else ""),
        (KeyKind.PHONE_AND_KANA, f"{phone}\0{kana_key(name_kana)}" if phone and name_kana else ""),
        (KeyKind.PHONE_AND_NAME, f"{phone}\0{''.join(name.split())}" if phone and name else ""),
        (KeyKind.SEEKER_NUMBER, seeker_number),
        (KeyKind.ACCOUNT, "" if account_id is None else str(account_id)),
    )
    return tuple(PersonKey(kind, text) for kind, text in found if text)


def keys_of_the_day(keys: Iterable[PersonKey]) -> tuple[PersonKey, ...]:
    """By which of these a person's consultations of a day are counted (KNG-17).

    Telephone and name stand in for telephone and furigana where nobody gave a furigana; beside it they say nothing
    more, as Q-04 names the furigana.
    """
    told = tuple(keys)
    has_kana = any(key.kind is KeyKind.PHONE_AND_KANA for key in told)
    return tuple(key for key in told if not (has_kana and key.kind is KeyKind.PHONE_AND_NAME))


def number_of_day(taken: Collection[int]) -> int:
    """Under which number a person's next booking of a day counts: the lowest that no other booking of it has.

    KNG-17, Q-02: a withdrawn booking gives its number back, so those that stand need not follow on each other.
    """
    return next(number for number in count(1) if number not in taken)


def bookings_behind(ground: BookingRefusal, known: PersonFacts) -> tuple[int, ...]:
    """The bookings a refusal that concerns the person comes from; nobody is told of another one (SECURITY R2).

    A refusal of future use comes from the booking it was made with (KNG-42), one too many from those of the day
    (KNG-17).
    """
    return known.banned_with if ground is BookingRefusal.BANNED else known.booked_that_day


def is_account_of(person: Person, email: str, seeker_number: str) -> bool:
    """Whether a seeker's account is safely the one of somebody who told the desk a folded address and 求職番号.

    Both are the account's: the address was verified when it was registered, and a number is one person's. An address
    alone is not enough, as families share one (Q-04; NGS-41, MYK-23).
    """
    numbered = bool(seeker_number) and person.seeker_number == seeker_number
    return person.kind is Role.SEEKER and numbered and mail_key(person.mail) == mail_key(email)
