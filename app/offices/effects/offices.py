"""What may be done to offices inside somebody's transaction. Nothing here commits."""

import json
from collections.abc import Iterable
from datetime import date, datetime

from app.db import db
from app.offices.effects.policies import set_policy
from app.offices.models.offices import HolidayRow, OfficeRow
from app.offices.models.terms import ConsentRow, TermsSetRow, TermsVersionRow
from app.offices.rules.profile_files import Enacted, Profile, TermsSetFacts
from app.offices.terms import ConsentKind, TermsSource


def record_consent(
    terms_version_id: int,
    kind: ConsentKind,
    *,
    now: datetime,
    booking_number: str | None = None,
    account_id: int | None = None,
) -> None:
    """Keep that someone agreed to a version, by a tick or by applying (KNG-01, KNG-58, MYK-01, NGS-09, KRS-08).

    One of `booking_number` and `account_id` must be given; the table refuses a consent of nobody.
    """
    db.session.add(
        ConsentRow(
            terms_version_id=terms_version_id,
            kind=str(kind),
            booking_number=booking_number,
            account_id=account_id,
            given_at=now,
        )
    )


def add_office(profile: Profile, *, now: datetime) -> None:
    """Add the office of a profile with its policy, in force since its first known terms."""
    db.session.add(
        OfficeRow(
            id=profile.slug,
            sort_order=profile.order,
            prefecture=profile.prefecture,
            sites=json.dumps(profile.sites, ensure_ascii=False),
            terms_set=profile.terms_set.name,
        )
    )
    db.session.flush()
    first = profile.terms_set.versions[0].on
    set_policy(profile.slug, profile.policy, since=first, by="profile", now=now)


def add_terms_set(facts: TermsSetFacts, newest_text: str | None) -> None:
    """Add a terms set; its older versions are dates only, the newest carries our own wording."""
    db.session.add(
        TermsSetRow(name=facts.name, title=facts.title, issuer=facts.issuer, change_notice=facts.change_notice)
    )
    db.session.flush()
    for enacted in facts.versions:
        text = newest_text if enacted is facts.versions[-1] else None
        add_version(facts.name, enacted, title=facts.title, text=text, source=TermsSource.DEMO)


def add_version(
    terms_set: str,
    enacted: Enacted,
    *,
    title: str,
    text: str | None,
    source: TermsSource,
    announced_at: datetime | None = None,
    ground: str | None = None,
) -> None:
    """Add a version of a set; the table refuses a second one of the same day."""
    db.session.add(
        TermsVersionRow(
            terms_set=terms_set,
            effective_on=enacted.on,
            act=enacted.act,
            announced_at=announced_at,
            title=title,
            text=text,
            source=str(source),
            ground=ground,
        )
    )


def put_holidays(rows: Iterable[tuple[date, str, bool]], *, now: datetime) -> None:
    """Add or correct holidays: day, name, whether officially announced."""
    for day, name, official in rows:
        db.session.merge(HolidayRow(day=day, name=name, official=official, changed_at=now))


def drop_holidays(days: Iterable[date]) -> None:
    """Take days that were forecast, and are not announced, out of the table."""
    db.session.execute(db.delete(HolidayRow).where(HolidayRow.day.in_(list(days))))
