"""A pressed token answers again for 24 hours, and only for what it was pressed for."""

import threading
from datetime import timedelta

import pytest

from app.db import db
from app.web.idempotency import (
    Answered,
    Different,
    Fresh,
    IdempotencyToken,
    begin,
    content_hash,
    is_token,
    new_token,
    purge_before,
    store,
)

FIELDS = {"name": "佐藤", "slot": "2026-05-13T10:00"}


@db.write
def press(token, fields, now, answer="K-1"):
    """What a use-case does that succeeds."""
    found = begin(token, content_hash(fields), now)
    if found == Fresh():
        store(token, answer)
    return found


@db.write
def refuse(token, fields, now):
    """What a use-case does that refuses: it commits, and stores nothing."""
    return begin(token, content_hash(fields), now)


def test_the_same_press_again_has_the_same_answer(app, clock):
    token = new_token()
    assert press(token, FIELDS, clock.now()) == Fresh()
    assert press(token, FIELDS, clock.now(), answer="K-2") == Answered("K-1")
    assert press(token, dict(reversed(FIELDS.items())), clock.now()) == Answered("K-1")


def test_the_same_token_with_other_content_is_different(app, clock):
    token = new_token()
    press(token, FIELDS, clock.now())
    assert press(token, FIELDS | {"name": "佐藤 "}, clock.now()) == Different()


def test_a_refused_press_leaves_the_token_for_other_content(app, clock):
    token = new_token()
    assert refuse(token, FIELDS, clock.now()) == Fresh()
    assert press(token, FIELDS | {"slot": "2026-05-14T10:00"}, clock.now()) == Fresh()
    assert press(token, FIELDS, clock.now()) == Different()


def test_a_press_that_failed_leaves_nothing(app, clock):
    token = new_token()

    @db.write
    def fail():
        begin(token, content_hash(FIELDS), clock.now())
        store(token, "K-1")
        raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert press(token, FIELDS, clock.now(), answer="K-2") == Fresh()


@pytest.mark.parametrize("seconds,found", [(-1, Answered("K-1")), (0, Fresh()), (1, Fresh())])
def test_an_answer_is_kept_24_hours(app, clock, seconds, found):
    token = new_token()
    press(token, FIELDS, clock.now())
    clock.advance(hours=24, seconds=seconds)
    assert press(token, FIELDS, clock.now()) == found


def test_tokens_past_their_day_are_forgotten(app, clock):
    press(new_token(), FIELDS, clock.now())
    clock.advance(hours=25)
    press(new_token(), FIELDS, clock.now())
    assert purge_before(clock.now() - timedelta(hours=24)) == 1
    assert len(db.session.execute(db.select(IdempotencyToken)).all()) == 1


def test_parallel_presses_of_one_token_do_the_work_once(app, clock):
    token, found = new_token(), []

    def work(number):
        with app.app_context():
            found.append(press(token, FIELDS, clock.now(), answer=f"K-{number}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(Fresh()) == 1
    assert len({answer for answer in found if answer != Fresh()}) == 1


def test_neither_token_nor_content_nor_answer_can_be_read_in_the_table(app, clock):
    token = new_token()
    press(token, FIELDS, clock.now(), answer="K-1234567890")
    with db.engine.connect() as connection:
        row = str(connection.exec_driver_sql("SELECT * FROM idempotency_token").one())
    assert token not in row
    assert "佐藤" not in row
    assert "K-1234567890" not in row


@pytest.mark.parametrize("text", ["", "a" * 31, "a" * 33, "あ" * 32, "a" * 31 + "\n", "a" * 31 + "="])
def test_a_text_of_another_shape_is_no_token(text):
    assert not is_token(text)


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(is_token(token) for token in tokens)
