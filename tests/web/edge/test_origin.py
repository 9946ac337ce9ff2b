"""A post counts only when it comes from a form we gave this person (SECURITY T14)."""

import re

import pytest
from bs4 import BeautifulSoup

from tests.page import HTMX, filled_fields
from tests.web.edge.conftest import PRODUCTION

TYPED = {"name": "佐藤花子", "content": "相談", "token": "t" * 32, "slot": "2026-05-13T10:00", "booking_id": "7"}
OURS = "http://127.0.0.1:8000"


@pytest.fixture
def person(edge):
    """A browser with a session, and a token that is good in it."""
    client = edge(csrf=True).test_client()
    page = client.post("/scratch/form", data={"name": "x"}).text
    client.token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    return client


def post(client, token=None, **headers):
    """Send the form with these headers."""
    given = {"csrf_token": token} if token else {}
    return client.post("/scratch/form", data={**TYPED, **given}, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": OURS},
        {"Origin": OURS, "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": OURS, "X-HTTP-Method-Override": "DELETE"},
    ],
    ids=str,
)
def test_our_own_form_is_taken(person, headers):
    assert post(person, person.token, **headers).status_code == 200


def test_htmx_may_bring_the_token_in_a_header(person):
    assert post(person, **{"X-CSRFToken": person.token, **HTMX}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:8001"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Origin": "http://[", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": OURS, "Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_post_from_elsewhere_is_refused_even_with_a_good_token(person, headers):
    assert post(person, person.token, **headers).status_code == 400


@pytest.mark.parametrize("token", [None, "", "guess", "IjAwMDAi.aaaa.bbbb"])
def test_a_missing_or_made_up_token_is_refused(person, token):
    assert post(person, token).status_code == 400


def test_anothers_token_is_refused(person, edge):
    other = edge(csrf=True).test_client()
    other.post("/scratch/form", data={"name": "x"})
    assert post(other, person.token).status_code == 400


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_the_refused_text_is_there_with_a_new_token_and_waits_for_the_person(person, headers):
    response = post(person, "old", **headers)
    form = BeautifulSoup(response.text, "html.parser").select_one("#kept form")
    again = filled_fields(form)
    assert "もう一度送信" in response.text
    assert (again["name"], again["content"]) == (TYPED["name"], TYPED["content"])
    assert not {"token", "slot", "booking_id"} & set(again)
    assert "<script>" not in response.text
    assert "http-equiv" not in response.text
    assert person.post(form["action"], data=again).status_code == 200


def test_over_https_our_own_origin_is_taken(edge):
    client = edge(**PRODUCTION, csrf=True).test_client()
    page = client.post("/scratch/form", data={"name": "x"}).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
    home = "https://madoguchi.example"
    assert post(client, token, Origin=home, Referer=f"{home}/scratch/form").status_code == 200
    assert post(client, token, Origin="http://evil.example", Referer=f"{home}/x").status_code == 400
