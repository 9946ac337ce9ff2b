"""On which weekdays an office answers its telephone."""

from typing import Protocol

WEEK = frozenset(range(7))
OPEN = frozenset(range(5))
"""Monday to Friday: no office is open on a Saturday or Sunday, whatever it has set."""


class Answering(Protocol):
    """What an office has set; Monday is 0."""

    @property
    def contact_weekdays(self) -> frozenset[int]:
        """When its telephone is answered; empty where it has not said so."""

    @property
    def weekdays(self) -> frozenset[int]:
        """When it holds consultations."""


def weekdays_answered(policy: Answering) -> frozenset[int]:
    """The weekdays on which enquiries are answered, if they are open days: those set, else those of its consultations.

    KNG-60.
    """
    return OPEN & (policy.contact_weekdays or policy.weekdays)


def weekdays_off(policy: Answering) -> tuple[int, ...]:
    """All the others, from Monday on."""
    return tuple(sorted(WEEK - weekdays_answered(policy)))
