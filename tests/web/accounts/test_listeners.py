"""Each listener serves its own people: what it does not serve is not there at all (DESIGN 2)."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.kernel.roles import Surface
from tests.factories import PASSWORD, address_of, enlist
from tests.page import Page

INSIDE = ("/desk", "/desk/bookings", "/bureau", "/operations", "/agency", "/staff", "/admin")
PEOPLE = {Surface.PUBLIC: "yamada", Surface.AGENCY: "hikari", Surface.INTRANET: "suzuki"}


@pytest.mark.parametrize("path", INSIDE)
def test_the_public_listener_has_no_inside(make_app: Callable[..., Flask], path: str) -> None:
    client = make_app(surfaces=frozenset({Surface.PUBLIC})).test_client()
    assert client.get(path).status_code == 404
    assert client.post(path).status_code in (400, 404)


@pytest.mark.parametrize("served", Surface, ids=lambda each: each.value)
@pytest.mark.parametrize("surface", Surface, ids=lambda each: each.value)
def test_each_listener_lets_its_own_people_in_and_nobody_else(
    make_app: Callable[..., Flask], served: Surface, surface: Surface
) -> None:
    key = PEOPLE[surface]
    enlist(key)
    page = Page(make_app(surfaces=frozenset({served})))
    answer = page.post("/login", {"email": address_of(key), "password": PASSWORD})
    assert answer.status == (303 if surface is served else 422)


def test_a_token_of_the_inside_opens_nothing_outside(make_app: Callable[..., Flask]) -> None:
    enlist("suzuki")
    inside, outside = (Page(make_app(surfaces=frozenset({each}))) for each in (Surface.INTRANET, Surface.PUBLIC))
    inside.post("/login", {"email": address_of("suzuki"), "password": PASSWORD}, status=303)
    cookie = inside.client.get_cookie("madoguchi-intranet-sign-in", domain="127.0.0.1")
    assert cookie is not None
    outside.client.set_cookie("madoguchi-public-sign-in", cookie.value, domain="127.0.0.1")
    outside.get("/account", status=303)
    inside.get("/account")
