"""A bureau's agencies: where each stands, everything that happened to one, orders under the Act, the own contact."""

from datetime import date

import pytest

from app.agencies.models.agencies import Agency, BusinessOrder
from app.agencies.models.participation import Suspension
from app.agencies.queries.participation import find_standing
from app.agencies.terms.participation import ParticipationState
from app.agencies.usecases.processing import refuse_application
from app.db import db
from app.offices.queries.bureaux import find_bureau_by_code
from tests import agencies
from tests.agency_crowd import crowd, statements

ORDER = "form[action$=orders]"
IMPROVEMENT = "form[action$=improvement]"


def place(key):
    """The id of one of the demo's agencies."""
    db.session.rollback()
    return db.session.scalar(db.text(f"SELECT id FROM organisation WHERE code = '{key}' AND kind = 'agency'"))


def test_the_list_tells_where_each_stands(ono):
    document = ono.get("/bureau/agencies")
    rows = {row.find("a").get_text(): row.get_text(" ", strip=True) for row in document.all("tbody tr")}
    assert set(rows) == {"かぜ職業紹介（架空）", "みなとキャリア（架空）"}
    assert "停止中" in rows["かぜ職業紹介（架空）"]
    assert "利用の前" in rows["みなとキャリア（架空）"]
    assert len(ono.get("/bureau/agencies?q=㈱カゼ").all("tbody tr")) == 1


@pytest.mark.rule("AGY-010", "AGY-011")
def test_passed_limits_stand_in_the_list_and_on_the_page(ono, clock):
    clock.set("2026-10-09T10:00:00+09:00")
    assert "利用期限切れ 更新申請が必要" in ono.get("/bureau/agencies").text
    assert "利用期限切れ 更新申請が必要" in ono.get("/bureau/agencies/kaze").text
    clock.set("2031-04-01T10:00:00+09:00")
    assert "許可の期限切れ 変更申請が必要" in ono.get("/bureau/agencies/kaze").text


@pytest.mark.rule("AGY-013")
def test_past_the_term_without_the_requirements_the_list_says_that_only_withdrawal_is_left(ono, clock):
    number = agencies.apply(place("kaze"), "renew", clock.now(), agencies.particulars("kaze", placements=()))
    officer = agencies.identity("ono")
    agencies.receive(number, officer, clock.now())
    assert refuse_application(number, "常用就職がありません。", by=officer, now=clock.now()) is None
    clock.set("2026-10-08T10:00:00+09:00")
    assert "退会申請だけ" not in ono.get("/bureau/agencies").text
    clock.set("2026-10-09T10:00:00+09:00")
    assert "要件を満たさないため、退会申請だけができます" in ono.get("/bureau/agencies").text


def test_the_list_asks_the_same_statements_for_few_and_for_many(ono):
    ono.get("/bureau/agencies")
    few = statements(lambda: ono.get("/bureau/agencies"))
    crowd("kaze", 70)
    assert len(ono.get("/bureau/agencies").all("tbody tr")) == 30
    assert statements(lambda: ono.get("/bureau/agencies")) == few
    assert len(ono.get("/bureau/agencies?page=3").all("tbody tr")) == 12


@pytest.mark.rule("AGY-072")
def test_an_agency_is_there_for_its_own_bureau_and_the_ministry(mori, ono, oda, page):
    assert "光 美咲" in mori.get("/bureau/agencies/hikari").text
    assert oda.get("/bureau/agencies/hikari").all(ORDER) == []
    ono.get("/bureau/agencies/hikari", status=404)
    mori.get("/bureau/agencies/nobody", status=404)
    ono.post("/bureau/agencies/hikari/orders", {"kind": "revocation"}, status=404)
    oda.post("/bureau/agencies/hikari/orders", {"kind": "revocation"}, status=403)


@pytest.mark.rule("AGY-137", "AGY-136")
def test_the_timeline_tells_everything_that_happened(ono):
    text = ono.get("/bureau/agencies/kaze").text
    for told in (
        "利用を開始",
        "利用を停止",
        "求人情報の不適切な取扱い",
        "停止の初日 2026年4月1日（水）",
        "小野 隆",
        "広告に載せて",
    ):
        assert told in text


@pytest.mark.rule("AGY-006", "AGY-074")
def test_an_order_stops_who_takes_part_until_correction_is_confirmed(mori, clock):
    document = mori.get("/bureau/agencies/hikari")
    typed = {"kind": "improvement_order", "from_on": "令和8年5月8日", "reason": "長崎労働局長の命令"}
    done = mori.follow(mori.submit(document, ORDER, **typed))
    assert "停止中" in done.text
    stop = db.session.scalars(db.select(Suspension).order_by(Suspension.id.desc())).first()
    assert (stop.ground, stop.end_kind, stop.last_day, stop.reason) == (
        "order",
        "until_corrected",
        None,
        "長崎労働局長の命令",
    )
    assert stop.first_day == date(2026, 5, 12)
    standing = find_standing(place("hikari"), clock.now())
    assert (standing.state, standing.stop_count) == (ParticipationState.SUSPENDED, 1)
    done = mori.follow(mori.submit(done, IMPROVEMENT, improved_on="2026/5/11"))
    assert "改善を確認した日を入力しました" in done.text
    assert db.session.scalars(db.select(BusinessOrder)).one().improved_on == date(2026, 5, 11)
    assert find_standing(place("hikari"), clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.rule("AGY-006")
def test_an_order_against_who_has_not_begun_bars_admission(ono, clock):
    typed = {"kind": "suspension_order", "from_on": "2026-05-01", "until_on": "2026-05-31", "reason": "命令"}
    done = ono.follow(ono.submit(ono.get("/bureau/agencies/minato"), ORDER, **typed))
    assert "認められません" in done.text
    assert "事業停止命令・業務改善命令（2(1)）" in ono.get("/bureau/applications").text
    assert find_standing(place("minato"), clock.now()).state is None


@pytest.mark.rule("AGY-074")
def test_six_months_that_run_give_way_to_an_order_and_use_does_not_go_on_by_itself(ono, clock):
    typed = {"kind": "improvement_order", "from_on": "2026-05-01", "reason": "命令"}
    ono.submit(ono.get("/bureau/agencies/kaze"), ORDER, status=303, **typed)
    db.session.expire_all()
    found = db.session.scalars(db.select(Suspension).order_by(Suspension.id))
    assert [(row.end_kind, row.ended_why) for row in found] == [("six_months", "replaced"), ("until_corrected", None)]
    clock.set("2027-05-11T10:00:00+09:00")
    assert find_standing(place("kaze"), clock.now()).state is ParticipationState.SUSPENDED


@pytest.mark.rule("AGY-074")
def test_a_stop_that_ends_by_a_decision_alone_stays_under_an_order(ono, clock):
    typed = {"kind": "improvement_order", "from_on": "2026-05-01", "reason": "命令"}
    for _ in range(2):
        ono.submit(ono.get("/bureau/agencies/kaze"), ORDER, status=303, **typed)
    assert len(db.session.scalars(db.select(Suspension)).all()) == 2


def test_what_was_typed_stays_where_an_order_is_not_entered(ono):
    document = ono.get("/bureau/agencies/minato")
    document = ono.submit(document, ORDER, kind="suspension_order", from_on="きのう", reason="命令", status=422)
    assert document.find("#from_on")["value"] == "きのう"
    document = ono.submit(document, ORDER, from_on="2026-05-01", status=409)
    assert "最後の日が入っていません" in document.text
    assert document.find("#reason").get_text(strip=True) == "命令"


def test_an_improvement_that_is_no_day_is_told_at_its_row(ono):
    typed = {"kind": "improvement_order", "from_on": "2026-05-01", "reason": "命令"}
    document = ono.follow(ono.submit(ono.get("/bureau/agencies/minato"), ORDER, **typed))
    document = ono.submit(document, IMPROVEMENT, improved_on="そのうち", status=422)
    assert document.find(f"{IMPROVEMENT} [name=improved_on]")["value"] == "そのうち"
    document = ono.submit(document, IMPROVEMENT, improved_on="2026-04-30", status=409)
    assert "命令の日より前です" in document.text
    order_id = db.session.scalar(db.select(BusinessOrder.id))
    ono.post(f"/bureau/agencies/kaze/orders/{order_id}/improvement", {"improved_on": "2026-05-01"}, status=404)


@pytest.mark.rule("AGY-100", "AGY-140")
def test_a_bureau_sets_its_own_contact(ono):
    document = ono.get("/bureau/settings")
    assert "横浜地方裁判所" in document.text
    document = ono.submit(document, mail="こわれた", phone="045-000-0000", status=422)
    assert document.find("#mail")["value"] == "こわれた"
    ono.submit(document, mail="Shinsei＠example.jp", phone="０４５ー２１１ー７３５１", status=303)
    place = find_bureau_by_code("kanagawa")
    assert (place.applications_mail, place.phone) == ("Shinsei@example.jp", "+81452117351")
    assert find_bureau_by_code("nagasaki").applications_mail == "shinsei@nagasaki.bureau.example"


@pytest.mark.rule("AGY-140")
def test_of_two_who_set_the_contact_the_second_is_told_of_the_first(ono):
    """What was typed stays; another press, having seen what stands, sets it. The same press twice is done once."""
    opened = ono.get("/bureau/settings")
    ono.submit(opened, mail="saki@example.jp", phone="", status=303)
    ono.submit(opened, mail="saki@example.jp", phone="", status=303)
    refused = ono.submit(opened, mail="ato@example.jp", phone="", status=409)
    assert "メールアドレス：saki@example.jp" in refused.find("#refusal").get_text()
    assert refused.find("#mail")["value"] == "ato@example.jp"
    assert find_bureau_by_code("kanagawa").applications_mail == "saki@example.jp"
    wrong = ono.submit(opened, mail="こわれた", phone="", status=422)
    ono.submit(wrong, mail="ato@example.jp", phone="", status=409)
    ono.submit(refused, status=303)
    assert find_bureau_by_code("kanagawa").applications_mail == "ato@example.jp"


def test_what_is_registered_stays_sealed_in_the_database(settled):
    with db.engine.connect() as connection:
        rows = connection.execute(db.text("SELECT particulars, contact_name, contact_mail FROM agency")).all()
    assert rows
    for row in rows:
        assert not any("光" in str(value) or "example" in str(value) for value in row)
    assert db.session.scalar(db.select(db.func.count()).select_from(Agency)) == 3
