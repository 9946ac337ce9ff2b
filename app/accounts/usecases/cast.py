"""The people of the demo: read from a file, signed in with passwords of this installation, never in production."""

import hashlib
import hmac
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app

from app.accounts.effects.people import add_account, add_grant, found_organisation, set_password
from app.accounts.effects.profiles import put_profile
from app.accounts.hashing import hash_password
from app.accounts.queries.people import find_account_by_mail, organisations
from app.accounts.rules.places import surface_of
from app.accounts.rules.profiles import ProfileFacts
from app.accounts.terms import PERSONAL_ROLES, OrganisationKind, Scope
from app.config import Settings
from app.db import db
from app.kernel.registration import Registration
from app.kernel.roles import Role
from app.web.links import link

CAST_FILE = Path(__file__).parent.parent / "demo_cast.toml"
CONSONANTS, VOWELS = "bdghkmnprstyz", "aeiou"
SYLLABLES = 10
JOINED = datetime(2020, 4, 1, tzinfo=UTC)
"""Since when the cast holds its roles: before any day the demo's clock may be set back to."""


class NotInProduction(Exception):
    """The demo's people and their passwords are refused in production."""


@dataclass(frozen=True, kw_only=True)
class CastMember:
    """One of the demo's people as he signs in; `place` is empty for those without an organisation of ours."""

    key: str
    name: str
    role: Role
    place: str
    url: str
    mail: str
    password: str


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(CAST_FILE.read_text())


def cast() -> list[CastMember]:
    """Every sign-in of the demo, in the order of the file; raises `NotInProduction`."""
    _refuse_in_production()
    names = {f"{place['kind']}:{place['code']}": place["name"] for place in _file()["organisation"]}
    return [
        CastMember(
            key=person["key"],
            name=person["name"],
            role=Role(person["role"]),
            place="・".join(names[place] for place in person.get("places", [])),
            url=link("accounts.login", surface_of(Role(person["role"]))),
            mail=mail_of(person),
            password=password_of(person["key"]),
        )
        for person in _file()["person"]
    ]


def mail_of(person: dict[str, Any]) -> str:
    """The made-up address of one of the demo's people."""
    return f"{person['key']}@{person['role']}.example"


def password_of(key: str) -> str:
    """The demo's password of a person: 60 bits in syllables, of this installation's index key."""
    index: bytes = current_app.extensions["keys"].index
    number = int.from_bytes(hmac.new(index, f"demo password {key}".encode(), hashlib.sha256).digest(), "big")
    signs = []
    for _ in range(SYLLABLES):
        number, consonant = divmod(number, len(CONSONANTS))
        number, vowel = divmod(number, len(VOWELS))
        signs.append(CONSONANTS[consonant] + VOWELS[vowel])
    return "-".join("".join(signs[start : start + 2]) for start in range(0, SYLLABLES, 2))


def load_cast(now: datetime) -> int:
    """Make whoever of the cast is missing, with organisation and role; how many were made. May be run again.

    Raises `NotInProduction`.
    """
    _refuse_in_production()
    missing = [person for person in _file()["person"] if find_account_by_mail(mail_of(person)) is None]
    db.session.rollback()
    hashes = {person["key"]: hash_password(password_of(person["key"])) for person in missing}
    return join_cast(missing, hashes, min(now, JOINED))


def people_of(*keys: str) -> list[dict[str, Any]]:
    """The rows of some of the demo's people, as the file has them."""
    rows = {person["key"]: person for person in _file()["person"]}
    return [rows[key] for key in keys]


@db.write
def join_cast(people: list[dict[str, Any]], hashes: dict[str, str], now: datetime) -> int:
    """Make every organisation of the demo, and these people with these hashes where they are missing; how many."""
    places, known = {}, organisations()
    for place in _file()["organisation"]:
        kind, code, name = OrganisationKind(place["kind"]), place["code"], place["name"]
        there = known.get((kind, code))
        founded = there if there is not None and there.name == name else found_organisation(kind, code, name)
        places[f"{kind}:{code}"] = (founded.id, kind)
    return sum(_join(person, hashes[person["key"]], places, now) for person in people)


def _join(
    person: dict[str, Any], password_hash: str, places: dict[str, tuple[int, OrganisationKind]], now: datetime
) -> bool:
    role = Role(person["role"])
    account = add_account(role, name=person["name"], mail=mail_of(person), now=now)
    if account is None:
        return False
    account.name_kana, account.phone = person.get("kana"), person.get("phone")
    set_password(account, password_hash, now)
    if role in PERSONAL_ROLES:
        put_profile(account.id, _told(person))
    scopes = [Scope(role=role, organisation_id=places[name][0]) for name in person.get("places", [])]
    for scope in scopes or [Scope(role=role)]:
        add_grant(account.id, scope, by=None, why="demo", now=now)
    return True


def _told(person: dict[str, Any]) -> ProfileFacts:
    return ProfileFacts(
        seeker_number=person.get("seeker_number"),
        registration=Registration(person["registration"]) if "registration" in person else None,
        establishment=person.get("establishment"),
        establishment_number=person.get("establishment_number"),
    )


def _refuse_in_production() -> None:
    settings: Settings = current_app.extensions["settings"]
    if not settings.demo:
        raise NotInProduction
