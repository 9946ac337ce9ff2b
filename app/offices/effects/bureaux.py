"""Writing what a labour bureau sets about itself."""

from sqlalchemy import select, update

from app.db import db
from app.offices.models.bureaux import BureauRow


def lock_bureau(bureau_id: int) -> None:
    """Hold the bureau until the transaction ends: whoever changes what it has set comes one after another."""
    own = select(BureauRow).where(BureauRow.id == bureau_id).with_for_update(key_share=True)
    db.session.scalars(own.execution_options(populate_existing=True)).one()


def put_contact(bureau_id: int, mail: str | None, phone: str | None) -> None:
    """Set where a bureau takes applications, and where it is called (AGY-100, AGY-140)."""
    own = update(BureauRow).where(BureauRow.id == bureau_id)
    db.session.execute(own.values(applications_mail=mail, phone=phone))
