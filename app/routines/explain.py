"""The questions of `flask explain`: each subject with what it needs and the rule that answers it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from app.agencies.queries import dates as agencies
from app.booking.queries import dates as booking
from app.kernel.calendar import Calendar
from app.kernel.steps import Computed
from app.offices.terms import Policy
from app.oversight.queries import dates as oversight
from app.seekers.queries import dates as seekers

Value = date | datetime | bool | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What was asked with a subject; the names are those of the options."""

    office: str | None = None
    on: date | None = None
    at: datetime | None = None
    from_: date | None = None
    accepted: date | None = None
    year: int | None = None

    def given(self) -> frozenset[str]:
        """The names of what is set."""
        return frozenset(field.name for field in fields(self) if getattr(self, field.name) is not None)


@dataclass(frozen=True)
class Facts:
    """Where answers come from: the policy of an office on a day, and the holidays."""

    policy: Callable[[str, date], Policy]
    calendar: Calendar


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One subject: a title, the options it needs and may take besides, and its rule."""

    title: str
    needs: frozenset[str]
    takes: frozenset[str] = frozenset()
    rule: Callable[..., Computed[Any]]


@dataclass(frozen=True)
class Explanation:
    """The answer to one question."""

    subject: str
    computed: Computed[Value]


def answer(name: str, question: Question, facts: Facts) -> Explanation:
    """The date of subject `name`, with its steps; whether the service runs for `service-open`.

    `question` holds what the subject needs. Raises `CalendarEnds` past the holiday rows and `ValueError`
    for an acceptance before its acquisition.
    """
    return Explanation(name, SUBJECTS[name].rule(**_arguments(SUBJECTS[name], question, facts)))


def _arguments(subject: Subject, question: Question, facts: Facts) -> Mapping[str, Any]:
    """The rule's arguments by the names of the options, with policy and calendar where they are due."""
    asked = {name: getattr(question, name) for name in subject.needs | subject.takes}
    if "at" in asked:
        return asked
    if office := asked.pop("office", None):
        asked["policy"] = facts.policy(office, asked["on"])
    return {**asked, "calendar": facts.calendar}


def _office_subject(title: str, rule: Callable[[date, Policy, Calendar], Computed[Any]]) -> Subject:
    return Subject(
        title=title,
        needs=frozenset({"office", "on"}),
        rule=lambda *, on, policy, calendar: rule(on, policy, calendar),
    )


def _day_subject(title: str, rule: Callable[[date, Calendar], Computed[Any]]) -> Subject:
    return Subject(title=title, needs=frozenset({"on"}), rule=lambda *, on, calendar: rule(on, calendar))


SUBJECTS: Mapping[str, Subject] = {
    "booking-close": _office_subject("予約の受付期限", booking.booking_close),
    "meeting-info-due": _office_subject("参加方法を知らせる期限", booking.meeting_info_due),
    "reminder": _office_subject("予約前のお知らせの日", booking.reminder_day),
    "invitation-due": Subject(
        title="招待メールの期限",
        needs=frozenset({"office", "on", "from_"}),
        rule=lambda *, on, from_, policy, calendar: booking.invitation_due(on, from_, policy, calendar),
    ),
    "document-deadline": _day_subject("申請書の提出期限", agencies.document_deadline),
    "mail-address-wait": _day_subject("申請用アドレスの連絡を待つ3日目", agencies.mail_address_wait),
    "placement-window": _day_subject("常用就職を数える3か月の初日", agencies.placement_window),
    "report-reminder": Subject(
        title="報告のお知らせの日",
        needs=frozenset({"year"}),
        rule=lambda *, year, calendar: oversight.report_reminder(year, calendar),
    ),
    "overdue": _day_subject("期限の翌日からの1か月の末日", oversight.overdue),
    "suspension-end": _day_subject("6か月の停止の末日", oversight.suspension_end),
    "reapply-from": _day_subject("再申請ができる最初の日", agencies.reapply_from),
    "id-free-from": _day_subject("メールアドレスを再び登録できる最初の日", agencies.id_free_from),
    "record-keep-until": Subject(
        title="求職情報を保存する最後の日",
        needs=frozenset({"on"}),
        takes=frozenset({"accepted"}),
        rule=lambda *, on, accepted, calendar: seekers.kept_until(on, accepted, calendar),
    ),
    "service-open": Subject(
        title="情報提供サービスの稼働",
        needs=frozenset({"at"}),
        rule=lambda *, at: agencies.service_open(at),
    ),
}
"""Every subject by its name."""
