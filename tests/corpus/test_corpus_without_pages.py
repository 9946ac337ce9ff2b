"""Bad input to forms that only a state of its own shows, sent without their page (SECURITY 6, G7).

Whoever may enter sends it, as a bent program would. What a route asks for is overheard while it reads an empty form.
"""

import random
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import ImmutableMultiDict

from tests import doors
from tests.corpus.case import Case, Kind
from tests.corpus.changes import RAW_ONLY, change_form
from tests.corpus.forms import KINDS, TOKEN, VALID, Form, send
from tests.corpus.test_corpus import HOURS, SEED, of_category, typed_cases
from tests.corpus.test_corpus_behind_doors import BEHIND_A_STATE
from tests.corpus.verdict import wrong_status
from tests.harness.routes import routes
from tests.page import Document

TEXTS, SHAPES, ASKING = 12, 2, 36


def overhear(app: Flask) -> set[str]:
    """From now on the names that a request asks its form or its query for."""
    heard: set[str] = set()

    class Overheard(ImmutableMultiDict[str, str]):
        def __contains__(self, name: object) -> bool:
            heard.add(str(name))
            return super().__contains__(name)

        def __getitem__(self, name: str) -> str:
            heard.add(name)
            return super().__getitem__(name)

        def getlist(self, name, *words):
            heard.add(name)
            return super().getlist(name, *words)

    app.request_class = type("Overhearing", (app.request_class,), {"parameter_storage_class": Overheard})
    return heard


@pytest.fixture
def scene(make_app, clock) -> doors.Scene:
    """Everybody, with something of his own, who is never told to wait."""
    return doors.set_scene(make_app(limits=False), clock)


def forms_overheard(scene: doors.Scene) -> Iterator[Form]:
    """Of each such route a form with every name it asks for."""
    heard, may_enter = overhear(scene.app), doors.entrants()
    for rule in (each for each in routes(scene.app) if "POST" in each.methods and each.rule in BEHIND_A_STATE):
        who, values = may_enter["POST", rule.rule], doors.own_values(scene, rule)
        heard.clear()
        doors.ask(scene.browser(who), "POST", rule, values)
        scene.sign_in_again(who)
        filled = {name: VALID.get(name, "山田") for name in sorted(heard - {TOKEN})} | doors.NEEDED.get(rule.rule, {})
        kinds = {name: KINDS.get(name, Kind.TEXT) for name in filled}
        yield Form(who, rule.rule, str(rule.build(values)[1]), filled, kinds)


@pytest.mark.timeout(HOURS)
def test_no_input_breaks_a_form_whose_page_is_not_there(scene, pytestconfig, report) -> None:
    choose, everything, inputs, found = random.Random(SEED), pytestconfig.getoption("faults"), 0, []
    shapes = [case for case in of_category("C14") if case.value[0] not in RAW_ONLY]
    forms = list(forms_overheard(scene))
    for form in forms:
        typed = list(typed_cases(form, choose, everything))
        bent = shapes if everything else choose.sample(shapes, SHAPES)
        for case, answer in answers(scene, form, typed if everything else typed[:TEXTS], bent):
            inputs += 1
            found += [f"{form.title} {case.id} {case.value!r:.80}: {fault}" for fault in wrong_status(case, answer)]
    report("bad input without pages", forms=len(forms), inputs=inputs, faults=len(found))
    assert not found, "\n".join(found[:60])
    assert {form.page for form in forms} == BEHIND_A_STATE
    assert sum(bool(form.kinds) for form in forms) >= ASKING, "hardly any route was heard to ask for something"


def answers(scene, form: Form, typed: list[tuple[str, Case]], bent: list[Case]) -> Iterator[tuple[Case, Document]]:
    """What comes of each typed text and of each bent request, whoever was signed out meanwhile."""
    for name, case in typed:
        yield case, send(scene.browser(form.person).client, form, {name: case.value})
        scene.sign_in_again(form.person)
    for case in bent:
        yield case, change_form(scene.browser(form.person).client, form, case)
        scene.sign_in_again(form.person)
