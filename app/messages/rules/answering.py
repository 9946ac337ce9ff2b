"""Answers, questions and news of changed mandatory information: what may be written in a thread (AGY-051, AGY-058)."""

from collections.abc import Mapping

from app.agencies.terms.particulars import MandatoryInfo
from app.messages.terms.messages import SendRefusal


def ground_against_question(*, is_open: bool, is_blocked: bool) -> SendRefusal | None:
    """Why a seeker's question is not taken: the thread is over, or the seeker refused the agency himself."""
    if is_blocked:
        return SendRefusal.BLOCKED
    return None if is_open else SendRefusal.THREAD_CLOSED


def telling_the_same(versions: Mapping[int, MandatoryInfo], info_id: int) -> frozenset[int]:
    """The versions that say what this one says: whoever was told one of them is told nothing (AGY-058).

    A change that was taken back before anybody was told of it is none.
    """
    newest = versions[info_id]
    return frozenset(each for each, told in versions.items() if not changes_between(told, newest))


def changes_between(before: MandatoryInfo, after: MandatoryInfo) -> tuple[tuple[str, str, str], ...]:
    """What changed: field, old text, new text, in the order they are told (AGY-058)."""
    fields = ((name, getattr(before, name), getattr(after, name)) for name in MandatoryInfo.__dataclass_fields__)
    return tuple((name, old, new) for name, old, new in fields if old != new)
