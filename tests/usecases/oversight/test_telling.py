"""A stop, its end and the end of use are told to the contact officer in the same commit, word for word."""

from datetime import date

import pytest

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.notices.wording import worded
from app.oversight.rules.grounds import GROUNDS
from app.oversight.terms.decisions import Begins, DecisionChoice
from app.oversight.terms.requests import Decision
from app.oversight.usecases.decisions import approve_decision, propose_lifting, propose_termination
from app.web.links import link
from tests import mails, watched
from tests.rules.agencies.told import told as particulars

END = DecisionChoice(decision=Decision.TERMINATION, reason="求職者の名前を書いた理由")
LIFT = DecisionChoice(decision=Decision.LIFTING, reason=END.reason, confirmed_on=date(2026, 6, 5))


@pytest.fixture
def agency_id(app, clock) -> int:
    """Hikari takes part in both services; it is Thursday 4 June."""
    clock.set("2026-06-04T10:00:00+09:00")
    return watched.active()


def told(app, outbox, kind, golden) -> str:
    """The only mail of a kind, held to every property and its golden text."""
    (mail,) = outbox.posted(kind)
    assert mail.recipient == particulars().contact_officer.mail
    mails.check_text(app, mail.subject, mail.body, personal=[watched.REASON, END.reason])
    mails.check_golden(golden, f"Subject: {mail.subject}\n{mail.body}")
    return mail.body


@pytest.mark.rule("AGY-075")
def test_a_stop_is_told_with_its_first_and_last_day_as_computed(app, clock, outbox, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.JOB_INFO_MISUSE, mori, clock.now())
    body = told(app, outbox, "M-AGY-33", "M-AGY-33")
    assert "2026年6月4日（木）" in body
    assert "2026年12月3日（木）" in body


@pytest.mark.rule("AGY-083", "AGY-084")
def test_a_stop_that_must_be_mended_says_how_and_what_follows_if_it_is_not(app, clock, outbox) -> None:
    agency_id = watched.active(licence_valid_until=date(2026, 6, 30))
    clock.set("2026-08-03T10:00:00+09:00")
    watched.stop(agency_id, Ground.LICENCE_LAPSED, watched.mori(), clock.now(), begins=Begins.NOW)
    body = told(app, outbox, "M-AGY-33", "M-AGY-33-licence")
    assert "2026年8月4日（火）" in body
    assert "新しい有効期限を、変更申請で届け出てください。" in body


@pytest.mark.rule("AGY-089")
def test_while_facts_are_checked_nothing_is_said_to_be_lost(app, clock, outbox, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.FACT_FINDING, mori, clock.now())
    assert "消えてはいません" in told(app, outbox, "M-AGY-33", "M-AGY-33-facts")


def test_a_lifted_stop_is_told_once_the_second_person_agreed(app, clock, outbox, agency_id, mori) -> None:
    watched.stop(agency_id, Ground.EXCESSIVE_SALES, mori, clock.now(), begins=Begins.NOW)
    clock.set("2026-06-05T09:30:00+09:00")
    waiting = propose_lifting(agency_id, LIFT, by=mori, now=clock.now())
    assert outbox.posted("M-AGY-34") == []
    assert approve_decision(waiting, by=watched.hayashi(), now=clock.now()) is Decision.LIFTING
    told(app, outbox, "M-AGY-34", "M-AGY-34")


@pytest.mark.rule("AGY-023", "AGY-014", "AGY-024")
def test_the_end_of_use_is_told_with_everything_that_matters(app, clock, outbox, agency_id, mori) -> None:
    number = watched.opened(agency_id, Ground.FALSE_REPORT, mori, clock.now())
    waiting = propose_termination(number, END, by=mori, now=clock.now())
    assert approve_decision(waiting, by=watched.hayashi(), now=clock.now()) is Decision.TERMINATION
    body = told(app, outbox, "M-AGY-35", "M-AGY-35")
    assert "利用規約　8(2)④b" in body
    assert "2029年6月4日（月）から" in body
    assert "2031年6月5日（木）から" in body


@pytest.mark.parametrize("cause", list(Ground))
def test_every_ground_has_its_words_and_those_that_come_with_a_request_say_so(app, cause) -> None:
    facts = GROUNDS[cause]
    context = {
        "bureau": "長崎労働局",
        "phone": "095-801-0000",
        "contacts": link("lists.contacts"),
        "address": link("oversight_agency.home"),
        "decider": "神奈川労働局",
        "clause": facts.clause,
        "ground": cause.value,
        "end_kind": (facts.suspension or SuspensionEnd.AS_DECIDED).value,
        "first_day": date(2026, 6, 4),
        "last_day": None if facts.suspension is not SuspensionEnd.SIX_MONTHS else date(2026, 12, 3),
        "needs_improvement": facts.needs_improvement,
        "keeps_records": False,
    }
    subject, body = worded("M-AGY-33", context, "ja")
    mails.check_text(app, subject, body)
    assert f"利用規約　{facts.clause}\n" in body
    assert "長崎労働局\n　電話 095-801-0000\n" in body
    assert ("是正の要請に回答" in body.replace("\n　", "")) is facts.asks_correction
