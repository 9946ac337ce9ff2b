"""Keeping what an agency types of an application: saved at every step, whatever is wrong with it (10)."""

from collections.abc import Mapping
from datetime import datetime

from app.accounts.effects.acting import by_right
from app.agencies.effects.drafts import drop_draft, keep_draft
from app.agencies.effects.participation import lock_agency
from app.agencies.queries.applications import find_draft
from app.agencies.rules.drafts import Typed, joined
from app.agencies.terms.kinds import ApplicationKind
from app.audit.effects import record
from app.db import db
from app.kernel.roles import Identity


@db.write
@by_right
def save_step(
    by: Identity,
    kind: ApplicationKind,
    typed: Mapping[str, list[str]],
    fields: frozenset[str],
    first: Typed,
    *,
    now: datetime,
) -> Typed:
    """Keep one step as typed beside the others; `first` is what a new draft begins with. The whole draft."""
    agency_id, account_id = own(by)
    lock_agency(agency_id)
    before = find_draft(agency_id, kind)
    draft = joined(first if before is None else before, typed, fields)
    keep_draft(agency_id, kind, draft, by=account_id, now=now)
    return draft


@db.write
@by_right
def discard_draft(by: Identity, kind: ApplicationKind, *, now: datetime) -> None:
    """Forget what was typed, because the agency wants to begin anew."""
    agency_id, _account_id = own(by)
    lock_agency(agency_id)
    drop_draft(agency_id, kind)
    record("agencies.draft_discarded", by=by, subject=f"agency:{agency_id}", now=now, detail={"kind": kind.value})


def own(by: Identity) -> tuple[int, int]:
    """The agency and the account of the person acting."""
    if by.agency_id is None or by.account_id is None:
        raise ValueError("only an account of an agency applies")
    return by.agency_id, by.account_id
