"""Every routine of the system, in the order they run when several are due."""

from datetime import datetime, time, timedelta

import structlog

from app.accounts.usecases.registration import purge_checks
from app.accounts.usecases.signing_in import purge_sign_ins
from app.agencies.usecases.expiry import expire_registrations
from app.audit.queries import last_seal
from app.audit.usecases import seal_record
from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import forget_origins, post_reminders, purge_guest_sessions, write_down_states
from app.booking.usecases.use_log import purge_uses
from app.desk.usecases.office_retention import purge_bookings
from app.desk.usecases.series import watch_for_series
from app.notices.usecases.outbox import purge_texts
from app.offices.usecases.announcements import tell_changes
from app.routines.information_service import INFORMATION_SERVICE
from app.routines.invariants import check_all
from app.routines.keeping.journal import keep_journal
from app.routines.log_file import empty_log
from app.routines.rules import daily, every
from app.routines.terms import Routine
from app.routines.usecases import purge_runs
from app.web import clock, idempotency, limiter

KEEP_COUNTERS = timedelta(days=2)
log = structlog.get_logger()


def seal_audit(now: datetime) -> int:
    """Seal the record and log the head of the chain, so that it is noted outside the database."""
    sealed = seal_record(now)
    if sealed and (seal := last_seal()):
        log.info("audit_sealed", count=seal.number, head=seal.digest)
    return sealed


def purge_outbox(now: datetime) -> int:
    """Take the texts out of mails settled a week ago, and their pages out of SQLite's log (SECURITY T21)."""
    purged = purge_texts(now)
    empty_log()
    return purged


def purge_past_bookings(now: datetime) -> int:
    """Purge what of bookings is past the date its office has chosen, and its pages out of SQLite's log."""
    purged = purge_bookings(now)
    empty_log()
    return purged


def purge_use_log(now: datetime) -> int:
    """Delete what of the log of use is past its period, and its pages out of SQLite's log."""
    purged = purge_uses(now)
    empty_log()
    return purged


def purge_tokens(now: datetime) -> int:
    """Forget answers that can no longer be had again."""
    return idempotency.purge_before(now - idempotency.KEPT)


def purge_counters(now: datetime) -> int:
    """Forget counters of windows that are over."""
    return limiter.purge_before(now - KEEP_COUNTERS)


def purge_guests(_now: datetime) -> int:
    """Forget browsers of guests whose time is over: sessions age by the machine's time."""
    return purge_guest_sessions(clock.real_now())


def watch_bookings(now: datetime) -> int:
    """Ring where a suspicious series has begun, and say so in the log; how many alarms began (SECURITY T9)."""
    begun = watch_for_series(now)
    if begun:
        log.warning("series_began", count=begun)
    return begun


def purge_ended_sign_ins(_now: datetime) -> int:
    """Forget sign-ins that are over since a day: they age by the machine's time."""
    return purge_sign_ins(clock.real_now())


def tell_terms_changes(now: datetime) -> int:
    """Tell everybody who agreed to terms before that they change; some at a time, until everybody knows."""
    total = 0
    while told := tell_changes(now):
        total += told
    return total


def check_invariants(now: datetime) -> int:
    """Log every broken invariant by name, with the rows that break it; how many."""
    broken = {invariant.name: found for invariant, found in check_all(now).items() if found}
    for name, found in broken.items():
        log.error("invariant_broken", reason=name, place=found[0], count=len(found))
    return len(broken)


ROUTINES = (
    Routine(name="reminder", title="前日の予約前通知とパスワードの再送", last_due=every(5), run=post_reminders),
    Routine(
        name="confirm_by_delivery",
        title="届いたメールで確定する予約を確定する",
        last_due=every(1),
        run=confirm_by_delivery,
    ),
    Routine(
        name="write_down_states", title="時間で変わった予約の状態を書き留める", last_due=every(5), run=write_down_states
    ),
    Routine(
        name="expire_registrations",
        title="書類の期限が過ぎた事業者の申請を消す",
        last_due=daily(time(0, 5)),
        run=expire_registrations,
    ),
    Routine(name="watch_series", title="まとめて取られた予約を見つける", last_due=every(0.5), run=watch_bookings),
    Routine(
        name="tell_terms_changes",
        title="利用規約の変更をマイページに知らせる",
        last_due=every(5),
        run=tell_terms_changes,
    ),
    *INFORMATION_SERVICE,
    Routine(
        name="keep_journal",
        title="戻してはならないもの（削除・拒否・停止）を、データベースの外に控える",
        last_due=every(1),
        run=keep_journal,
    ),
    Routine(name="seal_audit", title="監査記録を封印する", last_due=every(5), run=seal_audit),
    Routine(name="purge_tokens", title="古い確認画面の控えを消す", last_due=every(60), run=purge_tokens),
    Routine(name="purge_counters", title="古い回数の記録を消す", last_due=every(60), run=purge_counters),
    Routine(
        name="purge_checks",
        title="使われなかった登録のリンクのアドレスを消す",
        last_due=every(60),
        run=purge_checks,
    ),
    Routine(name="purge_guests", title="終わった照会の控えを消す", last_due=every(60), run=purge_guests),
    Routine(name="purge_sign_ins", title="終わったログインの記録を消す", last_due=every(60), run=purge_ended_sign_ins),
    Routine(name="purge_outbox", title="7日前に済んだ通知の本文を消す", last_due=daily(time(3, 15)), run=purge_outbox),
    Routine(
        name="purge_bookings",
        title="保存期間を過ぎた予約の情報を消す",
        last_due=daily(time(3, 0)),
        run=purge_past_bookings,
    ),
    Routine(
        name="purge_use_log",
        title="保存期間を過ぎた利用の記録を消す",
        last_due=daily(time(3, 10)),
        run=purge_use_log,
    ),
    Routine(
        name="forget_origins",
        title="過ぎた週の予約がどこから来たかの記号を消す",
        last_due=daily(time(3, 20)),
        run=forget_origins,
    ),
    Routine(name="purge_runs", title="古い定時処理の記録を消す", last_due=daily(time(3, 30)), run=purge_runs),
    Routine(
        name="check_invariants",
        title="守るべきことを確かめる",
        last_due=daily(time(4, 0)),
        run=check_invariants,
        lease=timedelta(hours=2),
    ),
)
