"""Reading who is signed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, select

from app.accounts.models.people import Account, Grant, Organisation, SignIn
from app.accounts.queries.grants import HeldRole, grant_counts, identity_with
from app.accounts.rules.ages import AGES, is_alive
from app.accounts.terms import AccountStatus, SignedIn, SignInFacts, SignInStage
from app.accounts.tokens import sign_in_hash
from app.columns import UtcDateTime
from app.db import db
from app.kernel.roles import ANONYMOUS, Role, Surface


def find_signed_in(
    token: str, surfaces: frozenset[Surface], place: str, *, at: datetime, now: datetime
) -> SignedIn | None:
    """The open sign-in of a token on this listener, with what its account may do now; one statement.

    None for an unknown, ended, too old or foreign token, a closed account, and one that holds nothing any more.
    `at` is the machine's time (for the sign-in's age), `now` the application's (for the grants).
    """
    rows = db.session.execute(_SIGNED_IN, {"token": sign_in_hash(token), "place": place, "now": now}).all()
    if not rows:
        return None
    found, kind = rows[0], Role(rows[0].kind)
    held = [HeldRole(*row[-len(HeldRole._fields) :]) for row in rows]
    identity = identity_with(held, surfaces, account_id=found.account_id, name=found.name, sign_in_id=found.id)
    if not identity.roles or not is_alive(facts_of(found), AGES[kind], at):
        return None
    return SignedIn(
        sign_in_id=found.id,
        ref=found.ref,
        account_id=found.account_id,
        kind=kind,
        stage=SignInStage(found.stage),
        identity=identity if found.stage == SignInStage.COMPLETE else ANONYMOUS,
        last_seen_at=found.last_seen_at,
        has_second_factor=found.has_second_factor,
    )


def facts_of(sign_in: SignIn | Row[Any]) -> SignInFacts:
    """A sign-in as the rules see it."""
    return SignInFacts(last_seen_at=sign_in.last_seen_at, ends_at=sign_in.ends_at, ended_at=sign_in.ended_at)


def open_sign_ins(account_id: int, at: datetime) -> list[SignIn]:
    """The sign-ins of an account that still count, oldest first, also those that still lack the second factor."""
    statement = (
        select(SignIn, Account.kind)
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.ends_at > at)
        .order_by(SignIn.created_at, SignIn.id)
    )
    rows = db.session.execute(statement)
    return [sign_in for sign_in, kind in rows if is_alive(facts_of(sign_in), AGES[Role(kind)], at)]


def find_own_sign_in(account_id: int, ref: str) -> SignIn | None:
    """A sign-in of this account by its short name; another's is None like a missing one."""
    return db.session.execute(
        select(SignIn).where(SignIn.account_id == account_id, SignIn.ref == ref)
    ).scalar_one_or_none()


def get_sign_in(sign_in_id: int) -> SignIn:
    """The sign-in; it must exist."""
    return db.session.execute(select(SignIn).where(SignIn.id == sign_in_id)).scalar_one()


def offered_secret(sign_in_id: int) -> str | None:
    """The authenticator's secret a sign-in is just being shown, until it is confirmed or the sign-in ends."""
    return db.session.execute(select(SignIn.offered_secret).where(SignIn.id == sign_in_id)).scalar_one_or_none()


_SIGNED_IN = (
    select(
        *(SignIn.id, SignIn.ref, SignIn.account_id, SignIn.stage, SignIn.last_seen_at, SignIn.ends_at, SignIn.ended_at),
        *(Account.kind, Account.name, Account.totp_secret.is_not(None).label("has_second_factor")),
        *(Grant.role, Organisation.kind.label("place_kind"), Organisation.id.label("place_id"), Organisation.code),
    )
    .select_from(SignIn)
    .join(Account, Account.id == SignIn.account_id)
    .join(Grant, and_(Grant.account_id == Account.id, grant_counts(bindparam("now", type_=UtcDateTime))))
    .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
    .where(SignIn.token_hash == bindparam("token"), SignIn.surfaces == bindparam("place"), SignIn.ended_at.is_(None))
    .where(Account.status == AccountStatus.ACTIVE)
    .order_by(Grant.id)
)
"""Built once and of columns alone: every request of somebody signed in asks it. It ends with those of `HeldRole`."""
