"""The control of the races: the application with the guard of DESIGN 3.1 taken out, served like any other.

It looks before it takes the day, as a system would that trusts what the picker said. The unique index is dropped
in the database by whoever starts this.
"""

import threading
from typing import Any

import app.booking.usecases.completion as completion
from app.db import db
from app.factory import create_app

seen = threading.local()
guarded_gather = completion._gather
guarded_complete = completion._complete
completion.lock_day = lambda office_id, day: None


def look_first(application: Any, press: Any) -> Any:
    """Decide in one transaction what is written in the next."""
    seen.case = guarded_gather(application, press)
    db.session.rollback()
    return guarded_complete(application, press)


completion._complete = look_first
completion._gather = lambda application, press: seen.case
app = create_app()
