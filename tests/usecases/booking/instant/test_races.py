"""At one moment: two who accept, one counselor for two, yes and no, a telephone number and a request (SECURITY T12)."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest

from app.accounts.effects.people import lock_account
from app.accounts.queries.people import get_account, get_person
from app.accounts.rules.profiles import ContactRefusal
from app.accounts.terms import SignedIn, SignInStage
from app.accounts.usecases import contacts
from app.booking.effects import instant as effects
from app.booking.models.bookings import Booking
from app.booking.terms.instant import AgreementRefusal, AnswerRefusal, Asked, InstantRefusal
from app.booking.usecases import instant as asking
from app.booking.usecases.instant_terms import answer_terms
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases import instant as desk
from app.web.clock import real_now
from tests import bookings, instant
from tests.instant import OFFICE
from tests.together import together

NEW_PHONE = "+818000000009"
OLD_PHONE = "+819000000001"


@pytest.fixture
def scene(app, clock):
    """Eleven o'clock; Tanaka and Nishi are free."""
    made = instant.open_scene(clock)
    desk.say_free(OFFICE, made.nishi, clock.now(), free=True)
    return made


@pytest.mark.rule("NGS-45")
def test_of_two_who_accept_one_request_one_does_and_there_is_one_code(app, clock, scene) -> None:
    number = instant.ask(clock, scene.yamada).number
    answers = together(
        app, *(lambda by=by: instant.accept(clock, by, number) for by in (scene.tanaka, scene.nishi) * 4)
    )
    assert answers.count(Done()) == 1
    assert {each for each in answers if each != Done()} == {AnswerRefusal.ANSWERED_ALREADY}
    assert len(instant.codes_posted()) == 1
    assert len(instant.free_people()) == 1
    assert bookings.row_of(number).counselor_id not in instant.free_people()


@pytest.mark.rule("NGS-42")
def test_one_counselor_takes_one_of_two_requests(app, clock, scene) -> None:
    numbers = [instant.ask(clock, each).number for each in (scene.yamada, scene.maruyama)]
    tanaka = scene.tanaka.account_id
    answers = together(
        app, *(lambda each=each: instant.accept(clock, scene.nishi, each, counselor=tanaka) for each in numbers)
    )
    assert sorted(answer == Done() for answer in answers) == [False, True]
    assert AnswerRefusal.COUNSELOR_TAKEN in answers
    assert sorted(bookings.row_of(number).state for number in numbers) == ["confirmed", "requested"]


def test_of_accepting_and_declining_at_once_one_is_done(app, clock, scene) -> None:
    number = instant.ask(clock, scene.yamada).number
    answers = together(
        app,
        lambda: instant.accept(clock, scene.tanaka, number),
        lambda: desk.decline(instant.reply(clock, scene.nishi, number), ""),
    )
    assert answers.count(Done()) == 1
    assert len(instant.codes_posted()) == (bookings.row_of(number).state == "confirmed")


@pytest.mark.rule("NGS-44")
def test_of_yes_and_no_at_once_one_counts(app, clock) -> None:
    scene = instant.open_scene(clock, agreed="2023-04-20")
    number = instant.ask(clock, scene.yamada).number
    version, now = instant.version_of("2023-06-05"), clock.now()
    answers = together(
        app,
        *(lambda yes=yes: answer_terms(number, version, scene.yamada, now, agrees=yes) for yes in (True, False) * 3),
    )
    assert answers.count(None) == 1
    assert answers.count(AgreementRefusal.NOTHING_OPEN) == 5


@pytest.mark.rule("NGS-45")
def test_of_many_presses_of_one_person_one_opens_a_request(app, clock, scene) -> None:
    presses = [instant.press(clock, scene.yamada) for _ in range(24)]
    answers = together(app, *(lambda each=each: asking.ask_for_instant_use(each) for each in presses))
    assert len([answer for answer in answers if isinstance(answer, Asked)]) == 1
    assert answers.count(InstantRefusal.OPEN_ALREADY) == 23
    assert bookings.count(Booking) == 1


@pytest.fixture
def change(clock, scene, monkeypatch) -> Callable[[], ContactRefusal | None]:
    """Yamada's press on a new telephone number; the password is known to fit, so that only the lock takes time."""
    monkeypatch.setattr(contacts, "password_fits", lambda *_: True)
    signed_in = SignedIn(
        sign_in_id=1,
        ref="r",
        account_id=scene.yamada.account_id,
        kind=get_person(scene.yamada.account_id).kind,
        stage=SignInStage.COMPLETE,
        identity=scene.yamada,
        last_seen_at=real_now(),
        has_second_factor=False,
    )
    return lambda: contacts.change_phone(signed_in, "", NEW_PHONE, now=clock.now())


@db.write
def put_phone(account_id: int, phone: str) -> None:
    """The number as it was."""
    lock_account(account_id).phone = phone


@pytest.mark.timeout(3600)
@pytest.mark.rule("NGS-46")
def test_a_new_number_and_a_request_at_once_are_never_both_taken(app, clock, scene, change, figure) -> None:
    seen = set()
    for _ in range(figure(6, 200)):
        press = instant.press(clock, scene.yamada)
        changed, asked = together(app, change, lambda press=press: asking.ask_for_instant_use(press))
        seen.add(isinstance(asked, Asked))
        assert (changed is None) is not isinstance(asked, Asked)
        if isinstance(asked, Asked):
            assert changed is ContactRefusal.PHONE_HELD
            assert desk.decline(instant.reply(clock, scene.tanaka, asked.number), "") == Done()
        else:
            assert asked is InstantRefusal.PHONE_DIFFERS
        put_phone(scene.yamada.account_id, OLD_PHONE)
    assert seen


def test_with_the_account_not_locked_both_are_taken(app, clock, scene, change, monkeypatch) -> None:
    """The control: without the lock the test above would see it. SQLite has one writer anyway."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    both_have_looked = Barrier(2, timeout=20)
    held, person = contacts.is_phone_held, asking.get_person

    def looked(read: Callable[..., Any]) -> Callable[..., Any]:
        def reading(*given: Any) -> Any:
            found = read(*given)
            both_have_looked.wait()
            return found

        return reading

    monkeypatch.setattr(contacts, "lock_account", get_account)
    monkeypatch.setattr(asking, "lock_account", lambda *_: None)
    monkeypatch.setattr(effects, "hold_phone", lambda *_, **__: None)
    monkeypatch.setattr(contacts, "is_phone_held", looked(held))
    monkeypatch.setattr(asking, "get_person", looked(person))
    press = instant.press(clock, scene.yamada)
    changed, asked = together(app, change, lambda: asking.ask_for_instant_use(press))
    assert changed is None
    assert isinstance(asked, Asked)
