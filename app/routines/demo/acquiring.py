"""`flask demo acquire`: an agency of the demo acquires many, by the searches and the act of its own page (AGY-045)."""

from collections.abc import Iterator
from datetime import datetime

import click

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.kernel.moments import day_of
from app.routines.demo.agencies import identity
from app.seekers.effects.acquisitions import pseudonym
from app.seekers.queries.held import held_ids
from app.seekers.queries.searching import search
from app.seekers.terms.acquisitions import OWN_PLACEMENT, Acquired
from app.seekers.terms.records import AREAS, ROWS_A_QUERY, Filters, Occupation
from app.seekers.usecases.acquiring import acquire_found
from app.web.clock import now
from app.web.demo import demo


@demo.command("acquire")
@click.argument("key", metavar="AGENCY")
@click.argument("count", type=click.IntRange(1, 2_000))
def acquire_many(key: str, count: int) -> None:
    """事業者 AGENCY（例 hikari）が、条件を変えながらさがして、合計 COUNT 件まで求職情報を取得します。"""
    click.echo(f"取得した求職情報は、全部で {acquire_up_to(key, count, now())} 件です。")


def acquire_up_to(key: str, count: int, moment: datetime) -> int:
    """Let an agency of the cast hold so many, as far as it finds them; how many it holds then."""
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    if organisation is None:
        raise click.UsageError(f"事業者「{key}」は、登場人物にいません。")
    agency_id, by = organisation.id, identity(key, moment)
    held = len(held_ids(agency_id, day_of(moment)))
    for filters in searches():
        if held >= count:
            break
        numbers = fresh_numbers(filters, agency_id, moment)[: count - held]
        outcome = acquire_found(agency_id, filters, numbers, OWN_PLACEMENT, by=by, now=moment)
        held += outcome.new if isinstance(outcome, Acquired) else 0
    return held


def searches() -> Iterator[Filters]:
    """Each occupation, as far as it is shown, then in each prefecture."""
    for occupation in Occupation:
        yield Filters(occupations=frozenset({occupation}))
    for area in AREAS:
        for occupation in Occupation:
            yield Filters(occupations=frozenset({occupation}), areas=frozenset({area}))


def fresh_numbers(filters: Filters, agency_id: int, moment: datetime) -> list[str]:
    """The agency's numbers of those a search finds and the agency does not hold yet."""
    held = set(held_ids(agency_id, day_of(moment)).values())
    return [
        pseudonym(agency_id, each) for each in search(filters, agency_id, moment).ids[:ROWS_A_QUERY] if each not in held
    ]
