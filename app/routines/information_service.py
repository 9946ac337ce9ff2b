"""The routines of the information service, in the order they run when several are due."""

from datetime import datetime, time

from app.messages.queries.dispatches import running_dispatches
from app.messages.terms.messages import DispatchState
from app.messages.usecases.closing import close_ended_threads
from app.messages.usecases.dispatching import send_next_part
from app.messages.usecases.news import tell_all_changed_info, tell_changed_info
from app.messages.usecases.telling import tell_letters
from app.oversight.queries.stops import find_closing
from app.oversight.usecases.limits import tell_limits
from app.oversight.usecases.report_chases import remind_to_report
from app.routines.log_file import empty_log
from app.routines.rules import daily, every
from app.routines.terms import Routine
from app.seekers.usecases.noting import forget_traces
from app.seekers.usecases.purging import empty_left_records, purge_acquisitions

SENT_FROM, READ_AT = "/agency/dispatches", "/me/inbox/threads"


def tell_access_limits(now: datetime) -> int:
    """Write to every agency that takes part of a limit of access; some at a time, until all know."""
    total = 0
    while told := tell_limits(now):
        total += told
    return total


def remind_of_reports(now: datetime) -> int:
    """Write the reminder of the third Monday of March; some at a time, until all were told."""
    total = 0
    while told := remind_to_report(now):
        total += told
    return total


def send_dispatches(now: datetime) -> int:
    """Send every running dispatch part by part until it is done or pauses (AGY-060); how many parts.

    While the information service is closed nothing goes out; what waits goes on afterwards (AGY-119).
    """
    if find_closing(SENT_FROM, now) is not None:
        return 0
    parts = 0
    for number in running_dispatches():
        going_on = True
        while going_on:
            going_on = send_next_part(number, now=now) is DispatchState.RUNNING
            parts += 1
    return parts


def tell_seekers(now: datetime) -> int:
    """Tell seekers by mail that something came, while the page that shows it is open (AGY-119); how many mails."""
    return tell_letters(now) if find_closing(READ_AT, now) is None else 0


def purge_seekers(now: datetime) -> int:
    """Delete what agencies hold of seekers past its day (AGY-053 to -055), and the records of seekers who left.

    The threads that ended with it are closed. Whatever was deleted until now, by whomever, goes out of SQLite's log.
    """
    purged = purge_acquisitions(now) + empty_left_records(now)
    close_ended_threads(now)
    empty_log()
    return purged


INFORMATION_SERVICE = (
    Routine(
        name="forget_searches",
        title="前の日までの検索で見つかった求職者の控えを消す",
        last_due=daily(time(0, 10)),
        run=forget_traces,
    ),
    Routine(
        name="tell_access_limits",
        title="アクセスの制限を事業者に知らせる",
        last_due=every(1),
        run=tell_access_limits,
    ),
    Routine(
        name="remind_of_reports",
        title="3月の第3月曜日に、利用状況報告の期限を知らせる",
        last_due=daily(time(9, 0)),
        run=remind_of_reports,
    ),
    Routine(
        name="tell_changed_info",
        title="変わった必須情報を、やり取り中の求職者に知らせる",
        last_due=every(5),
        run=tell_changed_info,
    ),
    Routine(
        name="tell_all_changed_info",
        title="知らせ残した必須情報の変更がないか、すべての事業者について確かめる",
        last_due=daily(time(6, 10)),
        run=tell_all_changed_info,
    ),
    Routine(name="send_dispatches", title="まとめて送る案内の続きを送る", last_due=every(0.5), run=send_dispatches),
    Routine(
        name="tell_seekers",
        title="求職者に、案内や返事が届いたことをメールで知らせる（内容は書かない）",
        last_due=every(15),
        run=tell_seekers,
    ),
    Routine(name="purge_seekers", title="事業者に残る期限を過ぎた求職情報を消す", last_due=every(5), run=purge_seekers),
)
