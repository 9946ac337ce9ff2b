"""The worker: sends mails and runs routines until it is told to stop; any number of them share the work."""

import os
import signal
import socket
import threading
import time
from types import FrameType

from sqlalchemy.exc import SQLAlchemyError

from app.db import Busy, db
from app.routines.delivery import deliver_next, tell
from app.routines.registry import ROUTINES
from app.routines.usecases import beat, run_due
from app.web.canary import ensure_keys_fit
from app.web.logs import log_fault

IDLE_SECONDS = 0.5
AWAY_SECONDS = 1.0
ROUND_SECONDS = 5.0
BEAT_SECONDS = 10.0


class Worker:
    """One process's loop; needs an application context around it."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self.keys_fit = False
        self.next_round = 0.0
        self.next_beat = 0.0

    def work(self) -> None:
        """Work until a signal comes; the mail or routine at hand is finished first.

        Raises `WrongKeys`, before anything is done, where the installed keys are not those of the database.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopping.is_set():
            self.stopping.wait(self.step())

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """End after what is at hand."""
        self.stopping.set()

    def step(self) -> float:
        """One beat, one round or one mail as they are due; how many seconds to rest then."""
        try:
            self._know_keys()
            self._beat()
            self._round()
            return 0.0 if deliver_next() else IDLE_SECONDS
        except (Busy, SQLAlchemyError) as error:
            log_fault("database_away", error)
            return AWAY_SECONDS
        finally:
            db.session.remove()

    def _know_keys(self) -> None:
        if not self.keys_fit:
            ensure_keys_fit()
            self.keys_fit = True

    def _beat(self) -> None:
        if time.monotonic() >= self.next_beat:
            beat(self.name, tell().real)
            self.next_beat = time.monotonic() + BEAT_SECONDS

    def _round(self) -> None:
        if time.monotonic() >= self.next_round:
            for routine in ROUTINES:
                if not self.stopping.is_set():
                    run_due([routine], *tell())
            self.next_round = time.monotonic() + ROUND_SECONDS
