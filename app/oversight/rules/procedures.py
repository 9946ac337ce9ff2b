"""Whether a limit that passed is being mended by a procedure that is not done yet (8(2)④, 10)."""

from collections.abc import Iterable
from datetime import date

from app.agencies.terms.applications import Procedure
from app.agencies.terms.kinds import ApplicationKind
from app.agencies.terms.participation import Ground


def answers(procedure: Procedure, ground: Ground, today: date) -> bool:
    """Whether an open application is the procedure for want of which use would be stopped (AGY-011, AGY-081).

    After the licence's limit a change that tells one not past; after the seeker service's a renewal, or the withdrawal
    that gives it up (AGY-010, AGY-013).
    """
    if ground is Ground.LICENCE_LAPSED:
        until = procedure.licence_valid_until
        return procedure.kind is ApplicationKind.CHANGE and (until is None or until >= today)
    return ground is Ground.SERVICE_LAPSED and procedure.kind in {ApplicationKind.RENEW, ApplicationKind.WITHDRAW}


def pending_for(ground: Ground, open_ones: Iterable[Procedure], today: date) -> Procedure | None:
    """The application that mends a limit that passed; one whose document is at the bureau goes first."""
    fitting = (each for each in open_ones if answers(each, ground, today))
    return min(fitting, key=lambda each: (each.received_on is None, each.document_limit), default=None)


def waits_at_bureau(pending: Procedure | None) -> bool:
    """Whether the procedure was made, its document received, and waits for the bureau alone (AGY-083, AGY-098)."""
    return pending is not None and pending.received_on is not None
