"""Bad input of every category into every form: no fault, words in Japanese, nothing typed lost (SECURITY 6)."""

import random
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import pytest

from tests import factories
from tests.corpus.build import SUM, corpus, counts, for_kind
from tests.corpus.case import Case, Kind
from tests.corpus.changes import RAW_ONLY, change_form, change_state
from tests.corpus.forms import Form, Walk, route_of, send
from tests.corpus.lists import listed
from tests.corpus.verdict import JAPANESE, wrong, wrong_status
from tests.page import Document, Page

SEED = 20260511
TYPED_PER_FORM, SHAPES_PER_FORM, STATES_PER_FORM = 44, 8, 8
HOURS = 4 * 60 * 60
"""All on all takes long; it is not asked for in an ordinary run."""
PEOPLE = ("", "suzuki", "yamada")


@pytest.fixture
def town(make_app):
    """The application with its offices, without limits: the same person tries again and again."""
    factories.open_offices()
    return make_app(limits=False)


@pytest.fixture
def met(town) -> list[tuple[Form, Page]]:
    """Every form with the browser of the person who met it."""
    found = []
    for person in PEOPLE:
        page = Page(town)
        if person:
            factories.sign_in_as(page, person)
        found += [(form, page) for form in Walk(town, person or "anyone", page).forms_met()]
    return found


def of_category(category: str) -> list[Case]:
    """The cases of one category."""
    return [case for case in corpus() if case.category == category]


def typed_cases(form: Form, choose: random.Random, full: bool) -> Iterator[tuple[str, Case]]:
    """Fields with a case for each: a seeded handful, or all on all."""
    fields = list(form.kinds)
    if full:
        yield from ((name, case) for name in fields for case in for_kind(form.kinds[name]))
    elif fields:
        for _ in range(TYPED_PER_FORM):
            name = choose.choice(fields)
            yield name, choose.choice(for_kind(form.kinds[name]))


def firsts_of(met: list[tuple[Form, Page]]) -> list[Form]:
    """Every form once: what several persons meet at one place with the same fields is one form."""
    firsts = {}
    for form, page in met:
        firsts.setdefault((route_of(page.app, form.action, "POST"), *sorted(form.kinds)), form)
    return list(firsts.values())


def test_the_corpus_has_what_it_promises():
    assert len(corpus()) == SUM >= 2_400
    assert len({case.id for case in corpus()}) == SUM
    assert list(counts()) == [f"C{number}" for number in range(1, 17)]


def test_the_walk_meets_every_form_of_the_public_site(met):
    actions = " ".join(form.action for form, _ in met)
    assert all(part in actions for part in ("/bookings/confirmation", "/bookings", "/enquiry", "/login", "/withdrawal"))


@pytest.mark.timeout(HOURS)
def test_no_text_breaks_or_is_lost_in_any_form(met, pytestconfig, report):
    choose, found, inputs = random.Random(SEED), [], 0
    whole = firsts_of(met) if pytestconfig.getoption("faults") else []
    for form, page in met:
        for name, case in typed_cases(form, choose, form in whole):
            sent = {name: case.value}
            inputs += 1
            faults = wrong(form, sent, case, send(page.client, form, sent))
            found += [f"{form.title} {name} {case.id} {case.value!r:.60}: {fault}" for fault in faults]
    report("bad input, texts", forms=len(met), inputs=inputs, faults=len(found))
    assert not found, "\n".join(found[:40])


def test_every_category_meets_every_kind_of_field(met):
    choose, found = random.Random(SEED + 1), []
    for form, page, name, kind in first_of_each_kind(met):
        for category in sorted({case.category for case in for_kind(kind)}):
            case = choose.choice([case for case in for_kind(kind) if case.category == category])
            sent = {name: case.value}
            faults = wrong(form, sent, case, send(page.client, form, sent))
            found += [f"{form.title} {name} {case.id} {case.value!r:.60}: {fault}" for fault in faults]
    assert not found, "\n".join(found[:40])


def first_of_each_kind(met: list[tuple[Form, Page]]) -> Iterator[tuple[Form, Page, str, Kind]]:
    """One field of each kind, with the form it stands in."""
    tried: set[Kind] = set()
    for form, page in met:
        for name, kind in form.kinds.items():
            if kind not in tried:
                tried.add(kind)
                yield form, page, name, kind


@pytest.mark.timeout(HOURS)
def test_no_shape_of_request_breaks_any_form(met, pytestconfig, report):
    shapes = [case for case in of_category("C14") if case.value[0] not in RAW_ONLY]
    choose, found, inputs = random.Random(SEED + 2), [], 0
    for form, page in met:
        for case in shapes if pytestconfig.getoption("faults") else choose.sample(shapes, SHAPES_PER_FORM):
            inputs += 1
            faults = wrong_status(case, change_form(page.client, form, case))
            found += [f"{form.title} {case.id} {case.value!r:.80}: {fault}" for fault in faults]
    report("bad input, shapes of requests", forms=len(met), inputs=inputs, faults=len(found))
    assert not found, "\n".join(found[:40])


def test_every_shape_meets_the_booking_form(met):
    form, page = next(pair for pair in met if pair[0].action.endswith("/confirmation"))
    shapes = [case for case in of_category("C14") if case.value[0] not in RAW_ONLY]
    found = [(case.id, case.value[:2], wrong_status(case, change_form(page.client, form, case))) for case in shapes]
    assert not [row for row in found if row[2]]


def test_no_other_spelling_of_an_address_is_a_page(town):
    client, found = town.test_client(), []
    for case in of_category("C15"):
        answer = asked(client, case)
        if answer.status not in (200, 400, 404, 405, 414) or (answer.status > 200 and not JAPANESE.search(answer.text)):
            found.append((case.id, case.value, answer.status))
        if answer.status == 405 and not answer.headers["Allow"]:
            found.append((case.id, "405 without Allow"))
    assert not found


def test_no_address_in_a_header_breaks_a_closed_door_or_a_post(town):
    page, found = Page(town), []
    typed = {"csrf_token": page.csrf_token(), "number": "K312345678", "password": "ABCD"}
    for address in listed("broken_addresses"):
        told = address.encode().decode("latin-1")
        htmx = {"HX-Request": "true", "HX-Current-URL": told}
        closed = Document(page.client.get("/desk/kanagawa/today", headers=htmx))
        secure = {"headers": {"Referer": told}, "environ_overrides": {"wsgi.url_scheme": "https"}}
        posts = [secure, {"headers": {"Origin": told}}]
        answers = [Document(page.client.post("/enquiry", data=typed, **sent)) for sent in posts]
        if not closed.location.startswith("/login"):
            found.append((address, closed.status))
        found += [(address, each.status) for each in answers if each.status != 400 or "K312345678" not in each.html]
    assert not found


def asked(client, case: Case) -> Document:
    """The answer to a C15 case."""
    name, *figures = case.value
    if name == "method":
        return Document(client.open(figures[1], method=figures[0]))
    if name == "query":
        return Document(client.get(f"{figures[0]}?{figures[1]}"))
    return Document(client.get("/", environ_overrides={"PATH_INFO": latin(str(figures[0]))}))


def latin(path: str) -> str:
    """A path as a server hands it on, whatever the test client would make of it."""
    return unquote_to_bytes(path).decode("latin-1")


@pytest.mark.timeout(HOURS)
def test_no_state_loses_text_or_does_anything_twice(met, pytestconfig):
    choose, found = random.Random(SEED + 3), []
    for form, page in met:
        states = of_category("C16")
        for case in states if pytestconfig.getoption("faults") else choose.sample(states, STATES_PER_FORM):
            typed = {name: str(case.value[3]) for name in form.written if form.kinds[name] is Kind.TEXT}
            answer, refusal = change_state(page.client, form, case, typed)
            if refusal and answer.status not in (400, 401):
                found.append(f"{form.title} {case.value[1]}: {answer.status} instead of a refusal")
            if answer.status != 503:
                faults = wrong(form, typed, case, answer)
                found += [f"{form.title} {case.value[1:]}: {fault}" for fault in faults]
    assert not found, "\n".join(found[:40])
