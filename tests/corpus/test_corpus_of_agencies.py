"""Bad input into every form of the agencies and of those who watch over them, one by one (SECURITY 6, AGY)."""

import random
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.agencies.models.agencies import Application
from app.agencies.terms.participation import Ground
from app.db import db
from app.oversight.terms.asking import NewComplaint, NewRequest
from app.oversight.terms.requests import Addressee, ComplainantKind, RequestKind
from app.oversight.usecases.complaints import enter_complaint
from app.oversight.usecases.requests import ask_agency
from tests import agencies, factories, watched
from tests.corpus.changes import RAW_ONLY, change_form
from tests.corpus.forms import Form, Walk, route_of, send
from tests.corpus.test_corpus import HOURS, SEED, of_category, typed_cases
from tests.corpus.verdict import wrong, wrong_status
from tests.harness.routes import routes
from tests.page import Page

PEOPLE = ("hikari", "minato", "mori", "ono", "oda", "ueda")
ROOMS = ("agency", "bureau", "oversight_agency", "oversight", "operations")
"""The blueprints of this site."""
TEXTS, SHAPES = 5, 2
NOT_MET = {
    "/agency/drafts/<kind>/discarding": "no field but the press",
    "/agency/drafts/<kind>/registration": "a whole draft: tests/web/agencies/test_application_pages.py",
    "/agency/registration/<token>": "a link in a mail: tests/web/agencies/test_registration_pages.py",
    "/bureau/applications/<number>/processing": "a document that came: tests/web/agencies/test_bureau_desk.py",
    "/bureau/applications/<number>/refusal": "a document that came: tests/web/agencies/test_bureau_desk.py",
    "/bureau/oversight/cases/<number>/referral": "a suspicion: tests/web/oversight/test_watching.py",
    "/bureau/oversight/cases/<number>/suspensions": "a preview: tests/web/oversight/test_watching.py",
    "/bureau/oversight/cases/<number>/suspensions/new": "a preview: tests/web/oversight/test_watching.py",
    "/bureau/oversight/requests/<number>/suspension": "an ignored measure: tests/web/oversight/test_watching.py",
    "/bureau/agencies/<code>/orders/<int:order_id>/improvement": "an order: tests/web/agencies/test_bureau_agencies.py",
    "/bureau/access-limits/<int:limit_id>/lifting": "no field but the press",
    "/bureau/notices/<announcement>/withdrawal": "no field but the press",
    "/bureau/oversight/agencies/<code>/liftings": "a stop: tests/web/oversight/test_watching.py",
    "/bureau/oversight/cases/<number>/terminations": "a repeat: tests/web/oversight/test_watching.py",
    "/bureau/oversight/decisions/<int:proposal_id>/approval": "no field but the press",
    "/bureau/oversight/decisions/<int:proposal_id>/withdrawal": "no field but the press",
    "/operations/urgent-stops/ending": "no field but the press",
    "/bureau/terms/posting": "no field but the press",
    "/bureau/terms/withdrawal": "no field but the press",
    "/bureau/terms/draft/removal": "no field but the press",
}
"""Forms that need a state of their own, and where they are tried."""


@pytest.fixture
def site(make_app, clock):
    """The demo's agencies; Hikari has been asked, has a complaint and a case; Minato's application waits."""
    agencies.set_up()
    now = clock.now()
    hikari, mori = agencies.identity("hikari").agency_id, watched.mori()
    asked = NewRequest(
        kind=RequestKind.CORRECTION, addressee=Addressee.ORGANISATION, text="是正", ground=Ground.OTHER_BREACH
    )
    ask_agency(hikari, asked, by=mori, now=now)
    said = NewComplaint(
        received_on=date(2026, 5, 11), complainant=ComplainantKind.SEEKER, content="電話", handling="謝罪"
    )
    enter_complaint(hikari, said, by=agencies.identity("hikari"), now=now)
    watched.opened(hikari, Ground.TERMS, mori, now)
    return make_app(limits=False)


def met(site) -> Iterator[tuple[Form, Page]]:
    """Every form of the agencies' site with the browser of the person who met it, before the next one walks.

    What one of them decides, such as a stop, closes the pages of others.
    """
    for person in PEOPLE:
        page = Page(site)
        factories.sign_in_as(page, person)
        yield from ((form, page) for form in Walk(site, person, page).forms_met() if is_ours(site, form))


def is_ours(app, form: Form) -> bool:
    """Whether a form is one of this site."""
    return str(route_of(app, form.action, "POST")).partition(".")[0] in ROOMS


@pytest.mark.timeout(HOURS)
def test_no_text_breaks_or_is_lost_in_any_form_of_the_agencies(site, pytestconfig):
    choose, everything = random.Random(SEED), pytestconfig.getoption("faults")
    found: list[str] = []
    there: set[str] = set()
    for form, page in met(site):
        there.add(str(route_of(site, form.action, "POST")))
        found += faults_of(form, page, choose, everything)
    assert not found, "\n".join(found[:40])
    missing = {rule for endpoint, rule in posts_of(site).items() if endpoint not in there} - NOT_MET.keys()
    assert not missing, f"forms that nobody met: {sorted(missing)}"


def faults_of(form: Form, page: Page, choose: random.Random, everything: bool) -> Iterator[str]:
    """What is wrong with the answers of one form to texts and to shapes."""
    typed = list(typed_cases(form, choose, everything))
    for name, case in typed if everything else typed[:TEXTS]:
        sent = {name: case.value}
        faults = wrong(form, sent, case, send(page.client, form, sent))
        yield from (f"{form.title} {name} {case.id} {case.value!r:.60}: {fault}" for fault in faults)
    shapes = [case for case in of_category("C14") if case.value[0] not in RAW_ONLY]
    for case in shapes if everything else choose.sample(shapes, SHAPES):
        faults = wrong_status(case, change_form(page.client, form, case))
        yield from (f"{form.title} {case.id} {case.value!r:.80}: {fault}" for fault in faults)


def posts_of(app) -> dict[str, str]:
    """The routes of this site's rooms that take a form, by their endpoints."""
    taking = (each for each in routes(app) if "POST" in each.methods)
    return {each.endpoint: each.rule for each in taking if each.endpoint.partition(".")[0] in ROOMS}


def test_a_file_that_is_no_document_or_too_large_is_told_in_japanese(site):
    page = Page(site)
    factories.sign_in_as(page, "minato")
    minato = agencies.identity("minato").agency_id
    number = db.session.scalars(db.select(Application.number).where(Application.agency_id == minato)).one()
    for content, status in ((b"no document", 422), (b"", 422), (b"%PDF-1.7\n" + b"x" * 2_000_000, 413)):
        sent = {"csrf_token": page.csrf_token(), "document": FileStorage(BytesIO(content), "shinsei.pdf")}
        boundary, body = encode_multipart(sent)
        kind = f'multipart/form-data; boundary="{boundary}"'
        answer = page.client.post(f"/agency/applications/{number}/filled", data=body, content_type=kind)
        assert answer.status_code == status
        assert "PDF" in answer.text or "大き" in answer.text
