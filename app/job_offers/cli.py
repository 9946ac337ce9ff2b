"""Commands on job offers."""

import json
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from app.job_offers.rules.items import heads
from app.job_offers.rules.openapi import described
from app.job_offers.rules.reading import CHOICES, read_line
from app.job_offers.terms.offers import LineRefused, NewOffer, OfferRefusal, Verdict
from app.job_offers.usecases.importing import import_offers, rehearse_import
from app.kernel.table_files import NoTable, batches, lines_of
from app.offices.queries.offices import find_office
from app.web.clock import now

job_offers = AppGroup("job-offers", help="安定所からの求人情報を取り込みます。")
BATCH = 500

REFUSALS = {
    OfferRefusal.WRONG_NUMBER: "求人番号（5桁-8桁以内の数字）ではありません。",
    OfferRefusal.MISSING: "省略できない項目が空です。",
    OfferRefusal.WRONG_DAY: "日付を読み取れません。",
    OfferRefusal.DAYS_REVERSED: "紹介期限日が受付年月日より前です。",
    OfferRefusal.UNKNOWN_CHOICE: "決められた言葉ではありません。",
    OfferRefusal.WRONG_WAGE: "金額を読み取れないか、上限が下限より低くなっています。",
    OfferRefusal.TOO_LONG: "長すぎます。",
    OfferRefusal.UNREADABLE: "保存できない文字があるか、列の数が見出しと違います。",
}
VERDICTS = {
    Verdict.ADDED: "追加",
    Verdict.CHANGED: "変更",
    Verdict.SAME: "変わりなし",
    Verdict.WITHDRAWN: "取消し",
    Verdict.NOT_CONSENTED: "同意がないため取り込まない",
    Verdict.NOTHING_TO_WITHDRAW: "取消し済み・未登録",
}


@job_offers.command("heads")
def show_heads() -> None:
    """CSVの見出しを、順に一行で示します。"""
    click.echo(",".join(heads()))


@job_offers.command("openapi")
def show_openapi() -> None:
    """システムからの読み取り（API）の決まりを、OpenAPIのJSONで示します。"""
    click.echo(json.dumps(described(), ensure_ascii=False, indent=2, sort_keys=True))


@job_offers.command("import")
@click.option("--office", help="求人を受け付けた窓口（kanagawa など）。省くと記録しません。")
@click.option("--dry-run", is_flag=True, help="確かめた結果を示すだけで、書き込みません。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(office: str | None, dry_run: bool, file: Path) -> None:
    """CSVの求人を取り込みます。読めない行は理由を示して飛ばし、ほかの行は取り込みます。"""
    found = find_office(office) if office else None
    if office and found is None:
        click.echo(f"その名前の窓口はありません：{office}", err=True)
        sys.exit(2)
    try:
        counted, refused = take_in(file, found.id if found else None, dry_run=dry_run, moment=now())
    except NoTable as error:
        click.echo(f"{file.name}: {error.words}", err=True)
        sys.exit(1)
    click.echo("、".join(f"{VERDICTS[each]} {counted[each]}件" for each in Verdict) + f"、誤り {refused}件")
    if dry_run:
        click.echo("書き込んでいません（--dry-run）。")
    sys.exit(1 if refused else 0)


def taken_words(refused: LineRefused) -> str:
    """What the column takes, where it takes words of a list only; empty where it does not."""
    if refused.why is not OfferRefusal.UNKNOWN_CHOICE or refused.head is None:
        return ""
    return f"使えるもの: {'、'.join(CHOICES[refused.head])}"


def take_in(file: Path, office_id: str | None, *, dry_run: bool, moment: datetime) -> tuple[Counter[Verdict], int]:
    """Take a file in batch by batch; what became of its lines, and how many could not be read."""
    counted: Counter[Verdict] = Counter()
    refused = 0
    take = rehearse_import if dry_run else import_offers
    for batch in batches(lines_of(file, heads()), BATCH):
        read = [(line, read_line(line.cells) if line.fits else LineRefused(OfferRefusal.UNREADABLE)) for line in batch]
        for line, offer in read:
            if isinstance(offer, LineRefused):
                refused += 1
                click.echo(f"{line.number}行目: {offer.head or '行'}: {REFUSALS[offer.why]}{taken_words(offer)}")
        counted.update(
            take([offer for _, offer in read if isinstance(offer, NewOffer)], office_id=office_id, now=moment)
        )
    return counted, refused
