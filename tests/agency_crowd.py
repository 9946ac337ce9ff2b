"""Many agencies alike: copies of one of the demo's, each with a copy of its newest application, plain and fast."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

from app.agencies.models.agencies import Agency, Application
from app.agencies.models.participation import Participation, ParticipationService
from app.db import db

FIRST = 9000
ORGANISATION = "INSERT INTO organisation (id, kind, code, name) VALUES (:id, 'agency', :code, '甲')"


@db.write
def crowd(key: str, count: int, *, apart: int = 0) -> None:
    """As many copies of an agency; with copies of its application and of its participation where it has one."""
    place = db.session.scalar(db.text(f"SELECT id FROM organisation WHERE code = '{key}' AND kind = 'agency'"))
    first = db.session.get_one(Agency, place)
    applied = newest(Application, place)
    taking_part = newest(Participation, place)
    for number in range(FIRST + apart, FIRST + apart + count):
        db.session.execute(db.text(ORGANISATION), {"id": number, "code": f"crowd{number}"})
        name = f"団体{number}"
        alone = {"name": name, "name_key": name, "licence_key": None, "address_key": None}
        db.session.add(copy(first, id=number, **alone))
        db.session.flush()
        if applied is not None:
            db.session.add(copy(applied, agency_id=number, number=f"A{number:09}", linked_id=None))
        if taking_part is not None:
            takes_part(taking_part, number)


def takes_part(one: Participation, agency_id: int) -> None:
    """The same participation for another agency, with its services."""
    part = copy(one, agency_id=agency_id, licence_key=None)
    db.session.add(part)
    db.session.flush()
    services = db.select(ParticipationService).where(ParticipationService.participation_id == one.id)
    db.session.add_all([copy(each, participation_id=part.id) for each in db.session.scalars(services).all()])


def newest(model: Any, agency_id: int) -> Any:
    """The newest row of an agency; None where it has none."""
    return db.session.scalars(db.select(model).where(model.agency_id == agency_id).order_by(model.id.desc())).first()


def copy(row: Any, **changes: object) -> Any:
    """The same row once more, with changes and an id of its own."""
    names = [each.name for each in row.__table__.columns if each.name != "id"]
    return type(row)(**{**{name: getattr(row, name) for name in names}, **changes})


def statements(work: Callable[[], object]) -> int:
    """How many statements some work takes."""
    counted: list[str] = []

    def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        counted.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        work()
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    return len(counted)
