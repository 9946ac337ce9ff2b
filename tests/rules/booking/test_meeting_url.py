"""The address that is pasted into 伝達事項 (KNG-31)."""

from datetime import datetime, timedelta

import pytest

from app.booking.rules.meeting import holds_url, meeting_url, message_with, url_in, words_in
from app.booking.terms.sessions import ActRefusal
from app.booking.terms.states import BookingState, StateFacts
from app.kernel.moments import JST
from app.offices.rules.shipped import shipped_profiles

HOSTS = shipped_profiles()["kanagawa"].policy.meeting_hosts
GOOD = "https://ken.webex.com/meet/roudou?MTID=m1"
START = datetime(2026, 5, 13, 10, tzinfo=JST)


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize(
    "typed",
    [GOOD, f"  {GOOD}\r\n", f"\u3000{GOOD}\u3000", f"\u200b{GOOD}\ufeff", GOOD.replace("ken.webex", "KEN.WebEx")],
)
def test_what_an_eye_does_not_see_is_taken_off(typed: str) -> None:
    assert meeting_url(typed, HOSTS) == GOOD


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize(
    "typed, ground",
    [
        ("", ActRefusal.URL_EMPTY),
        (" \u3000\u200b", ActRefusal.URL_EMPTY),
        ("会議室１", ActRefusal.URL_UNREADABLE),
        ("https://", ActRefusal.URL_UNREADABLE),
        ("https://ken.webex.com/a b", ActRefusal.URL_UNREADABLE),
        ("https://[ken.webex.com/", ActRefusal.URL_UNREADABLE),
        ("http://ken.webex.com/meet/1", ActRefusal.URL_NOT_HTTPS),
        ("javascript://ken.webex.com/%0aalert(1)", ActRefusal.URL_NOT_HTTPS),
        ("https://webex.com.evil.example/meet", ActRefusal.URL_ELSEWHERE),
        ("https://notwebex.com/meet", ActRefusal.URL_ELSEWHERE),
        ("https://webex.com@evil.example/", ActRefusal.URL_ELSEWHERE),
        ("https://ken@ken.webex.com/", ActRefusal.URL_ELSEWHERE),
        ("https://ken.webex.com:8443/meet", ActRefusal.URL_ELSEWHERE),
        ("https://ken.webex.com:port/meet", ActRefusal.URL_ELSEWHERE),
        ("https://zoom.us/j/1", ActRefusal.URL_ELSEWHERE),
    ],
)
def test_anything_else_is_refused(typed: str, ground: ActRefusal) -> None:
    assert meeting_url(typed, HOSTS) is ground


def test_every_office_says_where_its_tool_is() -> None:
    assert all(profile.policy.meeting_hosts for profile in shipped_profiles().values())


@pytest.mark.rule("KNG-31")
def test_the_address_stands_on_a_line_of_its_own() -> None:
    message = message_with(GOOD, " 開始の5分前から入れます。\n会議番号 123 ")
    assert (url_in(message), words_in(message)) == (GOOD, "開始の5分前から入れます。\n会議番号 123")
    assert message_with(GOOD, " \n") == GOOD


@pytest.mark.rule("KNG-31")
@pytest.mark.parametrize(
    "state, now, held",
    [
        ("confirmed", START, True),
        ("in_session", START + timedelta(hours=13, minutes=59), True),
        ("in_session", START + timedelta(days=2), False),
        ("confirmed", START + timedelta(minutes=10), False),
        ("held", START, False),
        ("cancelled", START, False),
    ],
)
def test_an_address_is_free_again_when_its_consultation_is_over(state: str, now: datetime, held: bool) -> None:
    facts = StateFacts(state=BookingState(state), starts_at=START, missed_from=START + timedelta(minutes=10))
    assert holds_url(facts, now) is held
