"""Bad input into every form that stands on a page behind a door: desk, agencies, seekers, messages (SECURITY 6, G7).

No walk: each page is opened by somebody who may, with what is there for him. What the walks of the public site and of
the agencies meet is not asked for again.
"""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.job_offers.terms.acts import Hire, Learned, LearnedKind
from app.job_offers.usecases.duties import keep_hire, keep_learned
from app.kernel.moments import day_of
from tests import doors, offers, watched
from tests.agency_doors import by_code
from tests.corpus.case import Kind
from tests.corpus.changes import RAW_ONLY, change_form
from tests.corpus.forms import Form, ends_something, form_of, route_of, send
from tests.corpus.test_corpus import HOURS, SEED, of_category, typed_cases
from tests.corpus.test_corpus_of_agencies import ROOMS
from tests.corpus.verdict import wrong, wrong_status
from tests.harness.routes import routes
from tests.page import Document, Page

TEXTS, SHAPES = 3, 1
FREE = "42010-00000003"
MORE = (("agency", f"/agency/job-offers/{FREE}"),)
"""Pages that show another form with another thing."""
ANEW = {"/agency/job-offers/tokens"}
"""Where what was taken is shown beside the same form, empty for the next."""


WALKED = {
    "/enquiry/opening",
    "/language",
    "/logout",
    "/me/record/taking-over",
    "/offices/<slug>/bookings",
    "/offices/<slug>/bookings/confirmation",
}
"""Forms that the walk of the public site meets."""

BEHIND_A_STATE = {
    "/account/second-factor",
    "/account/second-factor/removal",
    "/account/sign-ins/<ref>/ending",
    "/account/sign-ins/ending",
    "/agency/dispatches",
    "/agency/dispatches/<number>/resumption",
    "/agency/letters/confirmation",
    "/agency/seekers/acquisitions",
    "/agency/seekers/deletions",
    "/agency/seekers/held/<number>/acceptance",
    "/agency/seekers/held/<number>/fees",
    "/agency/seekers/held/<number>/fees/withdrawal",
    "/agency/seekers/held/<number>/paid-services",
    "/agency/threads/<number>/answers",
    "/agency/threads/<number>/reading",
    "/desk/<slug>/availability",
    "/desk/<slug>/bookings/<number>/mails",
    "/desk/<slug>/bookings/<number>/need",
    "/desk/<slug>/bookings/<number>/note",
    "/desk/<slug>/instant-use/<number>/acceptance",
    "/desk/<slug>/instant-use/<number>/call",
    "/desk/<slug>/instant-use/<number>/ending",
    "/desk/<slug>/instant-use/<number>/refusal",
    "/desk/<slug>/office/closures",
    "/desk/<slug>/office/closures/new",
    "/desk/<slug>/office/policy",
    "/desk/<slug>/office/policy/new",
    "/desk/<slug>/office/retention",
    "/desk/<slug>/office/terms/<day>/withdrawal",
    "/desk/<slug>/office/terms/announcement",
    "/desk/<slug>/office/terms/draft/removal",
    "/desk/<slug>/series/clearance",
    "/desk/<slug>/series/refusal",
    "/login/second-factor",
    "/login/second-factor/secret",
    "/me/inbox/threads/<number>/report",
    "/me/record",
    "/me/record/contents",
    "/offices/<slug>/bookings/new",
    "/offices/<slug>/instant-use",
    "/offices/<slug>/instant-use/agreement",
    "/operations/guard-patterns/trial",
    "/operations/holiday-files",
    "/operations/holidays",
    "/operations/holidays/new",
    "/replies/<token>",
}
"""Forms that a state of its own shows, such as a preview: test_corpus_without_pages sends them without it."""


@pytest.fixture
def scene(make_app, clock) -> doors.Scene:
    """Everybody, with something of his own, who is never told to wait; a finding, a hire, an offer nobody accepted."""
    made, now = doors.set_scene(make_app(limits=False), clock), clock.now()
    by, number, day = watched.hikari(by_code("hikari")), made.own["offer"], day_of(now)
    finding = Learned(kind=LearnedKind.CHANGE, learned_on=day, content="賃金", asked_on=None)
    assert keep_learned(by.agency_id or 0, number, finding, by=by, now=now) is None
    assert keep_hire(by.agency_id or 0, number, Hire(decided_on=day, people=1, fee=0), by=by, now=now) is None
    assert offers.put(FREE, now=now) == FREE
    return made


def met(scene: doors.Scene) -> list[tuple[Form, Page]]:
    """Every form with the browser of who met it, those that end something last."""
    found: dict[tuple[str, tuple[str, ...]], tuple[Form, Page]] = {}
    may_enter = doors.entrants()
    for rule in (each for each in routes(scene.app) if "GET" in each.methods):
        who = may_enter["GET", rule.rule]
        page = scene.browser(who)
        answer = doors.ask(page, "GET", rule, doors.own_values(scene, rule))
        for form in forms_on(who, Document(answer)) if answer.mimetype == "text/html" else ():
            found.setdefault((str(route_of(scene.app, form.action, "POST")), tuple(sorted(form.kinds))), (form, page))
    for who, path in MORE:
        page = scene.browser(who)
        for form in forms_on(who, page.get(path)):
            found.setdefault((str(route_of(scene.app, form.action, "POST")), tuple(sorted(form.kinds))), (form, page))
    return sorted(found.values(), key=lambda each: ends_something(each[0]))


def forms_on(who: str, document: Document) -> Iterator[Form]:
    """The forms of a page; nobody types into a button."""
    for tag in document.all("main form[method=post]"):
        form = form_of(who, document.response.request.path, tag)
        buttons = {str(button["name"]): Kind.CHOICE for button in tag.select("button[name]")}
        yield replace(form, kinds=form.kinds | buttons)


@pytest.mark.timeout(HOURS)
def test_no_input_breaks_or_is_lost_in_any_form_behind_a_door(scene, pytestconfig, report) -> None:
    choose, everything, inputs, found = random.Random(SEED), pytestconfig.getoption("faults"), 0, []
    shapes = [case for case in of_category("C14") if case.value[0] not in RAW_ONLY]
    forms = met(scene)
    for form, page in forms:
        typed = list(typed_cases(form, choose, everything))
        chosen = typed if everything else typed[:TEXTS]
        for name, case in chosen:
            sent = {name: case.value}
            answer = send(page.client, form, sent)
            taken = answer.status == 200 and form.action in ANEW
            faults = wrong_status(case, answer) if taken else wrong(form, sent, case, answer)
            found += [f"{form.title} {name} {case.id} {case.value!r:.60}: {fault}" for fault in faults]
        bent = shapes if everything else choose.sample(shapes, SHAPES)
        for case in bent:
            faults = wrong_status(case, change_form(page.client, form, case))
            found += [f"{form.title} {case.id} {case.value!r:.80}: {fault}" for fault in faults]
        inputs += len(chosen) + len(bent)
    report("bad input behind doors", forms=len(forms), inputs=inputs, faults=len(found))
    assert not found, "\n".join(found[:60])
    there = {str(route_of(scene.app, form.action, "POST")) for form, _ in forms}
    posts = {each.endpoint: each.rule for each in routes(scene.app) if "POST" in each.methods}
    unmet = {rule for endpoint, rule in posts.items() if endpoint not in there and endpoint.split(".")[0] not in ROOMS}
    assert unmet - WALKED == BEHIND_A_STATE, "met here, or told here that it is not"
