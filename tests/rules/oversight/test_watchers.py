"""Who may ask what, and who decides: the matrix of 8 and 14."""

import pytest

from app.agencies.terms.participation import Ground
from app.oversight.rules.watchers import (
    ground_against_asking,
    ground_against_case,
    ground_against_closing_as,
    ground_against_deciding,
    kinds_to_ask,
)
from app.oversight.terms.requests import CaseKind, RequestKind
from app.oversight.terms.watchers import Watcher, Watching, WatchRefusal

TOKYO, OKAYAMA = 11, 12
OWN = Watcher(account_id=1, watching=Watching.BUREAU, organisation_id=TOKYO, organisation="東京労働局", bureau_id=TOKYO)
OTHER = Watcher(
    account_id=2, watching=Watching.BUREAU, organisation_id=OKAYAMA, organisation="岡山労働局", bureau_id=OKAYAMA
)
OFFICE = Watcher(account_id=3, watching=Watching.OFFICE, organisation_id=20, organisation="ハローワーク")
MINISTRY = Watcher(account_id=4, watching=Watching.MINISTRY, organisation_id=30, organisation="本省")
OPERATIONS = Watcher(account_id=5, watching=Watching.OPERATIONS, organisation_id=40, organisation="運用管理組織")
NOT_HERE = WatchRefusal.OTHER_JURISDICTION
NOT_HIS = WatchRefusal.NOT_YOURS_TO_DECIDE
NOT_TO_ASK = WatchRefusal.NOT_YOURS_TO_ASK


@pytest.mark.rule("AGY-072", "AGY-017")
@pytest.mark.parametrize("watcher", [OWN, OTHER, OFFICE, MINISTRY])
def test_any_bureau_any_office_and_the_ministry_may_ask_to_correct(watcher) -> None:
    assert ground_against_asking(watcher, RequestKind.CORRECTION, TOKYO) is None


@pytest.mark.rule("AGY-113", "AGY-114")
@pytest.mark.parametrize(("watcher", "refused"), [(OWN, True), (OFFICE, True), (MINISTRY, True), (OPERATIONS, False)])
def test_measures_are_asked_for_by_operations_alone(watcher, refused) -> None:
    assert (ground_against_asking(watcher, RequestKind.MEASURE, TOKYO) is WatchRefusal.NOT_YOURS_TO_ASK) is refused
    assert (ground_against_deciding(watcher, TOKYO, Ground.MEASURE_IGNORED) is not None) is refused


@pytest.mark.rule("AGY-071", "AGY-090", "AGY-118")
@pytest.mark.parametrize("kind", [RequestKind.COMPLAINT, RequestKind.FACT_CHECK])
def test_complaints_and_facts_are_asked_by_any_bureau_and_any_office(kind) -> None:
    refusals = [ground_against_asking(each, kind, TOKYO) for each in (OWN, OTHER, OFFICE, MINISTRY, OPERATIONS)]
    assert refusals == [None, None, None, NOT_TO_ASK, NOT_TO_ASK]


@pytest.mark.rule("AGY-117", "AGY-135")
@pytest.mark.parametrize(
    ("kind", "of_ministry"),
    [(RequestKind.RECORD, NOT_TO_ASK), (RequestKind.REPORT, None), (RequestKind.SURVEY, None)],
)
def test_records_reports_and_surveys_are_for_the_bureau_with_jurisdiction_and_any_office(kind, of_ministry) -> None:
    refusals = [ground_against_asking(each, kind, TOKYO) for each in (OWN, OTHER, OFFICE, MINISTRY, OPERATIONS)]
    assert refusals == [None, NOT_HERE, None, of_ministry, NOT_TO_ASK]


def test_what_one_may_ask_is_what_is_offered() -> None:
    assert kinds_to_ask(OPERATIONS, TOKYO) == (RequestKind.MEASURE,)
    assert kinds_to_ask(OTHER, TOKYO) == (RequestKind.CORRECTION, RequestKind.FACT_CHECK, RequestKind.COMPLAINT)
    assert set(kinds_to_ask(OWN, TOKYO)) == set(RequestKind) - {RequestKind.MEASURE}


@pytest.mark.rule("AGY-072", "AGY-018")
@pytest.mark.parametrize(
    ("watcher", "ground", "refusal"),
    [
        (OWN, Ground.JOB_INFO_MISUSE, None),
        (OWN, Ground.TERMS, None),
        (OTHER, Ground.JOB_INFO_MISUSE, NOT_HERE),
        (OTHER, Ground.TERMS, NOT_HERE),
        (OFFICE, Ground.JOB_INFO_MISUSE, NOT_HIS),
        (OFFICE, Ground.TERMS, NOT_HIS),
        (MINISTRY, Ground.JOB_INFO_MISUSE, NOT_HIS),
        (MINISTRY, Ground.TERMS, None),
        (OPERATIONS, Ground.TERMS, NOT_HIS),
    ],
)
def test_the_bureau_with_jurisdiction_decides_and_the_ministry_on_3_and_4(watcher, ground, refusal) -> None:
    assert ground_against_deciding(watcher, TOKYO, ground) is refusal


@pytest.mark.rule("AGY-020")
@pytest.mark.parametrize(("watcher", "refusal"), [(OWN, None), (MINISTRY, None), (OTHER, NOT_HERE), (OFFICE, NOT_HIS)])
def test_a_breach_of_the_act_is_decided_by_bureau_or_ministry(watcher, refusal) -> None:
    assert ground_against_deciding(watcher, TOKYO, Ground.ACT) is refusal


@pytest.mark.rule("AGY-073")
@pytest.mark.parametrize(("watcher", "opens"), [(OWN, True), (OTHER, True), (OFFICE, True), (OPERATIONS, False)])
def test_a_suspected_breach_of_the_act_is_told_by_any_bureau_or_office(watcher, opens) -> None:
    assert (ground_against_case(watcher, TOKYO, CaseKind.LAW_SUSPICION) is None) is opens


@pytest.mark.rule("AGY-114")
@pytest.mark.parametrize(("watcher", "closes"), [(OWN, True), (OTHER, False), (OFFICE, False), (OPERATIONS, True)])
def test_a_case_about_a_measure_is_closed_by_operations_too(watcher, closes) -> None:
    refusal = ground_against_closing_as(watcher, TOKYO, CaseKind.BREACH, Ground.MEASURE_IGNORED)
    assert (refusal is None) is closes


@pytest.mark.rule("AGY-072")
@pytest.mark.parametrize(("watcher", "opens"), [(OWN, True), (OTHER, False), (OFFICE, False), (MINISTRY, True)])
def test_a_breach_is_opened_by_who_can_decide_it(watcher, opens) -> None:
    assert (ground_against_case(watcher, TOKYO, CaseKind.BREACH) is None) is opens
