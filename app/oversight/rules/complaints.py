"""The register of complaints: day received, content, course of handling in dated entries (AGY-116, 15(2))."""

from datetime import date, datetime

from app.kernel.moments import day_of
from app.oversight.terms.asking import ComplaintFacts, ComplaintRefusal, NewComplaint


def ground_against_complaint(new: NewComplaint, now: datetime) -> ComplaintRefusal | None:
    """Why a complaint is not entered (AGY-116)."""
    if not new.content.strip() or not new.handling.strip():
        return ComplaintRefusal.NO_CONTENT
    return ComplaintRefusal.RECEIVED_IN_FUTURE if new.received_on > day_of(now) else None


def ground_against_entry(complaint: ComplaintFacts, day: date, text: str, now: datetime) -> ComplaintRefusal | None:
    """Why a step of its handling is not entered (AGY-116)."""
    if complaint.settled_on is not None:
        return ComplaintRefusal.SETTLED_ALREADY
    if not text.strip():
        return ComplaintRefusal.NO_CONTENT
    if day > day_of(now):
        return ComplaintRefusal.ENTRY_IN_FUTURE
    return ComplaintRefusal.ENTRY_BEFORE_COMPLAINT if day < complaint.received_on else None


def ground_against_settling(complaint: ComplaintFacts, day: date, now: datetime) -> ComplaintRefusal | None:
    """Why a complaint is not settled: nothing was done about it yet, or the day cannot be."""
    if complaint.settled_on is not None:
        return ComplaintRefusal.SETTLED_ALREADY
    if complaint.last_entry_on is None:
        return ComplaintRefusal.NOT_HANDLED_YET
    if day > day_of(now):
        return ComplaintRefusal.ENTRY_IN_FUTURE
    return ComplaintRefusal.ENTRY_BEFORE_COMPLAINT if day < complaint.last_entry_on else None
