"""What the demo sets where the documents leave something open, so that every office can be tried (Q-13).

The profiles stay as the documents are: an office of a real installation opens once it has said these things itself.
"""

from dataclasses import replace
from datetime import datetime, time

from app.db import db
from app.kernel.hours import Window
from app.kernel.moments import day_of
from app.offices.effects.policies import set_policy
from app.offices.queries.offices import list_offices, policy_in_force
from app.offices.terms import Office

BY = "demo"
NUMBER = "000-000-0000"
HOURS = (Window(time(8, 30), time(17, 15)),)
MADE_UP = {"contact_phone": NUMBER, "contact_hours": HOURS}
"""A number that nobody has."""


@db.write
def open_for_trial(now: datetime) -> int:
    """Set what an office lacks before it may take bookings, from today on; how many offices were opened."""
    lacking = [office for office in list_offices() if set(office.missing) & MADE_UP.keys()]
    for office in lacking:
        _open(office, now)
    return len(lacking)


def _open(office: Office, now: datetime) -> None:
    made_up = {name: MADE_UP[name] for name in office.missing if name in MADE_UP}
    known = policy_in_force(office.id, day_of(now))
    set_policy(office.id, replace(known, **made_up), since=day_of(now), by=BY, now=now)
