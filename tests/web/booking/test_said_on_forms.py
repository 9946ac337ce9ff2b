"""What the form and the page of a booking must state at the offices of the terms with six conditions."""

import pytest

from app.booking.usecases.deliveries import confirm_by_delivery
from tests import desks, ways_in
from tests.factories import open_offices
from tests.web.booking.test_codes import ask, open_with

TOOLS = {"miyakonojo": "Zoom", "nagasaki_main": "Tele office", "kurashiki_wakamono": "TeleOffice"}
OFFICES = tuple(TOOLS)


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()
    desks.open_miyakonojo()
    for office in OFFICES[1:]:
        ways_in.set_for(office, web_request=True)


def form_of(page, office: str):
    """The form for a time that every office has."""
    return page.get(f"/offices/{office}/bookings/new?slot=2026-05-13T14:00")


@pytest.mark.rule("MYK-31", "NGS-50", "KRS-36")
@pytest.mark.parametrize("office", OFFICES)
def test_the_form_says_what_protects_the_data(page, office: str) -> None:
    assert "職業安定法第5条の4に基づいて保護します" in form_of(page, office).find("#consent").get_text()


@pytest.mark.rule("MYK-09", "NGS-35", "KRS-05")
@pytest.mark.parametrize("office, tool", list(TOOLS.items()))
def test_the_tools_terms_are_agreed_to_by_applying(page, office: str, tool: str) -> None:
    consent = form_of(page, office).find("#consent")
    assert (
        f"{tool}の利用規約への同意も必要です。申し込んで利用した場合は、同意したものとみなします" in consent.get_text()
    )
    assert not consent.select("input[name=agree_tool]")


@pytest.mark.rule("NGS-06", "NGS-19", "NGS-21")
def test_an_online_registrant_is_told_of_the_switch(page) -> None:
    form = form_of(page, "nagasaki_main")
    assert "オンライン登録者の方は、ハローワーク利用登録者に切り替わります。" in form.find("#standing").get_text()
    assert "予約の状況により、ご希望の日時をお取りできないことがあります" in form.find("#before").get_text()
    assert form.all("#consent a[href='/offices/nagasaki_main/terms']")
    assert "切り替わります" not in form_of(page, "miyakonojo").find("#standing").get_text()


@pytest.mark.rule("KRS-07")
def test_a_smartphone_will_do_though_something_larger_is_recommended(page) -> None:
    assert "パソコンかタブレットをおすすめします" in form_of(page, "kurashiki_wakamono").find("#before").get_text()
    ways_in.fill(page, "kurashiki_wakamono", "2026-05-13T14:00", device="smartphone")


@pytest.mark.rule("MYK-38", "MYK-39", "MYK-41")
@pytest.mark.parametrize("office", OFFICES)
def test_the_page_of_a_booking_lists_what_to_prepare(page, clock, office: str) -> None:
    number = ways_in.apply(page, office, "2026-05-13T14:00")
    ways_in.deliver(number, clock)
    confirm_by_delivery(clock.now())
    open_with(page, ask(page, number), ways_in.code_in_mail(number))
    words = page.get(f"/bookings/{number}").find("#preparing").get_text()
    for said in ("を使えるようにし", "個室", "録画・録音" if office != "miyakonojo" else "録画・録音・撮影", "従量制"):
        assert said in words
