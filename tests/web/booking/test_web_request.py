"""Asking for a time on the site where the office has switched that on: it decides, nothing confirms itself (Q-19)."""

import pytest

from app.booking.models.bookings import Booking
from app.booking.usecases.deliveries import confirm_by_delivery
from app.booking.usecases.routines import write_down_states
from app.offices.queries.offices import shipped_profiles
from tests import bookings, desks, ways_in
from tests.factories import enlist, open_offices

NAGASAKI, KURASHIKI = "nagasaki_main", "kurashiki_wakamono"


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()
    for office in (NAGASAKI, KURASHIKI):
        ways_in.set_for(office, web_request=True)


def asked(page, office: str) -> set[str]:
    """The names of the fields of an office's form."""
    form = page.get(f"/offices/{office}/bookings/new?slot={ways_in.SLOT}")
    return {str(field.get("name")) for field in form.all("main form [name]")} - {"csrf_token", "token", "slot"}


@pytest.mark.rule("NGS-17", "NGS-20", "NGS-59")
def test_the_first_asks_for_what_its_guide_names(page) -> None:
    said = {"name", "seeker_number", "email", "phone", "content", "registration", "mypage_opened", "device"}
    assert asked(page, NAGASAKI) == {*said, "applicant_type", "nominated_counselor", "companion"}


@pytest.mark.rule("KRS-25", "KRS-06", "KRS-45")
def test_the_second_asks_for_neither_telephone_nor_content(page) -> None:
    said = {"name", "seeker_number", "email", "support_officer", "support_place", "device"}
    assert asked(page, KURASHIKI) == {*said, "companion"}


@pytest.mark.rule("NGS-17", "KRS-25")
@pytest.mark.parametrize(
    "office, name",
    [(NAGASAKI, name) for name in ("name", "seeker_number", "email", "phone", "content")]
    + [(KURASHIKI, name) for name in ("name", "seeker_number", "email", "support_officer")],
)
def test_each_item_is_required(page, office: str, name: str) -> None:
    document = ways_in.fill(page, office, status=422, **{name: None})
    assert [str(link["href"]) for link in document.all("#error-summary a")] == [f"#{name}"]


@pytest.mark.rule("NGS-05", "NGS-17")
def test_who_is_about_to_register_gives_no_number_but_has_a_mypage(page) -> None:
    about_to = {"registration": "registering", "seeker_number": None}
    refused = ways_in.fill(page, NAGASAKI, status=422, **about_to)
    assert "先に求職者マイページの開設が必要です" in refused.find("#refusal").get_text()
    number = ways_in.apply(page, NAGASAKI, **about_to, mypage_opened="y")
    row = bookings.row_of(number)
    assert (row.registration, row.mypage_opened, row.seeker_number) == ("registering", True, None)


@pytest.mark.rule("NGS-40", "NGS-07")
@pytest.mark.parametrize(
    "left_empty", [{}, {"registration": None, "seeker_number": ""}, {"name": "", "seeker_number": "", "device": None}]
)
def test_an_employer_is_pointed_to_instant_use(page, left_empty) -> None:
    """Before anything is asked that only a seeker has."""
    document = ways_in.fill(page, NAGASAKI, status=422, applicant_type="employer", **left_empty)
    assert not document.all("[aria-invalid=true]")
    assert "求人者の方は、すぐに使う即時利用を使えます" in document.find("#refusal").get_text()
    assert document.all(f"#refusal a[href='/offices/{NAGASAKI}/instant-use']")
    assert bookings.count(Booking) == 0


@pytest.mark.rule("NGS-14", "NGS-19", "NGS-22")
def test_a_request_waits_for_the_office_whatever_is_mailed(page, clock) -> None:
    done = ways_in.press(page, ways_in.fill(page, NAGASAKI))
    number = done.find("#booking-number").get_text()
    assert "ご希望の日時をお取りできないことがあります" in done.text
    assert "まだ予約は確定していません" in done.text
    assert (bookings.row_of(number).channel, bookings.kinds(number)) == ("web_request", [])
    ways_in.deliver(number, clock)
    assert confirm_by_delivery(clock.now()) == 0
    assert ways_in.where(number) == ("requested", True)


@pytest.mark.rule("NGS-09", "NGS-35")
def test_applying_counts_as_agreeing(page, clock) -> None:
    from app.db import db
    from app.offices.models.terms import ConsentRow, TermsVersionRow

    number = ways_in.apply(page, NAGASAKI)
    consent = db.session.scalars(db.select(ConsentRow).where(ConsentRow.booking_number == number)).one()
    version = db.session.get_one(TermsVersionRow, consent.terms_version_id)
    assert (consent.kind, consent.given_at, version.effective_on.isoformat()) == ("deemed", clock.now(), "2023-06-05")
    assert bookings.row_of(number).tool_terms == "deemed"


@pytest.mark.rule("NGS-20")
@pytest.mark.parametrize("key", ["tanaka", "nishi"], ids=["相談員", "職員"])
def test_a_counselor_may_be_wished_for_and_is_kept(page, key) -> None:
    account = enlist(key)[key]
    form = page.get(f"/offices/{NAGASAKI}/bookings/new?slot={ways_in.SLOT}")
    named = [choice for choice in form.all("#nominated_counselor option") if choice["value"]]
    assert len(named) == 1
    confirmed = ways_in.fill(page, NAGASAKI, nominated_counselor=str(named[0]["value"]))
    assert named[0].get_text() in confirmed.text
    number = ways_in.press(page, confirmed).find("#booking-number").get_text()
    assert bookings.row_of(number).nominated_counselor_id == account


@pytest.mark.rule("KRS-12", "KRS-05", "KRS-08")
def test_the_done_page_says_until_when_to_wait_for_the_invitation(page, clock) -> None:
    clock.set("2026-05-01T10:00:00+09:00")
    done = ways_in.press(page, ways_in.fill(page, KURASHIKI, "2026-05-13T14:00"))
    assert "2026年5月7日（木）までにお送りします。届かないときは、お電話ください" in done.text
    row = bookings.row_of(done.find("#booking-number").get_text())
    assert (row.phone, row.phone_key, row.content, row.name_kana, row.tool_terms) == ("", "", "", "", "deemed")
    assert (row.support_officer, row.support_place) == ("岡田 恵", "倉敷わかものハローワーク")


@pytest.mark.rule("KRS-12", "KRS-28")
def test_the_invitation_is_promised_for_the_day_before_the_session_at_the_latest(page, clock) -> None:
    clock.set("2026-06-12T10:00:00+09:00")
    done = ways_in.press(page, ways_in.fill(page, KURASHIKI, "2026-06-15T14:00"))
    assert "2026年6月14日（日）までにお送りします。届かないときは、お電話ください" in done.text
    assert "2026年6月15日（月）までに" not in done.text


@pytest.mark.rule("KRS-24", "NGS-15")
@pytest.mark.parametrize("office", [NAGASAKI, KURASHIKI])
def test_a_request_that_nobody_confirmed_is_invalid_from_the_day_itself(page, clock, office: str) -> None:
    number = ways_in.apply(page, office, "2026-05-13T14:00")
    clock.set("2026-05-12T23:59:59+09:00")
    assert write_down_states(clock.now()) == 0
    clock.set("2026-05-13T00:00:00+09:00")
    assert write_down_states(clock.now()) == 1
    assert ways_in.where(number) == ("invalid", False)


@pytest.mark.rule("NGS-18", "KRS-11")
@pytest.mark.parametrize(
    "office, slot",
    [(NAGASAKI, "2026-05-13T15:45"), (NAGASAKI, "2026-05-13T16:30"), (KURASHIKI, "2026-05-13T13:00")],
)
def test_a_time_the_office_has_not_set_is_refused(page, office: str, slot: str) -> None:
    assert page.get(f"/offices/{office}/bookings/new?slot={slot}", status=409).find("#refusal")


@pytest.mark.rule("NGS-37", "KRS-31")
@pytest.mark.parametrize("office", [NAGASAKI, KURASHIKI])
def test_a_request_is_taken_back_by_telephone(page, office: str) -> None:
    done = ways_in.press(page, ways_in.fill(page, office, "2026-05-13T14:00"))
    assert not done.all("a[href$=withdrawal]")
    assert str(shipped_profiles()[office].policy.contact_phone) in done.find("#withdrawing").get_text()
    number = done.find("#booking-number").get_text()
    page.post(f"/bookings/{number}/withdrawal", status=409)
    assert ways_in.where(number) == ("requested", True)


@pytest.mark.rule("MYK-40", "KRS-45", "NGS-59")
def test_who_else_takes_part_is_kept_and_shown_to_the_desk(page) -> None:
    number = ways_in.apply(page, KURASHIKI, "2026-05-13T14:00", companion="手話通訳の方1名")
    assert bookings.row_of(number).companion == "手話通訳の方1名"
    honda = desks.at_desk(page.app, "honda")
    assert "手話通訳の方1名" in honda.get(f"/desk/{KURASHIKI}/bookings/{number}").text
