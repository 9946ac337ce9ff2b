"""Asking an agency, its answer, the confirmation; complaints passed on and handed in."""

from dataclasses import replace
from datetime import date

import pytest

from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.models.cases import AgencyRequest
from app.oversight.models.records import Complaint
from app.oversight.queries.complaints import complaints_of, handed_in, handed_in_to
from app.oversight.queries.requests import find_request
from app.oversight.terms.asking import ComplaintRefusal, NewCase, NewComplaint, NewRequest, RequestRefusal
from app.oversight.terms.requests import Addressee, CaseKind, ComplainantKind, RequestKind
from app.oversight.terms.watchers import WatchRefusal
from app.oversight.usecases.cases import close_case, open_case, refer_case
from app.oversight.usecases.complaints import enter_complaint, enter_handling, hand_in_complaints, settle_complaint
from app.oversight.usecases.requests import answer_request, ask_agency, confirm_request
from tests import watched

CORRECT = NewRequest(
    kind=RequestKind.CORRECTION,
    addressee=Addressee.ORGANISATION,
    text="広告をやめてください。",
    ground=Ground.ADVERTISING,
)
FACTS = NewRequest(kind=RequestKind.FACT_CHECK, addressee=Addressee.PRIVACY_OFFICER, text="電話をしましたか。")
COMPLAINT = NewRequest(
    kind=RequestKind.COMPLAINT,
    addressee=Addressee.ORGANISATION,
    text="何度も電話が来る。",
    received_on=date(2026, 5, 8),
    complainant=ComplainantKind.SEEKER,
)
RECORD = NewRequest(kind=RequestKind.RECORD, addressee=Addressee.ORGANISATION, text="4月の苦情の記録")
REPORT = NewRequest(
    kind=RequestKind.REPORT, addressee=Addressee.ORGANISATION, text="利用状況", limit_on=date(2026, 5, 29)
)
DIRECT = NewComplaint(
    received_on=date(2026, 5, 7), complainant=ComplainantKind.EMPLOYER, content="連絡が遅い", handling="謝罪した"
)


@pytest.fixture
def agency_id(app) -> int:
    """Hikari takes part."""
    return watched.active()


@pytest.fixture
def hikari(agency_id):
    return watched.hikari(agency_id)


def asked(agency_id: int, new: NewRequest, by, clock) -> str:
    """The number of what was asked."""
    number = ask_agency(agency_id, new, by=by, now=clock.now())
    assert isinstance(number, str), number
    return number


def find(number: str):
    """The request as it is."""
    db.session.rollback()
    found = find_request(number)
    db.session.rollback()
    return found


@pytest.mark.rule("AGY-017", "AGY-072")
@pytest.mark.parametrize("who", [watched.mori, watched.ono, watched.nishi, watched.oda])
def test_a_correction_asked_by_anyone_stays_open_until_the_own_bureau_confirms_it(
    clock, outbox, agency_id, hikari, who
) -> None:
    number = asked(agency_id, CORRECT, who(), clock)
    assert answer_request(agency_id, number, "やめました。", declined=False, by=hikari, now=clock.now()) is None
    assert find(number).closed_at is None
    today = date(2026, 5, 11)
    assert confirm_request(number, today, by=watched.nishi(), now=clock.now()) is WatchRefusal.OTHER_JURISDICTION
    assert confirm_request(number, None, by=watched.mori(), now=clock.now()) is RequestRefusal.NO_DAY
    assert confirm_request(number, today, by=watched.mori(), now=clock.now()) is None
    assert find(number).confirmed_on == today
    assert outbox.kinds() == ["M-AGY-4"]


@pytest.mark.rule("AGY-072")
def test_the_staff_of_a_prefecture_s_centre_ask_nothing(clock, agency_id) -> None:
    assert ask_agency(agency_id, CORRECT, by=watched.kato(), now=clock.now()) is WatchRefusal.NOT_A_WATCHER


@pytest.mark.rule("AGY-090")
def test_facts_are_asked_of_an_officer_at_the_officer_s_own_address(clock, outbox, agency_id) -> None:
    wrong = replace(FACTS, addressee=Addressee.ORGANISATION)
    assert ask_agency(agency_id, wrong, by=watched.nishi(), now=clock.now()) is RequestRefusal.NO_OFFICER
    asked(agency_id, FACTS, watched.nishi(), clock)
    (mail,) = outbox.posted("M-AGY-5")
    assert mail.recipient == "misaki@hikari.example"


@pytest.mark.rule("AGY-071", "AGY-118")
@pytest.mark.parametrize(("who", "source"), [(watched.nishi, "office"), (watched.mori, "bureau")])
def test_a_complaint_passed_on_stands_in_the_register_like_one_received(clock, outbox, agency_id, who, source) -> None:
    asked(agency_id, COMPLAINT, who(), clock)
    (complaint,) = complaints_of(agency_id)
    assert (complaint.source.value, complaint.received_on) == (source, date(2026, 5, 8))
    assert outbox.kinds() == ["M-AGY-6"]


@pytest.mark.rule("AGY-118")
@pytest.mark.parametrize("lacks", ["received_on", "complainant"])
def test_a_complaint_says_when_it_came_and_from_whom(clock, agency_id, lacks) -> None:
    new = replace(COMPLAINT, **{lacks: None})
    assert ask_agency(agency_id, new, by=watched.mori(), now=clock.now()) is RequestRefusal.NO_COMPLAINT


@pytest.mark.rule("AGY-117")
def test_the_record_is_read_by_its_requester_from_the_handing_in_and_by_nobody_else(
    clock, outbox, agency_id, hikari
) -> None:
    mine = enter_complaint(agency_id, DIRECT, by=hikari, now=clock.now())
    nishi, mori = watched.nishi(), watched.mori()
    number = asked(agency_id, RECORD, nishi, clock)
    found = find(number)
    assert handed_in(found.id) == []
    nothing = hand_in_complaints(agency_id, number, [], "提出します", by=hikari, now=clock.now())
    assert nothing is RequestRefusal.NOTHING_HANDED_IN
    assert hand_in_complaints(agency_id, number, [mine], "提出します", by=hikari, now=clock.now()) is None
    assert [each.number for each in handed_in(found.id)] == [mine]
    assert [each.number for each in handed_in_to(frozenset({found.organisation_id}), agency_id)] == [mine]
    assert handed_in_to(frozenset({mori.bureau_id}), agency_id) == []
    assert outbox.kinds() == ["M-AGY-7"]


@pytest.mark.rule("AGY-116")
def test_the_register_takes_dated_steps_in_their_order_and_then_is_settled(clock, agency_id, hikari) -> None:
    number = enter_complaint(agency_id, DIRECT, by=hikari, now=clock.now())
    early = enter_handling(agency_id, number, date(2026, 5, 6), "電話", by=hikari, now=clock.now())
    assert early is ComplaintRefusal.ENTRY_BEFORE_COMPLAINT
    later = enter_handling(agency_id, number, date(2026, 5, 12), "電話", by=hikari, now=clock.now())
    assert later is ComplaintRefusal.ENTRY_IN_FUTURE
    assert enter_handling(agency_id, number, date(2026, 5, 11), "電話した", by=hikari, now=clock.now()) is None
    before = settle_complaint(agency_id, number, date(2026, 5, 10), by=hikari, now=clock.now())
    assert before is ComplaintRefusal.ENTRY_BEFORE_COMPLAINT
    assert settle_complaint(agency_id, number, date(2026, 5, 11), by=hikari, now=clock.now()) is None
    again = enter_handling(agency_id, number, date(2026, 5, 11), "電話", by=hikari, now=clock.now())
    assert again is ComplaintRefusal.SETTLED_ALREADY


@pytest.mark.rule("AGY-116")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"content": " "}, ComplaintRefusal.NO_CONTENT),
        ({"handling": " "}, ComplaintRefusal.NO_CONTENT),
        ({"received_on": date(2026, 5, 12)}, ComplaintRefusal.RECEIVED_IN_FUTURE),
    ],
)
def test_the_register_needs_day_content_and_handling(clock, agency_id, hikari, changes, refusal) -> None:
    assert enter_complaint(agency_id, replace(DIRECT, **changes), by=hikari, now=clock.now()) is refusal
    assert db.session.scalars(db.select(Complaint)).all() == []


@pytest.mark.rule("AGY-135")
def test_a_report_has_a_day_and_is_closed_by_who_asked_once_answered(clock, outbox, agency_id, hikari) -> None:
    without = replace(REPORT, limit_on=None)
    assert ask_agency(agency_id, without, by=watched.oda(), now=clock.now()) is RequestRefusal.NO_LIMIT
    over = replace(REPORT, limit_on=date(2026, 5, 10))
    assert ask_agency(agency_id, over, by=watched.oda(), now=clock.now()) is RequestRefusal.LIMIT_OVER
    number = asked(agency_id, REPORT, watched.oda(), clock)
    day = date(2026, 5, 11)
    assert confirm_request(number, day, by=watched.oda(), now=clock.now()) is RequestRefusal.NOT_ANSWERED
    answer_request(agency_id, number, "3件", declined=False, by=hikari, now=clock.now())
    assert confirm_request(number, day, by=watched.mori(), now=clock.now()) is WatchRefusal.NOT_YOURS_TO_ASK
    assert confirm_request(number, day, by=watched.oda(), now=clock.now()) is None
    assert outbox.kinds() == ["M-AGY-10"]


def test_an_answer_is_given_once_and_only_by_its_agency(clock, agency_id, hikari) -> None:
    number = asked(agency_id, CORRECT, watched.mori(), clock)
    answer_request(agency_id, number, "はい", declined=False, by=hikari, now=clock.now())
    again = answer_request(agency_id, number, "いいえ", declined=False, by=hikari, now=clock.now())
    assert again is RequestRefusal.ANSWERED_ALREADY
    other = watched.active("minato", "kanagawa", name="みなと", licence_number="8")
    with pytest.raises(LookupError):
        answer_request(other, number, "はい", declined=False, by=hikari, now=clock.now())
    assert find(number).answer == "はい"


def test_the_same_asked_twice_is_asked_once(clock, outbox, agency_id) -> None:
    mori = watched.mori()
    asked(agency_id, CORRECT, mori, clock)
    assert ask_agency(agency_id, CORRECT, by=mori, now=clock.now()) is RequestRefusal.ASKED_ALREADY
    assert len(db.session.scalars(db.select(AgencyRequest)).all()) == len(outbox.kinds()) == 1


@pytest.mark.rule("AGY-113", "AGY-114")
def test_only_a_measure_can_be_declined_and_a_declined_one_is_ignored_at_once(clock, outbox, agency_id, hikari) -> None:
    from app.oversight.rules.requests import is_ignored

    new = NewRequest(
        kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="検査", limit_on=date(2026, 5, 20)
    )
    measure = asked(agency_id, new, watched.ueda(), clock)
    correction = asked(agency_id, CORRECT, watched.mori(), clock)
    for number in (measure, correction):
        answer_request(agency_id, number, "しません", declined=True, by=hikari, now=clock.now())
    assert is_ignored(find(measure).status, clock.now())
    assert not find(correction).declined
    assert outbox.kinds() == ["M-AGY-8", "M-AGY-4"]


@pytest.mark.rule("AGY-114")
@pytest.mark.parametrize(("day", "ignored"), [("19", False), ("20", False), ("21", True)])
def test_an_unanswered_measure_is_ignored_from_the_day_after_its_limit(clock, agency_id, day, ignored) -> None:
    from app.oversight.rules.requests import is_ignored

    new = NewRequest(
        kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="検査", limit_on=date(2026, 5, 20)
    )
    number = asked(agency_id, new, watched.ueda(), clock)
    clock.set(f"2026-05-{day}T12:00:00+09:00")
    assert is_ignored(find(number).status, clock.now()) is ignored


@pytest.mark.rule("AGY-073")
def test_a_suspected_breach_of_the_act_stays_open_until_it_was_referred(clock, agency_id) -> None:
    nishi = watched.nishi()
    new = NewCase(kind=CaseKind.LAW_SUSPICION, ground=Ground.ACT, facts="無許可の疑い")
    number = open_case(agency_id, new, by=nishi, now=clock.now())
    assert isinstance(number, str)
    assert close_case(number, "終了", by=nishi, now=clock.now()).value == "not_referred"
    assert refer_case(number, date(2026, 5, 12), by=nishi, now=clock.now()).value == "referred_in_future"
    assert refer_case(number, date(2026, 5, 11), by=nishi, now=clock.now()) is None
    assert close_case(number, "需給調整事業担当が調査", by=nishi, now=clock.now()) is None


@pytest.mark.rule("AGY-084")
def test_a_confirmed_correction_mends_the_stop_that_waits_for_it(clock, agency_id) -> None:
    from app.agencies.terms.participation import ParticipationState

    mori = watched.mori()
    number = watched.stop(agency_id, Ground.QUALIFICATIONS_PASSED_ON, mori, clock.now())
    from app.oversight.queries.cases import find_case

    case = find_case(number)
    db.session.rollback()
    asked_for = ask_agency(agency_id, CORRECT, by=mori, now=clock.now(), case_id=case.id)
    clock.set("2026-11-01T10:00:00+09:00")
    assert confirm_request(asked_for, date(2026, 10, 30), by=mori, now=clock.now()) is None
    clock.set("2026-11-11T10:00:00+09:00")
    assert watched.standing(agency_id, clock.now()).state is ParticipationState.ACTIVE
