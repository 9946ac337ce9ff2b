"""Password hashes: parameters, the same work for nobody, and no more at once than the machine can bear."""

import threading
import time

import pytest

from app.accounts.hashing import GATE, HASHER, PLACES, Gate, TooBusy, hash_password, is_outdated, password_fits
from app.db import Busy


def test_a_hash_has_the_parameters_of_owasp() -> None:
    assert hash_password("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert not is_outdated(hash_password("x"))
    assert is_outdated(hash_password("x").replace("t=2", "t=1"))


def test_only_the_very_password_fits() -> None:
    kept = hash_password("ｐａｓｓと長い" + "あ" * 100)
    assert password_fits(kept, "ｐａｓｓと長い" + "あ" * 100)
    assert not password_fits(kept, "passと長い" + "あ" * 100)
    assert not password_fits(kept, "ｐａｓｓと長い" + "あ" * 99)


def test_nobodys_hash_and_a_broken_one_fit_nothing() -> None:
    assert not password_fits(None, "x")
    assert not password_fits("no hash at all", "x")


def test_somebody_and_nobody_cost_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []

    class Counting:
        """The hasher, counting."""

        def verify(self, password_hash: str, password: str) -> bool:
            checked.append(password_hash.rpartition("$")[0].rpartition("$")[0])
            return HASHER.verify(password_hash, password)

    kept = hash_password("x")
    password_fits(None, "warm")
    monkeypatch.setattr("app.accounts.hashing.HASHER", Counting())
    password_fits(kept, "y")
    password_fits(None, "y")
    assert len(checked) == 2
    assert checked[0] == checked[1]


def test_no_more_are_checked_at_once_than_there_are_places() -> None:
    gate, inside, most, lock = Gate(3, 20), 0, 0, threading.Lock()

    def check() -> None:
        nonlocal inside, most
        with gate.entered():
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.01)
            with lock:
                inside -= 1

    threads = [threading.Thread(target=check) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 3


def test_whoever_comes_after_a_full_line_is_turned_away_at_once() -> None:
    gate = Gate(1, 0)
    with gate.entered():
        began = time.monotonic()
        with pytest.raises(TooBusy), gate.entered():
            pass
        assert time.monotonic() - began < 0.5
    with gate.entered():
        pass


def test_a_line_that_does_not_move_turns_away_too() -> None:
    gate = Gate(1, 1, patience=0.05)
    with gate.entered(), pytest.raises(TooBusy), gate.entered():
        pass
    with gate.entered():
        pass


def test_being_turned_away_is_the_503_of_a_busy_house() -> None:
    assert issubclass(TooBusy, Busy)


def test_there_are_two_places_for_each_core() -> None:
    assert PLACES >= 2
    assert isinstance(GATE, Gate)
