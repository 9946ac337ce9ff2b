"""Which version of terms governs which day, and what one version changed against another."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher
from enum import Enum

from app.kernel.moments import day_of
from app.offices.rules.headings import Section, sections_of
from app.offices.terms import TermsChangeMode, TermsVersion


class TermsState(Enum):
    """Where a version stands on a day (state machine of terms versions)."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class ChangeRefusal(Enum):
    """Why a new version is not announced."""

    NO_DAY = "no_day"
    NOT_IN_TIME = "not_in_time"
    DAY_TAKEN = "day_taken"
    NO_GROUND = "no_ground"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What became of one section: lines taken out, lines put in."""

    label: str
    title: str
    removed: tuple[str, ...]
    added: tuple[str, ...]


def ground_against_change(
    effective_on: date | None, ground: str | None, taken: Collection[date], mode: TermsChangeMode, today: date
) -> ChangeRefusal | None:
    """Why a new version cannot be announced `today`, on a page or by the import of an official text.

    It needs an effective day (KNG-57), one after the day of the announcement, on which no other version takes effect;
    where the terms may be changed on two grounds only, one of them is named (MYK-44, NGS-62, KRS-47).
    """
    if effective_on is None:
        return ChangeRefusal.NO_DAY
    if effective_on <= today:
        return ChangeRefusal.NOT_IN_TIME
    if effective_on in taken:
        return ChangeRefusal.DAY_TAKEN
    return ChangeRefusal.NO_GROUND if mode is TermsChangeMode.GROUNDS and ground is None else None


def version_in_force(versions: Iterable[TermsVersion], on: date) -> TermsVersion | None:
    """The version with the latest effective day up to `on` (KNG-57, KNG-58); None before the first."""
    reached = [version for version in versions if version.effective_on <= on]
    return max(reached, key=_effective_on, default=None)


def state_at(version: TermsVersion, versions: Sequence[TermsVersion], now: datetime) -> TermsState:
    """The state of `version` among all of its set at `now`; a version from before our records counts as announced."""
    if version.announced_at is not None and now < version.announced_at:
        return TermsState.DRAFT
    today = day_of(now)
    if version.effective_on > today:
        return TermsState.ANNOUNCED
    governing = version_in_force(versions, today)
    return TermsState.IN_FORCE if governing == version else TermsState.SUPERSEDED


def previous_of(version: TermsVersion, versions: Iterable[TermsVersion]) -> TermsVersion | None:
    """The version that `version` followed; None for the first."""
    return max(
        (other for other in versions if other.effective_on < version.effective_on), key=_effective_on, default=None
    )


def changes_between(old: str, new: str) -> tuple[Change, ...]:
    """The sections that differ, in the order of the new text; sections taken out come last (KNG-57)."""
    before, after = ({section.label: section for section in sections_of(text)} for text in (old, new))
    labels = [*after, *(label for label in before if label not in after)]
    changes = (_change(label, before.get(label), after.get(label)) for label in labels)
    return tuple(change for change in changes if change.removed or change.added)


def _change(label: str, old: Section | None, new: Section | None) -> Change:
    before = old.lines if old else ()
    after = new.lines if new else ()
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    changed = [step[1:] for step in steps if step[0] != "equal"]
    return Change(
        label=label,
        title=new.title if new else old.title if old else "",
        removed=tuple(line for start, end, _, _ in changed for line in before[start:end]),
        added=tuple(line for _, _, start, end in changed for line in after[start:end]),
    )


def _effective_on(version: TermsVersion) -> date:
    return version.effective_on
