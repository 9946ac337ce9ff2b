"""The words of the stops of the information service."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class MaintenanceStop:
    """One stop of the information service and the rule that sets it; `until` is the first moment it runs again."""

    rule: str
    since: datetime
    until: datetime
