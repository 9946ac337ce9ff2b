"""Reading who is signed in."""

from datetime import datetime

from sqlalchemy import and_, bindparam, select

from app.accounts.models.people import Account, Grant, Organisation, SignIn
from app.accounts.queries.grants import grant_counts, identity_of
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
    sign_in, account = rows[0][0], rows[0][1]
    held = [(grant, organisation) for _, _, grant, organisation in rows]
    identity = identity_of(account, sign_in.id, held, surfaces)
    if not identity.roles or not is_alive(facts_of(sign_in), AGES[account.role], at):
        return None
    return SignedIn(
        sign_in_id=sign_in.id,
        ref=sign_in.ref,
        account_id=account.id,
        kind=account.role,
        stage=SignInStage(sign_in.stage),
        identity=identity if sign_in.stage == SignInStage.COMPLETE else ANONYMOUS,
        last_seen_at=sign_in.last_seen_at,
        has_second_factor=account.totp_secret is not None,
    )


def facts_of(sign_in: SignIn) -> SignInFacts:
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
    select(SignIn, Account, Grant, Organisation)
    .join(Account, Account.id == SignIn.account_id)
    .join(Grant, and_(Grant.account_id == Account.id, grant_counts(bindparam("now", type_=UtcDateTime))))
    .outerjoin(Organisation, Organisation.id == Grant.organisation_id)
    .where(SignIn.token_hash == bindparam("token"), SignIn.surfaces == bindparam("place"), SignIn.ended_at.is_(None))
    .where(Account.status == AccountStatus.ACTIVE)
    .order_by(Grant.id)
)
"""Built once: every request of somebody signed in asks it."""
