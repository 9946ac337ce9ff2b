"""The order of what an agency owes an employer (7(1)①ウ、ク, ②)."""

from dataclasses import replace
from datetime import date

import pytest

from app.agencies.terms.kinds import AgencyKind
from app.job_offers.rules.duties import (
    ground_against_acceptance,
    ground_against_added,
    ground_against_asking,
    ground_against_hire,
    ground_against_learned,
    ground_against_telling,
    items_told,
    owes_items,
    owes_request,
)
from app.job_offers.terms.acts import Acceptance, Added, DutyRefusal, Hire, Learned, LearnedKind, ToldWay, UseFacts

BEFORE, DAY, AFTER = date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 14)
TODAY = date(2026, 5, 20)
WHOLE = Acceptance(
    accepted_on=DAY, contacted_on=BEFORE, conditions_on=BEFORE, fee_explained_on=DAY, subsidies_explained_on=DAY
)
NONE = UseFacts()
ACCEPTED = UseFacts(accepted_on=DAY)


def accepting(kind: AgencyKind = AgencyKind.FEE, use: UseFacts = NONE, **changes: date | None) -> DutyRefusal | None:
    return ground_against_acceptance(replace(WHOLE, **changes), use, kind, TODAY)


@pytest.mark.rule("AGY-035")
@pytest.mark.parametrize(
    "changes, expected",
    [
        ({}, None),
        ({"contacted_on": None}, DutyRefusal.NOT_CONTACTED),
        ({"conditions_on": None}, DutyRefusal.CONDITIONS_NOT_STATED),
        ({"conditions_on": DAY}, None),
        ({"conditions_on": AFTER}, DutyRefusal.OUT_OF_ORDER),
        ({"contacted_on": DAY}, DutyRefusal.OUT_OF_ORDER),
        ({"accepted_on": date(2026, 5, 21)}, DutyRefusal.FUTURE),
        ({"accepted_on": TODAY}, None),
    ],
)
def test_an_offer_is_accepted_after_contact_and_conditions(
    changes: dict[str, date | None], expected: DutyRefusal | None
) -> None:
    assert accepting(**changes) is expected


@pytest.mark.rule("AGY-036")
@pytest.mark.parametrize("kind", AgencyKind)
def test_only_who_charges_a_fee_must_have_explained_it(kind: AgencyKind) -> None:
    expected = DutyRefusal.FEE_NOT_EXPLAINED if kind is AgencyKind.FEE else None
    assert accepting(kind, fee_explained_on=None) is expected
    assert accepting(fee_explained_on=AFTER) is DutyRefusal.OUT_OF_ORDER


@pytest.mark.rule("AGY-040")
def test_subsidies_are_explained_before() -> None:
    assert accepting(subsidies_explained_on=None) is DutyRefusal.SUBSIDIES_NOT_EXPLAINED
    assert accepting(subsidies_explained_on=AFTER) is DutyRefusal.OUT_OF_ORDER
    assert accepting(AgencyKind.FREE, subsidies_explained_on=DAY) is None


def test_an_offer_is_accepted_once() -> None:
    assert accepting(use=ACCEPTED) is DutyRefusal.ALREADY_ACCEPTED


@pytest.mark.rule("AGY-037")
@pytest.mark.parametrize(
    "use, day, expected",
    [
        (NONE, DAY, DutyRefusal.NOT_ACCEPTED),
        (ACCEPTED, BEFORE, DutyRefusal.TOLD_BEFORE),
        (ACCEPTED, DAY, None),
        (ACCEPTED, AFTER, None),
        (ACCEPTED, date(2026, 5, 21), DutyRefusal.FUTURE),
        (UseFacts(accepted_on=DAY, told_on=DAY, told_way=ToldWay.MAIL), DAY, DutyRefusal.ALREADY_TOLD),
    ],
)
def test_the_five_items_are_told_after_the_acceptance(use: UseFacts, day: date, expected: DutyRefusal | None) -> None:
    assert ground_against_telling(use, day, ToldWay.PAPER, TODAY) is expected


@pytest.mark.rule("AGY-037")
def test_the_task_is_open_until_day_and_way_are_kept() -> None:
    assert not owes_items(NONE)
    assert owes_items(ACCEPTED)
    assert not owes_items(UseFacts(accepted_on=DAY, told_on=AFTER, told_way=ToldWay.PAPER))
    assert [len(items_told(kind)) for kind in AgencyKind] == [5, 4, 4, 4]


@pytest.mark.rule("AGY-034")
@pytest.mark.parametrize(
    "added, has_some, expected",
    [
        (Added(text="送迎あり", consented=True, consented_on=TODAY), False, None),
        (Added(text="送迎あり", consented=False, consented_on=TODAY), False, DutyRefusal.NO_CONSENT),
        (Added(text="送迎あり", consented=True, consented_on=None), False, DutyRefusal.NO_CONSENT),
        (Added(text="送迎あり", consented=True, consented_on=date(2026, 5, 21)), False, DutyRefusal.FUTURE),
        (Added(text="", consented=False, consented_on=None), True, None),
        (Added(text="", consented=False, consented_on=None), False, DutyRefusal.NOTHING_ADDED),
    ],
)
def test_information_is_added_with_the_employers_consent(
    added: Added, has_some: bool, expected: DutyRefusal | None
) -> None:
    assert ground_against_added(added, has_some, TODAY) is expected


@pytest.mark.rule("AGY-029")
@pytest.mark.parametrize(
    "learned_on, asked_on, expected",
    [
        (DAY, None, None),
        (DAY, BEFORE, DutyRefusal.ASKED_BEFORE),
        (DAY, DAY, None),
        (DAY, AFTER, None),
        (date(2026, 5, 21), None, DutyRefusal.FUTURE),
        (DAY, date(2026, 5, 21), DutyRefusal.FUTURE),
    ],
)
def test_what_was_learned_has_its_days_in_order(
    learned_on: date, asked_on: date | None, expected: DutyRefusal | None
) -> None:
    learned = Learned(kind=LearnedKind.CHANGE, learned_on=learned_on, content="賃金", asked_on=asked_on)
    assert ground_against_learned(learned, TODAY) is expected


def learned(learned_on: date = DAY, asked_on: date | None = None) -> Learned:
    return Learned(kind=LearnedKind.WITHDRAWAL, learned_on=learned_on, content="取消し", asked_on=asked_on)


@pytest.mark.rule("AGY-029")
@pytest.mark.parametrize(
    "asked_on, is_provided, expected",
    [(None, True, True), (None, False, False), (DAY, True, False), (DAY, False, False)],
)
def test_the_request_is_owed_until_it_is_made_or_the_office_knows(
    asked_on: date | None, is_provided: bool, expected: bool
) -> None:
    assert owes_request(learned(asked_on=asked_on), is_provided=is_provided) is expected


@pytest.mark.rule("AGY-029")
@pytest.mark.parametrize(
    "open_ones, day, expected",
    [
        ([], DAY, DutyRefusal.NOTHING_TO_ASK),
        ([learned()], BEFORE, DutyRefusal.ASKED_BEFORE),
        ([learned()], DAY, None),
        ([learned()], TODAY, None),
        ([learned()], date(2026, 5, 21), DutyRefusal.FUTURE),
        ([learned(), learned(BEFORE)], BEFORE, None),
    ],
)
def test_a_day_of_asking_answers_what_was_learned_by_then(
    open_ones: list[Learned], day: date, expected: DutyRefusal | None
) -> None:
    assert ground_against_asking(open_ones, day, TODAY) is expected


@pytest.mark.rule("AGY-124")
@pytest.mark.parametrize(
    "day, use, kept, expected",
    [
        (DAY, ACCEPTED, [], None),
        (TODAY, ACCEPTED, [DAY], None),
        (DAY, NONE, [], DutyRefusal.NOT_ACCEPTED),
        (BEFORE, ACCEPTED, [], DutyRefusal.HIRED_BEFORE),
        (date(2026, 5, 21), ACCEPTED, [], DutyRefusal.FUTURE),
        (DAY, ACCEPTED, [DAY], DutyRefusal.HIRE_KEPT),
    ],
)
def test_a_hire_is_kept_once_a_day_after_the_acceptance(
    day: date, use: UseFacts, kept: list[date], expected: DutyRefusal | None
) -> None:
    hire = Hire(decided_on=day, people=1, fee=0)
    assert ground_against_hire(hire, use, kept, kind=AgencyKind.FEE, today=TODAY) is expected


@pytest.mark.rule("AGY-125")
@pytest.mark.parametrize("kind", AgencyKind)
def test_who_charges_a_fee_tells_it_with_the_hire(kind: AgencyKind) -> None:
    hire = Hire(decided_on=DAY, people=1)
    expected = DutyRefusal.FEE_NOT_TOLD if kind is AgencyKind.FEE else None
    assert ground_against_hire(hire, ACCEPTED, [], kind=kind, today=TODAY) is expected
