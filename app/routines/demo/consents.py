"""What two of the cast agreed to before the demo begins, one of them to terms that have changed since (NGS-43)."""

from datetime import date, datetime

from app.accounts.queries.people import find_account_by_mail
from app.accounts.usecases.cast import mail_of, people_of
from app.db import db
from app.kernel.moments import END_OF_DAY, at
from app.offices.effects.offices import record_consent
from app.offices.queries.consents import consent_of
from app.offices.queries.offices import terms_in_force
from app.offices.terms import ConsentKind

AGREED = (("yamada", "nagasaki", date(2023, 4, 20)), ("maruyama", "nagasaki", date(2023, 6, 5)))
"""Who agreed at the counter to which terms, and on what day."""


@db.write
def agree_as_told(now: datetime) -> int:
    """Record these consents where the person has agreed to nothing of the set yet; how many were recorded."""
    return sum(_agree(key, terms_set, day) for key, terms_set, day in AGREED if at(day, END_OF_DAY) < now)


def _agree(key: str, terms_set: str, day: date) -> bool:
    account = find_account_by_mail(mail_of(people_of(key)[0]))
    if account is None or consent_of(account.id, terms_set) is not None:
        return False
    version = terms_in_force(terms_set, day)
    record_consent(version.id, ConsentKind.EXPLICIT, now=at(day, END_OF_DAY), account_id=account.id)
    return True
