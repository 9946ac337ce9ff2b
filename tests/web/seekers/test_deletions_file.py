"""The log of deletions as a file: whose it is, what stands in it, how much one file holds (AGY-049, AGY-050)."""

import csv
import io

import pytest

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.audit.models import AuditEvent
from app.db import db
from app.seekers.models.acquisitions import AcquisitionDeletion
from app.seekers.views import deletions
from app.web.clock import now
from tests import factories

PAGE = "/agency/seekers/deletions"
FILE = f"{PAGE}.csv"
REFUSED = "ブロック（受信拒否により削除済）"


@db.write
def log(key: str, *lines: tuple[str, str]) -> None:
    """Lines of an agency's log: number and reason, the oldest first."""
    own = find_organisation(OrganisationKind.AGENCY, key)
    assert own
    rows = [{"agency_id": own.id, "number": number, "reason": why, "deleted_at": now()} for number, why in lines]
    db.session.execute(db.insert(AcquisitionDeletion), rows)


def read(browser, query: str = "") -> list[list[str]]:
    """The rows of the file without their heads."""
    answer = browser.client.get(f"{FILE}{query}")
    assert answer.status_code == 200
    heads, *rows = csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig")))
    assert heads == ["番号", "理由", "削除した日", "時刻"]
    return rows


@pytest.mark.rule("AGY-049", "AGY-050")
def test_an_agency_gets_its_own_log_newest_first_and_of_blocks_no_time(hikari, minato):
    log("hikari", ("Q3", "block"), ("Q1", "term"), ("Q2", "block"), ("Q4", "seeker"))
    log("minato", ("Q9", "term"))
    rows = read(hikari)
    assert [row[0] for row in rows] == ["Q4", "Q1", "Q2", "Q3"]
    assert rows[0][1:] == ["本人の求め", "2026年5月13日（水）", "10:00"]
    assert rows[2][1:] == rows[3][1:] == [REFUSED, "", ""]
    assert [row[0] for row in read(minato)] == ["Q9"]


def test_the_file_is_a_file_and_no_cell_is_a_formula(hikari):
    log("hikari", ("=1+1", "term"), ("＠SUM", "block"))
    assert [row[0] for row in read(hikari)] == ["'=1+1", "'＠SUM"]
    headers = hikari.client.get(FILE).headers
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["Content-Disposition"] == 'attachment; filename="deletions-2026-05-13.csv"'


@pytest.mark.rule("AGY-049")
def test_what_one_file_does_not_hold_stands_in_the_next_and_the_page_says_so(hikari, monkeypatch):
    log("hikari", *((f"Q{each}", "term") for each in range(3)), *((f"R{each}", "block") for each in range(4)))
    assert hikari.get(PAGE).all("#files") == []
    monkeypatch.setattr(deletions, "MOST_IN_FILE", 2)
    told = hikari.get(PAGE).find("#files")
    assert "2件までです。全部で7件あるので、4つに分けてあります" in told.get_text()
    files = [read(hikari, each["href"].removeprefix(FILE)) for each in told.select("a")]
    numbers = [[row[0] for row in file] for file in files]
    assert numbers == [["Q2", "Q1"], ["Q0", "R0"], ["R1", "R2"], ["R3"]]
    assert "7件目から7件目まで" in told.select("a")[-1].get_text()


def test_past_the_last_file_is_none_and_an_empty_log_is_an_empty_file(hikari, monkeypatch):
    assert read(hikari) == []
    monkeypatch.setattr(deletions, "MOST_IN_FILE", 2)
    log("hikari", ("Q1", "term"), ("Q2", "term"))
    assert hikari.get(PAGE).all("#files") == []
    assert hikari.client.get(f"{FILE}?page=2").status_code == 404
    assert len(read(hikari, "?page=x")) == 2


def test_a_file_that_was_taken_along_is_on_record(hikari):
    log("hikari", ("Q1", "term"))
    read(hikari)
    noted = db.select(AuditEvent).where(AuditEvent.act == "seekers.deletions_exported")
    assert [event.detail for event in db.session.scalars(noted)] == ['{"deletions": 1}']


def test_files_asked_for_one_after_the_other_are_counted(hikari):
    asked = [hikari.client.get(FILE).status_code for _ in range(6)]
    assert asked == [200] * 5 + [429]


@pytest.mark.parametrize("who", ["mori", "oda", "yamada", "kato", "ueda"])
def test_nobody_but_an_agency_has_one(page, hikari, who):
    factories.sign_in_as(page, who)
    page.get(FILE, status=403)
