"""Reading records: what agencies see of one, and whose it is."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, ScalarSelect, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.db import db
from app.seekers.models.records import SeekerChoice, SeekerRecord
from app.seekers.terms.records import AgeBand, ChoiceKind, Employment, Hours, Occupation, SeekerProfile, WageUnit

OFFERED = aliased(SeekerRecord)


def profiles_of(record_ids: Iterable[int]) -> dict[int, SeekerProfile]:
    """Exactly what agencies see of these records, in two statements."""
    ids = sorted(set(record_ids))
    chosen: dict[int, dict[str, list[str]]] = {record_id: {} for record_id in ids}
    choices = select(SeekerChoice.record_id, SeekerChoice.kind, SeekerChoice.code).where(
        SeekerChoice.record_id.in_(ids)
    )
    for record_id, kind, code in db.session.execute(choices.order_by(SeekerChoice.record_id, SeekerChoice.code)):
        chosen[record_id].setdefault(kind, []).append(code)
    rows = db.session.scalars(select(SeekerRecord).where(SeekerRecord.id.in_(ids)).order_by(SeekerRecord.id))
    return {row.id: _profile(row, chosen[row.id]) for row in rows}


def _profile(row: SeekerRecord, chosen: dict[str, list[str]]) -> SeekerProfile:
    return SeekerProfile(
        occupations=tuple(each for each in Occupation if each in chosen.get(ChoiceKind.OCCUPATION, ())),
        areas=tuple(chosen.get(ChoiceKind.AREA, ())),
        employments=tuple(each for each in Employment if each in chosen.get(ChoiceKind.EMPLOYMENT, ())),
        hours=tuple(each for each in Hours if each in chosen.get(ChoiceKind.HOURS, ())),
        wage=row.wage,
        wage_unit=WageUnit(row.wage_unit),
        experience=row.experience,
        qualifications=row.qualifications,
        wishes=row.wishes,
        age_band=AgeBand(row.age_band) if row.age_band else None,
    )


def written(profile: SeekerProfile) -> str:
    """A profile as the text an acquisition keeps."""
    return json.dumps(vars(profile), ensure_ascii=False, sort_keys=True)


def read(text: str) -> SeekerProfile:
    """The profile of such a text."""
    told = json.loads(text)
    kinds = {"occupations": Occupation, "employments": Employment, "hours": Hours}
    chosen = {name: tuple(map(kind, told[name])) for name, kind in kinds.items()}
    band = AgeBand(told["age_band"]) if told["age_band"] else None
    lists = {**chosen, "areas": tuple(told["areas"])}
    return SeekerProfile(**{**told, **lists, "wage_unit": WageUnit(told["wage_unit"]), "age_band": band})


def stands(
    record_id: InstrumentedAttribute[int],
    withdrawals: InstrumentedAttribute[int],
    now: datetime | BindParameter[datetime],
) -> ColumnElement[bool]:
    """Whether the consent that was there when the count of withdrawals was kept is still there at `now` (AGY-002).

    For the database. One that was given anew is another consent.
    """
    same = select(OFFERED.id).where(OFFERED.id == record_id, OFFERED.withdrawals == withdrawals)
    kept = same.where(or_(OFFERED.withdrawn_at.is_(None), OFFERED.withdrawn_at > now))
    return kept.scalar_subquery().is_not(None)


def withdrawals_of(record_id: ColumnElement[int]) -> ScalarSelect[int]:
    """How often the consent to a record was taken back, as a column of another SELECT."""
    return select(SeekerRecord.withdrawals).where(SeekerRecord.id == record_id).scalar_subquery()


ACCOUNT_OF = select(SeekerRecord.account_id).where(SeekerRecord.id == bindparam("record"))
"""Built once: every answer asks it."""


def account_of(record_id: int) -> int | None:
    """Whose record it is; None where nobody has registered for it yet."""
    rows = db.rows(ACCOUNT_OF, {"record": record_id})
    return rows[0][0] if rows else None
