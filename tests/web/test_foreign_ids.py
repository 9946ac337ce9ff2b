"""Another's id is answered as a missing one is, byte for byte, and changes no row (SECURITY G2, T1, T5).

Whoever asks may enter the route and has things of the same kind; only this one is not theirs.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.db import db
from app.kernel.numbers import SIGNS, public_number
from tests import doors
from tests.harness.clock import FrozenClock
from tests.harness.routes import routes

ASKS = {
    "agency": "agency",
    "bureau": "bureau",
    "desk": "manager",
    "desk_operations": "operations",
    "accounts": "counselor",
    "accounts_personal": "seeker",
    "booking": "guest_a",
    "booking_inbox": "seeker",
    "booking_me": "seeker",
    "messages_agency": "agency",
    "messages_inbox": "seeker",
    "messages_operations": "operations",
    "messages_watch": "bureau",
    "oversight_agency": "agency",
    "seekers_agency": "agency",
    "job_offers": "agency",
    "oversight": "bureau",
    "operations": "operations",
}
"""Who asks, by the blueprint: somebody with the widest rights there is."""

ASKS_HERE = {
    "/bureau/access-limits/<int:limit_id>/lifting": "ministry",
    "/bureau/notices/<announcement>/withdrawal": "ministry",
}
"""Who asks at a route that is not open to the one of its blueprint."""

MISSING = {
    "slug": "hakodate",
    "number": public_number(2**44 + 7),
    "day": "2026-06-30",
    "token": "t" * 43,
    "ref": "missingref",
    "terms_set": "hakodate",
    "name": "20260511T010000Z-999999-1",
    "grant_id": 987654,
    "stop_id": 987654,
    "closure_id": 987654,
    "seats_id": 987654,
    "proposal_id": 987654,
    "extract_id": 987654,
    "limit_id": 987654,
    "order_id": 987654,
    "pattern_id": 987654,
    "agency": "hakodate",
    "code": "hakodate",
    "kind": "hire",
    "step": "party",
    "announcement": "N000000009",
    "report": "M000000009",
    "offer": "99999-99999999",
}
"""One id of each kind, well made, that nothing has."""

ODD = ["x", "a" * 300, "%00", "..%2f..%2fetc", "' OR 1=1 --", "<script>", "０１２３４５６７８９", "*"]
DAYS = ["2026-05-12", "2026-05-31", "2026-06-03", "2026-07-01", "2026-12-31", "2026-09-09", "2027-01-04"]
"""Days on which nothing takes effect."""

OTHER_DOOR = {
    "/agency/registration/<token>": "registration",
    "/invitations/<token>": "reset",
    "/me/profile/mail/<token>": "new_mail",
    "/me/registration/<token>": "new_mail",
    "/password-resets/<token>": "invitation",
    "/replies/<token>": "invitation",
}
"""A live link opens its own door only; whoever has it is let in there, as it is meant."""

NOISE = {"limit_counter", "use_log", "use_log_device", "sign_in", "key_canary"}
"""Tables that any request may touch: tries counted, the last use of a sign-in, the keys seen to fit."""

MASKED = re.compile(rb'id="error-id">[0-9a-f]+|name="csrf_token"[^>]*>|"X-CSRFToken": "[^"]*"')
"""The request's id, which an error page tells, and the token of a form or of htmx, which tells the second."""


@pytest.fixture(scope="module")
def app(ground) -> Iterator[Flask]:
    """The application on SQLite, made once."""
    made = ground.fresh_app("sqlite", FrozenClock())
    with made.app_context():
        yield made


@pytest.fixture(scope="module")
def scene(app) -> doors.Scene:
    """Two offices with things of their own."""
    return doors.set_scene(app, app.extensions["clock"])


def asked(app: Flask) -> list[tuple[str, Rule, str]]:
    """Every method, route and part of its address that is an id; on the public site an office's name is none."""
    found = [(rule, part) for rule in routes(app) for part in sorted(rule.arguments)]
    ids = [(rule, part) for rule, part in found if part != "slug" or rule.rule.startswith("/desk")]
    return [(method, rule, part) for rule, part in ids for method in (rule.methods or set()) & {"GET", "POST"}]


def foreign(scene: doors.Scene, rule: Rule, part: str) -> list[Any]:
    """Ids of the same kind that are somebody else's, were never given, or are none at all."""
    assert part in MISSING, (
        f"{rule.rule}: what is a missing and what a foreign <{part}>? Tell tests/web/test_foreign_ids.py"
    )
    theirs = scene.foreign
    if isinstance(MISSING[part], int):
        others = [theirs["bureau_grant"]] if part == "grant_id" else []
        return [
            theirs[doors.SPECIAL.get((rule.rule, part), part)],
            *others,
            0,
            2**31 - 1,
            2**31,
            2**63 - 1,
            2**63,
            10**30,
        ]
    if part == "number":
        return [*numbers(scene, rule), *ODD]
    if part == "slug":
        office = [theirs["slug"], "nagasaki_young"] if rule.rule.startswith("/desk") else []
        return [*office, "KANAGAWA", "kanagawa ", "kanagawa_", *ODD]
    if part == "day":
        return [theirs["day"], *DAYS, *(ODD if rule.rule.startswith("/offices") else [])]
    if part == "token":
        own = scene.own[doors.SPECIAL[rule.rule, part]]
        other = OTHER_DOOR[rule.rule]
        return [theirs.get(other) or scene.own[other], f"{own}x", own[:-1], own.swapcase(), *ODD]
    name = doors.SPECIAL.get((rule.rule, part), part)
    own = str(scene.own[name])
    return [*([theirs[name]] if name in theirs else []), f"{own}x", own[:-1], own.swapcase() + "x", *ODD]


def numbers(scene: doors.Scene, rule: Rule) -> list[str]:
    """Booking numbers: another's, another office's, one never given, a slip in one's own."""
    name = doors.SPECIAL.get((rule.rule, "number"), "number")
    own, others = scene.own[name], [scene.foreign["moved"]]
    if name != "number":
        others.append(scene.foreign[name])
    elif not rule.rule.startswith("/desk"):
        others.append(scene.foreign["number"])
    slip = own[:-1] + SIGNS[(SIGNS.index(own[-1]) + 1) % len(SIGNS)]
    return [*others, public_number(12345), slip, own[:-1], own + "0", f"{own[:4]}-{own[4:]}"]


def fingerprint() -> dict[str, str]:
    """Every table but the noisy ones, as one sum of all its rows."""
    db.session.rollback()
    tables = [table for table in db.metadata.sorted_tables if table.name not in NOISE]
    return {table.name: digest(db.session.execute(db.text(f'SELECT * FROM "{table.name}"')).all()) for table in tables}


def digest(found: Any) -> str:
    """One sum of some rows, in any order."""
    return hashlib.sha256("\n".join(sorted(map(repr, found))).encode()).hexdigest()


def told(response: TestResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that an answer tells, the request's id masked."""
    body = MASKED.sub(b"", response.get_data())
    headers = sorted((name, text) for name, text in response.headers if name not in ("Content-Length", "Set-Cookie"))
    return response.status_code, body, headers


DECIDED = re.compile(r"/bureau/oversight/cases/<number>/(suspensions|terminations)(/\w+)?")
"""AGY-072: whoever does not decide is refused, whether or not there is such a case."""


def differing(scene: doors.Scene, method: str, rule: Rule, part: str) -> list[str]:
    """The ids of one part that are answered differently from a missing one."""
    page = scene.browser(ASKS_HERE.get(rule.rule, ASKS.get(rule.endpoint.partition(".")[0], "anonymous")))
    values, missing = doors.own_values(scene, rule), MISSING[part]
    expected = told(doors.ask(page, method, rule, {**values, part: missing}))
    allowed = (404, 409) if part == "day" else (403,) if DECIDED.fullmatch(rule.rule) else (404,)
    assert expected[0] in allowed, f"{method} {rule.rule}: a missing <{part}> is answered {expected[0]}"
    ids = foreign(scene, rule, part)
    assert len(ids) >= 6, f"{rule.rule} <{part}>"
    answers = ((each, told(doors.ask(page, method, rule, {**values, part: each}))) for each in ids)
    return [f"{method} {rule.rule} {part}={each}: {met[0]}" for each, met in answers if met != expected]


def test_every_part_of_every_address_is_known_here(app) -> None:
    unknown = {f"{rule.rule} <{part}>" for _method, rule, part in asked(app) if part not in MISSING}
    assert not unknown, "put a missing id into MISSING, foreign ones into tests/doors.py"


@pytest.mark.parametrize("kind", MISSING)
def test_another_s_id_is_answered_as_a_missing_one_and_changes_nothing(app, scene, kind, report) -> None:
    before, found = fingerprint(), []
    doors_of_kind = [(method, rule) for method, rule, part in asked(app) if part == kind]
    for method, rule in doors_of_kind:
        found += differing(scene, method, rule, kind)
    tried = sum(len(foreign(scene, rule, kind)) for _method, rule in doors_of_kind)
    report("foreign ids", **{kind: f"{tried} asked at {len(doors_of_kind)} doors, {len(found)} differences"})
    assert not found
    after = fingerprint()
    assert not [name for name in before if before[name] != after[name]]


def test_what_was_asked_for_in_vain_is_there_for_its_own(app, scene) -> None:
    for who, number in (("guest_b", scene.foreign["number"]), ("manager", scene.foreign["number"])):
        path = f"/bookings/{number}" if who.startswith("guest") else f"/desk/kanagawa/bookings/{number}"
        scene.browser(who).get(path)
    scene.browser("manager_elsewhere").get(f"/desk/nagasaki_main/bookings/{scene.foreign['moved']}")


def test_the_second_in_which_a_page_was_made_makes_no_difference(app, scene) -> None:
    """A token tells its second, also in what htmx sends: two answers of two seconds are compared like one."""
    rule = next(each for each in routes(app) if each.rule == "/desk/<slug>/office/policy/<day>/withdrawal")
    page, values = scene.browser("manager"), doors.own_values(scene, rule)
    answers = []
    for second in ("2026-11-20T10:00:00", "2026-11-20T10:00:01"):
        with time_machine.travel(f"{second}+09:00", tick=False):
            answers.append(told(doors.ask(page, "POST", rule, {**values, "day": MISSING["day"]})))
    assert answers[0] == answers[1]
