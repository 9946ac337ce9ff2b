"""Commands on the records of seekers."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from app.kernel.table_files import NoTable, batches, lines_of
from app.offices.queries.offices import find_office
from app.seekers.rules.importing import read_row
from app.seekers.terms.importing import HEADS, ImportedRow, Problem, RowProblem, Verdict
from app.seekers.usecases.importing import import_records, rehearse_import
from app.web.clock import now

seekers = AppGroup("seekers", help="提供に同意した求職者の求職情報を取り込みます。")
BATCH = 1000

PROBLEMS = {
    Problem.NOT_A_NUMBER: "求職番号として使えません。数字の桁数：",
    Problem.NOT_A_CHOICE: "使えない言葉です。使えるもの：",
    Problem.MISSING: "空にできません。使えるもの：",
    Problem.TOO_MANY: "多すぎます。使えるもの（個数の上限）：",
    Problem.NOT_A_WAGE: "金額ではありません。使えるもの（円）：",
    Problem.TOO_LONG: "長すぎます。使えるもの（文字数の上限）：",
    Problem.UNREADABLE: "保存できない文字があります。使えるもの：制御文字のない文章",
    Problem.FORMULA: "表計算の式のように始まっています。使えるもの：=、+、@ で始まらない文章",
    Problem.IDENTIFIES: "個人が分かる言葉があります。使えるもの：電話番号、メールアドレス、住所、IDのない文章",
    Problem.COLUMNS: "列の数が見出しと違うか、一つのセルが長すぎます。使えるもの（列の数）：",
}
VERDICTS = {
    Verdict.ADDED: "追加",
    Verdict.UPDATED: "更新",
    Verdict.WITHDRAWN: "公開の終了",
    Verdict.NOT_CONSENTED: "同意がないため取り込まない",
    Verdict.OWN: "本人が管理しているため変えない",
    Verdict.REPEATED: "後の行に同じ番号がある",
}


@seekers.command("import")
@click.option("--office", help="同意を受けた窓口（nagasaki_main など）。省くと記録しません。")
@click.option("--dry-run", is_flag=True, help="確かめた結果を示すだけで、書き込みません。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(office: str | None, dry_run: bool, file: Path) -> None:
    """CSVの求職情報を取り込みます。誤りのある行は理由を示して飛ばし、ほかの行は取り込みます。"""
    if office and find_office(office) is None:
        click.echo(f"その名前の窓口はありません：{office}", err=True)
        sys.exit(2)
    try:
        counted, wrong = take_in(file, office, dry_run=dry_run, moment=now())
    except NoTable as error:
        click.echo(f"{file.name}: {error.words}", err=True)
        sys.exit(1)
    click.echo("、".join(f"{VERDICTS[each]} {counted[each]}件" for each in Verdict) + f"、誤りのある行 {wrong}件")
    if dry_run:
        click.echo("書き込んでいません（--dry-run）。")
    sys.exit(1 if wrong else 0)


def take_in(file: Path, office_id: str | None, *, dry_run: bool, moment: datetime) -> tuple[Counter[Verdict], int]:
    """Take a file in batch by batch; what became of its lines, and how many are wrong."""
    counted: Counter[Verdict] = Counter()
    wrong = 0
    for batch in batches(lines_of(file, HEADS), BATCH):
        rows = []
        for line in batch:
            read = read_row(line.cells, fits=line.fits)
            if isinstance(read, ImportedRow):
                rows.append(read)
            else:
                wrong += 1
                tell(line.number, read)
        counted += rehearse_import(rows) if dry_run else import_records(rows, office_id=office_id, now=moment)
    return counted, wrong


def tell(number: int, problems: Sequence[RowProblem]) -> None:
    """One line for each thing that is wrong: where, what was found, what is allowed."""
    for each in problems:
        found = f"「{each.found}」" if each.found else ""
        click.echo(f"{number}行目: {each.head}: {found}{PROBLEMS[each.why]}{each.allowed}")
