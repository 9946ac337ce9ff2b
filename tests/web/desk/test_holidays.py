"""Operations see the holidays, change a day, take in the official file, after a look at what each hits (DESIGN 4)."""

import io
from datetime import date

import pytest

from app.desk.terms.holidays import HolidayRefusal, WantedHoliday
from app.desk.usecases.holidays import announce_holidays, change_holiday
from app.kernel.holidays import seed_holidays
from app.kernel.roles import Identity, Role
from app.offices.queries.days import national_calendar
from tests import bookings
from tests.factories import open_offices, sign_in_as
from tests.keepings import rows

HOLIDAYS = "/operations/holidays"
PREVIEWS = "/operations/holiday-previews"
FILES = "/operations/holiday-files"
TYPED = {"day": "2026-05-13", "name": "特別の日", "reason": "特別の法律ができたため"}


@pytest.fixture
def ueda(app, page, clock):
    """Ueda of operations, signed in, while somebody has booked the 13th."""
    open_offices()
    return Identity(roles=frozenset({Role.OPERATIONS}), account_id=sign_in_as(page, "ueda"))


def official_file(*, more: tuple[tuple[date, str], ...] = ()) -> bytes:
    """The file as it is published, to 2028."""
    days = sorted([*((each.day, each.name) for each in seed_holidays(2025, 2028)), *more])
    lines = ["月日,名称", *(f"{day.year}/{day.month}/{day.day},{name}" for day, name in days), ""]
    return "\r\n".join(lines).encode("cp932")


def upload(page, contents: bytes, status: int = 200):
    """Send a file to be looked at."""
    return page.post(f"{FILES}/preview", {"file": (io.BytesIO(contents), "syukujitsu.csv")}, status=status)


def acts() -> list[tuple[object, ...]]:
    """What the record has about holidays."""
    return rows("audit_event WHERE act LIKE 'offices.holiday%'", "act", "subject")


def test_the_page_tells_a_year_with_its_marks(page, ueda) -> None:
    this_year = page.get(HOLIDAYS)
    assert this_year.find("h1").text == "2026年の祝日"
    assert "2026年11月3日" in this_year.text
    assert "見込み" not in this_year.find("tbody").text
    later = page.get(f"{HOLIDAYS}?year=2028")
    assert "見込み" in later.find("tbody").text
    assert page.get(f"{HOLIDAYS}?year=9999").find("h1").text == "2040年の祝日"
    assert page.get("/operations").find(f"a[href='{HOLIDAYS}']").text == "祝日"


def test_a_day_is_added_after_its_bookings_were_told(page, clock, ueda) -> None:
    number = bookings.book(clock).number
    seen = page.post(PREVIEWS, TYPED, status=200)
    assert number in seen.text
    assert "祝日に加わる日 1日" in seen.text
    assert national_calendar().is_open(date(2026, 5, 13))
    assert acts() == []
    done = page.submit(seen, f"form[action='{HOLIDAYS}']")
    assert done.location == f"{HOLIDAYS}?year=2026&done=changed"
    assert not national_calendar().is_open(date(2026, 5, 13))
    told = page.get(done.location).text
    assert "特別の法律ができたため" in told
    assert "祝日を変えました。" in told
    assert acts() == [("offices.holiday_changed", "holiday:2026-05-13")]


def test_a_day_gets_another_name_and_ends(page, ueda) -> None:
    form = page.get(f"{HOLIDAYS}/2026-11-03")
    assert form.find("input[name=name]")["value"] == "文化の日"
    typed = {"day": "2026-11-03", "name": "自由の日", "reason": "法律が変わったため"}
    page.submit(page.post(PREVIEWS, typed, status=200), f"form[action='{HOLIDAYS}']")
    assert "文化の日 → 自由の日" in page.get(HOLIDAYS).text
    ending = page.post(PREVIEWS, {**typed, "act": "ends"}, status=200)
    assert "祝日でなくなる日 1日" in ending.text
    page.submit(ending, f"form[action='{HOLIDAYS}']")
    assert national_calendar().is_open(date(2026, 11, 3))
    page.get(f"{HOLIDAYS}/2026-11-03", status=404)
    changes = rows("holiday_change", "name_before", "name_after", "official")
    assert [(before, after) for before, after, _ in changes] == [("文化の日", "自由の日"), ("自由の日", None)]


def test_what_changed_since_it_was_seen_is_refused_and_kept(page, clock, ueda) -> None:
    seen = page.post(PREVIEWS, {**TYPED, "day": "2026-11-03"}, status=200)
    again = page.post(PREVIEWS, {**TYPED, "day": "2026-11-03"}, status=200)
    page.submit(again, f"form[action='{HOLIDAYS}']")
    refused = page.submit(seen, f"form[action='{HOLIDAYS}']", status=409)
    assert "変わるところがありません。" in refused.find("#refusal").text
    unseen = page.post(HOLIDAYS, {**TYPED, "seen": "x"}, status=409)
    assert "確かめている間に、祝日の表が変わりました。" in unseen.find("#refusal").text
    assert unseen.find("textarea[name=reason]").text.strip() == TYPED["reason"]
    back = page.post(f"{HOLIDAYS}/new", TYPED, status=200)
    assert back.find("input[name=name]")["value"] == TYPED["name"]


@pytest.mark.parametrize(
    "typed, where, words",
    [
        ({"day": "5月のどこか"}, "#day-error", "日付を"),
        ({"name": ""}, "#name-error", "祝日の名前を"),
        ({"reason": " "}, "#reason-error", "変える理由を"),
        ({"day": "2026-05-01"}, "#refusal", "過ぎた日"),
        ({"day": "2050-05-02"}, "#refusal", "まだ表にありません"),
    ],
)
def test_what_cannot_be_read_is_told_and_kept(page, ueda, typed, where, words) -> None:
    for path in (PREVIEWS, *([HOLIDAYS] if where != "#refusal" else [])):
        refused = page.post(path, {**TYPED, **typed}, status=422)
        assert words in refused.find(where).text
        assert refused.find("input[name=day]")["value"] == {**TYPED, **typed}["day"]


def test_the_official_file_is_looked_at_and_taken_in(page, clock, ueda) -> None:
    number = bookings.book(clock).number
    contents = official_file(more=((date(2026, 5, 13), "特別の日"),))
    seen = upload(page, contents)
    assert number in seen.text
    assert "2028年12月31日" in seen.text
    assert national_calendar().official_until == date(2027, 12, 31)
    done = page.submit(seen, f"form[action='{FILES}']")
    assert done.location == f"{HOLIDAYS}?year=2028&done=imported"
    assert national_calendar().official_until == date(2028, 12, 31)
    assert acts() == [("offices.holidays_imported", "holidays:national")]
    assert "公表済みにした" in page.get(done.location).text
    assert "変わるところがありません。" in upload(page, contents, 422).find("#refusal").text
    assert (
        "変わるところがありません。" in page.submit(seen, f"form[action='{FILES}']", status=409).find("#refusal").text
    )


@pytest.mark.parametrize(
    "contents, words",
    [
        (b"", "祝日が一つもありません。"),
        (b"PK\x03\x04\xff\xfe\x00\x81", "文字コード"),
        ("題\r\n2026/1/1,元日".encode("cp932"), "2026年の祝日が足りません。"),
        (b'"' + b"x" * 200_000, "ファイルを取り込めません。"),
        ("題\r\n9999999999999999/1/1,元日".encode("cp932"), "2行目"),
    ],
)
def test_what_is_no_such_file_changes_nothing(page, ueda, contents: bytes, words: str) -> None:
    assert words in upload(page, contents, 422).find("#refusal").text
    page.post(FILES, {"contents": "x", "seen": "y"}, status=422)
    assert acts() == []


def test_whose_grant_ended_changes_nothing(clock, ueda) -> None:
    nobody, wanted = (
        Identity(roles=frozenset({Role.OPERATIONS}), account_id=999),
        WantedHoliday(day=date(2026, 5, 13), name="特別の日"),
    )
    ended = HolidayRefusal.GRANT_ENDED
    assert change_holiday(wanted, seen="", reason="x", by=nobody, now=clock.now()) is ended
    assert announce_holidays(official_file(), seen="", by=nobody, now=clock.now()) is ended
    assert rows("holiday_change", "id") == []
