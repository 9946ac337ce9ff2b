"""Writing what a seeker's or an employer's account has besides: registration, establishment."""

from datetime import date

from sqlalchemy import delete, update

from app.accounts.models.profiles import PersonalProfile
from app.accounts.rules.profiles import ProfileFacts
from app.db import claim, db
from app.kernel.registration import Registration


def put_profile(account_id: int, facts: ProfileFacts, language: str = "ja") -> None:
    """Keep these facts of an account; the language only where it had no profile.

    Whoever was switched to a Hello Work registration keeps it with its day (NGS-06).
    """
    claim(PersonalProfile, account_id=account_id, language=language)
    told = {
        "seeker_number": facts.seeker_number,
        "establishment": facts.establishment,
        "establishment_number": facts.establishment_number,
    }
    mine = update(PersonalProfile).where(PersonalProfile.account_id == account_id)
    db.session.execute(mine.values(**told))
    registration = facts.registration.value if facts.registration else None
    never = PersonalProfile.registration_switched_on.is_(None)
    db.session.execute(mine.where(never).values(registration=registration))


def switch_registration(account_id: int, on: date) -> bool:
    """Make an online registration one with Hello Work, from the day of the first session held (NGS-06, Q-18).

    False where there was nothing to switch: registered already, not registered yet, no such account.
    """
    online = PersonalProfile.registration == Registration.ONLINE.value
    mine = update(PersonalProfile).where(PersonalProfile.account_id == account_id, online)
    switched = mine.values(registration=Registration.HELLOWORK.value, registration_switched_on=on)
    return int(db.session.execute(switched).rowcount) == 1


def erase_profile(account_id: int) -> None:
    """Forget everything an account told of registration or establishment."""
    db.session.execute(delete(PersonalProfile).where(PersonalProfile.account_id == account_id))
