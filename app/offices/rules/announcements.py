"""What is told of a change of terms: the fact, the new content, from when (MYK-45, NGS-63, KRS-48)."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.line_breaks import broken
from app.offices.rules.headings import shown
from app.offices.rules.versions import changes_between
from app.offices.terms import TermsVersion

COLUMNS = 66
TOLD_AFTER = timedelta(days=7)
"""How long after its first day a change is still told to who was not reached before it."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A section that changes: its name, and the new lines, each narrow enough for a notice."""

    name: str
    lines: tuple[str, ...]


def is_told(version: TermsVersion, on: date) -> bool:
    """Whether a version is one whose users are told on a day: announced here, and new."""
    return version.announced_at is not None and on <= version.effective_on + TOLD_AFTER


def new_content(previous: str | None, text: str | None) -> tuple[Changed, ...]:
    """The sections that differ with their new lines; none where one of the two texts is not kept."""
    if not previous or not text:
        return ()
    return tuple(
        Changed(
            name=f"{change.label}（{change.title}）" if change.title else change.label,
            lines=tuple(narrow for line in change.added for narrow in broken(shown(line), COLUMNS)),
        )
        for change in changes_between(previous, text)
    )
