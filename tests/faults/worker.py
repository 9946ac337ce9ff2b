"""The real worker in a process of its own, with short times or a planned death.

    python -m tests.faults.worker --lease 3 --deadline 1 [--die-before-receipt] [--die-before-conclude]
        [--mark-before-sending] [--stop-before-text FILE]

Leases are three times the deadline here too; only the scale is smaller, so that a test need not wait three minutes.
"""

import argparse
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.factory import create_app
from app.notices.terms import Letter, Outcome, Result
from app.notices.transport import deadline, receipts, smtp
from app.notices.usecases import outbox
from app.routines import delivery, worker


def main() -> None:
    """Shorten the times, set the trap, and work."""
    words = read_arguments()
    outbox.LEASE = timedelta(seconds=words.lease)
    smtp.DEADLINE_SECONDS = words.deadline
    outbox.wait_after = lambda _attempts: timedelta(seconds=words.retry)
    worker.IDLE_SECONDS = 0.02
    worker.AWAY_SECONDS = 0.1
    if words.die_before_receipt:
        receipts.keep = die
    if words.die_before_conclude:
        delivery.conclude = die
    if words.mark_before_sending:
        mark_first()
    if words.stop_before_text:
        stop_once(Path(words.stop_before_text))
    app = create_app()
    with app.app_context():
        worker.Worker().work()


def read_arguments() -> argparse.Namespace:
    """What the test wants."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--lease", type=float, default=3.0)
    parser.add_argument("--deadline", type=float, default=1.0)
    parser.add_argument("--retry", type=float, default=0.2)
    parser.add_argument("--die-before-receipt", action="store_true")
    parser.add_argument("--die-before-conclude", action="store_true")
    parser.add_argument("--mark-before-sending", action="store_true")
    parser.add_argument("--stop-before-text", default="")
    return parser.parse_args()


def die(*_anything: Any) -> None:
    """The power goes exactly between the server's 250 and our receipt, or between that and our commit."""
    os.kill(os.getpid(), signal.SIGKILL)


def mark_first() -> None:
    """The wrong design, for a control: marked sent, then the power goes, and nothing was sent."""

    def send(letter: Letter, *_more: object) -> None:
        delivery.conclude(letter, Result(outcome=Outcome.SENT), *delivery.tell())
        die()

    delivery.send = send


def stop_once(note: Path) -> None:
    """Freeze this process the first time it is about to hand a text over, and leave a note that it did."""
    usual = deadline.Deadline.begin_text

    def frozen(self: deadline.Deadline) -> None:
        if not note.exists():
            note.write_text(str(os.getpid()))
            os.kill(os.getpid(), signal.SIGSTOP)
        usual(self)

    deadline.Deadline.begin_text = frozen  # type: ignore[method-assign]


if __name__ == "__main__":
    sys.exit(main())
