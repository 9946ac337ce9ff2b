"""`python -m bench.national_year SHARE`: a national year beside the demo, on PostgreSQL, made by SQL alone.

550 offices with 2,000,000 bookings, 5,000 agencies with 5,000,000 messages, 1,000,000 seekers; of each that share.
Rows are those of the demo again, each with what must be its own. What is sealed is copied as it lies: a sealed text
opens in its column, whatever its row.
"""

import sys
from dataclasses import dataclass, field
from time import perf_counter

import sqlalchemy as sa

from bench import national_bookings, national_letters


@dataclass(frozen=True, kw_only=True)
class Copies:
    """So many copies of rows of a table. SQL reads the row as `m` and the copy's number, from 1, as `n`."""

    table: str
    times: int
    models: str = "true"
    own: dict[str, str] = field(default_factory=dict)

    def sql(self, columns: list[str]) -> str:
        """The one INSERT."""
        names = ", ".join(f'"{column}"' for column in columns)
        values = ", ".join(self.own.get(column, f'm."{column}"') for column in columns)
        return (
            f'INSERT INTO "{self.table}" ({names}) SELECT {values}'
            f' FROM (SELECT * FROM "{self.table}" WHERE {self.models}) m CROSS JOIN generate_series(1, {self.times}) n'
        )


@dataclass(frozen=True)
class Year:
    """How much there is of everything."""

    share: float

    def of(self, whole: int) -> int:
        """This year's part of a whole one's number, at least one."""
        return max(1, int(whole * self.share))


HIKARI = "(SELECT id FROM organisation WHERE kind = 'agency' AND code = 'hikari')"
ITS_ACCOUNT = f"(SELECT min(account_id) FROM account_grant WHERE organisation_id = {HIKARI})"
ITS_PART = f"(SELECT max(id) FROM participation WHERE agency_id = {HIKARI})"


def agencies(year: Year) -> list[Copies]:
    """Hikari again, at every bureau in turn, with an account and both services."""
    own = "1000000 + n"
    bureau = "(SELECT id FROM bureau ORDER BY id OFFSET n % 47 LIMIT 1)"
    keys = {name: f"m.{name} || n" for name in ("name", "name_key", "licence_key", "address_key")}
    ours = {"id": own, "agency_id": own}
    services = {"id": "1000000 + n * 10 + m.id % 10", "participation_id": own}
    theirs = {"id": own, "account_id": own, "organisation_id": own}
    told = [
        ("organisation", f"id = {HIKARI}", {"id": own, "code": "'copy' || n"}),
        ("account", f"id = {ITS_ACCOUNT}", {"id": own, "mail_index": "'copy' || n"}),
        ("account_grant", f"account_id = {ITS_ACCOUNT} AND organisation_id = {HIKARI}", theirs),
        ("agency", f"id = {HIKARI}", {"id": own, "bureau_id": bureau, **keys}),
        ("participation", f"id = {ITS_PART}", {**ours, "licence_key": keys["licence_key"]}),
        ("participation_service", f"participation_id = {ITS_PART}", services),
        ("mandatory_info", f"agency_id = {HIKARI} AND version = 1", ours),
    ]
    times = year.of(5_000)
    return [Copies(table=table, times=times, models=models, own=changes) for table, models, changes in told]


def seekers(year: Year) -> list[Copies]:
    """The imported records of the demo again, with their choices and the pairs of signs they are found by."""
    imported = "account_id IS NULL"
    times = max(1, year.of(1_000_000) // 1_200)
    own_id, others = "m.id + n * 10000", "m.record_id + n * 10000"
    index = "md5(m.id || '-' || n) || md5(n || '-' || m.id)"
    of_imported = f"record_id IN (SELECT id FROM seeker_record WHERE {imported})"
    return [
        Copies(table="seeker_choice", times=times, models=of_imported, own={"record_id": others}),
        Copies(table="seeker_gram", times=times, models=of_imported, own={"record_id": others}),
        Copies(table="seeker_record", times=times, models=imported, own={"id": own_id, "seeker_index": index}),
    ]


def fill(share: float) -> None:
    """Make the year; foreign keys rest meanwhile, so that every table is filled by one statement."""
    from app.db import db

    year, tables = Year(share), db.metadata.tables
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("SET session_replication_role = replica"))
        connection.execute(sa.text("SET statement_timeout = 0"))
        for each in (*agencies(year), *seekers(year)):
            timed(each.table, connection, each.sql([column.name for column in tables[each.table].columns]))
        for table, statement in (*national_letters.statements(year), *national_bookings.statements(year)):
            timed(table, connection, statement)
        for table in tables.values():
            if "id" in table.columns and isinstance(table.columns["id"].type, sa.Integer):
                connection.execute(sa.text(NEXT_ID.format(table.name)))
        timed("every table", connection, "VACUUM ANALYZE")


NEXT_ID = (
    """SELECT setval(pg_get_serial_sequence('"{0}"', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM "{0}"), false)"""
)


def timed(table: str, connection: sa.Connection, statement: str) -> None:
    """Run it, and say how long it took."""
    begun = perf_counter()
    rows = connection.execute(sa.text(statement)).rowcount
    print(f"{table}: {rows} rows, {perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    from app.factory import create_app

    with create_app().app_context():
        fill(float(sys.argv[1]))
