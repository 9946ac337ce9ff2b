"""Posting sample notices, and looking at what became of them.

outbox.install(app)                 once for an application: the sample template
outbox.post_sample("cause")         one committed mail
outbox.row("cause").state
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from app.db import db
from app.notices.effects import post
from app.notices.models import Outbox
from app.notices.terms import PasswordFill

KIND = "M-SAMPLE"
ADDRESS = "sato@example.jp"
NOW = datetime(2026, 5, 11, 1, tzinfo=UTC)
REAL = datetime(2026, 11, 20, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FILL = PasswordFill(key_id="k1", booking="K3X7Q", nonce="n0nce")
TEMPLATES = {
    "mail/sample.txt": "Subject: ご予約の受付\n番号 {{ number }} を受け付けました。\n{{ '　長い日本語の行' * 120 }}\n",
    "mail/sample_password.txt": "Subject: お知らせ\nパスワード：{{ password }}\n",
    "mail/sample_bad.txt": "Subject: {{ subject }}\n本文\n",
}


def install(app: Flask) -> None:
    """Let the application find the sample templates beside its own."""
    app.jinja_loader = ChoiceLoader([DictLoader(TEMPLATES), app.jinja_loader])


@db.write
def post_sample(key: str = "cause", **changes: Any) -> bool:
    """Post a sample mail in a transaction of its own."""
    values: dict[str, Any] = {
        "kind": KIND,
        "to": ADDRESS,
        "template": "sample_password" if "fill" in changes else "sample",
        "context": {"number": "K3X7Q"},
        "language": "ja",
        "now": NOW,
    }
    return post(key=key, **{**values, **changes})


def row(key: str = "cause", kind: str = KIND) -> Outbox:
    """The row of a notice as it is in the database now."""
    db.session.rollback()
    found = db.select(Outbox).filter_by(kind=kind, key=key).execution_options(populate_existing=True)
    return db.session.scalars(found).one()


def rows() -> list[Outbox]:
    """Every row of the outbox, oldest first."""
    db.session.rollback()
    return list(db.session.scalars(db.select(Outbox).order_by(Outbox.id).execution_options(populate_existing=True)))
