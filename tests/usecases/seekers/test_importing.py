"""`flask seekers import`: lines become records, wrong ones are told, no file that is none gets in (AGY-002)."""

import shutil
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.db import db
from app.seekers.effects.records import seeker_index
from app.seekers.models.records import SeekerGram, SeekerRecord
from app.seekers.queries.own import find_unclaimed, own_record
from app.seekers.terms.records import OfferState
from app.seekers.usecases.offering import take_over_record
from tests.usecases.seekers.test_offering import NUMBER, tell_number, yamada  # noqa: F401 (a fixture)

EXAMPLE = Path(__file__).resolve().parents[3] / "docs" / "import-seekers.csv"
HEAD, *LINES = EXAMPLE.read_text("utf-8").splitlines()
FIRST = LINES[0].partition(",")[0]


@pytest.fixture
def run(app, offices, tmp_path):
    """Import these lines; exit code and what was said."""

    def imported(*lines: str, options=(), encoding="utf-8-sig", head=HEAD):
        file = tmp_path / "seekers.csv"
        file.write_text("\n".join((head, *lines)), encoding)
        done = app.test_cli_runner().invoke(args=["seekers", "import", str(file), *options])
        return done.exit_code, done.output

    return imported


def records() -> int:
    """How many there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(SeekerRecord)) or 0


@pytest.mark.rule("AGY-002")
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_the_example_is_imported_and_who_did_not_agree_is_not(run, encoding) -> None:
    code, said = run(*LINES, encoding=encoding, options=("--office", "nagasaki_main"))
    assert (code, records()) == (0, 2)
    assert "追加 2件" in said
    assert "同意がないため取り込まない 1件" in said
    assert db.session.scalar(select(func.count()).select_from(SeekerGram))


def test_a_rehearsal_writes_nothing(run) -> None:
    code, said = run(*LINES, options=("--dry-run",))
    assert (code, records()) == (0, 0)
    assert "追加 2件" in said
    assert "書き込んでいません" in said


@pytest.mark.rule("AGY-002")
def test_the_same_number_is_updated_and_withdrawn_where_consent_is_taken_back(run) -> None:
    run(*LINES)
    _, said = run(LINES[0].replace("介護施設での介護 4年", "調理 2年"))
    assert "更新 1件" in said
    record_id = find_unclaimed(seeker_index(FIRST))
    assert db.session.get_one(SeekerRecord, record_id).experience == "調理 2年"
    _, said = run(f"{FIRST},なし,,,,,,,,,,")
    assert "公開の終了 1件" in said
    db.session.rollback()
    db.session.expire_all()
    record = db.session.get_one(SeekerRecord, record_id)
    assert record.withdrawn_at is not None
    assert record.withdrawals == 1
    assert records() == 2


def test_what_a_seeker_took_over_is_his_to_say_but_a_consent_taken_back_counts(run, yamada, clock) -> None:  # noqa: F811
    mine = LINES[0].replace(FIRST, NUMBER)
    tell_number(yamada.account_id, NUMBER)
    run(mine)
    assert take_over_record(by=yamada, now=clock.now()) is None
    _, said = run(mine.replace("介護施設での介護 4年", "調理 2年"))
    assert "本人が管理しているため変えない 1件" in said
    assert own_record(yamada.account_id, clock.now()).profile.experience == "介護施設での介護 4年"
    run(f"{NUMBER},なし,,,,,,,,,,")
    db.session.expire_all()
    assert own_record(yamada.account_id, clock.now()).state is OfferState.WITHDRAWN


def test_a_wrong_line_is_told_and_the_others_are_imported(run) -> None:
    wrong = LINES[1].replace("事務的職業", "宇宙飛行士")
    code, said = run(LINES[0], wrong, LINES[0])
    assert (code, records()) == (1, 1)
    assert "3行目: 希望職種: 「宇宙飛行士」使えない言葉です。使えるもの：管理的職業、" in said
    assert "後の行に同じ番号がある 1件" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "見出しの行がありません"),
        (b"%PDF-1.7\n1 0 obj\n", "見出しが足りない"),
        (b"\xff\xfe\x00a", "見出しが足りない"),
        (b"\x81\x00\x81", "UTF-8 でも CP932"),
        ("求職番号,提供の同意\n1,あり\n".encode(), "見出しが足りない"),
        (f'{HEAD}\n"{"あ" * 20000}"\n'.encode(), "CSVとして読めません"),
        (f'{HEAD}\n"閉じない'.encode(), "CSVとして読めません"),
    ],
    ids=["nothing", "pdf", "utf-16", "neither", "heads", "huge cell", "open quote"],
)
def test_what_is_no_table_is_refused_whole(app, offices, tmp_path, content, words) -> None:
    file = tmp_path / "seekers.csv"
    file.write_bytes(content)
    done = app.test_cli_runner().invoke(args=["seekers", "import", str(file)])
    assert done.exit_code == 1
    assert words in done.output
    assert records() == 0


def test_a_workbook_by_another_name_is_refused(app, offices, tmp_path) -> None:
    file = tmp_path / "seekers.csv"
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 500)
    shutil.copy(tmp_path / "book.xlsx", file)
    done = app.test_cli_runner().invoke(args=["seekers", "import", str(file)])
    assert done.exit_code == 1
    assert records() == 0


def test_an_unknown_office_is_told(run) -> None:
    assert run(*LINES, options=("--office", "nowhere"))[0] == 2
