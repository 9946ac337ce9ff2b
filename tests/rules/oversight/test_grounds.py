"""What each ground allows, and what a repeat leads to: the table of 8 read row by row."""

import pytest

from app.agencies.terms.participation import Ground, SuspensionEnd
from app.oversight.rules.grounds import GROUNDS, repeated, terminating_clause
from app.oversight.terms.grounds import NOT_REPEATED, PastStop, Proposal, Repeated

SIX = SuspensionEnd.SIX_MONTHS
CORRECTED = SuspensionEnd.UNTIL_CORRECTED
DECIDED = SuspensionEnd.AS_DECIDED
FACTS = SuspensionEnd.UNTIL_FACTS_CONFIRMED
COMPLIED = SuspensionEnd.UNTIL_COMPLIED


def test_every_ground_stands_in_the_table_once() -> None:
    assert set(GROUNDS) == set(Ground)


@pytest.mark.rule("AGY-074", "AGY-075", "AGY-077")
@pytest.mark.parametrize(
    ("ground", "end", "corrects"),
    [(Ground.ORDER, CORRECTED, False), (Ground.JOB_INFO_MISUSE, SIX, True), (Ground.ADVERTISING, SIX, True)],
)
def test_orders_last_until_corrected_and_misuse_and_advertising_six_months(ground, end, corrects) -> None:
    assert (GROUNDS[ground].suspension, GROUNDS[ground].asks_correction) == (end, corrects)


@pytest.mark.rule("AGY-079", "AGY-086")
@pytest.mark.parametrize("ground", [Ground.EXCESSIVE_SALES, Ground.OTHER_BREACH])
def test_excessive_sales_and_other_breaches_last_until_corrected(ground) -> None:
    assert GROUNDS[ground].suspension is CORRECTED
    assert GROUNDS[ground].asks_correction


@pytest.mark.rule("AGY-081", "AGY-083")
@pytest.mark.parametrize(
    "ground",
    [
        Ground.LICENCE_LAPSED,
        Ground.SERVICE_LAPSED,
        Ground.NO_REPORT,
        Ground.FALSE_REPORT,
        Ground.QUALIFICATIONS_PASSED_ON,
    ],
)
def test_the_five_kinds_of_4_last_six_months_and_must_be_mended(ground) -> None:
    assert GROUNDS[ground].clause.startswith("8(2)④")
    assert GROUNDS[ground].suspension is SIX
    assert GROUNDS[ground].needs_improvement


@pytest.mark.rule("AGY-046", "AGY-085", "AGY-087")
@pytest.mark.parametrize(
    ("ground", "clause"), [(Ground.UNFAIR_ACQUISITION, "8(2)④b"), (Ground.OTHER_MALICIOUS, "8(2)⑤b")]
)
def test_the_highly_malicious_is_ended_without_a_stop_before(ground, clause) -> None:
    assert GROUNDS[ground].suspension is None
    assert terminating_clause(ground, NOT_REPEATED) == clause


@pytest.mark.rule("AGY-085")
@pytest.mark.parametrize("ground", [Ground.FALSE_REPORT, Ground.QUALIFICATIONS_PASSED_ON])
def test_a_false_report_may_be_ended_as_malicious(ground) -> None:
    assert terminating_clause(ground, NOT_REPEATED) == "8(2)④b"


@pytest.mark.rule("AGY-088", "AGY-018", "AGY-020")
@pytest.mark.parametrize(("ground", "clause"), [(Ground.TERMS, "3"), (Ground.ACT, "4"), (Ground.GUIDANCE, "8(3)")])
def test_the_general_grounds_leave_both_acts_to_the_officer(ground, clause) -> None:
    assert GROUNDS[ground].suspension is DECIDED
    assert terminating_clause(ground, NOT_REPEATED) == clause


@pytest.mark.rule("AGY-089", "AGY-114")
@pytest.mark.parametrize(("ground", "end"), [(Ground.FACT_FINDING, FACTS), (Ground.MEASURE_IGNORED, COMPLIED)])
def test_fact_finding_and_an_ignored_measure_are_open_and_end_nothing_for_good(ground, end) -> None:
    assert GROUNDS[ground].suspension is end
    assert terminating_clause(ground, NOT_REPEATED) is None


BY_THEMSELVES = {
    Ground.TERMS: "3",
    Ground.ACT: "4",
    Ground.UNFAIR_ACQUISITION: "8(2)④b",
    Ground.OTHER_MALICIOUS: "8(2)⑤b",
}
"""What ends use by its own clause, whatever came before."""


@pytest.mark.rule("AGY-076", "AGY-080")
@pytest.mark.parametrize(
    ("before", "clause"),
    [
        ([Ground.JOB_INFO_MISUSE], "8(2)①"),
        ([Ground.EXCESSIVE_SALES], "8(2)③"),
        ([Ground.EXCESSIVE_SALES, Ground.JOB_INFO_MISUSE], "8(2)③"),
        ([Ground.NO_REPORT, Ground.ADVERTISING, Ground.JOB_INFO_MISUSE, Ground.EXCESSIVE_SALES], "8(2)①"),
    ],
)
@pytest.mark.parametrize("again", [each for each in Ground if GROUNDS[each].is_breach])
def test_any_breach_after_1_or_3_ends_use_by_the_clause_of_what_came_first(before, clause, again) -> None:
    found = repeated([PastStop(ground=each) for each in before], again)
    assert found == Repeated(proposal=Proposal.TERMINATION, clause=clause)
    assert terminating_clause(again, found) == BY_THEMSELVES.get(again, clause)


@pytest.mark.rule("AGY-076", "AGY-080")
@pytest.mark.parametrize("ground", [Ground.ORDER, Ground.FACT_FINDING, Ground.MEASURE_IGNORED])
def test_what_is_no_breach_of_the_terms_repeats_nothing(ground) -> None:
    assert repeated([PastStop(ground=Ground.JOB_INFO_MISUSE)], ground) == NOT_REPEATED


@pytest.mark.rule("AGY-078")
@pytest.mark.parametrize(
    ("again", "proposal", "clause"),
    [
        (Ground.ADVERTISING, Proposal.CHOICE, "8(3)"),
        (Ground.JOB_INFO_MISUSE, Proposal.NONE, None),
        (Ground.NO_REPORT, Proposal.NONE, None),
        (Ground.FALSE_REPORT, Proposal.NONE, "8(2)④b"),
    ],
)
def test_a_second_2_leaves_the_choice_and_rests_on_8_3(again, proposal, clause) -> None:
    found = repeated([PastStop(ground=Ground.ADVERTISING)], again)
    assert (found.proposal, terminating_clause(again, found)) == (proposal, clause)


@pytest.mark.rule("AGY-084", "AGY-085")
@pytest.mark.parametrize(
    ("before", "again", "at_once", "clause"),
    [
        (Ground.NO_REPORT, Ground.NO_REPORT, True, "8(2)④a"),
        (Ground.FALSE_REPORT, Ground.FALSE_REPORT, True, "8(2)④a"),
        (Ground.NO_REPORT, Ground.LICENCE_LAPSED, False, None),
        (Ground.NO_REPORT, Ground.FALSE_REPORT, False, "8(2)④b"),
        (Ground.NO_REPORT, Ground.JOB_INFO_MISUSE, False, None),
        (Ground.OTHER_BREACH, Ground.OTHER_BREACH, False, None),
    ],
)
def test_after_4_only_the_same_kind_ends_use_and_only_at_once(before, again, at_once, clause) -> None:
    found = repeated([PastStop(ground=before)], again)
    assert (found.proposal is Proposal.TERMINATION, found.at_once) == (at_once, at_once)
    assert terminating_clause(again, found) == clause


@pytest.mark.rule("AGY-084", "AGY-132")
@pytest.mark.parametrize(
    ("ground", "unmended", "clause"),
    [
        (Ground.NO_REPORT, False, None),
        (Ground.NO_REPORT, True, "8(2)④a"),
        (Ground.FALSE_REPORT, False, "8(2)④b"),
        (Ground.FALSE_REPORT, True, "8(2)④a"),
        (Ground.ADVERTISING, True, None),
    ],
)
def test_a_stop_of_4_that_was_not_mended_may_be_ended(ground, unmended, clause) -> None:
    assert terminating_clause(ground, NOT_REPEATED, unmended=unmended) == clause


@pytest.mark.rule("AGY-076", "AGY-084")
def test_without_a_stop_before_nothing_is_a_repeat() -> None:
    assert {repeated([], each) for each in Ground} == {NOT_REPEATED}


@pytest.mark.rule("AGY-075", "AGY-083")
@pytest.mark.parametrize("ground", [Ground.JOB_INFO_MISUSE, Ground.NO_REPORT])
def test_a_first_breach_of_1_or_4_cannot_end_use(ground) -> None:
    assert terminating_clause(ground, NOT_REPEATED) is None
