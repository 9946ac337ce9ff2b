"""The public lists, right at each step: who takes part, who is stopped, whose use was ended."""

from datetime import date, time

import pytest

from app.agencies.effects.participation import end_participation, end_running_suspension, lock_agency, suspend
from app.agencies.models.agencies import Agency
from app.agencies.queries.participation import find_standing
from app.agencies.terms.participation import EndedWhy, EndKind, Ground, NewSuspension, SuspensionEnd
from app.db import db
from app.kernel.moments import at
from tests import agencies
from tests.agency_crowd import crowd

NAME = "ひかり人材紹介（架空）"


@db.write
def stop(agency_id, now, **changes):
    """The bureau stops an agency."""
    lock_agency(agency_id)
    told = {"ground": Ground.TERMS, "end_kind": SuspensionEnd.UNTIL_CORRECTED, "begins_at": now, "reason": "理由"}
    decided = NewSuspension(**{**told, "first_day": date(2026, 5, 12), **changes})
    suspend(find_standing(agency_id, now).participation_id, decided, by=None, now=now)


@db.write
def lift(agency_id, now):
    """The stop is lifted."""
    end_running_suspension(find_standing(agency_id, now).participation_id, EndedWhy.LIFTED, now)


@db.write
def terminate(agency_id, now, reapply_from):
    """Use is ended."""
    lock_agency(agency_id)
    ended = find_standing(agency_id, now).participation_id
    end_participation(ended, EndKind.TERMINATED, reapply_from=reapply_from, by=None, now=now)


def names(document):
    """The names of a list's rows."""
    return [row.find("th").get_text(" ", strip=True) for row in document.all("tbody tr")]


@pytest.mark.rule("AGY-021")
def test_whoever_takes_part_is_listed_with_what_everybody_may_know(app, page, clock):
    agencies.take_part("hikari", clock.now())
    minato = agencies.found("minato", clock.now())
    agencies.apply(minato, "use", clock.now())
    document = page.get("/agencies")
    assert names(document) == [NAME]
    for told in ("長崎県長崎市万才町1-2-3", "42-ユ-300001", "取り扱う", "プライバシーマーク", "有料職業紹介事業者"):
        assert told in document.text
    assert "光 美咲" not in document.text
    assert "095-100" not in document.text


@pytest.mark.rule("AGY-022")
def test_a_stopped_one_says_so_until_the_stop_is_lifted(app, page, clock):
    hikari = agencies.take_part("hikari", clock.now())
    assert "停止中" not in page.get("/agencies").find("tbody").get_text()
    stop(hikari, clock.now())
    assert names(page.get("/agencies")) == [f"{NAME} 停止中"]
    lift(hikari, clock.now())
    assert names(page.get("/agencies")) == [NAME]


@pytest.mark.rule("AGY-022")
def test_a_stop_that_is_over_by_itself_is_gone_without_a_routine(app, page, clock):
    hikari = agencies.take_part("hikari", clock.now())
    stop(hikari, clock.now(), end_kind=SuspensionEnd.SIX_MONTHS, last_day=date(2026, 11, 11))
    clock.set("2026-11-11T23:59:59+09:00")
    assert names(page.get("/agencies")) == [f"{NAME} 停止中"]
    clock.set("2026-11-12T06:00:00+09:00")
    assert names(page.get("/agencies")) == [NAME]


@pytest.mark.rule("AGY-024")
def test_a_terminated_one_moves_to_the_other_list_until_three_years_are_over(app, page, clock):
    hikari = agencies.take_part("hikari", clock.now())
    assert page.get("/agencies/terminated").all("tbody tr") == []
    terminate(hikari, clock.now(), date(2029, 5, 11))
    assert page.get("/agencies").all("tbody tr") == []
    document = page.get("/agencies/terminated")
    assert names(document) == [NAME]
    assert "2026年5月11日（月）" in document.text
    clock.set("2029-05-10T23:00:00+09:00")
    assert names(page.get("/agencies/terminated")) == [NAME]
    clock.set("2029-05-11T10:00:00+09:00")
    assert page.get("/agencies/terminated").all("tbody tr") == []


@pytest.mark.rule("AGY-021")
def test_use_that_starts_later_is_listed_from_its_first_day(app, page, clock):
    agencies.take_part("hikari", clock.now())
    _start_on(date(2026, 5, 12))
    assert page.get("/agencies").all("tbody tr") == []
    clock.set(at(date(2026, 5, 12), time(10)).isoformat())
    assert names(page.get("/agencies")) == [NAME]


@db.write
def _start_on(day):
    db.session.execute(db.text("UPDATE participation SET started_on = :day"), {"day": day.isoformat()})


@pytest.mark.parametrize(
    "asked, found",
    [
        ("q=㈱ヒカリ", 1),
        ("q=かぜ", 1),
        ("q=42ユ300001", 1),
        ("q=%25", 0),
        ("bureau=nagasaki", 1),
        ("bureau=tokyo", 0),
        ("bureau=nowhere", 2),
        ("service=seeker_info", 2),
        ("service=x&page=x&q=%20", 2),
        ("page=99999", 2),
        ("q=ひかり&bureau=kanagawa", 0),
    ],
)
def test_the_list_is_searched_by_name_number_bureau_and_service(app, page, clock, asked, found):
    agencies.set_up()
    assert len(page.get(f"/agencies?{asked}").all("tbody tr")) == found


@pytest.mark.rule("AGY-021", "AGY-022", "AGY-024")
def test_both_lists_are_files_too(app, page, client, clock):
    agencies.set_up()
    told = client.get("/agencies/participants.csv")
    assert told.headers["Content-Disposition"] == 'attachment; filename="participants-2026-05-11.csv"'
    lines = told.get_data().decode("utf-8-sig").splitlines()
    assert [line.split('","')[0].strip('"') for line in lines] == ["名称", "かぜ職業紹介（架空）", NAME]
    assert lines[1].endswith('"停止中"')
    assert lines[2].endswith('""')
    hikari = db.session.scalar(db.select(Agency.id).where(Agency.name == NAME))
    terminate(hikari, clock.now(), date(2029, 5, 11))
    ended = client.get("/agencies/terminated.csv").get_data().decode("utf-8-sig").splitlines()
    assert ended[1] == f'"{NAME}","長崎県長崎市万才町1-2-3","42-ユ-300001","2026-05-11","2029-05-11"'


def test_a_long_list_has_pages(app, page, clock):
    agencies.set_up()
    crowd("hikari", 120)
    first = page.get("/agencies")
    assert "122団体" in first.text
    assert len(first.all("tbody tr")) == 50
    last = page.get("/agencies?page=3")
    assert len(last.all("tbody tr")) == 22
    assert last.find(".pages a[rel=prev]")["href"] == "/agencies?page=2"


@pytest.mark.parametrize("path", ["/agencies", "/agencies/terminated", "/agencies/terms", "/agencies/contacts"])
def test_a_page_in_japanese_alone_says_so_to_a_reader_of_english(page, path):
    page.post("/language", {"language": "en", "back": path})
    document = page.get(path)
    assert document.find("main")["lang"] == "ja"
    assert document.find("main > p.soft[lang=en]").text
