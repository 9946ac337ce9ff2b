"""Answers, questions and news of changed mandatory information: what may be written in a thread (AGY-051, AGY-058)."""

from app.agencies.terms.particulars import MandatoryInfo
from app.messages.terms.messages import SendRefusal


def ground_against_question(*, is_open: bool, is_blocked: bool) -> SendRefusal | None:
    """Why a seeker's question is not taken: the thread is over, or the seeker refused the agency himself."""
    if is_blocked:
        return SendRefusal.BLOCKED
    return None if is_open else SendRefusal.THREAD_CLOSED


def changes_between(before: MandatoryInfo, after: MandatoryInfo) -> tuple[tuple[str, str, str], ...]:
    """What changed: field, old text, new text, in the order they are told (AGY-058)."""
    fields = ((name, getattr(before, name), getattr(after, name)) for name in MandatoryInfo.__dataclass_fields__)
    return tuple((name, old, new) for name, old, new in fields if old != new)
