"""What was typed into a form that somebody else has settled meanwhile can still be copied (SECURITY I15)."""

from app.agencies.terms.participation import Ground
from app.oversight.terms.asking import NewRequest
from app.oversight.terms.requests import Addressee, RequestKind
from app.oversight.usecases.requests import ask_agency
from tests import agencies, watched


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
