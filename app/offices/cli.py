"""Commands on offices and their terms."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from flask.cli import AppGroup

from app.offices.queries.offices import read_profiles, shipped_text, terms_set_names
from app.offices.rules.documents import Document, document_of
from app.offices.rules.policies import missing_to_open
from app.offices.usecases.profiles import load_profiles
from app.offices.usecases.terms import ImportRefusal, import_terms
from app.web.clock import now

offices = AppGroup("offices", help="窓口の設定を確かめます。")
terms = AppGroup("terms", help="利用規約・運用方針の原文を取り込みます。")

MEANING = {
    "weekdays": "相談を行う曜日",
    "windows": "相談の時間帯",
    "slot_starts": "予約枠の開始時刻",
    "contact_phone": "問い合わせの電話番号",
    "contact_hours": "電話の受付時間",
    "terms": "利用規約の文章",
}
REFUSALS = {
    ImportRefusal.UNKNOWN_SET: "その名前の規約はありません。--set に使えるもの: ",
    ImportRefusal.NO_HEADINGS: "見出し（第1条、１ など）が一つも見つかりません。文書を確かめてください。",
    ImportRefusal.OTHER_TEXT_HELD: "この日の原文はすでに取り込まれていて、内容が違います。施行日を確かめてください。",
    ImportRefusal.NOT_IN_TIME: (
        "この日に施行された版はありません。知られている版の施行日か、新しい版なら明日より後の日を書いてください。"
    ),
    ImportRefusal.NO_GROUND: (
        "この規約を変えられるのは、（1）利用者の一般の利益に適合するとき、（2）目的に反せず合理的なとき、だけです。"
        "どちらに当たるかを --ground 1 か --ground 2 で書いてください。"
    ),
}


@offices.command("check")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="確かめる設定ファイルのフォルダー（省くと同梱の設定）。",
)
@click.option("--strict", is_flag=True, help="開設の準備ができていない窓口も誤りとして数えます。")
def check(folder: Path | None, strict: bool) -> None:
    """設定ファイルの誤りと、開設の前に決める項目を、一行に一つずつ示します。"""
    profiles, problems = read_profiles(folder) if folder else read_profiles()
    for file, problem in problems:
        click.echo(f"{file}: {problem.key}: {problem.found}。使えるもの: {problem.allowed}")
    waiting = 0
    for profile in profiles:
        for name in missing_to_open(profile.policy, has_terms=shipped_text(profile.terms_set.name) is not None):
            waiting += 1
            click.echo(f"{profile.slug}.toml: {name}: 開設の前に「{MEANING[name]}」を決めてください。")
    click.echo(f"窓口 {len(profiles)}、誤り {len(problems)}、開設の前に決める項目 {waiting}")
    sys.exit(1 if problems or (strict and waiting) else 0)


@offices.command("load")
def load() -> None:
    """同梱の窓口と規約のうち、まだないものを入れます。すでにあるものには触れません。"""
    click.echo(f"窓口と規約 {len(load_profiles(now()))} 件を入れました。")


@terms.command("import")
@click.option("--set", "terms_set", required=True, help="規約の名前（kanagawa、nagasaki など）。")
@click.option("--effective", required=True, type=click.DateTime(["%Y-%m-%d"]), help="施行日（2024-04-01）。")
@click.option(
    "--ground",
    type=click.Choice(["1", "2"]),
    help="新しい版を同意なしに変えられる理由: 1 一般の利益に適合する、2 目的に反せず合理的。",
)
@click.option("--dry-run", is_flag=True, help="読み取った結果を示すだけで、書き込みません。")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(terms_set: str, effective: datetime, ground: str | None, dry_run: bool, file: Path) -> None:
    """原文をそのまま取り込みます。改行のほかは一文字も変えません。"""
    try:
        document = document_of(file.read_text("utf-8"))
    except UnicodeDecodeError:
        click.echo(f"{file.name}: UTF-8 の文書ではありません。", err=True)
        sys.exit(1)
    show(document)
    if terms_set not in (there := terms_set_names()):
        named = "・".join(there) or "なし（offices load のあとに）"
        click.echo(f"{REFUSALS[ImportRefusal.UNKNOWN_SET]}{named}", err=True)
        sys.exit(1)
    if dry_run:
        click.echo("書き込んでいません（--dry-run）。")
        return
    keep(terms_set, effective.date(), document, ground)


def show(document: Document) -> None:
    """Print the headings found and every suspicion."""
    click.echo(f"見出し {len(document.labels)}: {'、'.join(document.labels)}")
    for one in document.suspicions:
        perhaps = f"「{one.perhaps}」の誤りかもしれません。" if one.perhaps else ""
        click.echo(f"{one.line}行目: {one.kind.value}: {one.found} …{one.around}… {perhaps}変えずに取り込みます。")


def keep(terms_set: str, effective_on: date, document: Document, ground: str | None) -> None:
    """Keep the text and say what was done; exit 1 on a refusal."""
    outcome = import_terms(terms_set, effective_on, document, now(), ground)
    if isinstance(outcome, ImportRefusal):
        click.echo(REFUSALS[outcome], err=True)
        sys.exit(1)
    done = "版を加えました。" if outcome.added_version else "原文を入れました。"
    click.echo(f"{terms_set} {effective_on}: {done if outcome.changed else '同じ原文がすでにあります。'}")
