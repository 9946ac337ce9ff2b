"""Writing what a labour bureau sets about itself."""

from sqlalchemy import update

from app.db import db
from app.offices.models.bureaux import BureauRow


def put_contact(bureau_id: int, mail: str | None, phone: str | None) -> None:
    """Set where a bureau takes applications, and where it is called (AGY-100, AGY-140)."""
    own = update(BureauRow).where(BureauRow.id == bureau_id)
    db.session.execute(own.values(applications_mail=mail, phone=phone))
