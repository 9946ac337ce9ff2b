"""Who may ask what, and who decides: the matrix of 8 and 14."""

import pytest

from app.agencies.terms.participation import Ground
from app.oversight.rules.watchers import (
    ground_against_asking,
    ground_against_case,
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


@pytest.mark.rule("AGY-072", "AGY-017")
@pytest.mark.parametrize("watcher", [OWN, OTHER, OFFICE, MINISTRY])
def test_any_bureau_any_office_and_the_ministry_may_ask_to_correct(watcher) -> None:
    assert ground_against_asking(watcher, RequestKind.CORRECTION) is None


@pytest.mark.rule("AGY-113", "AGY-114")
@pytest.mark.parametrize(("watcher", "refused"), [(OWN, True), (OFFICE, True), (MINISTRY, True), (OPERATIONS, False)])
def test_measures_are_asked_for_by_operations_alone(watcher, refused) -> None:
    assert (ground_against_asking(watcher, RequestKind.MEASURE) is WatchRefusal.NOT_YOURS_TO_ASK) is refused
    assert (ground_against_deciding(watcher, TOKYO, Ground.MEASURE_IGNORED) is not None) is refused


@pytest.mark.rule("AGY-071", "AGY-090", "AGY-117")
@pytest.mark.parametrize("kind", [RequestKind.COMPLAINT, RequestKind.FACT_CHECK, RequestKind.RECORD])
def test_complaints_facts_and_records_are_asked_by_bureau_and_office(kind) -> None:
    refusals = [ground_against_asking(each, kind) for each in (OWN, OTHER, OFFICE, MINISTRY, OPERATIONS)]
    assert [each is None for each in refusals] == [True, True, True, False, False]


@pytest.mark.rule("AGY-135")
@pytest.mark.parametrize("kind", [RequestKind.REPORT, RequestKind.SURVEY])
def test_reports_and_surveys_are_asked_by_all_but_operations(kind) -> None:
    refusals = [ground_against_asking(each, kind) for each in (OWN, OTHER, OFFICE, MINISTRY, OPERATIONS)]
    assert [each is None for each in refusals] == [True, True, True, True, False]


def test_what_one_may_ask_is_what_is_offered() -> None:
    assert kinds_to_ask(OPERATIONS) == (RequestKind.MEASURE,)
    assert RequestKind.MEASURE not in kinds_to_ask(OWN)


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


@pytest.mark.rule("AGY-072")
@pytest.mark.parametrize(("watcher", "opens"), [(OWN, True), (OTHER, False), (OFFICE, False), (MINISTRY, True)])
def test_a_breach_is_opened_by_who_can_decide_it(watcher, opens) -> None:
    assert (ground_against_case(watcher, TOKYO, CaseKind.BREACH) is None) is opens
