"""Write the keys by which agencies are known again as the rule has them now: less around numbers, no prefecture."""

import re

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

VARIANTS = str.maketrans("會萬學縣", "会万学県")
AROUND_A_NUMBER = re.compile(r"許可|届出|番|[\W_]")
PREFECTURE = re.compile(r"^(?:東京都|北海道|京都府|大阪府|.{2,3}県)")


def upgrade() -> None:
    """Take away what the older rule left in."""
    agency = sa.table("agency", *(sa.column(name) for name in ("id", "name_key", "licence_key", "address_key")))
    bind = op.get_bind()
    for row in bind.execute(sa.select(agency)).all():
        keys = {
            "name_key": row.name_key.translate(VARIANTS),
            "licence_key": AROUND_A_NUMBER.sub("", row.licence_key) if row.licence_key else row.licence_key,
            "address_key": PREFECTURE.sub("", row.address_key.translate(VARIANTS)) if row.address_key else None,
        }
        bind.execute(sa.update(agency).where(agency.c.id == row.id).values(**keys))


def downgrade() -> None:
    """Nothing: what was taken away is told by the name, the number and the address themselves."""
