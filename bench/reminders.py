"""`python -m bench.reminders FILL`: a hundred thousand bookings of one day, and the routine that reminds them all."""

import json
import resource
import secrets
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from bench.bare_day import TODAY
from bench.figures import Figure, at_least, at_most
from bench.servers import installation, run_python
from bench.statements import SLOTS, Visitor

BOOKINGS = 100_000
TIMES = 100
TOMORROW = TODAY + timedelta(days=1)
AT_ONCE = 1_000
MAILS = 2


def measure(database: str) -> list[Figure]:
    """All of them reminded, the process never larger than 200 MiB."""
    with installation(database) as environ:
        run_python(environ, "-m", "bench.reminders", "fill")
        told = json.loads(run_python(environ, "-m", "bench.reminders", "remind"))
    pace = f"{told['reminded']} in {told['seconds']:.0f} s"
    return [
        at_most(
            f"reminders for {BOOKINGS} bookings, largest size of the process, MiB",
            told["mib"],
            200,
            database=database,
            ours=f"{told['mib']:.0f} MiB",
        ),
        at_least("mails posted / due", told["mails"] / (MAILS * BOOKINGS), 1, database=database, ours=pace),
    ]


def fill() -> None:
    """Make of one booking as many as are wanted, for tomorrow, each a person's own."""
    from app.db import db

    visitor = Visitor()
    visitor.press(SLOTS[0])
    with visitor.app.app_context():
        booking = as_it_lies()
        values = db.session.execute(db.select(booking)).mappings().one()
        for some in copies(dict(values)):
            db.session.execute(db.insert(booking), some)
        db.session.commit()


def as_it_lies() -> Any:
    """The table of bookings without its ids, and with what is sealed as bytes: a copy is not sealed anew."""
    from app.booking.models.bookings import Booking
    from app.db import Sealed, db

    def lies(kind: Any) -> Any:
        return db.LargeBinary() if isinstance(kind, Sealed) else kind

    columns = [column for column in Booking.__table__.columns if column.name != "id"]
    return db.table("booking", *(db.column(column.name, lies(column.type)) for column in columns))


def copies(values: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """The bookings, a thousand at a time: another number, time, seat and password for each."""
    from app.kernel.moments import at

    morning = at(TOMORROW, time(9)).astimezone(UTC)
    for start in range(0, BOOKINGS, AT_ONCE):
        yield [
            {
                **values,
                "number": f"{place:010}",
                "starts_at": morning + timedelta(minutes=place % TIMES),
                "missed_from": morning + timedelta(minutes=place % TIMES + 10),
                "seat_no": place // TIMES + 1,
                "password_nonce": secrets.token_hex(8),
            }
            for place in range(start, start + AT_ONCE)
        ]


def remind() -> dict[str, float]:
    """Run the routine in this process; how many it reminded, the mails there are for them, its largest size."""
    from app.booking.usecases.routines import post_reminders
    from app.db import db
    from app.factory import create_app
    from app.notices.models import Outbox

    now, began = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC), datetime.now(UTC)
    with create_app().app_context():
        reminded = post_reminders(now)
        seconds = (datetime.now(UTC) - began).total_seconds()
        due = db.select(db.func.count(Outbox.id)).where(Outbox.not_before.is_not(None))
        mails = db.session.scalar(due) or 0
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"reminded": reminded, "mails": mails, "seconds": seconds, "mib": mib}


if __name__ == "__main__":
    fill() if sys.argv[1] == "fill" else print(json.dumps(remind()))
