"""An identifiable extract of the log of use: only under law, by two people, once (MYK-29, MYK-30, NGS-49, KRS-35)."""

from datetime import date, datetime, timedelta

from app.desk.terms.use_extracts import Demand, Extract, ExtractRefusal, ExtractStage

READY_FOR = timedelta(hours=24)


def ground_against_demand(demand: Demand, today: date) -> ExtractRefusal | None:
    """Why no extract may be asked for: no requester or no legal basis (MYK-30), or days that cannot be."""
    if not (demand.requester.strip() and demand.legal_basis.strip()):
        return ExtractRefusal.NO_BASIS
    if demand.demanded_on > today:
        return ExtractRefusal.DEMAND_TO_COME
    return ExtractRefusal.DAYS_REVERSED if demand.last_day < demand.first_day else None


def ground_against_approval(extract: Extract, account_id: int) -> ExtractRefusal | None:
    """Why somebody may not be the second person: it is settled, or he asked for it himself (SECURITY R6)."""
    if extract.settled_at is not None:
        return ExtractRefusal.ALREADY_SETTLED
    return ExtractRefusal.SAME_PERSON if extract.asked_by == account_id else None


def ground_against_taking(extract: Extract, account_id: int, now: datetime) -> ExtractRefusal | None:
    """Why somebody may not take the file: only who asked for it, once, within 24 hours of the approval."""
    if extract.asked_by != account_id:
        return ExtractRefusal.NOT_THE_ASKER
    return _NOT_TO_BE_TAKEN.get(stage_of(extract, now))


def stage_of(extract: Extract, now: datetime) -> ExtractStage:
    """Where an extract stands at `now`."""
    if extract.settled_at is None:
        return ExtractStage.WAITING
    if not extract.approved:
        return ExtractStage.DROPPED
    if extract.taken_at is not None:
        return ExtractStage.TAKEN
    return ExtractStage.READY if now <= extract.settled_at + READY_FOR else ExtractStage.OVER


_NOT_TO_BE_TAKEN = {
    ExtractStage.WAITING: ExtractRefusal.NOT_APPROVED,
    ExtractStage.DROPPED: ExtractRefusal.NOT_APPROVED,
    ExtractStage.TAKEN: ExtractRefusal.ALREADY_TAKEN,
    ExtractStage.OVER: ExtractRefusal.TOO_LATE,
}
