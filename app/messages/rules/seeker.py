"""What a seeker may demand of an agency and tell the bureau (AGY-049, AGY-071)."""

from app.messages.terms.seeker import DemandRefusal, ReportRefusal


def ground_against_demand(*, held: int, open_threads: int) -> DemandRefusal | None:
    """Why a demand deletes nothing (AGY-049): the agency holds nothing of the seeker and has no open thread."""
    return None if held or open_threads else DemandRefusal.NOTHING_HELD


def ground_against_report(*, is_reported: bool) -> ReportRefusal | None:
    """Why a thread is not reported: it was already (AGY-071). A blocked or closed one may be, also years later."""
    return ReportRefusal.REPORTED_ALREADY if is_reported else None
