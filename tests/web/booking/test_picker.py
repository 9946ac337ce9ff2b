"""The first page and the picker: times with words, reasons, the next week, statements counted."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests import bookings
from tests.factories import open_offices

SLOTS = "/offices/kanagawa/slots"
WEEK = f"{SLOTS}?week=2026-05-13"
MOST_OF_A_PAGE = 4
MOST_OF_A_PRESS = 14
NO_WEEKS = ("2026-02-30", "0001-01-01", "9999-12-31", "x", "20260513", "2026-W20-1", "2027-13-01")


@pytest.fixture(autouse=True)
def _offices(app) -> None:
    open_offices()


@pytest.fixture
def statements():
    """The SQL statements sent since it was last cleared."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


def offered(document) -> list[str]:
    return [str(link["href"]).partition("slot=")[2] for link in document.all("a.slot")]


def test_the_first_page_names_every_office_and_its_next_time(page) -> None:
    home = page.get("/")
    assert len(home.all(".card")) == 7
    assert "2026年5月13日（水）9時00分" in home.text


@pytest.mark.rule("KNG-13", "KNG-14", "KNG-15")
def test_a_week_offers_the_times_the_office_has_set(page) -> None:
    assert offered(page.get(WEEK)) == [
        f"2026-05-{day}T{hour}"
        for day in (13, 14, 15)
        for hour in ("09:00", "10:00", "11:00", "13:30", "14:30", "15:30")
    ]


def test_without_a_week_the_first_free_time_is_in_sight(page, clock) -> None:
    clock.set("2026-04-30T16:00:01+09:00")
    assert offered(page.get(SLOTS))[0] == "2026-05-08T09:00"


@pytest.mark.rule("KNG-19")
def test_a_closed_day_says_why(page, clock) -> None:
    clock.set("2026-05-11T16:00:01+09:00")
    week = page.get(WEEK)
    assert "受付は5月11日（月）16時00分で終わりました。" in week.text
    assert "受付は5月12日（火）16時00分まで" in week.text
    assert "土曜日のため休みです。" in week.text


@pytest.mark.rule("KNG-13")
def test_a_holiday_is_named(page, clock) -> None:
    clock.set("2026-07-01T10:00:00+09:00")
    assert "海の日" in page.get(f"{SLOTS}?week=2026-07-20").text


def test_a_taken_time_is_full_and_told_in_words(page, clock) -> None:
    bookings.book(clock)
    week = page.get(WEEK)
    assert "2026-05-13T10:00" not in offered(week)
    assert "×満席" in "".join(week.text.split())


def test_the_next_week_comes_as_the_part_of_the_page(page) -> None:
    part = page.htmx_get(f"{SLOTS}?week=2026-05-18")
    assert part.all("#week")
    assert offered(part)[0] == "2026-05-18T09:00"


def test_a_week_without_a_time_leads_on(page) -> None:
    past = page.get(f"{SLOTS}?week=2026-05-04")
    assert "次に空いているのは、2026年5月13日（水）9時00分です。" in past.text
    assert past.find("#week-first-free")["href"] == SLOTS
    assert "045-633-6110" in past.text


@pytest.mark.parametrize(
    "week", ["2026-02-30", "0001-01-01", "9999-12-31", "x", "20260513", "2026-W20-1", "2027-13-01"]
)
def test_a_week_nobody_knows_shows_the_first_free_time(page, week: str) -> None:
    assert offered(page.get(SLOTS, query_string={"week": week}))


def test_an_office_booked_by_telephone_says_so(page) -> None:
    document = page.get("/offices/nagasaki_main/slots")
    assert "お電話か窓口でお申し込みください。" in document.text
    assert offered(document) == []
    assert document.heading == "空いている時間"
    assert not document.all(".steps"), "it is no way through steps"


@pytest.mark.rule("NGS-15")
def test_where_one_calls_the_limit_is_the_last_hour_of_the_telephone(page) -> None:
    document = page.get("/offices/nagasaki_main/slots?week=2026-05-18")
    notes = [note.get_text() for note in document.all(".week-note")]
    assert notes[:2] == ["受付は5月15日（金）17時15分まで", "受付は5月18日（月）17時15分まで"]


def test_an_office_nobody_knows_is_not_there(page) -> None:
    page.get("/offices/nowhere/slots", status=404)


@pytest.mark.parametrize("path", [SLOTS, WEEK, f"{SLOTS}?week=2026-05-04"])
def test_the_picker_asks_the_database_four_times_however_many_booked(page, clock, statements, path: str) -> None:
    page.get(path)
    statements.clear()
    page.client.get(path)
    assert len(statements) <= MOST_OF_A_PAGE
    for client, hour in enumerate(("09:00", "10:00", "11:00", "13:30", "14:30")):
        bookings.book(clock, bookings.somebody(client, f"2026-05-14T{hour}"))
    statements.clear()
    page.client.get(path)
    assert len(statements) <= MOST_OF_A_PAGE


@pytest.mark.parametrize("query, most", [("", 1), ("?week=2026-05-20", 1), ("?week=9999-12-31", 1)])
def test_one_statement_brings_the_times_of_a_week_that_is_not_over(page, statements, query: str, most: int) -> None:
    page.get(f"{SLOTS}{query}")
    statements.clear()
    page.client.get(f"{SLOTS}{query}")
    assert len(statements) <= most


@pytest.mark.parametrize("limits, most", [(False, MOST_OF_A_PRESS), (True, MOST_OF_A_PRESS)])
def test_a_press_costs_the_same_however_many_booked(make_app, clock, statements, limits: bool, most: int) -> None:
    from tests.page import Page

    app = make_app(limits=limits)
    needed = []
    for client, hour in enumerate(("09:00", "10:00", "11:00", "13:30", "14:30")):
        page = Page(app)
        form = page.get(f"/offices/kanagawa/bookings/new?slot=2026-05-14T{hour}")
        typed = {**bookings.SATO, "email": f"p{client}@example.jp", "phone": f"090-1000-000{client}"}
        confirmation = page.submit(form, **typed)
        statements.clear()
        page.submit(confirmation, "form[action$=bookings]", status=200)
        needed.append(len(statements))
    assert len(set(needed)) == 1
    assert needed[0] <= most
