"""`python -m bench.fill SEATS`: the newest schema, the seven offices, and as many seats a time at Kanagawa."""

import json
import sys
from datetime import UTC, datetime

import flask_migrate
from sqlalchemy import select, update

from app.db import db
from app.factory import create_app
from app.offices.models.offices import PolicyRow
from app.offices.usecases.profiles import load_profiles

OPENING = datetime(2026, 4, 1, tzinfo=UTC)
OFFICE = "kanagawa"


def main(seats: int) -> None:
    """Prepare the database of the environment; may be run again."""
    with create_app().app_context():
        flask_migrate.upgrade()
        load_profiles(OPENING)
        give_seats(seats)


@db.write
def give_seats(seats: int) -> None:
    """Set the capacity, so that a run does not end because every time is taken."""
    settings = json.loads(db.session.scalars(select(PolicyRow.settings).where(PolicyRow.office_id == OFFICE)).one())
    settings |= {"capacity": seats, "public_capacity": seats}
    changed = update(PolicyRow).where(PolicyRow.office_id == OFFICE)
    db.session.execute(changed.values(settings=json.dumps(settings, ensure_ascii=False)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
