"""The four applications as they are registered: what is refused, once only, linked, expired."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.agencies.effects.participation import end_participation
from app.agencies.models.agencies import Application, ApplicationUpload
from app.agencies.queries.applications import applications_of, find_application, find_draft, find_upload, told_in
from app.agencies.queries.desk_agencies import renewals_not_admitted
from app.agencies.terms.applications import (
    ApplicationRefusal,
    Asked,
    EligibilityRefusal,
    ParticularsGap,
    Refused,
    UploadRefusal,
    Withdrawn,
)
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, ApplicationState, SchoolKind
from app.agencies.terms.participation import EndKind
from app.agencies.usecases.applications import register_application, version_of
from app.agencies.usecases.drafts import save_step
from app.agencies.usecases.expiry import due_numbers, expire_registrations
from app.agencies.usecases.uploads import upload_document
from app.audit.models import Deletion
from app.db import db
from app.web import idempotency
from tests import applicants
from tests.applicants import actor, apply_for_use, press
from tests.rules.agencies.told import officer, placed_before, told
from tests.together import together

USE, CHANGE, RENEW, WITHDRAW = ApplicationKind
PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def hikari(app, offices) -> int:
    """Hikari, registered at the bureau of Nagasaki."""
    return applicants.register("hikari")


def use(now: datetime, **other) -> Asked:
    """A 利用申請."""
    return Asked(kind=USE, told=told(**{"placements": placed_before(now), **other}))


@pytest.mark.rule("AGY-096", "AGY-097", "AGY-098")
def test_a_registration_is_not_the_end_and_has_its_limit(hikari, clock) -> None:
    clock.set("2026-04-15T10:00")
    number = apply_for_use("hikari", now=clock.now())
    line = find_application(hikari, number, clock.now())
    assert (line.kind, line.state, line.document_limit) == (USE, ApplicationState.REGISTERED, date(2026, 4, 28))
    assert line.days_left == 14
    assert told_in(line).representative == "光 太郎"


@pytest.mark.rule("AGY-096")
def test_a_second_press_is_the_same_application_and_another_token_a_refusal(hikari, clock) -> None:
    asked, token = use(clock.now()), idempotency.new_token()
    first = press("hikari", asked, now=clock.now(), token=token)
    assert press("hikari", asked, now=clock.now(), token=token) == first
    again = press("hikari", asked, now=clock.now())
    assert again == Refused(why=ApplicationRefusal.OPEN_ALREADY)
    assert len(applications_of(hikari, clock.now())) == 1


@pytest.mark.rule("AGY-096")
def test_of_presses_at_once_one_registers(app, hikari, clock) -> None:
    by, asked, now = actor("hikari"), use(clock.now()), clock.now()
    db.session.rollback()
    answers = together(app, *[lambda: press_as(by, asked, now) for _ in range(4)])
    assert len(applications_of(hikari, now)) == 1
    assert sum(isinstance(answer, str) for answer in answers) == 1


def press_as(by, asked, now):
    """Press with a token of one's own."""
    return register_application(
        by, asked.kind, asked, version=version_of(asked), token=idempotency.new_token(), now=now
    )


@pytest.mark.rule("AGY-005", "AGY-007", "AGY-008")
@pytest.mark.parametrize(
    "other, why",
    [
        ({"kind": AgencyKind.SCHOOL, "school": SchoolKind.HIGH}, EligibilityRefusal.SCHOOL_NOT_ADMITTED),
        ({"kind": AgencyKind.SCHOOL, "school": SchoolKind.COLLEGE}, EligibilityRefusal.SEEKER_INFO_NOT_FOR_SCHOOLS),
        ({"placements": ()}, EligibilityRefusal.NO_REGULAR_PLACEMENT),
    ],
)
def test_who_may_not_take_part_is_refused_and_the_draft_stays(hikari, clock, other, why) -> None:
    save_step(actor("hikari"), USE, {"name": ["ひかり"]}, frozenset({"name"}), {}, now=clock.now())
    answer = press("hikari", use(clock.now(), **other), now=clock.now())
    assert answer == Refused(why=ApplicationRefusal.NOT_ELIGIBLE, eligibility=why)
    assert applications_of(hikari, clock.now()) == ()
    assert find_draft(hikari, USE) == {"name": ["ひかり"]}


@pytest.mark.rule("AGY-108", "AGY-110", "AGY-062")
def test_what_is_missing_is_told_all_at_once(hikari, clock) -> None:
    asked = use(clock.now(), contact_officer=officer(is_full_time=False), contact_way="")
    answer = press("hikari", asked, now=clock.now())
    assert answer.why is ApplicationRefusal.INCOMPLETE
    assert answer.gaps == (ParticularsGap.CONTACT_NOT_FULL_TIME, ParticularsGap.CONTACT_WAY)


@pytest.mark.rule("AGY-012")
@pytest.mark.parametrize("other, linked", [({}, False), ({"address": "長崎県長崎市出島町1-1"}, True)])
def test_a_renewal_with_other_values_brings_its_change(hikari, clock, other, linked) -> None:
    placed = placed_before(clock.now())
    applicants.start("hikari", particulars=told(placements=placed))
    number = press("hikari", Asked(kind=RENEW, told=told(placements=placed, **other)), now=clock.now())
    lines = {line.kind: line for line in applications_of(hikari, clock.now())}
    assert set(lines) == ({RENEW, CHANGE} if linked else {RENEW})
    assert lines[RENEW].number == number
    assert (lines[RENEW].linked_number is not None) is linked


@pytest.mark.rule("AGY-012")
@pytest.mark.parametrize(
    "other, agrees",
    [
        ({}, True),
        ({"phone": "+81958000009"}, True),
        ({"address": "長崎県長崎市出島町1-1"}, False),
        ({"phone": "+81958000009", "address": "長崎県長崎市出島町1-1"}, False),
    ],
)
def test_a_renewal_goes_with_an_open_change_only_where_that_tells_the_same(hikari, clock, other, agrees) -> None:
    placed = placed_before(clock.now())
    applicants.start("hikari", particulars=told())
    change = press("hikari", Asked(kind=CHANGE, told=told(phone="+81958000009")), now=clock.now())
    answer = press("hikari", Asked(kind=RENEW, told=told(placements=placed, **other)), now=clock.now())
    assert (answer == Refused(why=ApplicationRefusal.OTHER_CHANGE_OPEN)) is not agrees
    linked = [line.linked_number for line in applications_of(hikari, clock.now()) if line.kind is RENEW]
    assert linked == ([change] if agrees else [])


@pytest.mark.rule("AGY-013")
def test_a_renewal_without_a_placement_is_refused_with_the_sentence(hikari, clock) -> None:
    applicants.start("hikari")
    answer = press("hikari", Asked(kind=RENEW, told=told(placements=())), now=clock.now())
    assert answer.eligibility is EligibilityRefusal.NO_REGULAR_PLACEMENT


@pytest.mark.rule("AGY-013")
def test_a_renewal_the_system_refuses_is_kept_once_and_a_registered_one_follows_it(hikari, clock) -> None:
    applicants.start("hikari")
    unmet = Asked(kind=RENEW, told=told(placements=()))
    assert [type(press("hikari", unmet, now=clock.now())) for _ in range(2)] == [Refused, Refused]
    (kept,) = applications_of(hikari, clock.now())
    assert (kept.kind, kept.state, kept.why) == (RENEW, ApplicationState.NOT_ADMITTED, "no_regular_placement")
    assert renewals_not_admitted([hikari]) == {hikari}
    press("hikari", Asked(kind=RENEW, told=told(placements=placed_before(clock.now()))), now=clock.now())
    assert renewals_not_admitted([hikari]) == frozenset()


@pytest.mark.rule("AGY-013")
def test_another_refusal_than_the_requirements_keeps_nothing(hikari, clock) -> None:
    first = Asked(kind=USE, told=told(placements=()))
    assert press("hikari", first, now=clock.now()).eligibility is EligibilityRefusal.NO_REGULAR_PLACEMENT
    applicants.start("hikari")
    assert isinstance(press("hikari", Asked(kind=RENEW, told=told(kind=AgencyKind.SCHOOL)), now=clock.now()), Refused)
    assert applications_of(hikari, clock.now()) == ()


@pytest.mark.rule("AGY-057", "AGY-137")
def test_a_change_needs_something_changed_and_no_placement(hikari, clock) -> None:
    applicants.start("hikari")
    same = press("hikari", Asked(kind=CHANGE, told=told(placements=())), now=clock.now())
    assert same == Refused(why=ApplicationRefusal.NOTHING_CHANGED)
    other = replace(told(placements=()), phone="+81958000009")
    assert isinstance(press("hikari", Asked(kind=CHANGE, told=other), now=clock.now()), str)


@pytest.mark.rule("AGY-096")
@pytest.mark.parametrize(
    "until, given_up, why",
    [
        (date(2027, 3, 31), Withdrawn.SEEKER_INFO, None),
        (date(2027, 3, 31), Withdrawn.ALL, None),
        (None, Withdrawn.SEEKER_INFO, ApplicationRefusal.NO_SEEKER_SERVICE),
        (None, Withdrawn.ALL, None),
    ],
)
def test_a_withdrawal_says_what_is_given_up(hikari, clock, until, given_up, why) -> None:
    applicants.start("hikari", until=until)
    answer = press("hikari", Asked(kind=WITHDRAW, given_up=given_up), now=clock.now())
    assert (answer.why if isinstance(answer, Refused) else None) is why


@pytest.mark.rule("AGY-023", "AGY-091")
def test_who_was_terminated_is_told_the_first_free_day(hikari, clock) -> None:
    participation = applicants.start("hikari")
    free = date(2029, 6, 1)
    end = {"reapply_from": free, "by": None, "now": datetime(2026, 6, 1, 3, 0, tzinfo=UTC)}
    db.write(lambda: end_participation(participation, EndKind.TERMINATED, **end))()
    applicants.register("minato")
    for day, banned in (("2029-05-31", True), ("2029-06-01", False)):
        now = datetime.fromisoformat(f"{day}T10:00+09:00")
        comes_back = use(
            now, name="ひかり人材紹介（架空）", licence_number="42-ユ-300009", licence_valid_until=date(2031, 3, 31)
        )
        answer = press("minato", comes_back, now=now)
        expected = Refused(why=ApplicationRefusal.BANNED, free_from=free)
        assert (answer == expected) is banned
        assert isinstance(answer, str) is not banned


@pytest.mark.rule("AGY-099")
def test_past_its_limit_it_reads_expired_and_a_new_one_can_be_registered(hikari, clock) -> None:
    clock.set("2026-06-01T10:00")
    number = apply_for_use("hikari", now=clock.now())
    assert upload_document(actor("hikari"), number, PDF, now=clock.now()) is None
    clock.set("2026-06-15T23:59")
    assert find_application(hikari, number, clock.now()).state is ApplicationState.REGISTERED
    assert due_numbers(clock.now()) == ()
    clock.set("2026-06-16T00:00")
    assert find_application(hikari, number, clock.now()).state is ApplicationState.EXPIRED
    assert isinstance(press("hikari", use(clock.now()), now=clock.now()), str)
    db.session.rollback()
    row = db.session.scalars(db.select(Application).where(Application.number == number)).one()
    assert (row.state, row.particulars, row.settled_at) == ("expired", None, clock.now())
    assert db.session.get(ApplicationUpload, row.id) is None


@pytest.mark.rule("AGY-099")
def test_the_routine_deletes_what_is_due_and_leaves_a_log_row(hikari, clock) -> None:
    applicants.register("minato")
    clock.set("2026-06-01T10:00")
    gone = apply_for_use("hikari", now=clock.now())
    clock.advance(days=1)
    kept = apply_for_use("minato", now=clock.now(), name="みなと", licence_number="14-ユ-300001")
    clock.set("2026-06-16T00:05")
    assert expire_registrations(clock.now()) == 1
    assert expire_registrations(clock.now()) == 0
    states = {row.number: (row.state, row.particulars is None) for row in db.session.scalars(db.select(Application))}
    assert states == {gone: ("expired", True), kept: ("registered", False)}
    log = db.session.scalars(db.select(Deletion).where(Deletion.what == "agency_application")).all()
    assert [(row.reason, row.at) for row in log] == [("document limit over", datetime(2026, 6, 15, 15, 0, tzinfo=UTC))]


@pytest.mark.rule("AGY-099")
def test_a_received_document_is_never_deleted(hikari, clock) -> None:
    number = apply_for_use("hikari", now=clock.now())

    @db.write
    def receive() -> None:
        values = {"state": "received", "received_on": date(2026, 5, 12), "received_way": "mail"}
        db.session.execute(db.update(Application).where(Application.number == number).values(**values))

    receive()
    clock.advance(days=60)
    assert expire_registrations(clock.now()) == 0
    assert find_application(hikari, number, clock.now()).state is ApplicationState.RECEIVED


@pytest.mark.rule("AGY-102", "AGY-104")
def test_only_a_pdf_is_put_beside_an_open_application(hikari, clock) -> None:
    number = apply_for_use("hikari", now=clock.now())
    assert upload_document(actor("hikari"), number, b"<html>", now=clock.now()) is UploadRefusal.NOT_A_PDF
    assert upload_document(actor("hikari"), number, PDF, now=clock.now()) is None
    assert upload_document(actor("hikari"), number, PDF + b" ", now=clock.now()) is None
    line = find_application(hikari, number, clock.now())
    assert find_upload(line).size == len(PDF) + 1
    applicants.register("minato")
    assert upload_document(actor("minato"), number, PDF, now=clock.now()) is UploadRefusal.NOT_OPEN
    later = clock.now() + timedelta(days=30)
    assert upload_document(actor("hikari"), number, PDF, now=later) is UploadRefusal.NOT_OPEN
