"""What lies behind the doors of the information service: things of an agency, of a bureau, of the ministry.

`of_agencies` is called by tests/doors.py once; its answers go into `scene.own` and `scene.foreign` there.
"""

from datetime import timedelta
from typing import Any

from app.db import db
from app.oversight.models.records import AccessLimit
from tests import participants
from tests.harness.clock import FrozenClock

NO_OTHER = 777_777
"""The id of somebody else's thing where there is only one ministry."""

Things = dict[str, Any]


def of_agencies(accounts: dict[str, int], clock: FrozenClock) -> tuple[Things, Things]:
    """What belongs to those who ask, and what belongs to others of their kind."""
    participants.join("hikari", bureau="nagasaki")
    participants.join("minato", bureau="kanagawa")
    own: Things = {"limit_id": announced_limit(accounts["ministry"], clock), "agency": "hikari"}
    foreign: Things = {"limit_id": NO_OTHER, "agency": "minato"}
    return own, foreign


@db.write
def announced_limit(account_id: int, clock: FrozenClock) -> int:
    """A limit of access that begins much later."""
    now = clock.now()
    times = {"posted_at": now, "begins_at": now + timedelta(days=60), "ends_at": now + timedelta(days=61)}
    row = AccessLimit(pages="search", reason="点検", posted_by=account_id, **times)
    db.session.add(row)
    db.session.flush()
    return row.id
