"""What was typed into a form that somebody else has settled meanwhile can still be copied (SECURITY I15)."""

from app.agencies.terms.participation import Ground
from app.kernel.moments import day_of
from app.oversight.terms.asking import NewComplaint, NewRequest
from app.oversight.terms.decisions import DecisionChoice
from app.oversight.terms.requests import Addressee, ComplainantKind, Decision, RequestKind
from app.oversight.usecases.complaints import enter_complaint
from app.oversight.usecases.decisions import approve_decision, propose_termination
from app.oversight.usecases.requests import ask_agency
from tests import agencies, watched
from tests.factories import sign_in_as


def test_an_answer_that_comes_second_is_not_lost(hikari, clock) -> None:
    asked = NewRequest(kind=RequestKind.CORRECTION, addressee=Addressee.ORGANISATION, text="是正", ground=Ground.TERMS)
    agency_id = agencies.identity("hikari").agency_id
    number = ask_agency(agency_id, asked, by=watched.mori(), now=clock.now())
    first, second = (hikari.get(f"/agency/requests/{number}") for _ in range(2))
    hikari.submit(first, answer="先に送った回答", status=303)
    refused = hikari.submit(second, answer="後から送った長い回答", status=409)
    assert "すでに回答しています。" in refused.text
    assert "後から送った長い回答" in str(refused.find("textarea[readonly]"))


def test_what_came_of_a_case_is_not_lost_where_it_was_closed_meanwhile(hikari, mori, clock) -> None:
    number = watched.opened(agencies.identity("hikari").agency_id, Ground.TERMS, watched.mori(), clock.now())
    first, second = (mori.get(f"/bureau/oversight/cases/{number}") for _ in range(2))
    mori.submit(first, 'form[action$="/closing"]', outcome="先の結果", status=303)
    refused = mori.submit(second, 'form[action$="/closing"]', outcome="後の長い結果", status=409)
    assert "後の長い結果" in str(refused.find("textarea[readonly]"))


def test_why_use_was_to_end_or_go_on_is_not_lost_where_somebody_decided_meanwhile(hikari, mori, clock) -> None:
    agency_id, officer = agencies.identity("hikari").agency_id, watched.mori()
    watched.stop(agency_id, Ground.OTHER_BREACH, officer, clock.now())
    ending = watched.opened(agency_id, Ground.OTHER_MALICIOUS, officer, clock.now())
    lifting = mori.get("/bureau/oversight/agencies/hikari/liftings/new")
    termination = mori.get(f"/bureau/oversight/cases/{ending}/terminations/new")
    end = DecisionChoice(decision=Decision.TERMINATION, reason="先の決定")
    proposal = propose_termination(ending, end, by=officer, now=clock.now())
    assert approve_decision(proposal, by=watched.hayashi(), now=clock.now()) is Decision.TERMINATION
    typed = {"reason": "後から書いた長い理由"}
    for form in (lifting, termination):
        refused = mori.submit(form, status=409, **typed)
        assert "後から書いた長い理由" in str(refused.find("main textarea"))
        assert refused.all("[role=alert]")


def test_what_was_done_about_a_complaint_is_not_lost_where_a_colleague_settled_it(hikari, clock) -> None:
    said = NewComplaint(
        received_on=day_of(clock.now()), complainant=ComplainantKind.SEEKER, content="電話", handling="謝罪"
    )
    by = agencies.identity("hikari")
    number = enter_complaint(by.agency_id, said, by=by, now=clock.now())
    first, second = (hikari.get(f"/agency/complaints/{number}") for _ in range(2))
    today = day_of(clock.now()).isoformat()
    hikari.submit(first, 'form[action$="/settlement"]', status=303, **{"settled-day": today})
    refused = hikari.submit(second, 'form[action$="/entries"]', status=409, day=today, text="研修をした長い記録")
    assert "研修をした長い記録" in str(refused.find("textarea[readonly]"))
    assert "この苦情の対応は終了しています。" in refused.text


def test_why_a_measure_stops_use_is_not_lost_where_its_answer_came_meanwhile(hikari, ueda, clock) -> None:
    asked = NewRequest(
        kind=RequestKind.MEASURE,
        addressee=Addressee.CONTACT_OFFICER,
        text="端末の検査",
        limit_on=day_of(clock.now()),
    )
    number = ask_agency(agencies.identity("hikari").agency_id, asked, by=watched.ueda(), now=clock.now())
    clock.advance(days=1)
    sign_in_as(ueda, "ueda")
    stopping = ueda.get(f"/bureau/oversight/requests/{number}")
    sign_in_as(hikari, "hikari")
    hikari.submit(hikari.get(f"/agency/requests/{number}"), answer="検査しました。", status=303)
    refused = ueda.submit(stopping, 'form[action$="/suspension"]', status=409, **{"stop-outcome": "応答のない長い理由"})
    assert "応答のない長い理由" in str(refused.find("textarea[readonly]"))
