"""Terms are drafted, announced with their day, and govern from it on (KNG-57, KNG-58)."""

from datetime import date

import pytest

from app.booking.models.bookings import Booking
from app.db import db
from app.desk.terms.office_terms import AnnouncementRefusal, DraftRefusal, WithdrawalRefusal
from app.desk.usecases.office_terms import announce_terms, keep_draft, take_terms_back, throw_draft_away
from app.offices.queries.announcements import announced_terms
from app.offices.queries.consents import consent_versions
from app.offices.queries.drafts import Draft, find_draft
from app.offices.queries.offices import get_office, terms_in_force, terms_versions
from app.offices.queries.withdrawals import withdrawn_before_their_day, withdrawn_terms
from app.offices.terms import TermsSource
from tests import bookings
from tests.kato import kato, manager_at, recorded

JUNE = date(2026, 6, 1)
TEXT = "みどりの方針\n１ ねらい\n相談を受けます。\n２ 約束\n録音はしません。"
pytestmark = pytest.mark.usefixtures("offices")


def keep(clock, revision: int = 0, **values) -> DraftRefusal | None:
    draft = Draft(**{"text": TEXT, "effective_on": JUNE, "revision": revision, **values})
    return keep_draft(get_office("kanagawa"), draft, by=kato(), now=clock.now())


def announce(clock, revision: int = 1, slug: str = "kanagawa", by=None) -> date | AnnouncementRefusal:
    return announce_terms(get_office(slug), revision, by=by or kato(), now=clock.now())


@pytest.mark.rule("KNG-57")
def test_without_an_effective_day_nothing_is_announced(clock) -> None:
    keep(clock, effective_on=None)
    assert announce(clock) is AnnouncementRefusal.NO_DAY
    assert len(terms_versions("kanagawa")) == 1
    assert find_draft("kanagawa") is not None


@pytest.mark.rule("KNG-57")
def test_an_announced_version_is_there_with_its_day_and_text_and_the_draft_is_gone(clock) -> None:
    keep(clock)
    assert announced_terms("kanagawa", clock.now()) == ()
    assert announce(clock) == JUNE
    (coming,) = announced_terms("kanagawa", clock.now())
    assert (coming.effective_on, coming.text, coming.source) == (JUNE, TEXT, TermsSource.OFFICIAL)
    assert coming.announced_at == clock.now()
    assert find_draft("kanagawa") is None
    assert recorded("desk.terms_announced") == [{"effective_on": "2026-06-01", "ground": None}]
    assert announce(clock) is AnnouncementRefusal.NO_DRAFT


@pytest.mark.rule("KNG-57", "KNG-58")
def test_an_application_of_31_may_keeps_the_old_version_and_one_of_1_june_the_new(clock) -> None:
    keep(clock)
    announce(clock)
    clock.set("2026-05-31T23:59:59+09:00")
    old = bookings.book(clock, bookings.somebody(1, "2026-06-10T10:00"))
    clock.set("2026-06-01T00:00:00+09:00")
    new = bookings.book(clock, bookings.somebody(2, "2026-06-10T11:00"))
    held = dict(db.session.execute(db.select(Booking.number, Booking.terms_version_id)).all())
    versions = {version.effective_on: version.id for version in terms_versions("kanagawa")}
    assert held[old.number] == versions[date(2024, 4, 1)]
    assert held[new.number] == versions[JUNE] == terms_in_force("kanagawa", JUNE).id
    assert consent_versions(booking_number=old.number) == (versions[date(2024, 4, 1)],)


def test_of_two_who_draft_at_once_the_second_loses_nothing_and_is_told(clock) -> None:
    assert keep(clock) is None
    assert keep(clock, text=TEXT + "\n撮影もしません。") is DraftRefusal.CHANGED_MEANWHILE
    assert keep(clock, revision=1, text=TEXT + "\n撮影もしません。") is None
    assert announce(clock, revision=1) is AnnouncementRefusal.CHANGED_MEANWHILE
    assert announce(clock, revision=2) == JUNE


@pytest.mark.rule("MYK-44", "NGS-62", "KRS-47")
@pytest.mark.parametrize("slug", ["miyakonojo", "nagasaki_young", "kurashiki_chuo"])
def test_where_the_terms_ask_for_a_ground_it_is_asked_for_and_stored(clock, slug) -> None:
    office, by = get_office(slug), manager_at(slug)
    keep_draft(office, Draft(text=TEXT, effective_on=JUNE), by=by, now=clock.now())
    assert announce(clock, slug=slug, by=by) is AnnouncementRefusal.NO_GROUND
    assert terms_versions(office.terms_set)[0].effective_on != JUNE
    keep_draft(office, Draft(text=TEXT, effective_on=JUNE, ground="2", revision=1), by=by, now=clock.now())
    assert announce(clock, revision=2, slug=slug, by=by) == JUNE
    assert terms_versions(office.terms_set)[0].ground == "2"


def test_a_draft_can_be_thrown_away(clock) -> None:
    keep(clock)
    throw_draft_away(get_office("kanagawa"), by=kato(), now=clock.now())
    assert find_draft("kanagawa") is None
    assert keep(clock) is None


def take_back(clock, day: date = JUNE) -> WithdrawalRefusal | None:
    return take_terms_back(get_office("kanagawa"), day, by=kato(), now=clock.now())


@pytest.mark.rule("KNG-57")
def test_what_was_announced_can_be_taken_back_before_its_day_and_both_stay_on_record(clock) -> None:
    keep(clock)
    announce(clock)
    announced_at = clock.now()
    clock.set("2026-05-31T23:59:59+09:00")
    assert take_back(clock) is None
    assert announced_terms("kanagawa", clock.now()) == ()
    (told,) = withdrawn_terms("kanagawa")
    assert (told.effective_on, told.announced_at, told.withdrawn_at) == (JUNE, announced_at, clock.now())
    assert (told.text, told.withdrawn_by) == (TEXT, f"account:{kato().account_id}")
    assert recorded("desk.terms_withdrawn") == [{"effective_on": "2026-06-01"}]
    assert take_back(clock) is WithdrawalRefusal.NOT_ANNOUNCED


@pytest.mark.rule("KNG-57", "KNG-58")
def test_an_application_after_the_day_keeps_the_terms_that_went_on(clock) -> None:
    keep(clock)
    announce(clock)
    assert take_back(clock) is None
    clock.set("2026-06-01T09:00:00+09:00")
    booked = bookings.book(clock, bookings.somebody(1, "2026-06-10T10:00"))
    assert bookings.row_of(booked.number).terms_version_id == terms_in_force("kanagawa", date(2026, 5, 11)).id
    assert withdrawn_before_their_day("kanagawa", clock.now()) == ()
    assert len(withdrawn_terms("kanagawa")) == 1


@pytest.mark.rule("KNG-57")
def test_from_midnight_of_their_day_terms_are_not_taken_back(clock) -> None:
    keep(clock)
    announce(clock)
    clock.set("2026-06-01T00:00:00+09:00")
    assert take_back(clock) is WithdrawalRefusal.NOT_ANNOUNCED
    assert terms_in_force("kanagawa", JUNE).text == TEXT
    assert take_back(clock, date(2024, 4, 1)) is WithdrawalRefusal.NOT_ANNOUNCED


@pytest.mark.rule("KNG-57")
def test_other_terms_may_be_announced_for_the_same_day_afterwards(clock) -> None:
    keep(clock)
    announce(clock)
    take_back(clock)
    keep(clock, text=TEXT + "\n撮影もしません。")
    assert announce(clock) == JUNE
    (coming,) = announced_terms("kanagawa", clock.now())
    assert coming.text == TEXT + "\n撮影もしません。"
