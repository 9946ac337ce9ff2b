"""`flask incident-report`: what the record knows of some days, in counts and without a name (decision 0009).

Single uses of pages are told to nobody here: their extract is asked for at the desk and approved by a second person.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta

import click
from flask.cli import with_appcontext

from app.kernel.moments import at
from app.routines.reports.counting import Acts, acts_between, deletions_between, mails_between, sign_ins_between

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("incident-report")
@click.option("--from", "first", type=DAY, required=True, help="初めの日（2026-05-11）。")
@click.option("--to", "last", type=DAY, required=True, help="終わりの日。この日も含みます。")
@with_appcontext
def incident_report(first: datetime, last: datetime) -> None:
    """だれがどの種類の記録を見て、変えたか、どの通知が出たか、ログインを、件数で示します。名前と宛先は示しません。"""
    if last < first:
        raise click.UsageError("--to は --from と同じ日か、後の日にしてください。")
    begins, ends = begin_of(first.date()), begin_of(last.date() + timedelta(days=1))
    acts = acts_between(begins, ends)
    click.echo(f"{first:%Y-%m-%d}から{last:%Y-%m-%d}まで（日本時間）")
    tell_acts("見た記録", [each for each in acts if each.is_view])
    tell_acts("変えた記録", [each for each in acts if not each.is_view])
    tell_people(acts)
    tell("ログイン", sign_ins_between(begins, ends))
    tell("通知（種類・届け方・結果）", mails_between(begins, ends))
    tell("消したもの（種類・理由）", deletions_between(begins, ends))
    click.echo("一件ずつの利用の記録は、窓口の「利用の記録」で請求し、別の責任者が認めたときにだけ取り出せます。")


def begin_of(day: date) -> datetime:
    """The first moment of a day in Japan."""
    return at(day, time.min)


def tell_acts(title: str, acts: list[Acts]) -> None:
    """How often each act was done, by how many, to how many things."""
    click.echo(f"{title}: {sum(each.events for each in acts)} 件")
    per_act: dict[str, list[Acts]] = {}
    for each in acts:
        per_act.setdefault(each.act, []).append(each)
    for act, parts in sorted(per_act.items()):
        events = sum(each.events for each in parts)
        things = len(frozenset().union(*(each.subjects for each in parts)))
        click.echo(f"  {act}: {events} 件、{len(parts)} 人、対象 {things} 件")


def tell_people(acts: list[Acts]) -> None:
    """How much each account saw and changed; guests and the system each together."""
    seen, changed, things = Counter[str](), Counter[str](), dict[str, set[str]]()
    for each in acts:
        (seen if each.is_view else changed)[each.who] += each.events
        things.setdefault(each.who, set()).update(each.subjects)
    click.echo("アカウントごと（番号は仮の名です）")
    for who in sorted(things, key=lambda name: (-len(things[name]), name)):
        click.echo(f"  {who}: 見た {seen[who]} 件、変えた {changed[who]} 件、対象 {len(things[who])} 件")


def tell(title: str, counts: dict[tuple[str, ...], int]) -> None:
    """Counts, each by its words."""
    click.echo(f"{title}: {sum(counts.values())} 件")
    for words, count in sorted(counts.items()):
        click.echo(f"  {' '.join(words)}: {count} 件")
