"""The bureau's desk: the queue by deadline with its checks, and the three acts at an application."""

import io
from datetime import date

import pytest

from app.agencies.effects.participation import end_participation
from app.agencies.models.agencies import Application
from app.agencies.models.participation import Participation
from app.agencies.rules.particulars import written
from app.agencies.terms.participation import EndKind
from app.db import db
from tests import agencies, factories
from tests.agency_crowd import crowd, statements
from tests.page import Page

RECEIPT, PROCESSING, REFUSAL = "form[action$=receipt]", "form[action$=processing]", "form[action$=refusal]"


def number_of(kind, key="minato"):
    """The newest application of a kind of an agency."""
    place = db.session.scalar(db.text(f"SELECT id FROM organisation WHERE kind = 'agency' AND code = '{key}'"))
    mine = db.select(Application.number).where(Application.kind == kind, Application.agency_id == place)
    found = db.session.scalar(mine.order_by(Application.id.desc()))
    db.session.rollback()
    return found


def path_of(kind, key="minato"):
    """Its address at the desk."""
    return f"/bureau/applications/{number_of(kind, key)}"


@pytest.mark.rule("AGY-097", "AGY-106")
def test_the_queue_shows_the_limit_and_what_was_checked(ono):
    document = ono.get("/bureau/applications")
    assert len(document.all("tbody tr")) == 1
    for told in ("利用申請", "みなとキャリア", "5月19日（火）", "あと9日", "9件すべて合っています"):
        assert told in document.text


def test_the_queue_marks_what_is_wanting_with_its_clause(ono, clock):
    kaze = db.session.scalar(db.text("SELECT id FROM organisation WHERE code = 'kaze'"))
    agencies.apply(kaze, "renew", clock.now(), agencies.particulars("kaze", placements=()))
    document = ono.get("/bureau/applications")
    assert [row.find("th").get_text(strip=True)[:4] for row in document.all("tbody tr")] == ["利用申請", "更新申請"]
    assert "常用就職の実績（2(2)）" in document.text


@pytest.mark.rule("AGY-099")
def test_what_expired_is_no_longer_in_the_queue(ono, clock):
    clock.set("2026-05-19T23:59:59+09:00")
    assert "今日まで" in ono.get("/bureau/applications").text
    clock.set("2026-05-20T06:00:00+09:00")
    assert ono.get("/bureau/applications").all("tbody tr") == []
    page = ono.get(path_of("use"))
    assert "期限切れ" in page.text
    assert "申請の内容は消えています" in page.text
    assert page.all("table") == []
    assert page.all(RECEIPT) == []


@pytest.mark.rule("AGY-072")
def test_an_officer_sees_the_applications_of_the_own_bureau_only(mori, ono):
    assert "ひかり人材紹介" in mori.get("/bureau/applications").text
    assert "みなと" not in mori.get("/bureau/applications").text
    for path in ("", "/document.pdf"):
        mori.get(path_of("use") + path, status=404)
    for act in ("receipt", "processing", "refusal"):
        mori.post(f"{path_of('use')}/{act}", {"way": "mail"}, status=404)


@pytest.mark.rule("AGY-102", "AGY-104")
def test_what_the_agency_put_on_the_site_is_read_at_its_bureau_and_is_no_receipt(mori, ono, app):
    filled = b"%PDF-1.7\nfilled\n%%EOF\n"
    assert "サイトに申請書あり" not in ono.get("/bureau/applications").text
    minato = Page(app)
    factories.sign_in_as(minato, "minato")
    sent = {"document": (io.BytesIO(filled), "a.pdf")}
    minato.post(f"/agency/applications/{number_of('use')}/filled", sent, status=303)
    assert "サイトに申請書あり" in ono.get("/bureau/applications").text
    shown = ono.get(path_of("use"))
    link = str(shown.find("main a[href$='document.pdf']")["href"])
    assert ono.client.get(link).data == filled
    assert shown.all(RECEIPT)
    mori.get(link, status=404)


@pytest.mark.rule("AGY-098", "AGY-104", "AGY-106")
def test_from_the_document_to_the_first_day_of_use(ono, page, clock):
    path = path_of("use")
    document = ono.get(path)
    assert document.all(PROCESSING) == []
    assert "14日間の末日" in document.text
    document = ono.follow(ono.submit(document, RECEIPT, way="mail", received_on="令和8年5月11日"))
    assert "申請書の受領を入力しました" in document.text
    assert "みなと" not in page.get("/agencies").text
    document = ono.follow(ono.submit(document, PROCESSING, seeker_until="R9.3.31"))
    assert "申請を処理しました" in document.text
    assert "みなとキャリア" in page.get("/agencies").text
    assert "処理済み" in ono.get("/bureau/applications/settled").text


@pytest.mark.rule("AGY-105")
def test_paper_without_a_call_is_refused_and_nothing_typed_is_lost(ono):
    document = ono.submit(ono.get(path_of("use")), RECEIPT, way="post", received_on="5/8", status=422)
    assert "日付を" in document.text
    assert document.find("#received_on")["value"] == "5/8"
    document = ono.submit(document, RECEIPT, way="post", received_on="2026/5/8", status=409)
    assert "事前に連絡があったときだけ受け付けます" in document.text
    assert document.find("#received_on")["value"] == "2026/5/8"
    ono.submit(document, RECEIPT, way="post", received_on="2026/5/8", called_on="２０２６年５月７日", status=303)
    row = agencies.application(number_of("use"))
    assert (row.received_way, row.called_on.isoformat()) == ("post", "2026-05-07")


@pytest.mark.rule("AGY-010")
def test_without_the_limit_of_the_seeker_service_nothing_is_processed(ono):
    document = ono.get(path_of("use"))
    document = ono.follow(ono.submit(document, RECEIPT, way="mail", received_on="2026-05-11"))
    document = ono.submit(document, PROCESSING, start_on="2026-06-01", seeker_until="", status=409)
    assert "利用期限が入っていません" in document.text
    assert document.find("#start_on")["value"] == "2026-06-01"


def test_not_admitting_needs_a_reason_that_the_agency_reads(ono, app):
    document = ono.get(path_of("use"))
    document = ono.follow(ono.submit(document, RECEIPT, way="mail", received_on="2026-05-11"))
    document = ono.submit(document, REFUSAL, why="　", status=422)
    assert "理由を入れてください" in document.text
    done = ono.follow(ono.submit(document, REFUSAL, why="届出番号が確かめられません。"))
    assert "認めない" in done.text
    assert "届出番号が確かめられません。" in done.text


@pytest.mark.rule("AGY-057")
def test_a_change_shows_what_is_registered_now_beside_it(mori):
    document = mori.get(path_of("change", "hikari"))
    rows = [row.get_text(" ", strip=True) for row in document.all("tbody tr") if "変わります" in row.get_text()]
    assert len(rows) == 2
    assert rows[0].startswith("所在地 長崎県長崎市万才町1-2-3 第二ビル4階")
    assert rows[0].endswith("いまの登録：長崎県長崎市万才町1-2-3")
    assert "長崎県、佐賀県、福岡県" in rows[1]
    before_the_acts = document.text[: document.text.index("処理すると")]
    assert "変わるところ" in before_the_acts
    assert "第二ビル4階 長崎県長崎市万才町1-2-3" in before_the_acts


@pytest.mark.rule("AGY-023")
def test_a_ban_is_shown_with_the_first_free_day_and_bars_processing(ono, clock):
    end_hikari()
    told = agencies.particulars("minato", licence_number="４２ーユー３００００１")
    db.session.rollback()
    change_told(number_of("use"), told)
    document = ono.get(path_of("use"))
    assert "許可・届出番号が、利用解除となった団体と同じです" in document.text
    assert "2029年5月11日（金）から申請できます" in document.text
    document = ono.follow(ono.submit(document, RECEIPT, way="mail", received_on="2026-05-11"))
    document = ono.submit(document, PROCESSING, seeker_until="2027-03-31", status=409)
    assert "利用解除から3年たっていない団体です" in document.text


@pytest.mark.rule("AGY-023")
def test_the_address_of_who_was_terminated_is_a_thing_to_look_at_and_no_bar(ono):
    end_hikari()
    told = agencies.particulars("minato", address="長崎県長崎市万才町１丁目２番３号")
    db.session.rollback()
    change_told(number_of("use"), told)
    document = ono.get(path_of("use"))
    assert "同じ団体なら、2029年5月11日（金）から申請できます" in document.text
    assert "利用解除となった団体と同じ所在地" in document.text
    assert "確かめてください" in document.text
    document = ono.follow(ono.submit(document, RECEIPT, way="mail", received_on="2026-05-11"))
    assert "申請を処理しました" in ono.follow(ono.submit(document, PROCESSING, seeker_until="2027-03-31")).text


@db.write
def end_hikari():
    """Hikari's use was ended today."""
    ended = db.session.scalars(db.select(Participation).order_by(Participation.id)).first()
    terms = {"reapply_from": date(2029, 5, 11), "by": None, "now": agencies.TODAY}
    end_participation(ended.id, EndKind.TERMINATED, **terms)


@db.write
def change_told(number, told):
    """Let an application tell something else."""
    row = db.session.scalars(db.select(Application).where(Application.number == number)).one()
    row.particulars = written(told)


def test_the_queue_asks_the_same_statements_for_one_and_for_many(ono, clock):
    ono.get("/bureau/applications")
    few = statements(lambda: ono.get("/bureau/applications"))
    crowd("minato", 60)
    document = ono.get("/bureau/applications")
    assert len(document.all("tbody tr")) == 30
    assert statements(lambda: ono.get("/bureau/applications")) == few
    assert len(ono.get("/bureau/applications?page=3").all("tbody tr")) == 1


def test_a_reason_that_comes_after_somebody_else_settled_it_is_not_lost(ono) -> None:
    path = path_of("use")
    ono.submit(ono.get(path), RECEIPT, received_on="2026-05-11", way="mail")
    first, second = (ono.get(path) for _ in range(2))
    ono.submit(first, REFUSAL, why="先に書いた理由", status=303)
    refused = ono.submit(second, REFUSAL, why="後から書いた長い理由", status=409)
    assert "後から書いた長い理由" in str(refused.find("textarea[readonly]"))
