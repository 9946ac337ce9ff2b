"""Delivering the mails of the past at their moment, and never as new ones, whatever server the demo has."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from app.notices.queries import anything_due
from app.notices.terms import Letter, Outcome, Result
from app.notices.usecases.outbox import claim_letter, conclude, note_read
from app.notices.usecases.sending import keep
from app.web.clock import real_now

SHOWN = timedelta(days=7)
"""How far back the demo's mailbox reaches: as far as texts of mails are kept at all (SECURITY T21)."""


class PastPost:
    """The post of the month: old mails were read and thrown away, those of the last days lie in the mailbox."""

    def __init__(self, until: datetime, unreachable: Mapping[str, str]) -> None:
        self.since = until - SHOWN
        self.unreachable = unreachable
        self.wrongly_addressed: set[str] = set()

    def expect(self, number: str, address: str) -> None:
        """Know of a booking, whose mails may come back."""
        if address in self.unreachable:
            self.wrongly_addressed.add(number)

    def deliver(self, now: datetime) -> None:
        """Deliver everything that is due at `now`, a moment of the past."""
        real = real_now()
        if not anything_due(now, real):
            return
        if now < self.since:
            note_read(now, real, beside=self.wrongly_addressed)
        while anything_due(now, real) and (letter := claim_letter(now, real)) is not None:
            conclude(letter, self._sent(letter, now), now, real)

    def _sent(self, letter: Letter, now: datetime) -> Result:
        reply = self.unreachable.get(letter.to)
        if reply is not None:
            return Result(outcome=Outcome.REFUSED, code=reply)
        return keep(letter, now) if now >= self.since else Result(outcome=Outcome.SENT, code="file")
