"""Counting failed tries at the door (SECURITY 1.4): each is counted before it is made and given back if it succeeds."""

from app.kernel.folding import mail_key
from app.web.clock import now
from app.web.limiter import EVERYONE, Allowed, Exceeded, Limit, allow, client_network, give_back


def count_sign_in(mail: str) -> Allowed | Exceeded:
    """One try at a folded address, known or not: by network, by everyone, by address; the first that is used up."""
    return _first_exceeded(*_subjects(mail))


def give_sign_in_back(mail: str) -> None:
    """The try was no failure."""
    for kind, subject in _subjects(mail):
        give_back(kind, subject, now())


def count_password(account_id: int) -> Allowed | Exceeded:
    """One try at the present password by someone who is signed in."""
    return allow(Limit.SIGN_IN_BY_ACCOUNT, f"inside {account_id}", now())


def give_password_back(account_id: int) -> None:
    """The try was no failure."""
    give_back(Limit.SIGN_IN_BY_ACCOUNT, f"inside {account_id}", now())


def count_code(account_id: int) -> Allowed | Exceeded:
    """One try at a code of an account's authenticator."""
    return allow(Limit.SECOND_FACTOR, str(account_id), now())


def give_code_back(account_id: int) -> None:
    """The try was no failure."""
    give_back(Limit.SECOND_FACTOR, str(account_id), now())


def count_reset(mail: str) -> Allowed | Exceeded:
    """One link asked for a folded address, known or not; the same for both, so that it tells nothing.

    A mailbox is counted once for whatever is asked for it: links to register with and to new addresses as well.
    """
    box = mail_key(mail)
    return _first_exceeded((Limit.RESEND_BY_ADDRESS, box), (Limit.RESEND_BY_ACCOUNT, f"reset {box}"))


def count_registration(mail: str) -> Allowed | Exceeded:
    """One link to register with, asked for a folded address: by network, then as for any link by address."""
    box = mail_key(mail)
    network = (Limit.REGISTRATION_BY_NETWORK, client_network())
    return _first_exceeded(network, (Limit.RESEND_BY_ADDRESS, box), (Limit.RESEND_BY_ACCOUNT, f"registration {box}"))


def count_new_mail(account_id: int, mail: str) -> Allowed | Exceeded:
    """One link to a new folded address, asked for by an account: as many a day and a mailbox as other links."""
    asker = (Limit.RESEND_BY_ACCOUNT, f"new mail {account_id}")
    return _first_exceeded(asker, (Limit.RESEND_BY_ADDRESS, mail_key(mail)))


def _subjects(mail: str) -> tuple[tuple[Limit, str], ...]:
    return (
        (Limit.SIGN_IN_BY_NETWORK, client_network()),
        (Limit.SIGN_IN_BY_ALL, EVERYONE),
        (Limit.SIGN_IN_BY_ACCOUNT, mail_key(mail)),
    )


def _first_exceeded(*tries: tuple[Limit, str]) -> Allowed | Exceeded:
    """Count one after another and stop at the first that is used up."""
    for kind, subject in tries:
        answer = allow(kind, subject, now())
        if isinstance(answer, Exceeded):
            return answer
    return Allowed()
