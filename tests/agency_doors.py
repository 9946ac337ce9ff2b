"""What lies behind the doors of the information service: things of an agency, of a bureau, of the ministry.

`of_agencies` is called by tests/doors.py once; its answers go into `scene.own` and `scene.foreign` there.
"""

from datetime import timedelta
from typing import Any

from app.accounts.effects.people import add_account, set_password
from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.agencies.effects.closing import close_agency
from app.agencies.effects.participation import end_participation, start_participation
from app.agencies.effects.registration import found_agency
from app.agencies.models.agencies import Agency
from app.agencies.queries.participation import agency_of_code
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import EndKind, Ground
from app.db import db
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.bureaux import find_bureau_by_code
from app.offices.queries.offices import terms_in_force
from app.oversight.models.records import AccessLimit, MinistryNotice, MisuseReport
from app.oversight.terms.asking import NewComplaint, NewRequest
from app.oversight.terms.decisions import DecisionChoice
from app.oversight.terms.requests import Addressee, ComplainantKind, Decision, RequestKind
from app.oversight.usecases.complaints import enter_complaint
from app.oversight.usecases.decisions import propose_termination
from app.oversight.usecases.requests import ask_agency
from app.seekers.effects.acquisitions import acquire, pseudonym
from tests import factories, offers, participants, watched
from tests.harness.clock import FrozenClock
from tests.letters import offer

NO_OTHER = 777_777
"""The id of somebody else's thing where there is only one ministry."""

Things = dict[str, Any]
END = DecisionChoice(decision=Decision.TERMINATION, reason="悪質な違反")
WATCH = "/bureau/oversight"
SPECIAL = {
    ("/agency/requests/<number>", "number"): "agency_request",
    ("/agency/requests/<number>/answer", "number"): "agency_request",
    **{(f"/agency/complaints/<number>{act}", "number"): "complaint" for act in ("", "/entries", "/settlement")},
    **{
        (f"/agency/seekers/held/<number>{act}", "number"): "held"
        for act in ("", "/acceptance", "/application", "/fees", "/fees/withdrawal", "/paid-services")
    },
    ("/agency/seekers/held/<number>/deletion", "number"): "held_to_delete",
    **{(f"{WATCH}/requests/<number>{act}", "number"): "agency_request" for act in ("", "/confirmation", "/suspension")},
    **{
        (f"{WATCH}/cases/<number>{act}", "number"): "case"
        for act in (
            *("", "/referral", "/closing", "/suspensions", "/suspensions/new", "/suspensions/preview"),
            *("/terminations", "/terminations/new"),
        )
    },
    ("/agency/job-offers/tokens/<ref>/ending", "ref"): "api_token",
    **{(f"{WATCH}/agencies/<code>/liftings{act}", "code"): "stopped" for act in ("", "/new")},
    **{
        (f"{WATCH}/decisions/<int:proposal_id>{act}", "proposal_id"): "decision"
        for act in ("", "/approval", "/withdrawal")
    },
}
"""Where a part of an address means something else than its name says."""


def of_agencies(accounts: dict[str, int], clock: FrozenClock) -> tuple[Things, Things]:
    """What belongs to those who ask, and what belongs to others of their kind."""
    own: Things = {"limit_id": announced_limit(accounts["ministry"], clock), "agency": "hikari"}
    foreign: Things = {"limit_id": NO_OTHER, "agency": "minato"}
    own.update(watched_things("nagasaki", clock))
    foreign.update(watched_things("kanagawa", clock))
    own.update(told(accounts, clock))
    for name, record_id in zip(("held", "held_to_delete"), offer(2, first=10), strict=True):
        own[name], foreign[name] = hold("hikari", record_id, clock), hold("minato", record_id, clock)
    own["offer"] = offers.put("42010-00000001", now=clock.now())
    foreign["offer"] = offers.put("42010-00000002", now=clock.now())
    offers.put(foreign["offer"], now=clock.now(), 状態="取消")
    offers.accept(own["offer"], watched.hikari(by_code("hikari")), clock.now())
    own["api_token"] = offers.token(watched.hikari(by_code("hikari")), clock.now())[0]
    foreign["api_token"] = offers.token(watched.minato(by_code("minato")), clock.now())[0]
    return own, foreign


@db.write
def hold(key: str, record_id: int, clock: FrozenClock) -> str:
    """A record that an agency of the cast acquired, by the agency's own number."""
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    assert organisation
    agency = db.session.get_one(Agency, organisation.id)
    people = {"by": agency.registered_by, "now": clock.now()}
    acquire([record_id], agency_id=agency.id, stop_count=agency.stop_count, **people)
    return pseudonym(agency.id, record_id)


def watched_things(bureau: str, clock: FrozenClock) -> Things:
    """Of a bureau: an agency with a request, a complaint and a case, one that is stopped, and a decision about it.

    Every watcher may find every agency, so that a code is nobody else's.
    """
    key, officer = ("hikari", watched.mori()) if bureau == "nagasaki" else ("minato", watched.ono())
    own = watched.hikari if bureau == "nagasaki" else watched.minato
    agency_id, now = participants.join(key, bureau=bureau), clock.now()
    said = NewComplaint(received_on=day_of(now), complainant=ComplainantKind.SEEKER, content="電話", handling="謝罪")
    asked = NewRequest(
        kind=RequestKind.CORRECTION, addressee=Addressee.ORGANISATION, text="是正", ground=Ground.OTHER_BREACH
    )
    things: Things = {
        "agency_request": ask_agency(agency_id, asked, by=officer, now=now),
        "complaint": enter_complaint(agency_id, said, by=own(agency_id), now=now),
        "case": watched.opened(agency_id, Ground.TERMS, officer, now),
    }
    if bureau != "nagasaki":
        ended = watched.opened(agency_id, Ground.OTHER_MALICIOUS, officer, now)
        return {**things, "decision": propose_termination(ended, END, by=officer, now=now)}
    stopped = participants.join("kaze", bureau=bureau)
    watched.stop(stopped, Ground.OTHER_BREACH, officer, now)
    ended = watched.opened(stopped, Ground.OTHER_MALICIOUS, officer, now)
    return {**things, "code": key, "stopped": "kaze", "decision": propose_termination(ended, END, by=officer, now=now)}


def by_code(code: str) -> int:
    """The agency of a code."""
    found = agency_of_code(code)
    assert found is not None
    return found[0]


@db.write
def announced_limit(account_id: int, clock: FrozenClock) -> int:
    """A limit of access that begins much later."""
    now = clock.now()
    times = {"posted_at": now, "begins_at": now + timedelta(days=60), "ends_at": now + timedelta(days=61)}
    row = AccessLimit(pages="search", reason="点検", posted_by=account_id, **times)
    db.session.add(row)
    db.session.flush()
    return row.id


@db.write
def told(accounts: dict[str, int], clock: FrozenClock) -> Things:
    """A notice of the ministry, and an agency's report of misuse."""
    now, by = clock.now(), accounts["agency"]
    agency_id = db.session.scalar(db.select(Agency.id).where(Agency.registered_by == by))
    notice = MinistryNotice(
        number="N000000001", title="お知らせ", body="本文", posted_at=now, posted_by=accounts["ministry"]
    )
    report = MisuseReport(number="M000000001", agency_id=agency_id, text="おそれ", reported_at=now, reported_by=by)
    db.session.add_all([notice, report])
    db.session.flush()
    return {"announcement": notice.number, "report": report.number}


@db.write
def lone(who: str, clock: FrozenClock) -> int:
    """The account of an agency of Kanagawa's bureau that has not applied for anything."""
    account = add_account(Role.AGENCY, name=who, mail=f"{who}@agency.example", now=factories.OPENING)
    bureau = find_bureau_by_code("kanagawa")
    assert account, who
    assert bureau
    set_password(account, factories.password_hash(), factories.OPENING)
    contact = (who, f"{who}@agency.example")
    found_agency(who, bureau_id=bureau.id, account_id=account.id, contact=contact, now=factories.OPENING)
    return account.id


@db.write
def terminate(account_id: int, clock: FrozenClock) -> None:
    """Let an agency have taken part, and end its use."""
    agency = db.session.scalars(db.select(Agency).where(Agency.registered_by == account_id)).one()
    now, day = clock.now(), day_of(clock.now())
    terms = terms_in_force("info_service", day)
    started = start_participation(
        agency.id, {Service.JOB_INFO: None}, on=day, terms_version_id=terms.id, by=None, now=now
    )
    end_participation(started, EndKind.TERMINATED, reapply_from=day + timedelta(days=3 * 366), by=None, now=now)
    close_agency(agency, by=None, why="terminated", now=now)
