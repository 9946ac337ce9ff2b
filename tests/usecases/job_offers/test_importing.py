"""`flask job-offers import`: files as they come, line by line (AGY-001, AGY-032, AGY-033)."""

import csv
import json
from pathlib import Path

import pytest
from flask import Flask

from app.db import db
from app.job_offers.models.offers import JobOffer, JobOfferVersion
from app.job_offers.rules.items import heads
from app.job_offers.rules.reading import CHOICES
from tests.harness.clock import FrozenClock
from tests.harness.source import ROOT
from tests.offers import cells, put


def write(path: Path, *rows: dict[str, str], encoding: str = "utf-8-sig") -> str:
    """A file of lines."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, heads())
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def take(app: Flask, file: str, *more: str) -> tuple[int, str]:
    """Run the command: its exit code and what it printed."""
    done = app.test_cli_runner().invoke(args=["job-offers", "import", file, *more])
    db.session.rollback()
    db.session.expire_all()
    return done.exit_code, done.output


def numbers() -> list[str]:
    """The offers that are provided."""
    return list(db.session.scalars(db.select(JobOffer.number).where(JobOffer.withdrawn_at.is_(None)).order_by("id")))


@pytest.mark.rule("AGY-001", "AGY-033")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_lines_with_consent_are_taken_and_the_others_are_told(app: Flask, tmp_path: Path, encoding: str) -> None:
    rows = (
        cells(求人番号="42010-00000001"),
        cells(求人番号="42010-00000002", 提供の同意="なし"),
        cells(求人番号="42010-00000003", 休日=""),
    )
    code, said = take(app, write(tmp_path / "offers.csv", *rows, encoding=encoding))
    assert (code, numbers()) == (1, ["42010-00000001"])
    assert "4行目: 休日: 省略できない項目が空です。" in said
    assert "追加 1件" in said
    assert "同意がないため取り込まない 1件、取消し済み・未登録 0件、誤り 1件" in said


@pytest.mark.parametrize("head", sorted(CHOICES))
def test_a_word_of_no_list_is_answered_with_the_list(app: Flask, tmp_path: Path, head: str) -> None:
    code, said = take(app, write(tmp_path / "offers.csv", cells(**{head: "別の言葉"})), "--dry-run")
    assert code == 1
    words = "、".join(CHOICES[head])
    assert f"2行目: {head}: 決められた言葉ではありません。使えるもの: {words}" in said


def test_the_file_of_the_manual_is_taken_as_it_is(app: Flask, clock: FrozenClock) -> None:
    code, said = take(app, str(ROOT / "docs" / "import-job-offers.csv"))
    assert code == 0, said
    assert "追加 1件、変更 0件、変わりなし 0件、取消し 0件、同意がないため取り込まない 1件" in said


@pytest.mark.rule("AGY-032")
def test_every_change_is_a_version_and_a_withdrawal_counts_at_once(
    app: Flask, tmp_path: Path, clock: FrozenClock
) -> None:
    put(now=clock.now())
    changed = write(tmp_path / "changed.csv", cells(休日="日曜"), cells(休日="日曜"))
    assert "変更 1件、変わりなし 1件" in take(app, changed)[1]
    versions = db.session.scalars(db.select(JobOfferVersion.items).order_by(JobOfferVersion.version))
    assert [json.loads(each)["holidays"] for each in versions] == ["休日の内容", "日曜"]
    assert "取消し 1件" in take(app, write(tmp_path / "gone.csv", cells(状態="取消")))[1]
    assert numbers() == []


def test_changes_are_numbered_in_their_order(app: Flask, clock: FrozenClock) -> None:
    put("42010-1", now=clock.now())
    put("42010-2", now=clock.now())
    put("42010-1", now=clock.now(), 休日="日曜")
    found = dict(db.session.execute(db.select(JobOffer.number, JobOffer.change_no)).all())
    assert found == {"42010-1": 3, "42010-2": 2}


def test_a_dry_run_writes_nothing(app: Flask, tmp_path: Path) -> None:
    code, said = take(app, write(tmp_path / "offers.csv", cells()), "--dry-run")
    assert (code, numbers()) == (0, [])
    assert "追加 1件" in said
    assert "書き込んでいません" in said


@pytest.mark.parametrize(
    "content, words",
    [
        (b"", "見出しの行がありません"),
        (b"a,b\n1,2\n", "見出しが足りないか"),
        (b"\xff\xfe\x00a\x81", "CP932"),
        (b"PK\x03\x04\x00\x00", "見出しが足りないか"),
    ],
)
def test_a_file_that_is_no_table_says_so(app: Flask, tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(content)
    code, said = take(app, str(file))
    assert (code, numbers()) == (1, [])
    assert words in said


def test_a_quotation_that_never_ends_is_no_memory_eater(app: Flask, tmp_path: Path) -> None:
    file = Path(write(tmp_path / "offers.csv"))
    with file.open("a") as more:
        more.write('あり,有効,"' + "あ" * 100_000)
    code, said = take(app, str(file))
    assert code == 1
    assert "CSVとして読めません" in said


def test_an_unknown_office_is_refused(app: Flask, tmp_path: Path) -> None:
    code, said = take(app, write(tmp_path / "offers.csv", cells()), "--office", "hakodate")
    assert (code, numbers()) == (2, [])
    assert "hakodate" in said
