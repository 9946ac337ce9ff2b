"""閲覧の記録: the week of an office by person, without a word of a consultation, itself on record (SECURITY T31)."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.audit.models import AuditEvent
from app.db import db
from app.desk.queries.looks import KINDS, looks_at
from app.desk.terms.looks import LookKind
from tests import bookings, factories, instant
from tests.kato import recorded
from tests.page import Page

VIEWS = "/desk/kanagawa/office/views"
MOST = 9


def row_of(document, name):
    """The cells of a person's row."""
    (row,) = [row for row in document.all("table")[0].find_all("tr") if name in row.get_text()]
    return [cell.get_text(strip=True) for cell in row.find_all("td")]


@pytest.fixture
def name(app):
    """What Suzuki is called."""
    from app.accounts.queries.people import names_of

    factories.open_offices()
    return next(iter(names_of(factories.enlist("suzuki").values()).values()))


def test_a_manager_sees_who_looked_at_what_and_how_often(suzuki, kato, clock, name):
    number = bookings.book(clock).number
    path = f"/desk/kanagawa/bookings/{number}"
    for _ in range(10):
        suzuki.get(path)
    suzuki.get(f"{path}/print")
    suzuki.get("/desk/kanagawa/today/print")
    suzuki.post("/desk/kanagawa/search", {"q": "サトウ", "reason": "call"})
    suzuki.post("/desk/kanagawa/search", {"q": "09012345678", "reason": ""})
    page = kato.get(VIEWS)
    assert row_of(page, name) == ["11", "1", "1", "0", "1", "1", "1"]
    for told in (
        number,
        "10回を超えました",
        "電話での問い合わせ 1回",
        "2026年5月11日（月）から2026年5月17日（日）まで",
    ):
        assert told in page.text
    assert not [word for word in bookings.PERSONAL if word in page.text]


def test_a_request_for_instant_use_is_a_look_like_any_other(app, offices, clock):
    scene = instant.open_scene(clock)
    number = instant.ask(clock, scene.yamada, content="病気のことで相談").number
    nishi = Page(app)
    factories.sign_in_as(nishi, "nishi")
    nishi.get(f"/desk/nagasaki_main/instant-use/{number}")
    db.session.rollback()
    looks = looks_at("nagasaki_main", clock.now() - timedelta(days=1), clock.now() + timedelta(days=1))
    assert [(each.kind, each.number) for each in looks] == [(LookKind.VIEW, number)]


def test_every_look_that_the_desk_s_pages_record_is_in_the_list(app):
    pages = [path.read_text(encoding="utf-8") for path in Path("app/desk/views").rglob("*.py")]
    noting = [ast.walk(ast.parse(text)) for text in pages if "note_view(" in text]
    words = {str(each.value) for nodes in noting for each in nodes if isinstance(each, ast.Constant)}
    acts = {word for word in words if re.fullmatch(r"desk\.[a-z_]+", word)} - app.view_functions.keys()
    assert acts - {"desk.views_listed"} == set(KINDS)


def test_looks_out_of_hours_stand_out(suzuki, kato, clock, name):
    number = bookings.book(clock).number
    clock.set("2026-05-16T10:00:00+09:00")
    suzuki.get(f"/desk/kanagawa/bookings/{number}")
    page = kato.get(VIEWS)
    assert row_of(page, name)[3] == "1"
    assert "時間外" in page.all("section table")[0].get_text()


def test_a_week_is_told_by_itself(suzuki, kato, clock, name):
    number = bookings.book(clock).number
    suzuki.get(f"/desk/kanagawa/bookings/{number}")
    assert "予約を開いた人はいません" in kato.get(f"{VIEWS}?day=2026-05-10").text
    clock.set("2026-05-18T00:00:00+09:00")
    assert "予約を開いた人はいません" in kato.get(VIEWS).text
    assert row_of(kato.get(f"{VIEWS}?day=2026-05-17"), name)[0] == "1"
    kato.get(f"{VIEWS}?day=2026-02-30", status=404)


def test_looking_at_the_record_is_recorded(kato):
    kato.get(VIEWS)
    kato.get(f"{VIEWS}?day=2026-04-01")
    assert recorded("desk.views_listed") == [{"week": "2026-05-11"}, {"week": "2026-03-30"}]


def test_another_office_s_looks_are_not_told(suzuki, kato, clock, name):
    number = bookings.book(clock).number
    suzuki.get(f"/desk/kanagawa/bookings/{number}")
    db.session.execute(
        db.update(AuditEvent).where(AuditEvent.act == "desk.booking_viewed").values(office_id="nagasaki_main")
    )
    db.session.commit()
    assert number not in kato.get(VIEWS).text


def test_the_page_costs_the_same_however_much_was_looked_at(suzuki, kato, clock):
    number = bookings.book(clock).number
    asked = []

    def watch(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    for looks in (1, 5):
        for _ in range(looks):
            suzuki.get(f"/desk/kanagawa/bookings/{number}")
        asked.clear()
        event.listen(Engine, "before_cursor_execute", watch)
        try:
            kato.get(VIEWS)
        finally:
            event.remove(Engine, "before_cursor_execute", watch)
        assert len(asked) <= MOST, "\n".join(asked)
