"""Workers that die, freeze and compete: no mail is lost, none comes more than three times (SECURITY F2, F4, I6, I7)."""

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.routines.delivery import deliver_next
from app.web import clock
from tests import outbox
from tests.faults.history import Truth, duplicates, mail_faults
from tests.faults.processes import Process, until
from tests.faults.sink import Sink
from tests.faults.truth import posted

pytestmark = pytest.mark.usefixtures("samples")
WORKER = ["tests.faults.worker"]


def states() -> set[str]:
    """The states that notices are in."""
    return {row.state for row in outbox.rows()}


@pytest.fixture
def worker(environ: dict[str, str], sink: Sink, tmp_path: Path) -> Callable[..., Process]:
    """`worker("--lease", "3")`: a worker that sends to the sink."""

    def make(*words: str) -> Process:
        return Process([*WORKER, *words], {**environ, "MADOGUCHI_SMTP_URL": sink.url}, tmp_path / "worker.log")

    return make


def test_without_faults_many_workers_send_each_mail_once(sink: Sink, make_app: Callable[..., Flask]) -> None:
    for number in range(100):
        outbox.post_sample(f"{number}")
    app = make_app(smtp_url=sink.url)

    def work() -> None:
        with app.app_context():
            while deliver_next():
                db.session.remove()
            db.session.remove()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert states() == {"sent"}
    assert set(sink.copies().values()) == {1}
    assert len(sink.taken) == 100


def test_sigterm_finishes_the_mail_at_hand(worker: Callable[..., Process], sink: Sink) -> None:
    taken = threading.Event()
    sink.on_taken = lambda: (taken.set(), time.sleep(0.5))
    outbox.post_sample("one")
    outbox.post_sample("two")
    with worker() as process:
        assert taken.wait(20)
        assert process.end() == 0
    assert [row.state for row in outbox.rows()] == ["sent", "waiting"]


def test_killed_between_receipt_and_commit_no_second_copy_is_sent(
    worker: Callable[..., Process], sink: Sink, environ: dict[str, str]
) -> None:
    outbox.post_sample()
    with worker("--lease", "60", "--deadline", "20", "--die-before-conclude") as process:
        assert process.wait() == -signal.SIGKILL
    assert states() == {"sending"}
    with worker("--lease", "60", "--deadline", "20"):
        assert until(lambda: states() == {"sent"}), "the lease of the dead need not run out"
    assert list(sink.copies().values()) == [1]
    assert list((Path(environ["MADOGUCHI_INSTANCE"]) / "taken").iterdir()) == []


def test_killed_between_250_and_receipt_three_times_means_three_copies_and_then_a_human(
    worker: Callable[..., Process], sink: Sink
) -> None:
    outbox.post_sample()
    for _ in range(3):
        with worker("--lease", "0.6", "--deadline", "0.2", "--die-before-receipt") as process:
            assert process.wait() == -signal.SIGKILL
        time.sleep(0.6)
    with worker("--lease", "0.6", "--deadline", "0.2") as process:
        assert until(lambda: states() == {"needs_human"})
        time.sleep(0.5)
    assert list(sink.copies().values()) == [3]


def test_a_worker_frozen_beyond_its_lease_sends_nothing_late(
    worker: Callable[..., Process], sink: Sink, tmp_path: Path
) -> None:
    outbox.post_sample()
    note = tmp_path / "frozen"
    times = ("--lease", "1.5", "--deadline", "0.5")
    with worker(*times, "--stop-before-text", str(note)) as frozen:
        assert until(note.exists)
        with worker(*times) as other:
            assert until(lambda: states() == {"sent"})
            frozen.signal(signal.SIGCONT)
            time.sleep(1.0)
            assert (frozen.end(), other.end()) == (0, 0)
    assert list(sink.copies().values()) == [1]
    assert states() == {"sent"}


@pytest.mark.timeout(1800)
def test_killed_at_any_moment_every_mail_arrives_or_asks_for_a_human(
    worker: Callable[..., Process],
    sink: Sink,
    figure: Callable[[int, int], int],
    report: Callable[..., None],
    database_kind: str,
) -> None:
    kills = figure(5, 50)
    for number in range(20 * kills):
        outbox.post_sample(f"{number}")
    times = ("--lease", "1.5", "--deadline", "0.5")
    process = worker(*times)
    for _ in range(kills):
        before = len(sink.taken)
        process.start()
        until(lambda before=before: len(sink.taken) > before + 3, 10, 0.001)
        process.kill()
    with process:
        assert until(lambda: states() <= {"sent", "needs_human"}, figure(60, 240))
    copies = sink.copies()
    asking = [row for row in outbox.rows() if row.state == "needs_human"]
    assert {row.unsure for row in asking} <= {3}
    twice, most = duplicates(copies.values()), max(copies.values())
    report(
        f"worker killed while it sends, {database_kind}",
        kills=kills,
        mails=len(copies),
        **{"mails that came twice or more": twice, "most copies of one mail": most},
        **{"mails left to a human after three unknown ends": len(asking)},
    )
    assert len(copies) >= 20 * kills - len(asking)
    assert most <= 3


def test_marked_before_sending_the_control_loses_mails(worker: Callable[..., Process], sink: Sink) -> None:
    outbox.post_sample()
    with worker("--mark-before-sending") as process:
        assert process.wait() == -signal.SIGKILL
    faults = mail_faults(Truth(bookings=(), posted=tuple(map(posted, outbox.rows())), arrived=()))
    assert [fault.partition(":")[0] for fault in faults] == ["never arrived"]


def test_the_outage_of_a_mail_server_for_four_hours_loses_nothing(
    sink: Sink, make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    began = clock.real_now()
    for number in range(10):
        outbox.post_sample(f"{number}")
    sink.behaviour = "busy greeting"
    with make_app(smtp_url=sink.url).app_context():
        for minutes in range(0, 5 * 60, 5):
            sink.behaviour = "busy greeting" if minutes < 4 * 60 else "good"
            moment = began + minutes * outbox.MINUTE
            monkeypatch.setattr(clock, "real_now", lambda moment=moment: moment)
            while deliver_next():
                pass
    assert states() == {"sent"}
    assert set(sink.copies().values()) == {1}
