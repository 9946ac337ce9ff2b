"""A record by consent: offered, changed, renewed, withdrawn, taken over; what is written with it (AGY-002, AGY-044)."""

from datetime import date

import pytest
from sqlalchemy import select

from app.accounts.effects.profiles import put_profile
from app.accounts.rules.profiles import ProfileFacts
from app.audit.models import AuditEvent
from app.db import db
from app.kernel.registration import Registration
from app.kernel.roles import Identity, Role
from app.messages.terms.messages import Invited, LeftOut
from app.messages.usecases.sending import send_first_invitations
from app.seekers.effects.records import add_record, seeker_index
from app.seekers.models.records import SeekerChoice, SeekerGram, SeekerRecord
from app.seekers.queries.own import holders_of, own_record
from app.seekers.queries.records import profiles_of
from app.seekers.rules.searching import grams
from app.seekers.terms.records import (
    AgeBand,
    Employment,
    Hours,
    Occupation,
    OfferRefusal,
    OfferState,
    ProfileRefusal,
    SeekerProfile,
    WageUnit,
)
from app.seekers.usecases.offering import offer_record, renew_record, take_over_record, withdraw_record
from tests import factories, letters

TODAY = "2026-05-13T10:00:00+09:00"
NUMBER = "1301012345678"
PROFILE = SeekerProfile(
    occupations=(Occupation.CARE,),
    areas=("14", "42"),
    employments=(Employment.REGULAR,),
    hours=(Hours.FULL, Hours.WEEKDAYS),
    wage=1_200,
    wage_unit=WageUnit.HOUR,
    experience="介護施設で5年",
    qualifications="介護福祉士",
    wishes="日曜日に休みたい",
    age_band=AgeBand.FORTIES,
)


def changed(**other) -> SeekerProfile:
    """The profile with other values."""
    return SeekerProfile(**{**vars(PROFILE), **other})


@pytest.fixture
def yamada(app, clock) -> Identity:
    """The seeker of the cast, without a record, with a number; it is 13 May, ten o'clock."""
    clock.set(TODAY)
    factories.open_offices()
    account_id = factories.enlist("yamada")["yamada"]
    tell_number(account_id, NUMBER)
    return Identity(roles=frozenset({Role.SEEKER}), account_id=account_id)


@db.write
def tell_number(account_id: int, number: str | None) -> None:
    """Let an account have told its number."""
    put_profile(account_id, ProfileFacts(seeker_number=number, registration=Registration.HELLOWORK))


@db.write
def imported(number: str, clock, profile: SeekerProfile = PROFILE) -> int:
    """A record that an office imported."""
    until = date(2026, 6, 30)
    index = seeker_index(number)
    return add_record(profile, account_id=None, index=index, valid_until=until, now=clock.now()).id


def only() -> SeekerRecord:
    """The one record there is."""
    db.session.rollback()
    return db.session.scalars(select(SeekerRecord)).one()


def acts() -> list[str]:
    """What stands in the audit record, in order."""
    db.session.rollback()
    written = select(AuditEvent.act).where(AuditEvent.act.startswith("seekers.")).order_by(AuditEvent.id)
    return list(db.session.scalars(written))


@pytest.mark.rule("AGY-002")
def test_without_its_own_consent_nothing_is_offered(yamada, clock) -> None:
    assert offer_record(PROFILE, agreed=False, by=yamada, now=clock.now()) is ProfileRefusal.NO_CONSENT
    assert own_record(yamada.account_id, clock.now()) is None
    assert acts() == []


def test_a_record_is_offered_with_everything_it_is_found_by(yamada, clock) -> None:
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    record = only()
    assert (record.valid_until, record.seeker_index) == (date(2026, 7, 31), seeker_index(NUMBER))
    assert profiles_of([record.id]) == {record.id: PROFILE}
    found_by = db.session.execute(select(SeekerChoice.kind, SeekerChoice.code, SeekerChoice.shuffle))
    assert set(found_by) == {
        (kind, code, record.shuffle)
        for kind, codes in {"occupation": ["care"], "area": ["14", "42"], "employment": ["regular"]}.items()
        for code in codes
    } | {("hours", code, record.shuffle) for code in ("full", "weekdays")}
    words = set(db.session.scalars(select(SeekerGram.gram)))
    assert words == set(grams("介護施設で5年\n介護福祉士\n日曜日に休みたい"))
    assert acts() == ["seekers.offered"]


@pytest.mark.rule("AGY-044")
@pytest.mark.parametrize(
    "wish",
    ["090-1234-5678まで", "yamada@example.jp", "LINE IDは hana_1234", "850-0052 長崎市筑後町", "ヤマダ　ハナコです"],
)
def test_what_identifies_a_person_is_never_offered(yamada, clock, wish) -> None:
    assert offer_record(changed(wishes=wish), agreed=True, by=yamada, now=clock.now()) is ProfileRefusal.IDENTIFIES
    assert own_record(yamada.account_id, clock.now()) is None


def test_a_change_replaces_what_was_found_and_keeps_the_place_in_the_lists(yamada, clock) -> None:
    offer_record(PROFILE, agreed=True, by=yamada, now=clock.now())
    before = only()
    clock.set("2026-06-01T10:00:00+09:00")
    other = changed(occupations=(Occupation.SALES,), areas=("13",), experience="レジ 2年", wishes="")
    assert offer_record(other, agreed=True, by=yamada, now=clock.now()) is None
    record = only()
    assert (record.id, record.shuffle, record.valid_until) == (before.id, before.shuffle, date(2026, 8, 31))
    assert profiles_of([record.id]) == {record.id: other}
    assert not db.session.scalars(select(SeekerGram).where(SeekerGram.gram == "施設")).all()


@pytest.mark.parametrize(
    ("on", "refusal", "last"),
    [
        ("2026-05-31T10:00:00+09:00", OfferRefusal.LONGEST_ALREADY, "2026-07-31"),
        ("2026-06-01T10:00:00+09:00", None, "2026-08-31"),
        ("2026-08-01T10:00:00+09:00", None, "2026-10-31"),
    ],
)
def test_a_record_is_renewed_to_the_end_of_the_month_after_next(yamada, clock, on, refusal, last) -> None:
    offer_record(PROFILE, agreed=True, by=yamada, now=clock.now())
    clock.set(on)
    assert renew_record(by=yamada, now=clock.now()) is refusal
    assert only().valid_until == date.fromisoformat(last)


@pytest.mark.rule("AGY-002")
def test_whoever_takes_the_consent_back_is_written_to_by_nobody_from_then_on(yamada, clock) -> None:
    hikari = letters.open_agency()[0]
    offer_record(PROFILE, agreed=True, by=yamada, now=clock.now())
    record_id = only().id
    assert withdraw_record(by=yamada, now=clock.now()) is None
    assert own_record(yamada.account_id, clock.now()).state is OfferState.WITHDRAWN
    outcome = send_first_invitations(hikari.agency_id, [record_id], letters.LETTER, by=hikari, now=clock.now())
    assert isinstance(outcome, Invited)
    assert outcome.left_out == {record_id: LeftOut.NOT_OFFERED}
    assert withdraw_record(by=yamada, now=clock.now()) is OfferRefusal.WITHDRAWN
    assert renew_record(by=yamada, now=clock.now()) is OfferRefusal.WITHDRAWN
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    assert own_record(yamada.account_id, clock.now()).state is OfferState.OFFERED
    assert acts() == ["seekers.offered", "seekers.withdrawn", "seekers.offered"]


def test_what_an_agency_acquired_stays_after_the_withdrawal_and_its_seeker_sees_who_holds_it(yamada, clock) -> None:
    hikari = letters.open_agency()[0]
    offer_record(PROFILE, agreed=True, by=yamada, now=clock.now())
    record_id = only().id
    send_first_invitations(hikari.agency_id, [record_id], letters.LETTER, by=hikari, now=clock.now())
    withdraw_record(by=yamada, now=clock.now())
    (holder,) = holders_of(record_id, clock.now())
    assert (holder.acquired_on, holder.kept_until) == (date(2026, 5, 13), date(2026, 7, 31))
    clock.set("2026-07-31T23:59:00+09:00")
    assert holders_of(record_id, clock.now())
    clock.advance(minutes=1)
    assert holders_of(record_id, clock.now()) == ()


def test_nobody_without_a_record_renews_or_withdraws(yamada, clock) -> None:
    assert renew_record(by=yamada, now=clock.now()) is OfferRefusal.NO_RECORD
    assert withdraw_record(by=yamada, now=clock.now()) is OfferRefusal.NO_RECORD
    assert take_over_record(by=yamada, now=clock.now()) is OfferRefusal.NO_RECORD


def test_an_imported_record_is_taken_over_with_its_number_and_by_nobody_else(yamada, clock) -> None:
    record_id, other = imported(NUMBER, clock), imported("1301099999999", clock)
    assert take_over_record(by=yamada, now=clock.now()) is None
    assert own_record(yamada.account_id, clock.now()).record_id == record_id
    assert take_over_record(by=yamada, now=clock.now()) is OfferRefusal.HAS_RECORD
    tell_number(yamada.account_id, "1301099999999")
    assert take_over_record(by=yamada, now=clock.now()) is OfferRefusal.HAS_RECORD
    db.session.rollback()
    assert db.session.get_one(SeekerRecord, other).account_id is None


def test_a_record_somebody_has_is_nobody_else_s_whatever_number_he_tells(yamada, clock) -> None:
    record_id = imported(NUMBER, clock)
    take_over_record(by=yamada, now=clock.now())
    other = Identity(roles=frozenset({Role.SEEKER}), account_id=factories.enlist("maruyama")["maruyama"])
    tell_number(other.account_id, NUMBER)
    assert take_over_record(by=other, now=clock.now()) is OfferRefusal.NO_RECORD
    assert offer_record(PROFILE, agreed=True, by=other, now=clock.now()) is None
    mine = own_record(other.account_id, clock.now())
    assert mine
    assert mine.record_id != record_id
    assert own_record(yamada.account_id, clock.now()).record_id == record_id


def test_offering_takes_the_imported_record_over_so_that_a_seeker_has_one(yamada, clock) -> None:
    record_id = imported(NUMBER, clock, changed(experience="調理 3年"))
    assert offer_record(PROFILE, agreed=True, by=yamada, now=clock.now()) is None
    record = only()
    assert (record.id, record.account_id) == (record_id, yamada.account_id)
    assert profiles_of([record.id]) == {record.id: PROFILE}
