"""Many people at one barrier, each with a browser of their own, in one process or over HTTP."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from flask import Flask
from werkzeug.test import TestResponse

from app.web.idempotency import new_token
from tests.faults.applicants import OFFICE, number_in
from tests.page import Page

Answer = TypeVar("Answer")
CLIENTS = 32
SECONDS = 60


def at_once(acts: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Do all of it at the same moment, each in a thread; what each came to, in order. A failure is raised."""
    barrier = threading.Barrier(len(acts))
    answers: dict[int, Answer] = {}
    failures: list[Exception] = []

    def run(number: int, act: Callable[[], Answer]) -> None:
        try:
            barrier.wait(SECONDS)
            answers[number] = act()
        except Exception as failure:  # noqa: BLE001
            failures.append(failure)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    if failures:
        raise failures[0]
    return [answers[number] for number in range(len(acts))]


class Person:
    """Someone with a filled form; `press` sends it."""

    def __init__(self, app: Flask, number: int, slot: str, **changes: str) -> None:
        self.page = Page(app)
        self.fields = {
            "csrf_token": self.page.csrf_token(),
            "token": new_token(),
            "slot": slot,
            "applicant_type": "worker",
            "name": f"試験太郎{number}",
            "name_kana": "シケンタロウ",
            "email": f"p{number}@example.jp",
            "phone": f"0901{number:07}",
            "residence": "神奈川県横浜市",
            "workplace": "神奈川県川崎市",
            "topic": "その他",
            "content": f"相談の内容その{number}です。",
            "agree_tool": "yes",
            **changes,
        }

    def press(self) -> TestResponse:
        """Press 「この内容で予約する」."""
        return self.page.client.post(f"{OFFICE}/bookings", data=self.fields)


def winners(answers: Sequence[TestResponse]) -> list[str]:
    """The numbers of the bookings that were made; everyone else must have been told 409."""
    numbers = [number_in(answer.text) for answer in answers if answer.status_code == 200]
    assert all(numbers), "a page without a number"
    assert {answer.status_code for answer in answers} <= {200, 409}, [answer.status_code for answer in answers]
    return numbers
