"""What the demo's bureaux and offices asked of its agencies, and what waits for a decision."""

from datetime import datetime, timedelta
from typing import Any

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.terms.participation import Ground
from app.db import db
from app.kernel.moments import day_of
from app.oversight.queries.requests import requests_of
from app.oversight.terms.asking import NewCase, NewComplaint, NewRequest
from app.oversight.terms.decisions import DecisionChoice
from app.oversight.terms.requests import Addressee, CaseKind, ComplainantKind, Decision, RequestKind
from app.oversight.usecases.cases import open_case
from app.oversight.usecases.complaints import enter_complaint
from app.oversight.usecases.decisions import propose_termination
from app.oversight.usecases.requests import answer_request, ask_agency
from app.routines.demo.agencies import identity

DAY = timedelta(days=1)
CORRECTION = NewRequest(
    kind=RequestKind.CORRECTION,
    addressee=Addressee.ORGANISATION,
    ground=Ground.ADVERTISING,
    text="求職者への案内に、有料の説明会の宣伝が付いていました。宣伝をやめ、やめた日を回答してください。",
)
ANSWER = "4日前に宣伝を外しました。担当者に研修を行います。"
COMPLAINT = "勤め先に何度も電話があり困っている、との申出がありました。事実を確かめ、対応を回答してください。"


def load_oversight(now: datetime) -> int:
    """Let the demo's watchers have asked and begun something where they have not yet; how many requests were made."""
    hikari, kaze = _agency("hikari"), _agency("kaze")
    if requests_of(hikari):
        db.session.rollback()
        return 0
    _ask(hikari, now)
    _keep_register(hikari, now)
    _begin(hikari, kaze, now)
    return len(requests_of(hikari))


def _ask(agency_id: int, now: datetime) -> None:
    """A correction that was answered, a complaint passed on, the register, a report that waits."""
    number = ask_agency(agency_id, CORRECTION, by=identity("nishi", now), now=now - 9 * DAY)
    by = identity("hikari", now)
    answer_request(agency_id, str(number), ANSWER, declined=False, by=by, now=now - 4 * DAY)
    days = {"received_on": day_of(now - 3 * DAY), "complainant": ComplainantKind.SEEKER}
    mori = identity("mori", now)
    ask_agency(agency_id, _new(RequestKind.COMPLAINT, COMPLAINT, **days), by=mori, now=now - 2 * DAY)
    ask_agency(agency_id, _new(RequestKind.RECORD, "先月の苦情の記録"), by=mori, now=now - 2 * DAY)
    report = _new(RequestKind.REPORT, "介護職の紹介の件数を報告してください。", limit_on=day_of(now + 14 * DAY))
    ask_agency(agency_id, report, by=identity("oda", now), now=now - DAY)


def _new(kind: RequestKind, text: str, **more: Any) -> NewRequest:
    return NewRequest(kind=kind, addressee=Addressee.ORGANISATION, text=text, **more)


def _keep_register(agency_id: int, now: datetime) -> None:
    new = NewComplaint(
        received_on=day_of(now - 20 * DAY),
        complainant=ComplainantKind.EMPLOYER,
        content="紹介の返事が遅い。",
        handling="担当者を決めなおし、2日以内に返事をすることにした。",
    )
    enter_complaint(agency_id, new, by=identity("hikari", now), now=now - 19 * DAY)


def _begin(hikari: int, kaze: int, now: datetime) -> None:
    """Two cases about one agency, and an end of use that waits for its second person about another."""
    mori, ono = identity("mori", now), identity("ono", now)
    for cause, facts in (
        (Ground.OTHER_BREACH, "求職者の勤め先に電話をした疑いがある。"),
        (Ground.GUIDANCE, "求人の条件を書き換えて伝えた疑いがある。"),
    ):
        open_case(hikari, NewCase(kind=CaseKind.BREACH, ground=cause, facts=facts), by=mori, now=now - DAY)
    cause = Ground.UNFAIR_ACQUISITION
    new = NewCase(kind=CaseKind.BREACH, ground=cause, facts="停止の前に、使わない求職情報を大量に集めていた。")
    number = open_case(kaze, new, by=ono, now=now - DAY)
    end = DecisionChoice(decision=Decision.TERMINATION, reason="求職情報を不正に取得したと判断した。")
    propose_termination(str(number), end, by=ono, now=now - DAY)


def _agency(key: str) -> int:
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    if organisation is None:
        raise LookupError(key)
    return organisation.id
