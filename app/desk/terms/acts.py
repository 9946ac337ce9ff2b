"""A press at the desk on one booking, and what it comes to."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.roles import Identity


@dataclass(frozen=True, kw_only=True)
class Order:
    """Who presses, on which booking of which office, and the revision the page was made from."""

    office_id: str
    number: str
    revision: int
    by: Identity
    now: datetime

    @property
    def account_id(self) -> int:
        """The account of whoever presses; raises for somebody who has none."""
        if self.by.account_id is None:
            raise PermissionError("nobody acts at the desk without an account")
        return self.by.account_id


@dataclass(frozen=True)
class Done:
    """The act is done."""
