"""The letters of a national year: every agency wrote to seekers all year, half of them asked back and were answered."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.national_year import Year

MESSAGES_OF_A_THREAD = 2
BODIES = 1_000
AGENCIES = "(SELECT id, stop_count, row_number() OVER (ORDER BY id) - 1 AS place FROM agency WHERE kind IS NOT NULL)"
RECORDS = "(SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM seeker_record WHERE account_id IS NULL)"


def statements(year: "Year") -> Iterator[tuple[str, str]]:
    """Tables and what fills them: what is acquired, a thread for each, two messages in each."""
    agencies = year.of(5_000)
    each = max(1, year.of(5_000_000) // MESSAGES_OF_A_THREAD // agencies)
    yield "message_text", text_rows()
    yield "acquisition", acquisition_rows(each)
    yield "thread", THREADS
    yield "message", first_letters()
    yield "message", questions()


def text_rows() -> str:
    """A thousand bodies, as sealed as any: what they say is not read by anybody."""
    return (
        "INSERT INTO message_text (id, body, written_at)"
        " SELECT 1000000 + n, (SELECT content FROM booking LIMIT 1), timestamptz '2026-04-01'"
        f" FROM generate_series(1, {BODIES}) n"
    )


def acquisition_rows(each: int) -> str:
    """What each agency holds: records one after the other, each agency beginning at another place."""
    return f"""
INSERT INTO acquisition (id, number, agency_id, record_id, profile, acquired_at, acquired_on, acquired_by, stop_count,
                         kept_until)
SELECT 1000000 + a.place * {each} + n, upper(substr(md5(a.id || '-' || n), 1, 10)), a.id, r.id,
       (SELECT profile FROM acquisition WHERE profile IS NOT NULL LIMIT 1),
       timestamptz '2025-06-01' + n % 340 * interval '1 day', date '2025-06-01' + n % 340,
       (SELECT min(id) FROM account), a.stop_count,
       (date_trunc('month', date '2025-06-01' + n % 340) + interval '3 month' - interval '1 day')::date
  FROM {AGENCIES} a
  CROSS JOIN generate_series(1, {each}) n
  JOIN {RECORDS} r ON r.place = (a.place * 7919 + n) % (SELECT count(*) FROM seeker_record WHERE account_id IS NULL)
ON CONFLICT DO NOTHING
"""


THREADS = """
INSERT INTO thread (id, number, agency_id, record_id, acquisition_id, stop_count, is_open, opened_at, last_at, stage,
                    is_unread)
SELECT id, upper(lpad(to_hex(id::bigint * 668265263 % 1099511627776), 10, '0')), agency_id, record_id, id, stop_count,
       true, acquired_at, acquired_at, CASE WHEN id % 2 = 0 THEN 'invited' ELSE 'asked' END, id % 2 = 1
  FROM acquisition WHERE id > 1000000
"""
"""Every id times an odd number, in forty bits, is a number of its own."""


def first_letters() -> str:
    """The first invitation of every thread."""
    return f"""
INSERT INTO message (thread_id, agency_id, kind, text_id, mandatory_info_id, sent_at, sent_on, sent_by)
SELECT t.id, t.agency_id, 'first_invitation', 1000001 + t.id % {BODIES}, i.id, t.opened_at, t.opened_at::date, NULL
  FROM thread t JOIN mandatory_info i ON i.agency_id = t.agency_id AND i.version = 1 WHERE t.id > 1000000
"""


def questions() -> str:
    """What came back in every thread."""
    return f"""
INSERT INTO message (thread_id, agency_id, kind, text_id, mandatory_info_id, sent_at, sent_on, sent_by)
SELECT t.id, t.agency_id, 'question', 1000001 + t.id % {BODIES}, NULL, t.opened_at, t.opened_at::date, NULL
  FROM thread t WHERE t.id > 1000000
"""
