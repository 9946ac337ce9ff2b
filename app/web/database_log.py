"""Whether the database's own log would quote what people type (SECURITY T19)."""

from sqlalchemy import text

from app.db import db

QUIET = {
    "log_min_messages": {"log", "fatal", "panic"},
    "log_error_verbosity": {"terse"},
    "log_min_error_statement": {"log", "fatal", "panic"},
    "log_parameter_max_length": {"0"},
    "log_parameter_max_length_on_error": {"0"},
    "log_statement": {"none"},
}
"""What deploy/sql/logging.sql sets, or stricter: no error, no slow statement and no row they speak of is quoted."""


def quoting_settings() -> dict[str, str]:
    """The settings of PostgreSQL, as they are for us, under which its log quotes values; another database has none."""
    if db.engine.dialect.name != "postgresql":
        return {}
    asked = text("SELECT name, current_setting(name) FROM pg_settings WHERE name = ANY(:names)")
    found = {row.name: row.current_setting for row in db.session.execute(asked, {"names": list(QUIET)})}
    return {name: found.get(name, "?") for name, quiet in QUIET.items() if found.get(name, "?") not in quiet}
