"""What the forms of the acts offer at one office and for one booking: choices from its policy, free times, people."""

from datetime import date, datetime, timedelta
from typing import Any

from flask import request
from wtforms.fields.choices import SelectChoice

from app.booking.queries.accounts import account_of
from app.booking.queries.fixing import counselors_of
from app.booking.queries.intake import desk_times, is_late
from app.booking.queries.outside import days_between
from app.booking.queries.situation import with_days
from app.booking.queries.ways import refusal_grounds, session_kinds, stop_grounds, ways_of_telling
from app.booking.terms.bookings import BookingRecord
from app.booking.terms.sessions import REASONS_OF, Outcome
from app.desk.forms.acts import LETTERS, OUTCOMES
from app.desk.forms.choices import KINDS, TOLD_BY
from app.desk.forms.other_acts import CLAUSES
from app.desk.forms.slots import free_choices, slot_text
from app.desk.views.scope import day_asked, situation_around
from app.kernel.calendar import ONE_DAY
from app.kernel.moments import day_of
from app.offices.terms import BanGround, Policy, Referral
from app.web.filters import jclock, jday

AHEAD = timedelta(days=27)
A_WEEK = timedelta(days=7)
STOP_WORDS = {**LETTERS, **{ground.value: words for ground, words in CLAUSES.items()}}


def offer_times(form: Any, booking: BookingRecord, policy: Policy, moment: datetime) -> None:
    """The free times around the wished one, that one first; and whoever may hold the session, the nominated first."""
    own = SelectChoice(
        slot_text(booking.starts_at), f"希望どおり　{jday(booking.starts_at)} {jclock(booking.starts_at)}"
    )
    first = max(day_of(moment), day_of(booking.starts_at) - A_WEEK)
    form.slot.choices = [own, *_free(booking.office_id, first, moment)]
    people = counselors_of(booking.office_id, moment)
    wished = booking.nominated_counselor_id
    names = sorted(people.items(), key=lambda each: (each[0] != wished, each[0]))
    form.counselor.choices = [
        SelectChoice("", "選んでください"),
        *(SelectChoice(str(account), f"{name}（指名）" if account == wished else name) for account, name in names),
    ]


def offer_next(form: Any, booking: BookingRecord, policy: Policy, moment: datetime) -> None:
    """The free times of four weeks from the day asked for; the ways of telling; the kinds."""
    today = day_of(moment)
    since = max(today, day_asked(form.since.data or request.args.get("since", ""), today))
    form.since.data, form.later = since.isoformat(), (since + AHEAD + ONE_DAY).isoformat()
    form.slot.choices = [SelectChoice("", "選んでください"), *_free(booking.office_id, since, moment)]
    ways = ways_of_telling(policy, has_account=account_of(booking) is not None)
    form.told_by.choices = [SelectChoice(way.value, TOLD_BY[way.value]) for way in ways]
    offer_kinds(form, booking, policy, moment)


def offer_kinds(form: Any, _booking: BookingRecord, policy: Policy, _moment: datetime) -> None:
    """The kinds of session of the office; without any, the form does not ask."""
    kinds = session_kinds(policy)
    if not kinds:
        del form.session_kind
        return
    form.session_kind.choices = [SelectChoice(kind.value, KINDS[kind.value]) for kind in kinds]


def offer_stops(form: Any, _booking: BookingRecord, policy: Policy, _moment: datetime) -> None:
    """What the office's text lets a session be stopped for; a ban with it only where the text knows one."""
    form.letter.choices = [SelectChoice(each.value, STOP_WORDS[each.value]) for each in stop_grounds(policy)]
    if BanGround.PROHIBITED_ACT not in policy.ban_possible:
        del form.ban
        form.reason.label.text = "そのときの様子（あれば）"


def offer_refusals(form: Any, _booking: BookingRecord, policy: Policy, _moment: datetime) -> None:
    """What the terms name for a refusal; nothing to choose where the office refuses by content."""
    grounds = refusal_grounds(policy)
    if not grounds:
        del form.clause
        return
    form.clause.choices = [SelectChoice(each.value, CLAUSES[each]) for each in grounds]


def offer_outcomes(form: Any, _booking: BookingRecord, policy: Policy, _moment: datetime) -> None:
    """Where the office refers to no branch, it goes on here, and nobody is asked where or why."""
    if policy.referral is Referral.NONE:
        del form.kind
        del form.note
        words = {**OUTCOMES, Outcome.CONTINUED.value: "引き続き、この窓口で相談する"}
        form.outcome.choices = [SelectChoice(value, text) for value, text in words.items()]
        ours = REASONS_OF[Outcome.BROKEN_OFF]
        form.reason.choices = [each for each in form.reason.choices if each.value in ours]
        form.reason.label.text = "理由（途中で終わったとき）"


def _free(office_id: str, since: date, moment: datetime) -> list[SelectChoice]:
    last = since + AHEAD
    known = with_days(situation_around(office_id, since, last, day_of(moment)), since, last)
    days = desk_times(days_between(since, last), known, moment)
    return free_choices(days, {day.day for day in days if is_late(day, moment)})
