"""Let every stored policy ask at the counter for what the office does with a booking needs."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

POLICY = sa.table("office_policy", sa.column("id", sa.Integer), sa.column("settings", sa.Text))
KNOWN_BY = ("email", "phone", "name_kana")


def upgrade() -> None:
    """Add the fields that are missing: without them nothing was taken down, or nobody was recognised."""
    connection = op.get_bind()
    for policy_id, stored in connection.execute(sa.select(POLICY.c.id, POLICY.c.settings)).all():
        settings = json.loads(stored)
        asked = settings.get("counter_required_fields")
        missing = [] if asked is None else [name for name in needed(settings) if name not in asked]
        if missing:
            settings["counter_required_fields"] = [*asked, *missing]
            written = json.dumps(settings, ensure_ascii=False, sort_keys=True)
            connection.execute(sa.update(POLICY).where(POLICY.c.id == policy_id).values(settings=written))


def needed(settings: dict[str, object]) -> list[str]:
    """What must be asked: the address of the mails, what a person is known by, the places of an area."""
    modes = settings.get("confirmation_mode")
    like_the_site = isinstance(modes, dict) and modes.get("site") == "on_completion"
    found = ["email"] if like_the_site and settings.get("completion_mail", "none") != "none" else []
    required = settings.get("required_fields")
    if settings.get("daily_limit", "not_stated") != "not_stated" and isinstance(required, list):
        found += [name for name in KNOWN_BY if name in required]
    return list(dict.fromkeys([*found, *(["residence", "workplace"] if settings.get("areas") else [])]))


def downgrade() -> None:
    """Leave them: a policy that asks for more is valid before as well."""
