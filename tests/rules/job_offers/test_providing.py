"""Which offers are provided, to whom, and what a line of a file does (1(1), 2(1), 7(1))."""

from datetime import UTC, date, datetime

import pytest

from app.agencies.terms.kinds import AgencyKind, Service
from app.job_offers.rules.items import heads, items, told_lines
from app.job_offers.rules.providing import ground_against_access, ground_against_export, is_provided, verdict_on
from app.job_offers.rules.reading import gone, read_line
from app.job_offers.terms.acts import AccessRefusal
from app.job_offers.terms.offers import KnownOffer, LineRefused, NewOffer, OfferFacts, OfferRefusal, Verdict
from tests.offers import cells

NOON = datetime(2026, 5, 11, 3, tzinfo=UTC)
LAST = date(2026, 5, 11)


def offer(**changes: str) -> NewOffer:
    read = read_line(cells(**changes))
    assert isinstance(read, NewOffer)
    return read


@pytest.mark.rule("AGY-001")
@pytest.mark.parametrize(
    "consent, known, expected",
    [
        ("なし", False, Verdict.NOT_CONSENTED),
        ("なし", True, Verdict.WITHDRAWN),
        ("あり", False, Verdict.ADDED),
        ("あり", True, Verdict.SAME),
    ],
)
def test_only_an_offer_with_consent_is_provided(consent: str, known: bool, expected: Verdict) -> None:
    held = KnownOffer(items=offer().items, withdrawn_at=None) if known else None
    assert verdict_on(offer(提供の同意=consent), held) is expected


@pytest.mark.rule("AGY-032")
@pytest.mark.parametrize(
    "new, withdrawn, expected",
    [
        ({"休日": "土日祝"}, False, Verdict.CHANGED),
        ({"状態": "取消"}, False, Verdict.WITHDRAWN),
        ({"状態": "取消"}, True, Verdict.NOTHING_TO_WITHDRAW),
        ({}, True, Verdict.CHANGED),
    ],
)
def test_a_change_and_a_withdrawal_count_at_once(new: dict[str, str], withdrawn: bool, expected: Verdict) -> None:
    known = KnownOffer(items=offer().items, withdrawn_at=NOON if withdrawn else None)
    assert verdict_on(offer(**new), known) is expected


@pytest.mark.rule("AGY-032")
@pytest.mark.parametrize(
    "last, withdrawn_at, expected",
    [
        (date(2026, 5, 10), None, False),
        (LAST, None, True),
        (date(2026, 5, 12), None, True),
        (date(2026, 5, 12), NOON, False),
    ],
)
def test_an_offer_is_gone_after_its_last_day_and_when_withdrawn(
    last: date, withdrawn_at: datetime | None, expected: bool
) -> None:
    assert is_provided(OfferFacts(expires_on=last, withdrawn_at=withdrawn_at), NOON) is expected


@pytest.mark.rule("AGY-005", "AGY-141")
@pytest.mark.parametrize(
    "kind, running, expected",
    [
        *((kind, frozenset({Service.JOB_INFO}), None) for kind in AgencyKind),
        (AgencyKind.FEE, frozenset(), AccessRefusal.NOT_RUNNING),
        (AgencyKind.FEE, frozenset({Service.SEEKER_INFO}), AccessRefusal.NOT_RUNNING),
        (None, frozenset({Service.JOB_INFO}), AccessRefusal.NOT_ENTITLED),
    ],
)
def test_job_offers_are_for_the_four_kinds_while_the_service_runs(
    kind: AgencyKind | None, running: frozenset[Service], expected: AccessRefusal | None
) -> None:
    assert ground_against_access(kind, running) is expected


@pytest.mark.rule("AGY-030")
@pytest.mark.parametrize(
    "text, expected", [("", AccessRefusal.NO_PROCEDURE), ("　", AccessRefusal.NO_PROCEDURE), ("お電話を", None)]
)
def test_no_file_is_given_without_the_procedure(text: str, expected: AccessRefusal | None) -> None:
    assert ground_against_export(text) is expected


@pytest.mark.rule("AGY-033")
@pytest.mark.parametrize("head", [each.head for each in items() if each.owed and each.key != "number"])
def test_an_owed_item_is_never_left_out(head: str) -> None:
    assert read_line(cells(**{head: " 　"})) == LineRefused(OfferRefusal.MISSING, head)


@pytest.mark.rule("AGY-031", "AGY-033")
def test_the_sheet_has_every_item_exactly_as_received() -> None:
    received = cells(休日="土・日・祝\n（年末年始 12/29〜1/3）", 特記事項="①②③ ㈱ ～ 髙")
    told = dict(told_lines(offer(休日=received["休日"], 特記事項=received["特記事項"]).items))
    assert told["休日"] == "土・日・祝\n（年末年始 12/29〜1/3）"
    assert told["特記事項"] == "①②③ ㈱ ～ 髙"
    assert {each.head for each in items() if each.owed} <= set(told)


@pytest.mark.parametrize(
    "changes, why, head",
    [
        ({"求人番号": "4201"}, OfferRefusal.WRONG_NUMBER, "求人番号"),
        ({"提供の同意": "たぶん"}, OfferRefusal.UNKNOWN_CHOICE, "提供の同意"),
        ({"職業分類": "忍者"}, OfferRefusal.UNKNOWN_CHOICE, "職業分類"),
        ({"就業場所の都道府県": "長崎"}, OfferRefusal.UNKNOWN_CHOICE, "就業場所の都道府県"),
        ({"受付年月日": "2026-02-30"}, OfferRefusal.WRONG_DAY, "受付年月日"),
        ({"紹介期限日": "2026-04-30"}, OfferRefusal.DAYS_REVERSED, "紹介期限日"),
        ({"賃金の下限": "0"}, OfferRefusal.WRONG_WAGE, "賃金の下限"),
        ({"賃金の下限": "9" * 30}, OfferRefusal.WRONG_WAGE, "賃金の下限"),
        ({"賃金の上限": "1"}, OfferRefusal.WRONG_WAGE, "賃金の上限"),
        ({"特記事項": "あ" * 4001}, OfferRefusal.TOO_LONG, "特記事項"),
    ],
)
def test_a_line_that_cannot_be_taken_says_why(changes: dict[str, str], why: OfferRefusal, head: str) -> None:
    assert read_line(cells(**changes)) == LineRefused(why, head)


def test_a_withdrawal_needs_only_the_number() -> None:
    bare = dict.fromkeys(heads(), "") | {"求人番号": "４２０１０-１", "提供の同意": "あり", "状態": "取消"}
    assert read_line(bare) == gone("42010-1", consented=True, withdrawn=True)
