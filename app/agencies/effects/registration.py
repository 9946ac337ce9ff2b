"""Making an agency's own row at its registration."""

import secrets
from datetime import datetime

from app.accounts.effects.people import add_grant, found_organisation
from app.accounts.terms import OrganisationKind, Scope
from app.agencies.effects.agencies import add_agency
from app.kernel.numbers import BODY_BITS, public_number
from app.kernel.roles import Role


def found_agency(
    name: str, *, bureau_id: int, account_id: int, contact: tuple[str, str], now: datetime, code: str | None = None
) -> int:
    """A new agency at a bureau, with the account that registered it in it; its id.

    `contact` is the contact officer's name and mail address; `code` names it in addresses, made where none is given.
    """
    code = code or public_number(secrets.randbits(BODY_BITS))
    place = found_organisation(OrganisationKind.AGENCY, code, name)
    scope = Scope(role=Role.AGENCY, organisation_id=place.id, organisation_kind=OrganisationKind.AGENCY)
    add_grant(account_id, scope, by=None, why="registered", now=now)
    contact_name, contact_mail = contact
    told = {"name": name, "contact_name": contact_name, "contact_mail": contact_mail}
    return add_agency(place.id, bureau_id, **told, by=account_id, now=now).id
