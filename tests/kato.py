"""Kato, who manages Kanagawa, as use-cases know him, and what the record says he did."""

import json

from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role
from tests.factories import enlist
from tests.people import hire


def kato() -> Identity:
    """The manager of Kanagawa."""
    account_id = enlist("kato")["kato"]
    return Identity(
        roles=frozenset({Role.MANAGER}), account_id=account_id, name="加藤 誠", offices=frozenset({"kanagawa"})
    )


def manager_at(office: str, who: str = "manager") -> Identity:
    """One more manager of an office."""
    account_id = hire(f"{who}-{office}", office, Role.MANAGER)
    return Identity(roles=frozenset({Role.MANAGER}), account_id=account_id, offices=frozenset({office}))


def recorded(act: str) -> list[dict[str, object]]:
    """The details of every event of an act, oldest first."""
    db.session.rollback()
    found = db.select(AuditEvent.detail).where(AuditEvent.act == act).order_by(AuditEvent.id)
    return [json.loads(detail) for detail in db.session.scalars(found)]
