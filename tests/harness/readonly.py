"""A GET changes no business row: a listener refuses, and remembers, a write that a GET brings to the database."""

import re

import flask
from sqlalchemy import Engine, event

ALLOWED = {"audit_event", "use_log", "use_log_device", "limit_counter", "sign_in", "search_trace", "search_watch"}
"""The four of DESIGN 3.12; what of `use_log` identifies a device stands in a table of its own (SECURITY R6). Whom a
search found is noted beside its count (docs/decisions/0017)."""
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WRITE = re.compile(
    r"^\s*(?:WITH\b.*?\)\s*)?(INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+\"?(\w+)\"?",
    re.IGNORECASE | re.DOTALL,
)


ADDED_TO_ONLY = frozenset(["acquisition_deletion", "audit_event", "audit_seal", "deletion_log", "participation_event"])
"""What the role of the application can neither change nor delete (deploy/sql/grants.sql)."""


class ChangeOfTheRecord(AssertionError):
    """A page changed or deleted what is only added to."""


class WriteInGet(AssertionError):
    """A view that only shows wrote something."""


class WriteWatch:
    """What GETs wrote since the watch began."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def before_cursor_execute(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        """Called by SQLAlchemy before each statement."""
        if not flask.has_request_context():
            return
        table = written_table(statement)
        if table in ADDED_TO_ONLY and not statement.lstrip().upper().startswith(("INSERT", "WITH")):
            raise ChangeOfTheRecord(f"{flask.request.method} {flask.request.path} changes {table}")
        if flask.request.method not in SAFE_METHODS:
            return
        if table and table not in ALLOWED:
            self.seen.append(f"{flask.request.method} {flask.request.path} writes {table}")
            raise WriteInGet(self.seen[-1])

    def begin(self) -> None:
        """Listen to every engine."""
        event.listen(Engine, "before_cursor_execute", self.before_cursor_execute)

    def end(self) -> None:
        """Stop listening; raises when a GET wrote and an error page hid it."""
        event.remove(Engine, "before_cursor_execute", self.before_cursor_execute)
        if self.seen:
            raise WriteInGet("; ".join(self.seen))


def written_table(statement: str) -> str | None:
    """The table a statement writes, in lower case; None for one that reads."""
    found = WRITE.match(statement)
    return found.group(2).lower() if found else None
