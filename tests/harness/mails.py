"""What was written to people: the outbox as rows, and the demo's mailbox after everything due was sent."""

from app.db import db
from app.notices.models import Outbox
from app.notices.transport.files import KeptMail, kept_mails
from app.notices.views import folder
from app.routines.delivery import deliver_next


class Mails:
    """The notices of a test's application."""

    def posted(self, kind: str | None = None) -> list[Outbox]:
        """Every notice of the outbox in the order it was written, or those of one kind."""
        db.session.rollback()
        wanted = db.select(Outbox).order_by(Outbox.id)
        return list(db.session.scalars(wanted.filter_by(kind=kind) if kind else wanted))

    def kinds(self) -> list[str]:
        """The kind of every notice, in the order it was written."""
        return [row.kind for row in self.posted()]

    def delivered(self, to: str = "") -> list[KeptMail]:
        """Let the worker send everything that is due; the mails that lie in the mailbox then, the newest first."""
        while deliver_next():
            pass
        db.session.rollback()
        return kept_mails(folder(), to)
