"""The stops of the information service: regular, urgent, and limits of access (AGY-107, AGY-119 to AGY-121, R7)."""

import pytest

NEW_LIMIT = {
    "pages": "all",
    "reason": "アクセスが集まるため",
    "begins_day": "令和8年5月20日",
    "begins_hour": "９時",
    "ends_day": "2026/5/20",
    "ends_hour": "12:00",
}


@pytest.mark.rule("AGY-119", "AGY-120")
@pytest.mark.parametrize(
    "moment, status",
    [
        ("2026-05-13T23:59:59", 200),
        ("2026-05-14T00:00:00", 503),
        ("2026-05-14T05:59:59.999", 503),
        ("2026-05-14T06:00:00", 200),
        ("2026-05-31T21:29:59", 200),
        ("2026-05-31T21:30:00", 503),
        ("2026-06-01T05:59:59", 503),
        ("2026-06-01T06:00:00", 200),
        ("2026-02-28T21:30:00", 503),
        ("2028-02-28T21:30:00", 200),
        ("2028-02-29T21:30:00", 503),
    ],
)
def test_the_service_stops_at_its_hours(hikari, clock, moment: str, status: int) -> None:
    clock.set(moment)
    assert hikari.get("/agency", status=status).status == status


@pytest.mark.rule("AGY-119")
def test_a_stop_says_until_when_and_why(page, clock) -> None:
    clock.set("2026-05-14T00:00:00")
    closed = page.get("/agency", status=503)
    assert closed.heading == "ただいまサービスを休止しています"
    assert "2026年5月14日（木）6時00分から使えます。" in closed.text
    assert "毎日の停止時間は、2026年5月14日（木）0時00分から2026年5月14日（木）6時00分までです。" in closed.text
    assert closed.headers["Retry-After"] == str(6 * 60 * 60 + 1)


def test_the_booking_sites_and_operations_never_stop(offices, page, ueda, clock) -> None:
    clock.set("2026-05-31T23:00:00")
    assert page.get("/").status == 200
    assert page.get("/offices/kanagawa").status == 200
    assert "いま止まっています" in ueda.get("/operations/maintenance").text


def test_what_was_typed_in_the_first_second_of_a_stop_stays(oda, clock) -> None:
    clock.set("2026-05-14T00:00:00")
    kept = oda.post("/bureau/access-limits", {**NEW_LIMIT, "reason": "とても長い文章" * 20}, status=503)
    assert kept.fields("#kept form")["reason"].strip() == "とても長い文章" * 20
    clock.set("2026-05-14T06:00:00")
    assert oda.submit(kept, "#kept form").status == 303


def test_what_an_agency_and_a_bureau_typed_when_a_stop_began_stays(hikari, mori, clock) -> None:
    long = "とても長い文章" * 20
    clock.set("2026-05-31T21:30:00")
    typed = {"received_on": "令和8年5月29日", "complainant": "seeker", "content": long, "handling": "謝罪した"}
    said = {"kind": "correction", "addressee": "organisation", "ground": "advertising", "text": long}
    register = hikari.post("/agency/complaints", typed, status=503)
    asked = mori.post("/bureau/oversight/agencies/hikari/requests", said, status=503)
    assert register.fields("#kept form")["content"].strip() == asked.fields("#kept form")["text"].strip() == long
    clock.set("2026-06-01T06:00:00")
    assert hikari.submit(register, "#kept form").status == mori.submit(asked, "#kept form").status == 303


@pytest.mark.parametrize(
    "moment, warned",
    [
        ("2026-05-13T23:44:59", False),
        ("2026-05-13T23:45:00", True),
        ("2026-05-13T23:59:59", True),
        ("2026-05-31T21:14:59", False),
        ("2026-05-31T21:15:00", True),
    ],
)
def test_a_banner_warns_a_quarter_of_an_hour_before(hikari, clock, moment: str, warned: bool) -> None:
    clock.set(moment)
    assert ("まもなくサービスを休止します" in hikari.get("/agency").text) is warned


def test_the_booking_sites_bear_no_banner(offices, page, clock) -> None:
    clock.set("2026-05-13T23:50:00")
    assert "まもなく" not in page.get("/").text


@pytest.mark.rule("AGY-121")
def test_operations_stop_the_service_at_once_and_take_it_up_again(hikari, ueda, page) -> None:
    switched = ueda.submit(ueda.get("/operations/maintenance"), reason="機器の障害です。")
    assert "サービスを止めました。" in ueda.follow(switched).text
    assert "機器の障害です。" in hikari.get("/agency", status=503).text
    assert page.get("/").status == 200
    again = ueda.post("/operations/urgent-stops", {"reason": "別の理由"}, status=409)
    assert "すでに止まっています" in again.text
    done = ueda.submit(ueda.get("/operations/maintenance"), "main form[action$=ending]")
    assert "サービスを再開しました。" in ueda.follow(done).text
    assert hikari.get("/agency").status == 200
    assert ueda.post("/operations/urgent-stops/ending", status=409).status == 409


def test_a_stop_needs_a_reason(ueda) -> None:
    assert ueda.submit(ueda.get("/operations/maintenance"), status=422, reason=" ").status == 422


@pytest.mark.rule("AGY-107")
def test_a_limit_is_told_first_and_closes_its_pages_only_then(hikari, oda, clock, outbox) -> None:
    from app.oversight.usecases.limits import tell_limits

    done = oda.follow(oda.submit(oda.get("/bureau/access-limits"), **NEW_LIMIT))
    assert "制限を予定しています" in done.text
    assert tell_limits(clock.now()) == 1
    assert tell_limits(clock.now()) == 0
    mail = outbox.posted("M-AGY-9")
    assert [each.recipient for each in mail] == ["contact@hikari.example"]
    clock.set("2026-05-20T08:59:59")
    assert hikari.get("/agency").status == 200
    clock.set("2026-05-20T09:00:00")
    closed = hikari.get("/agency", status=503)
    assert "アクセスが集まるため" in closed.text
    assert "2026年5月20日（水）12時00分から使えます。" in closed.text
    clock.set("2026-05-20T12:00:00")
    assert hikari.get("/agency").status == 200


@pytest.mark.rule("AGY-107")
def test_a_limit_lifted_early_closes_nothing(hikari, oda, clock) -> None:
    oda.submit(oda.get("/bureau/access-limits"), **NEW_LIMIT)
    clock.set("2026-05-20T10:00:00")
    oda.submit(oda.get("/bureau/access-limits"), "form[action$=lifting]")
    assert hikari.get("/agency").status == 200


@pytest.mark.parametrize(
    "changes, status, said",
    [
        ({"begins_day": "2026-05-11", "begins_hour": "10:00"}, 409, "いまより前です"),
        ({"ends_hour": "8:00"}, 409, "終わりが、始まりより前です"),
        ({"begins_day": "令和8年2月30日"}, 422, "日付を"),
        ({"ends_hour": "25時"}, 422, "時刻を"),
        ({"pages": "some"}, 422, "制限するページを選んでください。"),
        ({"reason": ""}, 422, "事業者が読む理由を"),
    ],
)
def test_what_cannot_be_is_told_and_kept(oda, changes, status: int, said: str) -> None:
    typed = {**NEW_LIMIT, **changes}
    refused = oda.submit(oda.get("/bureau/access-limits"), status=status, **typed)
    assert said in refused.text
    assert refused.fields()["begins_day"] == typed["begins_day"]
