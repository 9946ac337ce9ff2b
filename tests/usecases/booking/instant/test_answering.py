"""The desk's answer: a counselor who is free, the code one way and once, declined, ended (NGS-42, NGS-45)."""

import pytest

from app.accounts.queries.people import is_phone_held
from app.audit.models import AuditEvent
from app.booking.queries.lines import lines_lapsed, lines_missed, lines_without_message
from app.booking.terms.instant import AnswerRefusal, Asked, CodeWay, InstantRefusal
from app.booking.terms.sessions import ActRefusal, Ending, Outcome, ProhibitedAct
from app.booking.usecases.routines import write_down_states
from app.db import db
from app.desk.terms.acts import Done
from app.desk.usecases import instant as desk
from app.desk.usecases.meeting_info import tell_meeting_info
from app.desk.usecases.refusals import refuse_future_use
from app.desk.usecases.session import admit, finish, stop
from app.notices.queries import inbox_of
from app.routines.invariants import check_all
from tests import bookings, instant, mails, presses
from tests.instant import CODE, OFFICE


@pytest.fixture
def scene(app, clock):
    """Eleven o'clock, Tanaka free."""
    return instant.open_scene(clock)


@pytest.fixture
def number(clock, scene) -> str:
    """Yamada's request."""
    return instant.ask(clock, scene.yamada).number


def order(number: str, clock, by):
    """A press on the booking's own page."""
    return presses.order(number, clock, by, office=OFFICE)


@pytest.mark.rule("NGS-41", "NGS-42")
def test_accepted_the_session_opens_now_with_a_counselor_who_was_free(clock, scene, number) -> None:
    clock.set("2026-05-13T11:04:20+09:00")
    assert instant.accept(clock, scene.nishi, number, counselor=scene.tanaka.account_id) == Done()
    row = bookings.row_of(number)
    assert presses.history(number) == [("requested", "confirmed", "staff")]
    assert (row.starts_at, row.minutes) == (bookings.moment("2026-05-13T11:04"), 30)
    assert (row.counselor_id, row.confirmed_at, row.seat_no) == (scene.tanaka.account_id, clock.now(), None)
    assert instant.free_people() == []


@pytest.mark.rule("NGS-45", "NGS-47")
@pytest.mark.parametrize("who", ["yamada", "maruyama"])
def test_the_code_stands_on_the_own_page_of_who_asked_and_nowhere_else(clock, scene, who: str) -> None:
    asker = getattr(scene, who)
    number = instant.ask(clock, asker).number
    instant.accept(clock, scene.tanaka, number)
    (posted,) = instant.codes_posted()
    assert (posted.channel, posted.account_id, posted.recipient) == ("mypage", asker.account_id, "")
    for account in {each.account_id for each in vars(scene).values()}:
        told = [message.body for message in inbox_of(account, clock.now()) if CODE.passcode in (message.body or "")]
        assert bool(told) is (account == asker.account_id)
    assert [kind for kind in bookings.kinds() if kind != "M-NGS-3"] == []


@pytest.mark.rule("NGS-45")
def test_the_code_lies_open_in_no_row(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(db.text(f'SELECT * FROM "{table.name}"')):
            assert CODE.passcode not in repr(tuple(row)), table.name
            assert CODE.meeting_id not in repr(tuple(row)), table.name


@pytest.mark.rule("NGS-45")
@pytest.mark.parametrize("end", ["finish", "stop", "end", "time"])
def test_after_the_end_the_code_is_shown_to_nobody(clock, scene, number, end: str) -> None:
    instant.accept(clock, scene.tanaka, number)
    clock.set("2026-05-13T11:12:00+09:00")
    if end == "end":
        assert desk.end_without_session(instant.reply(clock, scene.tanaka, number)) == Done()
    if end in ("finish", "stop"):
        admit(order(number, clock, scene.tanaka))
    if end == "finish":
        assert finish(order(number, clock, scene.tanaka), Ending(outcome=Outcome.ADVISED)) == Done()
    if end == "stop":
        assert stop(order(number, clock, scene.tanaka), ProhibitedAct.THREATS) == Done()
    clock.set("2026-05-13T11:30:00+09:00" if end == "time" else "2026-05-13T11:12:01+09:00")
    (message,) = inbox_of(scene.yamada.account_id, clock.now())
    assert message.body is None
    assert is_phone_held(scene.yamada.account_id, clock.now()) is (end == "time")


@pytest.mark.rule("NGS-45")
def test_the_code_is_shown_to_the_last_second_of_a_session(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    for moment, shown in (("11:00:00", True), ("11:29:59", True), ("11:30:00", False)):
        clock.set(f"2026-05-13T{moment}+09:00")
        assert (inbox_of(scene.yamada.account_id, clock.now())[0].body is not None) is shown


@pytest.mark.rule("NGS-45")
def test_by_call_no_code_is_kept_and_the_call_is_noted_once_it_was_made(clock, scene) -> None:
    number = instant.ask(clock, scene.yamada, way=CodeWay.CALL).number
    assert desk.tell_by_call(instant.reply(clock, scene.tanaka, number)) is AnswerRefusal.OVER
    assert instant.accept(clock, scene.tanaka, number, code=None) == Done()
    assert instant.codes_posted() == []
    assert inbox_of(scene.yamada.account_id, clock.now()) == []
    assert (instant.request_of(number).given, instant.request_of(number).called_at) == ("call", None)
    clock.advance(minutes=2)
    assert desk.tell_by_call(instant.reply(clock, scene.nishi, number)) == Done()
    assert instant.request_of(number).called_at == clock.now()
    assert instant.request_of(number).called_by == scene.nishi.account_id


def test_no_call_is_noted_where_the_code_went_to_the_page(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    assert desk.tell_by_call(instant.reply(clock, scene.tanaka, number)) is AnswerRefusal.NOT_BY_CALL


@pytest.mark.rule("NGS-45")
def test_there_is_one_code_for_a_request(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    desk.say_free(OFFICE, scene.nishi, clock.now(), free=True)
    assert instant.accept(clock, scene.nishi, number) is AnswerRefusal.ANSWERED_ALREADY
    assert len(instant.codes_posted()) == 1
    assert instant.free_people() == [scene.nishi.account_id]


@pytest.mark.rule("NGS-42")
def test_a_counselor_who_is_not_free_holds_no_session(clock, scene, number) -> None:
    assert instant.accept(clock, scene.nishi, number) is AnswerRefusal.COUNSELOR_TAKEN
    assert bookings.row_of(number).state == "requested"
    assert instant.codes_posted() == []


@pytest.mark.rule("NGS-42")
def test_declined_the_request_is_over_and_its_reason_stays_inside(clock, scene, number) -> None:
    assert desk.decline(instant.reply(clock, scene.nishi, number), "予約の相談と重なったため") == Done()
    assert presses.history(number) == [("requested", "refused", "staff")]
    assert bookings.kinds() == []
    assert isinstance(instant.ask(clock, scene.yamada), Asked)
    assert desk.decline(instant.reply(clock, scene.nishi, number), "") is AnswerRefusal.OVER


def test_a_request_that_lapsed_is_not_answered_any_more(clock, scene, number) -> None:
    clock.set("2026-05-13T11:10:00+09:00")
    assert instant.accept(clock, scene.tanaka, number) is AnswerRefusal.OVER
    assert desk.decline(instant.reply(clock, scene.tanaka, number), "") is AnswerRefusal.OVER
    assert instant.free_people() == [scene.tanaka.account_id]


def test_at_the_last_second_before_it_lapses_it_is_still_answered(clock, scene, number) -> None:
    clock.set("2026-05-13T11:09:59+09:00")
    assert instant.accept(clock, scene.tanaka, number) == Done()


@pytest.mark.rule("NGS-41")
def test_admission_begins_the_session_and_its_end_is_as_everywhere(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    assert admit(order(number, clock, scene.tanaka)) == Done()
    assert bookings.row_of(number).state == "in_session"
    assert desk.end_without_session(instant.reply(clock, scene.tanaka, number)) is AnswerRefusal.IN_SESSION
    assert finish(order(number, clock, scene.tanaka), Ending(outcome=Outcome.ADVISED)) == Done()
    assert bookings.row_of(number).state == "held"


@pytest.mark.rule("NGS-37")
def test_by_telephone_a_request_is_taken_back(clock, scene, number) -> None:
    assert desk.end_without_session(instant.reply(clock, scene.nishi, number)) == Done()
    assert presses.history(number) == [("requested", "cancelled", "staff")]
    assert not is_phone_held(scene.yamada.account_id, clock.now())


@pytest.mark.rule("NGS-45")
def test_nothing_of_a_request_breaks_what_must_hold_nor_stands_among_what_is_to_be_done(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    assert tell_meeting_info(order(number, clock, scene.tanaka), "https://teleoffice.jp/1") is ActRefusal.NOT_OFFERED
    assert lines_without_message(OFFICE, clock.now()) == ()
    desk.say_free(OFFICE, scene.nishi, clock.now(), free=True)
    lapsed = instant.ask(clock, scene.maruyama).number
    clock.set("2026-05-13T12:00:00+09:00")
    write_down_states(clock.now())
    assert bookings.row_of(lapsed).state == "invalid"
    assert lines_lapsed(OFFICE, clock.now().replace(hour=0), clock.now()) == ()
    assert not [invariant.name for invariant, broken in check_all(clock.now()).items() if broken]


def test_nobody_who_came_late_is_counted_as_a_no_show(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    clock.set("2026-05-13T11:25:00+09:00")
    assert admit(order(number, clock, scene.tanaka)) == Done()


@pytest.mark.rule("NGS-41", "NGS-46")
@pytest.mark.parametrize("written", [False, True], ids=["no worker", "written down"])
def test_a_session_to_which_nobody_came_ends_with_its_day_together_with_the_held_number(
    clock, scene, number, written: bool
) -> None:
    instant.accept(clock, scene.tanaka, number)
    clock.set("2026-05-13T23:59:59+09:00")
    assert is_phone_held(scene.yamada.account_id, clock.now())
    assert instant.ask(clock, scene.yamada) is InstantRefusal.OPEN_ALREADY
    clock.set("2026-05-14T00:00:00+09:00")
    assert not is_phone_held(scene.yamada.account_id, clock.now())
    assert desk.end_without_session(instant.reply(clock, scene.nishi, number)) is AnswerRefusal.OVER
    assert write_down_states(clock.now()) == 1 if written else True
    clock.set("2026-05-14T11:00:00+09:00")
    desk.say_free(OFFICE, scene.tanaka, clock.now(), free=True)
    assert isinstance(instant.ask(clock, scene.yamada), Asked)
    assert presses.history(number)[-1] == ("confirmed", "deemed_cancelled", "time")
    assert lines_missed(OFFICE, bookings.moment("2026-05-13T00:00"), clock.now()) == ()
    banned = refuse_future_use(order(number, clock, scene.tanaka), "来なかった")
    assert banned is ActRefusal.NOT_OFFERED
    assert not [invariant.name for invariant, broken in check_all(clock.now()).items() if broken]


@pytest.mark.rule("NGS-41", "NGS-46")
def test_a_session_that_nobody_ended_keeps_its_person_from_nothing_on_another_day(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    assert admit(order(number, clock, scene.tanaka)) == Done()
    clock.set("2026-05-14T11:00:00+09:00")
    desk.say_free(OFFICE, scene.nishi, clock.now(), free=True)
    again = instant.ask(clock, scene.yamada)
    assert isinstance(again, Asked)
    assert finish(order(number, clock, scene.tanaka), Ending(outcome=Outcome.ADVISED)) == Done()
    assert (bookings.row_of(number).state, instant.request_of(again.number).closed_at) == ("held", None)
    assert is_phone_held(scene.yamada.account_id, clock.now())


def test_another_office_and_a_leaver_answer_nothing(clock, scene, number) -> None:
    elsewhere = instant.reply(clock, scene.nishi, number, office="nagasaki_young")
    assert desk.decline(elsewhere, "") is AnswerRefusal.NO_SUCH_REQUEST
    suzuki = presses.counselor("suzuki")
    assert desk.decline(instant.reply(clock, suzuki, number), "") is AnswerRefusal.GRANT_ENDED
    assert desk.say_free(OFFICE, suzuki, clock.now(), free=True) is AnswerRefusal.GRANT_ENDED
    assert bookings.row_of(number).state == "requested"


def test_what_was_done_is_on_record_by_codes_only(clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    events = db.session.scalars(db.select(AuditEvent).order_by(AuditEvent.id)).all()
    acts = [(each.act, each.detail) for each in events if each.subject == f"booking:{number}"]
    assert acts == [("booking.instant_asked", "{}"), ("desk.instant_accepted", '{"way": "mypage"}')]


@pytest.mark.rule("NGS-45")
def test_the_notice_reads_as_its_golden_text(app, clock, scene, number) -> None:
    instant.accept(clock, scene.tanaka, number)
    (posted,) = instant.codes_posted()
    body = (posted.body or "").replace(number, "4X7K9PQ2MA")
    mails.check_text(
        app, posted.subject or "", body, number="4X7K9PQ2MA", personal=["山田", "花子", "ヤマダ", "0000001"]
    )
    mails.check_golden("M-NGS-3", f"Subject: {posted.subject}\n{body}")
    for fact in (CODE.meeting_id, CODE.passcode, "11時30分まで", "095-862-8643", "録画・録音"):
        assert fact in body
