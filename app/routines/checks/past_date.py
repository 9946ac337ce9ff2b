"""What is past its date and still there, kind by kind, with the routine that takes it away (SECURITY I12).

The one list for the report of retention and for the invariant: what is kept, for how long, by which setting.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from app.agencies.terms.kinds import ApplicationState
from app.booking.queries.origins import first_day_compared
from app.booking.queries.retention import contact_past_date, records_past_date
from app.db import db
from app.kernel.moments import at, day_of
from app.notices.queries import DAYS_OF_TEXT
from app.notices.terms import OPEN, Channel
from app.offices.queries.offices import list_offices
from app.offices.queries.retention import use_kept_since
from app.routines.keeping.places import KEPT as KEPT_BACKUPS
from app.routines.keeping.places import backups_folder, backups_in
from app.web.idempotency import KEPT

GRACE = timedelta(hours=25)
"""A purge that runs once a day has had its turn by then."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A kind of data with an end: how long it is kept in words, the routine that ends it, how many are past it."""

    what: str
    period: str
    routine: str | None
    past: Callable[[datetime], int]


def contact_data(now: datetime) -> int:
    """Bookings whose contact data are past their date."""
    return sum(len(contact_past_date(office.id, day_of(now))) for office in list_offices())


def whole_records(now: datetime) -> int:
    """Bookings past their date altogether."""
    return sum(len(records_past_date(office.id, day_of(now))) for office in list_offices())


def uses(now: datetime) -> int:
    """Uses past the period of their office."""
    use = db.metadata.tables["use_log"]
    ends = ((office.id, use_kept_since(office.id, day_of(now))) for office in list_offices())
    return _count(use, sa.or_(sa.false(), *(sa.and_(use.c.office_id == each, use.c.day < end) for each, end in ends)))


def texts_of_mails(now: datetime) -> int:
    """Mails settled long ago that still have their text."""
    mail = db.metadata.tables["outbox"]
    settled = mail.c.state.not_in([state.value for state in OPEN])
    old = settled & (mail.c.settled_at < now - timedelta(days=DAYS_OF_TEXT))
    return _count(mail, old & (mail.c.channel == Channel.MAIL.value) & mail.c.body.is_not(None))


def acquired_records(now: datetime) -> int:
    """Records that agencies hold past their day, or from before a stop of use."""
    held, agency = db.metadata.tables["acquisition"], db.metadata.tables["agency"]
    counted = sa.select(agency.c.stop_count).where(agency.c.id == held.c.agency_id).scalar_subquery()
    over = sa.or_(held.c.kept_until < day_of(now), held.c.stop_count != counted)
    return _count(held, held.c.deleted_at.is_(None) & over)


def applications_without_document(now: datetime) -> int:
    """Applications whose document did not come."""
    table = db.metadata.tables["agency_application"]
    waiting = table.c.is_open & (table.c.state == ApplicationState.REGISTERED.value)
    return _count(table, waiting & (table.c.document_limit < day_of(now)))


def origins(now: datetime) -> int:
    """Bookings of past weeks that still tell where they came from."""
    booking = db.metadata.tables["booking"]
    before = at(first_day_compared(now), time.min)
    return _count(booking, booking.c.network_key.is_not(None) & (booking.c.starts_at < before))


def answers(now: datetime) -> int:
    """Answers of confirmations that can no longer be had again."""
    token = db.metadata.tables["idempotency_token"]
    return _count(token, token.c.at < now - KEPT)


def addresses_of_links(now: datetime) -> int:
    """Mail addresses of links that are dead."""
    check = db.metadata.tables["address_check"]
    return _count(check, check.c.expires_at <= now)


def records_of_who_left(now: datetime) -> int:
    """Records of seekers who closed the account, with something in them."""
    record, account, choice = (db.metadata.tables[name] for name in ("seeker_record", "account", "seeker_choice"))
    closed = sa.exists().where(account.c.id == record.c.account_id, account.c.closed_at <= now)
    return _count(record, closed & sa.exists().where(choice.c.record_id == record.c.id))


def backups(_now: datetime) -> int:
    """Backups beyond those that are kept."""
    return max(len(backups_in(backups_folder())) - KEPT_BACKUPS, 0)


KEPT_DATA = (
    Kept(what="予約の氏名・連絡先・相談内容", period="窓口が選んだ月数", routine="purge_bookings", past=contact_data),
    Kept(what="予約の記録", period="窓口が選んだ月数", routine="purge_bookings", past=whole_records),
    Kept(what="利用の記録（端末を含む）", period="窓口が選んだ月数", routine="purge_use_log", past=uses),
    Kept(what="予約がどこから来たかの記号", period="その週の終わりまで", routine="forget_origins", past=origins),
    Kept(
        what="送った通知の宛先と本文",
        period=f"済んでから{DAYS_OF_TEXT}日",
        routine="purge_outbox",
        past=texts_of_mails,
    ),
    Kept(what="確認画面の控え", period="24時間", routine="purge_tokens", past=answers),
    Kept(what="登録のリンクのアドレス", period="リンクの期限まで", routine="purge_checks", past=addresses_of_links),
    Kept(
        what="書類の届かなかった事業者の申請",
        period="書類の期限まで",
        routine="expire_registrations",
        past=applications_without_document,
    ),
    Kept(
        what="事業者が取得した求職情報",
        period="取得した記録ごとの期限まで",
        routine="purge_seekers",
        past=acquired_records,
    ),
    Kept(
        what="退会した求職者の求職情報",
        period="アカウントを閉じるまで",
        routine="purge_seekers",
        past=records_of_who_left,
    ),
    Kept(what="バックアップ", period=f"新しい{KEPT_BACKUPS}個", routine=None, past=backups),
)
"""Everything with an end, in the order it is told."""


def past_its_date(now: datetime) -> list[str]:
    """What was past its date a day ago and is still there (I12)."""
    counted = ((kept.what, kept.past(now - GRACE)) for kept in KEPT_DATA)
    return [f"{what} {count}" for what, count in counted if count]


def _count(table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table).where(which)) or 0
