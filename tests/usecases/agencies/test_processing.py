"""From the document at the bureau to use that starts, changes, goes on and ends."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.accounts.queries.people import is_address_held
from app.agencies.effects.participation import end_participation, lock_agency
from app.agencies.models.agencies import Agency, MandatoryInfoVersion
from app.agencies.models.participation import ParticipationEvent
from app.agencies.queries.participation import find_standing
from app.agencies.terms.kinds import ReceivedWay, Service
from app.agencies.terms.participation import EndKind, ParticipationState
from app.agencies.terms.processing import Decided, ProcessingRefusal, Receipt, ReceiptRefusal
from app.agencies.usecases.processing import process_application, refuse_application
from app.agencies.usecases.receipt import receive_document
from app.db import db
from tests import agencies, factories

TODAY = date(2026, 5, 11)
UNTIL = date(2027, 5, 31)
DECIDED = Decided(start_on=TODAY, seeker_until=UNTIL)


@pytest.fixture
def ono(app):
    """Ono of the bureau of Kanagawa, as use-cases know her."""
    return agencies.identity("ono")


@pytest.fixture
def minato(app, ono):
    """Minato with an account at Kanagawa."""
    return agencies.found("minato")


def events(agency_id):
    """What happened to the participations, in order."""
    db.session.rollback()
    rows = db.session.scalars(db.select(ParticipationEvent).order_by(ParticipationEvent.id))
    return [row.act for row in rows]


def versions(agency_id):
    """What seekers were told of, version by version."""
    db.session.rollback()
    mine = db.select(MandatoryInfoVersion).where(MandatoryInfoVersion.agency_id == agency_id)
    return [(row.version, row.areas) for row in db.session.scalars(mine.order_by(MandatoryInfoVersion.version))]


@pytest.mark.rule("AGY-104", "AGY-106")
def test_use_starts_when_the_bureau_processes_the_document_that_came(app, clock, minato, ono):
    number = agencies.apply(minato, "use", clock.now(), agencies.particulars("minato"))
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.NOT_RECEIVED
    assert receive_document(number, Receipt(day=TODAY, way=ReceivedWay.MAIL), by=ono, now=clock.now()) is None
    assert find_standing(minato, clock.now()).state is None
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is None
    standing = find_standing(minato, clock.now())
    assert (standing.state, standing.open_services) == (ParticipationState.ACTIVE, frozenset(Service))
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.SETTLED
    row = agencies.application(number)
    assert (row.state, row.is_open, row.received_on, row.settled_by) == ("processed", False, TODAY, ono.account_id)
    assert versions(minato) == [(1, "神奈川県、東京都")]
    agency = db.session.get(Agency, minato)
    assert (agency.address, agency.kind, agency.licence_key) == (
        "神奈川県横浜市中区海岸通5-6",
        "fee",
        "14ゆ300002".upper(),
    )


@pytest.mark.rule("AGY-016")
def test_use_that_starts_later_runs_from_its_first_day(app, clock, minato, ono):
    number = agencies.apply(minato, "use", clock.now(), agencies.particulars("minato"))
    agencies.receive(number, ono, clock.now())
    later = Decided(start_on=date(2026, 5, 13), seeker_until=UNTIL)
    assert process_application(number, later, by=ono, now=clock.now()) is None
    assert find_standing(minato, clock.now()).open_services == frozenset()
    assert find_standing(minato, clock.now() + timedelta(days=2)).open_services == frozenset(Service)


@pytest.mark.rule("AGY-072")
def test_another_bureau_finds_nothing_to_process(app, clock, minato, ono):
    mori = agencies.identity("mori")
    number = agencies.apply(minato, "use", clock.now())
    receipt = Receipt(day=TODAY, way=ReceivedWay.MAIL)
    with pytest.raises(LookupError):
        receive_document(number, receipt, by=mori, now=clock.now())
    agencies.receive(number, ono, clock.now())
    with pytest.raises(LookupError):
        process_application(number, DECIDED, by=mori, now=clock.now())
    with pytest.raises(LookupError):
        refuse_application(number, "理由", by=mori, now=clock.now())
    assert agencies.application(number).state == "received"


@pytest.mark.rule("AGY-105")
def test_paper_without_a_call_is_not_entered(app, clock, minato, ono):
    number = agencies.apply(minato, "use", clock.now())
    paper = Receipt(day=TODAY, way=ReceivedWay.POST)
    assert receive_document(number, paper, by=ono, now=clock.now()) is ReceiptRefusal.NO_CALL
    called = Receipt(day=TODAY, way=ReceivedWay.POST, called_on=date(2026, 5, 8))
    assert receive_document(number, called, by=ono, now=clock.now()) is None
    assert receive_document(number, called, by=ono, now=clock.now()) is ReceiptRefusal.RECEIVED_ALREADY


@pytest.mark.rule("AGY-008", "AGY-106")
def test_not_admitted_leaves_nothing_behind_but_the_reason(app, clock, minato, ono):
    told = agencies.particulars("minato", placements=())
    number = agencies.apply(minato, "use", clock.now(), told)
    agencies.receive(number, ono, clock.now())
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.PLACEMENTS
    assert refuse_application(number, "", by=ono, now=clock.now()) is ProcessingRefusal.NO_REASON
    assert refuse_application(number, "常用就職がありません。", by=ono, now=clock.now()) is None
    row = agencies.application(number)
    assert (row.state, row.is_open, row.why) == ("not_admitted", False, "常用就職がありません。")
    assert (find_standing(minato, clock.now()).state, versions(minato)) == (None, [])
    assert refuse_application(number, "二度目", by=ono, now=clock.now()) is ProcessingRefusal.SETTLED


@pytest.mark.rule("AGY-057", "AGY-137")
def test_old_values_hold_until_a_change_is_processed(app, clock):
    hikari, mori = agencies.take_part("hikari", clock.now()), agencies.identity("mori")
    told = agencies.particulars(address="長崎県佐世保市1-1")
    number = agencies.apply(hikari, "change", clock.now(), told)
    agencies.receive(number, mori, clock.now())
    assert db.session.get(Agency, hikari).address == "長崎県長崎市万才町1-2-3"
    agencies.process(number, mori, clock.now())
    db.session.expire_all()
    assert db.session.get(Agency, hikari).address == "長崎県佐世保市1-1"
    assert [version for version, _ in versions(hikari)] == [1]
    assert events(hikari) == ["started", "changed"]


@pytest.mark.rule("AGY-057")
def test_what_seekers_are_told_is_a_new_version_and_the_old_one_stays(app, clock):
    hikari, mori = agencies.take_part("hikari", clock.now()), agencies.identity("mori")
    told = agencies.particulars()

    number = agencies.apply(
        hikari, "change", clock.now(), replace(told, mandatory=replace(told.mandatory, areas="全国"))
    )
    agencies.receive(number, mori, clock.now())
    agencies.process(number, mori, clock.now())
    assert versions(hikari) == [(1, "長崎県、佐賀県"), (2, "全国")]


@pytest.mark.rule("AGY-010", "AGY-012")
def test_a_renewal_moves_the_limit_and_takes_its_change_along(app, clock):
    hikari, mori = agencies.take_part("hikari", clock.now()), agencies.identity("mori")
    told = agencies.particulars(phone="095-000-9999")
    change = agencies.apply(hikari, "change", clock.now(), told)
    linked = agencies.application(change).id
    renewal = agencies.apply(hikari, "renew", clock.now(), told, linked_id=linked)
    agencies.receive(renewal, mori, clock.now())
    further = Decided(start_on=TODAY, seeker_until=date(2029, 3, 31))
    assert process_application(renewal, further, by=mori, now=clock.now()) is ProcessingRefusal.LINKED_NOT_RECEIVED
    agencies.receive(change, mori, clock.now())
    assert process_application(renewal, further, by=mori, now=clock.now()) is None
    assert (agencies.application(change).state, agencies.application(renewal).state) == ("processed", "processed")
    limits = {each.service: each.valid_until for each in find_standing(hikari, clock.now()).facts.services}
    assert limits == {Service.JOB_INFO: None, Service.SEEKER_INFO: date(2029, 3, 31)}
    assert "095-000-9999" in (db.session.get(Agency, hikari).particulars or "")


@pytest.mark.rule("AGY-013")
def test_a_renewal_without_a_placement_is_not_processed_and_the_limit_passes(app, clock):
    hikari, mori = agencies.take_part("hikari", clock.now(), until=date(2026, 5, 20)), agencies.identity("mori")
    number = agencies.apply(hikari, "renew", clock.now(), agencies.particulars(placements=()))
    agencies.receive(number, mori, clock.now())
    assert process_application(number, DECIDED, by=mori, now=clock.now()) is ProcessingRefusal.PLACEMENTS
    after = clock.now() + timedelta(days=10)
    assert find_standing(hikari, after).open_services == frozenset({Service.JOB_INFO})


@pytest.mark.rule("AGY-136")
def test_the_seeker_service_alone_can_be_given_up(app, clock):
    hikari, mori = agencies.take_part("hikari", clock.now()), agencies.identity("mori")
    before = find_standing(hikari, clock.now()).stop_count
    number = agencies.apply(hikari, "withdraw", clock.now(), services="seeker_info")
    agencies.receive(number, mori, clock.now())
    agencies.process(number, mori, clock.now())
    standing = find_standing(hikari, clock.now())
    assert (standing.state, standing.open_services) == (ParticipationState.ACTIVE, frozenset({Service.JOB_INFO}))
    assert (standing.stop_count, standing.closed_at) == (before + 1, None)
    assert events(hikari) == ["started", "service_withdrawn"]


@pytest.mark.rule("AGY-014", "AGY-136")
def test_a_withdrawal_ends_use_and_the_accounts_with_it(app, clock):
    factories.enlist("hikari2")
    hikari = agencies.take_part("hikari", clock.now(), until=UNTIL)
    mori = agencies.identity("mori")
    number = agencies.apply(hikari, "withdraw", clock.now(), services="all")
    agencies.receive(number, mori, clock.now())
    agencies.process(number, mori, clock.now())
    standing = find_standing(hikari, clock.now())
    assert (standing.state, standing.stop_count) == (ParticipationState.WITHDRAWN, 1)
    assert standing.closed_at == clock.now()
    for mail in ("hikari@agency.example", "hikari2@agency.example"):
        assert is_address_held(mail, date(2031, 5, 11))
        assert not is_address_held(mail, date(2031, 5, 12))


@pytest.mark.rule("AGY-023", "AGY-091")
def test_whoever_was_terminated_does_not_come_in_under_another_account(app, clock, minato, ono):
    hikari = agencies.take_part("hikari", clock.now())

    @db.write
    def terminate():
        lock_agency(hikari)
        ended = find_standing(hikari, clock.now()).participation_id
        end_participation(ended, EndKind.TERMINATED, reapply_from=date(2029, 5, 11), by=None, now=clock.now())

    terminate()
    told = agencies.particulars("minato", licence_number="４２ーﾕー３００００１")
    number = agencies.apply(minato, "use", clock.now(), told)
    agencies.receive(number, ono, clock.now())
    assert process_application(number, DECIDED, by=ono, now=clock.now()) is ProcessingRefusal.BANNED
