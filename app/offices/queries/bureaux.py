"""Reading the labour bureaux: where agencies apply, whom they call, which court decides (AGY-140, AGY-143)."""

from dataclasses import dataclass

from sqlalchemy import select

from app.db import db
from app.offices.models.bureaux import BureauRow


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """A labour bureau; its address for applications and telephone are set by itself."""

    id: int
    code: str
    name: str
    prefecture: str
    court: str
    applications_mail: str | None
    phone: str | None


def list_bureaux() -> tuple[Bureau, ...]:
    """Every bureau, from north to south."""
    return tuple(_bureau(row) for row in db.session.scalars(select(BureauRow).order_by(BureauRow.id)))


def get_bureau(bureau_id: int) -> Bureau:
    """The bureau of an organisation, which must be one."""
    return _bureau(db.session.get_one(BureauRow, bureau_id))


def find_bureau_by_code(code: str) -> Bureau | None:
    """The bureau of a code ("tokyo"); None for none."""
    row = db.session.scalars(select(BureauRow).where(BureauRow.code == code)).first()
    return _bureau(row) if row else None


def _bureau(row: BureauRow) -> Bureau:
    return Bureau(**{name: getattr(row, name) for name in Bureau.__dataclass_fields__})
