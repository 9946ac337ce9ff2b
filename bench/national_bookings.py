"""The bookings of a national year: every office had some every open day, each with its states, consent and claims."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.national_year import Year

DAYS, TIMES = 250, 7
FIRST_DAY = "date '2025-05-12'"
HELD = "(SELECT * FROM booking WHERE state = 'held' ORDER BY id LIMIT 1)"


def statements(year: "Year") -> Iterator[tuple[str, str]]:
    """Tables and what fills them; days run from Monday to Friday, the last ones before the demo's own."""
    each = max(1, year.of(2_000_000) // 550)
    yield "booking", booking_rows(each)
    yield "booking_state", STATES
    yield "booking_session", SESSIONS
    yield "person_day", PERSON_DAYS
    yield "consent", CONSENTS


def booking_rows(each: int) -> str:
    """`each` bookings of every office, each in a seat of its own."""
    from app.db import db

    columns = [column.name for column in db.metadata.tables["booking"].columns]
    own = {name: words.replace("EACH", str(each)) for name, words in OWN.items()}
    return (
        f"INSERT INTO booking ({', '.join(columns)})"
        f" SELECT {', '.join(own.get(column, f'm.{column}') for column in columns)} FROM {HELD} m"
        " CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM office) o"
        f" CROSS JOIN generate_series(1, {each}) n"
    )


OWN = {
    "id": "1000000 + o.place * EACH + n",
    "number": "upper(lpad(to_hex(1000000 + o.place * EACH + n), 10, '0'))",
    "office_id": "o.id",
    "starts_at": (
        f"{FIRST_DAY} + (n % {DAYS}) / 5 * 7 + (n % {DAYS}) % 5 + (n / {DAYS} % {TIMES}) * interval '1 hour'"
    ),
    "seat_no": f"101 + n / {DAYS * TIMES}",
    "phone_key": "md5('phone' || o.place * EACH + n)",
    "mail_key": "md5('mail' || o.place * EACH + n)",
    **dict.fromkeys(("account_id", "follows_id", "counselor_id", "nominated_counselor_id"), "NULL"),
}
"""What is a booking's own; EACH stands for the number of an office's bookings."""
STATES = """
INSERT INTO booking_state (booking_id, from_state, to_state, at, written_at, by_whom)
SELECT b.id, change.old, change.new, b.starts_at, b.starts_at, change.who
  FROM booking b CROSS JOIN (VALUES ('confirmed', 'in_session', 'staff'), ('in_session', 'held', 'staff'))
                            AS change (old, new, who)
 WHERE b.id > 1000000
"""
SESSIONS = """
INSERT INTO booking_session (booking_id, admitted_at, admitted_by, ended_at, ended_by, outcome)
SELECT id, starts_at, (SELECT min(id) FROM account), starts_at + interval '40 minutes',
       (SELECT min(id) FROM account), 'advised'
  FROM booking WHERE id > 1000000
"""
PERSON_DAYS = """
INSERT INTO person_day (office_id, day, key, nth, booking_id)
SELECT office_id, (starts_at AT TIME ZONE 'Asia/Tokyo')::date, mail_key, 1, id FROM booking WHERE id > 1000000
"""
CONSENTS = """
INSERT INTO consent (terms_version_id, kind, booking_number, given_at)
SELECT terms_version_id, 'explicit', number, consented_at FROM booking WHERE id > 1000000
"""
