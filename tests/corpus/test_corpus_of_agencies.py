"""Bad input into every form of the agencies and of those who watch over them, one by one (SECURITY 6, AGY)."""

import random
from collections.abc import Iterator
from dataclasses import replace
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
from tests.corpus.case import Kind
from tests.corpus.changes import RAW_ONLY, change_form, change_state
from tests.corpus.forms import Form, Walk, form_of, route_of, send
from tests.corpus.place import Place
from tests.corpus.states import STATES
from tests.corpus.test_corpus import HOURS, SEED, of_category, typed_cases
from tests.corpus.verdict import wrong, wrong_status
from tests.harness.routes import routes
from tests.page import Document, Page

PEOPLE = ("hikari", "minato", "mori", "ono", "oda", "ueda")
ROOMS = ("agency", "bureau", "oversight_agency", "oversight", "operations")
"""The blueprints of this site."""
TEXTS, SHAPES, PRESSES = 5, 2, 4


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


@pytest.fixture
def bare(make_app):
    """The demo's agencies, with nothing asked of them."""
    agencies.set_up()
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
    missing = {rule for endpoint, rule in posts_of(site).items() if endpoint not in there} - STATES.keys()
    assert not missing, f"forms that nobody met: {sorted(missing)}"


@pytest.mark.timeout(HOURS)
@pytest.mark.parametrize("rule", STATES)
def test_no_input_breaks_or_is_lost_in_a_form_that_a_state_of_its_own_shows(bare, clock, outbox, pytestconfig, rule):
    page, document = STATES[rule](Place(bare, clock, outbox))
    endpoint = next(endpoint for endpoint, each in posts_of(bare).items() if each == rule)
    form = next(form for form in forms_on(document) if route_of(bare, form.action, "POST") == endpoint)
    choose, everything = random.Random(SEED), pytestconfig.getoption("faults")
    found = [*faults_of(form, page, choose, everything), *faults_of_states(form, page, choose, everything)]
    assert not found, "\n".join(found[:40])


def forms_on(document: Document) -> Iterator[Form]:
    """The forms of a page, also as those of their buttons that send them elsewhere."""
    for tag in document.all("main form[method=post]"):
        form = form_of("", document.response.request.path, tag)
        yield form
        yield from (replace(form, action=str(button["formaction"])) for button in tag.select("[formaction]"))


def faults_of_states(form: Form, page: Page, choose: random.Random, everything: bool) -> Iterator[str]:
    """What is wrong with the answers of one form pressed without its token, twice, from elsewhere."""
    states = of_category("C16")
    for case in states if everything else choose.sample(states, PRESSES):
        typed = {name: str(case.value[3]) for name in form.written if form.kinds[name] is Kind.TEXT}
        answer, refusal = change_state(page.client, form, case, typed)
        if refusal and answer.status not in (400, 401):
            yield f"{form.title} {case.value[1]}: {answer.status} instead of a refusal"
        faults = [] if answer.status == 503 else wrong(form, typed, case, answer)
        yield from (f"{form.title} {case.value[1:]}: {fault}" for fault in faults)


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
