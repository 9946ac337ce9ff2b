"""Telling people of changes of terms they agreed to before."""

from datetime import datetime

from app.accounts.queries.people import language_of
from app.db import db
from app.notices.effects import notice, post_together
from app.notices.terms import Channel
from app.offices.queries.announcements import (
    Announcement,
    TakenBack,
    announcements,
    still_to_tell,
    still_to_untell,
    taken_back,
)
from app.offices.rules.announcements import new_content
from app.web.links import link

TOLD_AT_ONCE = 200
NO_CHANGE = "M-OWN-5"
"""The notice that an announced change will not come."""


@db.write
def tell_changes(now: datetime) -> int:
    """Put a change of terms on the pages of who agreed to them before (MYK-45, NGS-63, KRS-48); how many were told.

    Who was told of a change that was taken back is told that as well. Some at a time: 0 says that everybody knows.
    """
    for told in announcements(now):
        accounts = still_to_tell(told, TOLD_AT_ONCE)
        if accounts:
            words = _words_of_change(told)
            return post_together(*(_notice(told.notice, told.key, each, words, now) for each in accounts))
    for gone in taken_back(now):
        accounts = still_to_untell(gone, NO_CHANGE, TOLD_AT_ONCE)
        if accounts:
            words = _words_of_no_change(gone)
            return post_together(*(_notice(NO_CHANGE, gone.key, each, words, now) for each in accounts))
    return 0


def _words_of_change(told: Announcement) -> dict[str, object]:
    day = told.version.effective_on
    return {
        "title": told.version.title,
        "effective_on": day,
        "changes": new_content(told.previous.text if told.previous else None, told.version.text),
        "address": link("offices.terms_of_day", slug=told.slug, day=day.isoformat()),
    }


def _words_of_no_change(gone: TakenBack) -> dict[str, object]:
    address = link("offices.terms_now", slug=gone.slug)
    return {"title": gone.title, "effective_on": gone.effective_on, "address": address}


def _notice(kind: str, key: str, account_id: int, words: dict[str, object], now: datetime) -> dict[str, object]:
    return notice(
        kind,
        key=f"{key}{account_id}",
        channel=Channel.MYPAGE,
        account_id=account_id,
        template=kind,
        context=words,
        language=language_of(account_id),
        now=now,
    )
