"""Bringing in the shipped profiles: whole, once, and never over what officers have set."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from app.accounts.effects.people import found_organisation
from app.accounts.queries.members import scope_at
from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.db import db
from app.kernel.dated import NothingInForce
from app.kernel.roles import Role
from app.offices.effects.policies import set_policy
from app.offices.models.offices import PolicyRow
from app.offices.models.terms import TermsVersionRow
from app.offices.queries import offices as queries
from app.offices.queries.offices import shipped_profiles
from app.offices.queries.standing import office_on
from app.offices.usecases.profiles import load_profiles

NOW = datetime(2026, 5, 11, 1, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("app")


@db.write
def change_capacity(office_id: str, capacity: int, since: date) -> None:
    policy = queries.policy_in_force(office_id, since)
    set_policy(office_id, replace(policy, capacity=capacity), since=since, by="account:1", now=NOW)


def test_every_office_and_terms_set_comes_in() -> None:
    added = load_profiles(NOW)
    assert {office.id for office in queries.list_offices()} == set(shipped_profiles())
    assert {"kanagawa", "miyakonojo", "nagasaki", "kurashiki", "info_service"} <= set(added)


def test_loading_twice_is_loading_once() -> None:
    load_profiles(NOW)
    assert load_profiles(NOW) == ()
    assert db.session.scalar(select(func.count()).select_from(PolicyRow)) == len(shipped_profiles())


def test_every_office_is_founded_as_an_organisation_to_which_people_can_be_invited() -> None:
    load_profiles(NOW)
    kinds = {slug: scope_at(slug, Role.COUNSELOR).organisation_kind for slug in shipped_profiles()}
    assert kinds.pop("kanagawa") is OrganisationKind.CENTRE
    assert set(kinds.values()) == {OrganisationKind.HELLO_WORK}


def test_an_organisation_that_is_there_keeps_its_name() -> None:
    renamed = db.write(lambda: found_organisation(OrganisationKind.CENTRE, "kanagawa", "かながわ本所").id)()
    load_profiles(NOW)
    assert find_organisation(OrganisationKind.CENTRE, "kanagawa").name == "かながわ本所"
    assert scope_at("kanagawa", Role.STAFF).organisation_id == renamed


def test_the_command_brings_in_what_is_missing(app) -> None:
    runner = app.test_cli_runner()
    assert "12 件" in runner.invoke(args=["offices", "load"]).output
    assert "0 件" in runner.invoke(args=["offices", "load"]).output


def test_loading_again_leaves_what_officers_have_set() -> None:
    load_profiles(NOW)
    change_capacity("kanagawa", 3, date(2026, 6, 1))
    load_profiles(NOW)
    assert queries.policy_in_force("kanagawa", date(2026, 6, 1)).capacity == 3


def test_a_policy_is_chosen_by_its_day() -> None:
    load_profiles(NOW)
    change_capacity("kanagawa", 3, date(2026, 6, 1))
    capacities = [queries.policy_in_force("kanagawa", date(2026, *day)).capacity for day in ((5, 31), (6, 1), (6, 2))]
    assert capacities == [1, 3, 3]
    _office, spans, *_rest = office_on("kanagawa", date(2026, 5, 31), date(2026, 5, 31))
    assert [(since, until) for since, until, _ in spans] == [
        (date(2024, 4, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), None),
    ]


def test_a_day_before_every_policy_has_none() -> None:
    load_profiles(NOW)
    with pytest.raises(NothingInForce):
        queries.policy_in_force("kanagawa", date(2024, 3, 31))


@pytest.mark.parametrize("slug", sorted(shipped_profiles()))
def test_a_stored_policy_is_the_profile(slug: str) -> None:
    load_profiles(NOW)
    assert queries.policy_in_force(slug, date(2026, 5, 11)) == shipped_profiles()[slug].policy


@pytest.mark.rule("KNG-61", "MYK-47", "NGS-65")
@pytest.mark.parametrize(
    "terms_set, days",
    [
        ("kanagawa", ["2024-04-01"]),
        ("miyakonojo", ["2020-02-17", "2022-07-15", "2025-03-10"]),
        ("nagasaki", ["2022-05-06", "2023-02-07", "2023-04-20", "2023-06-05"]),
        ("info_service", ["2021-12-01"]),
    ],
)
def test_only_the_newest_version_has_a_text(terms_set: str, days: list[str]) -> None:
    load_profiles(NOW)
    versions = queries.terms_versions(terms_set)
    assert [version.effective_on.isoformat() for version in reversed(versions)] == days
    assert [version.text is not None for version in versions] == [True, *[False] * (len(days) - 1)]
    assert queries.terms_in_force(terms_set, date(2026, 5, 11)) == versions[0]


@pytest.mark.rule("KRS-50")
def test_kurashiki_has_its_two_versions() -> None:
    load_profiles(NOW)
    days = select(TermsVersionRow.effective_on).where(TermsVersionRow.terms_set == "kurashiki")
    assert set(db.session.scalars(days)) == {date(2022, 5, 30), date(2022, 8, 24)}


def test_an_unknown_office_is_nowhere() -> None:
    load_profiles(NOW)
    assert queries.find_office("atlantis") is None


def test_an_office_without_telephone_and_hours_is_not_ready() -> None:
    load_profiles(NOW)
    assert {office.id for office in queries.list_offices() if not office.ready} == {"miyakonojo", "kurashiki_chuo"}
    assert queries.get_office("kurashiki_chuo").missing == ("contact_phone", "contact_hours")
