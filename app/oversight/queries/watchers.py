"""Reading for whom somebody watches: a bureau, Hello Work offices, the ministry, operations; a centre never."""

from datetime import datetime

from app.accounts.queries.members import Place, places_held
from app.accounts.terms import OrganisationKind
from app.kernel.roles import Identity
from app.oversight.terms.watchers import Watcher, Watching

WATCHING = {
    OrganisationKind.BUREAU: Watching.BUREAU,
    OrganisationKind.HELLO_WORK: Watching.OFFICE,
    OrganisationKind.MINISTRY: Watching.MINISTRY,
    OrganisationKind.OPERATIONS: Watching.OPERATIONS,
}


def find_watcher(by: Identity, now: datetime) -> Watcher | None:
    """For whom the person acting watches; None for who does not, such as the staff of a prefecture's centre.

    Who serves at several offices asks in the name of the first of them and reads what any of them asked.
    """
    if by.account_id is None:
        return None
    places = [each for each in places_held(by.account_id, now) if each.kind in WATCHING and _counts(each, by)]
    if not places:
        return None
    first = next((each for each in places if each.id == by.bureau_id), places[0])
    alike = frozenset(each.id for each in places if each.kind is first.kind)
    return Watcher(
        account_id=by.account_id,
        watching=WATCHING[first.kind],
        organisation_id=first.id,
        organisation=first.name,
        bureau_id=by.bureau_id,
        organisation_ids=alike,
    )


def _counts(place: Place, by: Identity) -> bool:
    """Whether a place counts on the listener at hand: the identity was made of what does."""
    return place.kind is not OrganisationKind.HELLO_WORK or place.code in by.offices
