"""The mails of accounts. None holds a name or a password; links live for a day (SECURITY T11)."""

from datetime import date, datetime
from enum import Enum

from app.accounts.effects.links import issue_link
from app.accounts.models.people import Account
from app.accounts.queries.people import get_account, language_of
from app.accounts.rules.links import expiry
from app.accounts.rules.places import surface_of
from app.accounts.terms import LinkPurpose
from app.accounts.tokens import new_ref
from app.db import db
from app.kernel.languages import DEFAULT
from app.notices.effects import post, void
from app.notices.terms import Channel
from app.web.links import link

NOBODY = "nobody@invalid.example"


class Mail(Enum):
    """Every mail of accounts under its id."""

    INVITATION = "M-ACC-1"
    ALREADY_REGISTERED = "M-ACC-2"
    RESET = "M-ACC-3"
    PASSWORD_CHANGED = "M-ACC-4"
    SECOND_FACTOR_CHANGED = "M-ACC-5"
    REGISTRATION = "M-ACC-6"
    NEW_ADDRESS = "M-ACC-7"
    MAIL_CHANGED = "M-ACC-8"
    PHONE_CHANGED = "M-ACC-9"
    CLOSED = "M-ACC-10"
    WELCOME = "M-ACC-11"
    AGENCY_REGISTRATION = "M-ACC-12"
    ADDRESS_HELD = "M-ACC-13"


def mail_link(account: Account, mail: Mail, address: str, now: datetime) -> None:
    """Send a link; it is not sent after the link has died."""
    _post(account, mail, now, {"address": address, "until": expiry(now)}, not_after=expiry(now))


def mail_check(to: str, mail: Mail, address: str, now: datetime, language: str) -> None:
    """Send the link of an address check to the address that is checked; not after the link has died."""
    _post_to(to, 0, mail, now, {"address": address, "until": expiry(now)}, expiry(now), language)


def mail_held(to: str, free_from: date, now: datetime) -> None:
    """Tell the owner of a held address from when on it may be registered again (AGY-014)."""
    _post_to(to, 0, Mail.ADDRESS_HELD, now, {"free_from": free_from})


def mail_nobody(mail: Mail, now: datetime) -> None:
    """Do the work of `mail_link` and leave nothing of it: an address nobody has must not answer sooner (SECURITY T2).

    Somebody is read and given a link, a text is worded and sealed, the rows are written, and all of it is taken back
    inside the caller's transaction.
    """
    with db.session.begin_nested() as undone:
        somebody = db.session.scalar(db.select(Account).order_by(Account.id).limit(1))
        known = issue_link(somebody, LinkPurpose.RESET, now) if somebody else link("accounts.password_reset", token="-")
        values = {"address": known, "until": expiry(now)}
        _post_to(NOBODY, 0, mail, now, values, not_after=expiry(now))
        undone.rollback()


def mail_news(account: Account, mail: Mail, now: datetime) -> None:
    """Tell the owner of something that happened to the account (ASVS 6.3.7)."""
    _post(account, mail, now, {"sign_in": link("accounts.login", surface_of(account.role)), "at": now})


def welcome(account: Account, language: str, now: datetime) -> None:
    """The first notice on a new account's own page: what the page is for."""
    post(
        Mail.WELCOME.value,
        key=f"account:{account.id}:registered",
        channel=Channel.MYPAGE,
        account_id=account.id,
        template=Mail.WELCOME.value,
        context={},
        language=language,
        now=now,
    )


def tell_owner(
    account_id: int, kind: str, cause: str, context: dict[str, object], *, now: datetime, not_after: datetime
) -> bool:
    """Tell the owner of an open account by mail that something waits; False where this cause was told before."""
    return post(
        kind,
        key=f"{_news_of(account_id)}{cause}",
        to=get_account(account_id).mail,
        template=kind,
        context=context,
        language=language_of(account_id),
        now=now,
        not_after=not_after,
    )


def take_back_news(account_id: int, now: datetime) -> None:
    """Take back what `tell_owner` posted and has not gone out: there is nothing more to come for."""
    void(now=now, key_prefix=_news_of(account_id))


def _news_of(account_id: int) -> str:
    return f"news:{account_id}:"


def _post(
    account: Account, mail: Mail, now: datetime, context: dict[str, object], not_after: datetime | None = None
) -> None:
    _post_to(account.mail, account.id, mail, now, context, not_after, language_of(account.id))


def _post_to(
    to: str,
    account_id: int,
    mail: Mail,
    now: datetime,
    context: dict[str, object],
    not_after: datetime | None = None,
    language: str = DEFAULT,
) -> None:
    post(
        mail.value,
        key=f"account:{account_id}:{new_ref()}",
        to=to,
        template=mail.value,
        context=context,
        language=language,
        now=now,
        not_after=not_after,
    )
