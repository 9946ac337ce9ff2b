"""Messages as pages show them: with the very version of what the agency must tell, or what changed in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.agencies.queries.mandatory_info import get_info
from app.agencies.terms.particulars import MandatoryInfo
from app.messages.queries.threads import Line
from app.messages.rules.answering import changes_between
from app.messages.terms.messages import MessageKind

Changes = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ShownLine:
    """A message; `info` under a first invitation (AGY-056, AGY-115), `changes` in news of a change (AGY-058)."""

    line: Line
    info: MandatoryInfo | None = None
    changes: Changes = ()


def shown(lines: Iterable[Line]) -> list[ShownLine]:
    """Every message of a thread, each version against the one told before it."""
    told: MandatoryInfo | None = None
    found = []
    for line in lines:
        info = get_info(line.mandatory_info_id) if line.mandatory_info_id is not None else None
        if line.kind is MessageKind.CHANGE_NOTICE and info is not None and told is not None:
            found.append(ShownLine(line=line, changes=changes_between(told, info)))
        else:
            found.append(ShownLine(line=line, info=info))
        told = info or told
    return found
