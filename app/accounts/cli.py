"""`flask staff invite` and `flask demo cast`."""

import json
from dataclasses import asdict

import click
from flask.cli import AppGroup

from app.accounts.queries.people import organisations
from app.accounts.terms import ACCOUNT_ROLES, PERSONAL_ROLES, GrantRefusal, OrganisationKind, Scope
from app.accounts.usecases.cast import CastMember, NotInProduction, cast
from app.accounts.usecases.grants import found_place, invite
from app.kernel.folding import TextRefusal, fold_mail, fold_name
from app.web.clock import now
from app.web.demo import demo

staff = AppGroup("staff", help="アカウントを招待します。")
ROLES = sorted(role.value for role in ACCOUNT_ROLES)


@staff.command("invite")
@click.option("--role", required=True, type=click.Choice(ROLES), help="役割。")
@click.option("--at", "place", metavar="KIND:CODE", help="所属（例 hello_work:nagasaki_main、bureau:nagasaki）。")
@click.option("--place-name", help="所属の名前。まだない所属を作るときに書きます。")
@click.option("--name", required=True, help="氏名。")
@click.option("--mail", required=True, help="ログインに使うメールアドレス。")
@click.option("--why", default="command", help="招待の理由（記録に残ります）。")
@click.option("--dry-run", is_flag=True, help="確かめるだけで、招待しません。")
def invite_someone(
    role: str, place: str | None, place_name: str | None, name: str, mail: str, why: str, dry_run: bool
) -> None:
    """招待のリンクをメールで送り、画面にも示します。リンクは24時間、一度だけ使えます。"""
    address, person = one_line(fold_mail(mail), "--mail"), one_line(fold_name(name), "--name")
    if dry_run:
        click.echo(f"{person}（{role}{' ' + place if place else ''}）を {address} に招待できます。")
        return
    answer = invite(None, address, person, scope_of(role, place, place_name), why, now=now())
    if isinstance(answer, GrantRefusal):
        raise click.UsageError("その役割は、その所属では持てません。--role と --at を確かめてください。")
    if answer.address is None:
        click.echo("このアドレスには登録があるため、そのお知らせだけを送りました。")
        return
    click.echo(answer.address)


def scope_of(role: str, place: str | None, place_name: str | None) -> Scope:
    """The role and its organisation as typed; one clear line for a place that is not there."""
    kind_of_role = next(each for each in ACCOUNT_ROLES if each.value == role)
    if kind_of_role in PERSONAL_ROLES:
        return Scope(role=kind_of_role)
    kind, _, code = (place or "").partition(":")
    if kind not in list(OrganisationKind) or not code:
        raise click.UsageError(f"--at は KIND:CODE の形です。KIND は {'・'.join(OrganisationKind)} のどれかです。")
    found = found_place(OrganisationKind(kind), code, place_name)
    if found is None:
        near = places_near(OrganisationKind(kind), code)
        raise click.UsageError(
            f"{place} はまだありません。作るときは --place-name に名前を書いてください。近いもの: {near}"
        )
    return Scope(role=kind_of_role, organisation_id=found, organisation_kind=OrganisationKind(kind))


def places_near(kind: OrganisationKind, code: str) -> str:
    """The organisations of that kind or of that code, as `--at` takes them and with their names; of agencies none."""
    known = (each for place, each in organisations().items() if kind == place[0] or code == place[1])
    near = [each for each in known if each.kind != OrganisationKind.AGENCY]
    return "、".join(f"{each.kind}:{each.code}（{each.name}）" for each in near) or "なし"


def one_line(folded: str | TextRefusal, option: str) -> str:
    """The folded text of an option; one clear line where it cannot be used."""
    if isinstance(folded, TextRefusal) or not folded:
        raise click.UsageError(f"{option} の書き方を確かめてください。")
    return folded


@demo.command("cast")
@click.option("--json", "as_json", is_flag=True, help="JSON で出します。")
def show_cast(as_json: bool) -> None:
    """体験版の登場人物のログイン先、メールアドレス、パスワードを示します。"""
    try:
        people = cast()
    except NotInProduction:
        raise click.UsageError("本番では使えません。") from None
    if as_json:
        click.echo(json.dumps([told(person) for person in people], ensure_ascii=False, indent=2))
        return
    for person in people:
        click.echo(
            f"{person.name}（{person.role.value}）{person.place}\n  {person.url}  {person.mail}  {person.password}"
        )


def told(person: CastMember) -> dict[str, str]:
    """A person of the cast as JSON tells it."""
    return {**asdict(person), "role": person.role.value}
