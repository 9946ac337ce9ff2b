"""What must always hold, checked after every fault in the tests and every night in production (SECURITY 3.1)."""

from datetime import datetime, timedelta

from app.audit.queries import verify_chain
from app.booking.queries.invariants import bookings_without_their_mails, days_counted_wrongly, seats_held_twice
from app.messages.queries.invariants import days_sent_wrongly
from app.notices import queries as notices
from app.routines.checks.days import days_beside_their_moment
from app.routines.checks.durable import commits_not_kept
from app.routines.checks.once import answers_lost, used_twice
from app.routines.checks.past_date import past_its_date
from app.routines.checks.stopped import acts_after_a_stop
from app.routines.checks.typed import drafts_unreadable
from app.routines.checks.unsealed import values_in_the_open
from app.routines.patience import take_time
from app.routines.terms import Invariant

SETTLED_WITHIN = timedelta(hours=25)


def stuck_mails(now: datetime) -> list[str]:
    """Every mail ends as sent, refused, void, expired or before a human, a day after it was due (I6)."""
    return rows("outbox", notices.mails_stuck(now - SETTLED_WITHIN))


def copies_over_limit(_now: datetime) -> list[str]:
    """No mail may have arrived more than three times (I7)."""
    return rows("outbox", notices.mails_over_copies())


def texts_not_as_posted(_now: datetime) -> list[str]:
    """An open mail is complete as it was posted, and its text holds a place for the password, not the password (I8)."""
    return rows("outbox", sorted({*notices.mails_without_text(), *notices.mails_with_password()}))


def broken_record(_now: datetime) -> list[str]:
    """The audit record is complete and unchanged (I13)."""
    return [f"{finding.fault.value} {finding.where}" for finding in verify_chain().findings]


def rows(table: str, ids: list[int]) -> list[str]:
    """Rows as they are named in a report."""
    return [f"{table} {row_id}" for row_id in ids]


INVARIANTS = (
    Invariant(name="I1", title="一つの席を二つの予約が持たない", violations=seats_held_twice),
    Invariant(name="I2", title="一人一日の回数を超えない", violations=days_counted_wrongly),
    Invariant(name="I3", title="事業者の一日の送信は数えたとおりで、千件を超えない", violations=days_sent_wrongly),
    Invariant(name="I4", title="リンクや確認画面は一度だけ働く", violations=used_twice),
    Invariant(name="I5", title="予約には決まった通知がすべて伴う", violations=bookings_without_their_mails),
    Invariant(name="I6", title="どの通知も一日以内に決着する", violations=stuck_mails),
    Invariant(name="I7", title="同じ通知は三通まで", violations=copies_over_limit),
    Invariant(name="I8", title="通知は書いたときのままで、パスワードを含まない", violations=texts_not_as_posted),
    Invariant(name="I9", title="受け付けたものは電源が落ちても残る", violations=commits_not_kept),
    Invariant(name="I10", title="日付は日本の日付で数える", violations=days_beside_their_moment),
    Invariant(name="I11", title="人の情報は読める形で置かれない", violations=values_in_the_open),
    Invariant(name="I12", title="期限を過ぎたものは残らない", violations=past_its_date),
    Invariant(name="I13", title="監査記録は欠けず変わらない", violations=broken_record),
    Invariant(name="I14", title="止まった事業者は何も送らず何も取得しない", violations=acts_after_a_stop),
    Invariant(name="I15", title="書きかけの申請は書いたとおりに読める", violations=drafts_unreadable),
    Invariant(name="I16", title="答えた確認画面の答えは、もう一度見られる", violations=answers_lost),
)
"""Every invariant of the system, in the order of SECURITY 3.1."""


def check_all(now: datetime) -> dict[Invariant, list[str]]:
    """Each invariant with what breaks it; an empty list where it holds."""
    return {invariant: _violations(invariant, now) for invariant in INVARIANTS}


def _violations(invariant: Invariant, now: datetime) -> list[str]:
    take_time()
    return invariant.violations(now)
