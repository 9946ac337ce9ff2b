"""Job offers for agencies' own systems (AGY-030 to AGY-033, AGY-141)."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.agencies.terms.participation import Ground
from app.db import db
from app.job_offers.models.offers import JobOfferToken
from app.job_offers.rules.openapi import described
from app.web.limits import Limit
from tests import offers, watched
from tests.harness.source import ROOT

JSON, CSV = "/api/v1/job-offers.json", "/api/v1/job-offers.csv"


@pytest.fixture
def secret(by, clock) -> str:
    """A token of Hikari."""
    return offers.token(by, clock.now())[1]


@pytest.fixture
def ask(client, secret):
    """`ask("cursor=0")`: what the token is answered."""

    def asked(query: str = "", path: str = JSON, method: str = "GET", **headers: str) -> Any:
        told = {"Authorization": f"Bearer {secret}", **headers}
        return client.open(f"{path}?{query}", method=method, headers=told)

    return asked


def numbers(answer: Any) -> list[tuple[str, bool]]:
    """The offers of an answer, and whether each is gone."""
    return [(each["number"], each["withdrawn"]) for each in answer.json["offers"]]


@pytest.mark.rule("AGY-030", "AGY-032", "AGY-141")
def test_who_goes_on_from_the_cursor_learns_of_every_change_and_withdrawal(ask, clock) -> None:
    for number in ("42010-1", "42010-2", "42010-3"):
        offers.put(number, now=clock.now())
    first = ask("limit=2")
    assert numbers(first) == [("42010-1", False), ("42010-2", False)]
    assert first.json["has_more"]
    assert (first.json["source"], first.json["procedure"]) == (
        "安定所から情報提供を受けた求人情報",
        "当社にお電話ください。",
    )
    offers.put("42010-1", now=clock.now(), 状態="取消")
    offers.put("42010-2", now=clock.now(), 休日="日曜")
    rest = ask(f"cursor={first.json['next_cursor']}")
    assert numbers(rest) == [("42010-3", False), ("42010-1", True), ("42010-2", False)]
    assert rest.json["offers"][1]["items"] == []
    assert ask(f"cursor={rest.json['next_cursor']}").json["offers"] == []
    assert numbers(ask()) == [("42010-3", False), ("42010-2", False)]


def test_nothing_new_is_304_until_something_changes(ask, clock) -> None:
    offers.put("42010-1", now=clock.now())
    tag = ask().headers["ETag"]
    for path, method in ((JSON, "GET"), (JSON, "HEAD")):
        again = ask(path=path, method=method, **{"If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b"")
    offers.put("42010-1", now=clock.now(), 状態="取消")
    assert ask(**{"If-None-Match": tag}).status_code == 200
    assert ask().headers["Cache-Control"] == "private, no-cache"


def test_the_file_of_the_api_is_safe_for_spreadsheets(ask, clock) -> None:
    offers.put("42010-1", now=clock.now(), 特記事項="=1+1")
    answer = ask(path=CSV)
    assert answer.mimetype == "text/csv"
    assert '"\'=1+1"' in answer.get_data(as_text=True)
    assert 'rel="next"' in answer.headers["Link"]


def test_offers_since_a_moment(ask, clock) -> None:
    offers.put("42010-1", now=clock.now())
    assert numbers(ask("updated_since=2026-05-11T10:00:00")) == [("42010-1", False)]
    assert numbers(ask("updated_since=2026-05-11T10:00:01%2B09:00")) == []


@pytest.mark.parametrize(
    "query",
    [
        "cursor=x",
        "cursor=-1",
        "cursor=99999999999999999999",
        "cursor=2147483648",
        "cursor=１",
        "limit=0",
        "limit=501",
        "updated_since=yesterday",
        "updated_since=0001-01-01T00:00:00",
        "page=2",
        "cursor=1&cursor=2",
    ],
)
def test_a_question_that_cannot_be_read_is_told_so(ask, query: str) -> None:
    answer = ask(query)
    assert (answer.status_code, answer.mimetype) == (400, "application/json")
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", "Basic x", "Bearer " + "x" * 5000, "Bearer ' OR 1=1 --"])
def test_without_a_token_there_is_nothing(client, by, given: str) -> None:
    answer = client.get(JSON, headers={"Authorization": given})
    assert (answer.status_code, answer.mimetype) == (401, "application/json")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Set-Cookie" not in answer.headers


def test_a_cookie_opens_nothing_here(hikari) -> None:
    assert hikari.client.get(JSON).status_code == 401


@pytest.mark.rule("AGY-028", "AGY-141")
def test_a_stopped_agency_is_refused_at_once(ask, by, clock) -> None:
    assert ask().status_code == 200
    watched.stop(by.agency_id, Ground.OTHER_BREACH, watched.mori(), clock.now())
    assert (ask().status_code, ask().json["error"]["code"]) == (403, "forbidden")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_reading(ask, method: str) -> None:
    answer = ask(method=method)
    assert (answer.status_code, answer.mimetype) == (405, "application/json")


def test_too_many_questions_are_told_to_wait(client, by) -> None:
    most = Limit.API_TOKEN_BY_NETWORK.rates[0].times
    codes = [client.get(JSON, headers={"Authorization": "Bearer x"}).status_code for _ in range(most + 1)]
    assert codes == [401] * most + [429]
    last = client.get(JSON, headers={"Authorization": "Bearer x"})
    assert int(last.headers["Retry-After"]) > 0
    assert last.json["error"]["code"] == "too_many"
    assert client.get(JSON).status_code == 401


@pytest.mark.rule("AGY-119")
def test_the_daily_stop_is_told_as_json(ask, clock) -> None:
    clock.set("2026-05-11T03:00:00+09:00")
    answer = ask()
    assert (answer.status_code, answer.mimetype) == (503, "application/json")
    assert answer.json["error"]["until"]


def test_a_token_is_shown_once_kept_as_a_hash_and_ended(hikari, client, clock) -> None:
    made = hikari.post("/agency/job-offers/tokens", {"name": "基幹システム"}, status=200)
    secret = made.find("#secret").text
    assert len(secret) >= 40
    assert secret not in hikari.get("/agency/job-offers/tokens").html
    row = db.session.scalars(db.select(JobOfferToken)).one()
    assert secret not in (row.token_hash, row.ref)
    told = {"Authorization": f"Bearer {secret}"}
    assert client.get(JSON, headers=told).status_code == 200
    hikari.post(f"/agency/job-offers/tokens/{row.ref}/ending", status=303)
    assert client.get(JSON, headers=told).status_code == 401


def test_the_description_is_what_is_served_and_what_lies_in_docs(client) -> None:
    served = client.get("/api/v1/openapi.json").json
    assert served == described() == json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))


def faults(value: Any, schema: dict[str, Any], where: str = "$") -> list[str]:
    """What an answer has that its schema does not allow."""
    if "$ref" in schema:
        return faults(value, described()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], where)
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}
    if not isinstance(value, kinds[schema["type"]]):
        return [f"{where}: {type(value).__name__} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where}: {value!r}"]
    if schema["type"] == "array":
        return [each for place, one in enumerate(value) for each in faults(one, schema["items"], f"{where}[{place}]")]
    if schema["type"] != "object":
        return []
    found = [f"{where}.{name} is missing" for name in schema["required"] if name not in value]
    found += [f"{where}.{name} is not described" for name in value if name not in schema["properties"]]
    known = {name: part for name, part in value.items() if name in schema["properties"]}
    return found + [
        each for name, part in known.items() for each in faults(part, schema["properties"][name], f"{where}.{name}")
    ]


QUERIES = st.dictionaries(
    st.sampled_from(["cursor", "limit", "updated_since", "page"]),
    st.one_of(st.integers().map(str), st.text(max_size=20), st.datetimes().map(lambda each: each.isoformat())),
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_every_answer_is_as_described(make_app, client, secret, clock, query: dict[str, str]) -> None:
    headers = {"Authorization": f"Bearer {secret}"}
    clock.advance(seconds=1)
    answer = client.get(JSON, query_string=query, headers=headers)
    answers = described()["paths"][JSON]["get"]["responses"]
    assert str(answer.status_code) in answers
    content = answers[str(answer.status_code)]["content"]["application/json"]["schema"]
    assert faults(answer.json, content) == []
