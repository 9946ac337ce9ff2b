"""A hundred presses of one person at one moment open one request (SECURITY T12)."""

from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.booking.models.bookings import Booking
from app.booking.models.instant import InstantRequest
from app.desk.usecases.instant import decline
from app.web.idempotency import new_token
from tests import bookings, factories, instant
from tests.faults.crowd import at_once
from tests.page import Page

PRESSES = 100
PATH = "/offices/nagasaki_main/instant-use"


def press(page: Page) -> TestResponse:
    """Press until the database is not too busy to listen, as a person would."""
    fields = {"token": new_token(), "phone": "090-0000-0001", "way": "mypage", "device": "pc", "content": ""}
    filled = {"csrf_token": page.csrf_token(), **fields}
    for _ in range(40):
        answer = page.client.post(PATH, data=filled)
        if answer.status_code != 503:
            break
    return answer


@pytest.mark.timeout(3600)
@pytest.mark.rule("NGS-45")
def test_a_hundred_presses_open_one_request(
    app: Flask, clock, figure: Callable[[int, int], int], report: Callable[..., None], database_kind: str
) -> None:
    scene, rounds = instant.open_scene(clock), figure(2, 200)
    pages = [Page(app) for _ in range(PRESSES)]
    factories.sign_in_as(pages[0], "yamada")
    cookie = next(iter(pages[0].client._cookies.values()))
    for page in pages[1:]:
        page.client.set_cookie(cookie.key, cookie.value, domain=cookie.domain, path="/")
    for number in range(1, rounds + 1):
        answers = [answer.status_code for answer in at_once([lambda page=page: press(page) for page in pages])]
        assert sorted(set(answers)) == [303, 409], sorted(set(answers))
        assert answers.count(303) == 1
        assert (bookings.count(Booking), bookings.count(InstantRequest)) == (number, number)
        decline(instant.reply(clock, scene.tanaka, newest()), "")
    report(f"instant requests, {database_kind}", presses=PRESSES, rounds=rounds, **{"requests opened": rounds})


def newest() -> str:
    """The number of the request opened last."""
    from app.db import db

    found = db.session.scalar(db.select(Booking.number).order_by(Booking.id.desc()).limit(1))
    db.session.rollback()
    assert found
    return found
