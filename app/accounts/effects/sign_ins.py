"""Writing sign-ins: beginning, seeing, ending. Every moment here is the machine's time."""

from datetime import datetime

from blinker import Signal
from sqlalchemy import delete, or_, select, update

from app.accounts.models.people import Account, Grant, SignIn
from app.accounts.queries.sign_ins import open_sign_ins
from app.accounts.rules.ages import AGES, SECOND_FACTOR_WAIT, over_the_limit
from app.accounts.terms import Browser, EndedWhy, Entered, SignInStage
from app.accounts.tokens import new_ref, new_token, sign_in_hash
from app.db import db

let_in = Signal("An account is let in, with its role, inside the transaction that does it.")


def begin_sign_in(account: Account, browser: Browser, stage: SignInStage, *, at: datetime, now: datetime) -> Entered:
    """Open a sign-in with a token of its own (SECURITY T22); the oldest beyond the limit end (ASVS 7.1.2).

    Those that wait for a second factor are counted by themselves: who knows the password alone ends nobody's work. A
    capability above hears of it by `let_in`, and writes what follows in the same transaction.
    """
    age = AGES[account.role]
    oldest_first = [sign_in.id for sign_in in open_sign_ins(account.id, at) if sign_in.stage == stage.value]
    _end(SignIn.id.in_(over_the_limit(oldest_first, age.at_once)), EndedWhy.TOO_MANY, at)
    token = new_token()
    db.session.add(
        SignIn(
            account_id=account.id,
            ref=new_ref(),
            token_hash=sign_in_hash(token),
            stage=stage.value,
            surfaces=browser.place,
            agent=browser.agent,
            created_at=at,
            last_seen_at=at,
            ends_at=at + (age.absolute if stage is SignInStage.COMPLETE else SECOND_FACTOR_WAIT),
        )
    )
    if stage is SignInStage.COMPLETE:
        let_in.send(account.role, account_id=account.id, now=now)
    return Entered(token=token, stage=stage, kind=account.role)


def end_sign_in(sign_in_id: int, why: EndedWhy, at: datetime) -> bool:
    """End one sign-in; False where it had ended already."""
    return _end(SignIn.id == sign_in_id, why, at) == 1


def end_sign_ins(account_id: int, why: EndedWhy, at: datetime, *, but: int | None = None) -> int:
    """End every sign-in of an account, except `but` where given; how many ended."""
    return _end((SignIn.account_id == account_id) & (SignIn.id != (but or 0)), why, at)


def end_sign_ins_of_organisation(organisation_id: int, why: EndedWhy, at: datetime) -> int:
    """End every sign-in of everyone who holds a role in an organisation (SECURITY T26); how many ended."""
    members = select(Grant.account_id).where(Grant.organisation_id == organisation_id)
    return _end(SignIn.account_id.in_(members), why, at)


def _end(which: object, why: EndedWhy, at: datetime) -> int:
    statement = update(SignIn).where(which, SignIn.ended_at.is_(None))  # type: ignore[arg-type]
    ended = db.session.execute(statement.values(ended_at=at, ended_why=why.value, offered_secret=None))
    return int(ended.rowcount)  # type: ignore[attr-defined]


def see(sign_in_id: int, at: datetime) -> None:
    """Move the last use of an open sign-in forward."""
    statement = update(SignIn).where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None), SignIn.last_seen_at < at)
    db.session.execute(statement.values(last_seen_at=at).execution_options(synchronize_session=False))


def take_step(account_id: int, step: int) -> bool:
    """Use up a code's step; False where this step or a later one was used before, by anyone (ASVS 6.5.1)."""
    unused = Account.totp_last_step.is_(None) | (Account.totp_last_step < step)
    statement = update(Account).where(Account.id == account_id, unused).values(totp_last_step=step)
    return bool(db.session.execute(statement.returning(Account.id)).first())


def forget_sign_ins_until(at: datetime) -> int:
    """Forget every sign-in that was over at a moment of the machine's time; how many."""
    over = or_(SignIn.ended_at <= at, SignIn.ends_at <= at)
    return int(db.session.execute(delete(SignIn).where(over)).rowcount)  # type: ignore[attr-defined]
