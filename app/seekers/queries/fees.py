"""Reading the fees an agency recorded for placing seekers, for its yearly report (AGY-127)."""

from datetime import date

from sqlalchemy import func, select

from app.db import db
from app.kernel.calendar import ONE_DAY
from app.seekers.models.acquisitions import PlacementFee
from app.seekers.terms.acquisitions import Fee, FeeSums, Payer


def fees_of(acquisition_id: int) -> tuple[tuple[int, Fee], ...]:
    """The fees recorded on a held record, the newest day first, each entry with its id."""
    own = select(PlacementFee).where(PlacementFee.acquisition_id == acquisition_id)
    rows = db.session.scalars(own.order_by(PlacementFee.received_on.desc(), PlacementFee.id.desc()))
    return tuple((row.id, Fee(payer=Payer(row.payer), yen=row.yen, received_on=row.received_on)) for row in rows)


def fee_sums(agency_id: int, fiscal_year: int) -> dict[Payer, FeeSums]:
    """What an agency received in a fiscal year, from 1 April, by who paid; also for records deleted since."""
    first, last = date(fiscal_year, 4, 1), date(fiscal_year + 1, 4, 1) - ONE_DAY
    sums = select(PlacementFee.payer, func.sum(PlacementFee.yen), func.count())
    own = sums.where(PlacementFee.agency_id == agency_id, PlacementFee.received_on.between(first, last))
    found = db.session.execute(own.group_by(PlacementFee.payer))
    none = dict.fromkeys(Payer, FeeSums())
    return {**none, **{Payer(payer): FeeSums(yen=int(yen), number=number) for payer, yen, number in found}}
