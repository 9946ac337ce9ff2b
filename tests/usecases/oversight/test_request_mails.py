"""The mails of what agencies are asked, word for word (RULES b: M-AGY-4 to -8 and -10)."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.web.links import link
from tests import mails

NUMBER = "4X7K9PQ2MA"
LONG = (
    "会社説明会への参加を、求職者に一方的にすすめる案内を送ったことが分かりました。"
    "案内をやめ、やめたことを回答してください。"
)


def sample(**other: Any) -> dict[str, object]:
    """What a mail is told."""
    told: dict[str, object] = {
        "number": NUMBER,
        "organisation": "長崎労働局",
        "clause": None,
        "lines": [LONG, "", "以上です。"],
        "limit_on": None,
        "received_on": None,
        "survey": False,
        "address": link("oversight_agency.request_page", number=NUMBER),
    }
    return {**told, **other}


@pytest.mark.rule("AGY-017")
def test_a_correction_cites_its_clause(app: Flask) -> None:
    text = mails.check(app, "M-AGY-4", sample(clause="8(2)②"))
    assert "8(2)②" in text
    assert "以上です。" in text


@pytest.mark.rule("AGY-090", "AGY-117")
@pytest.mark.parametrize("mail", ["M-AGY-5", "M-AGY-7"])
def test_facts_and_records_are_asked_for(app: Flask, mail: str) -> None:
    mails.check(app, mail, sample())


@pytest.mark.rule("AGY-071", "AGY-118")
def test_a_complaint_says_when_it_came(app: Flask) -> None:
    assert "2026年5月8日（金）" in mails.check(app, "M-AGY-6", sample(received_on=date(2026, 5, 8)))


@pytest.mark.rule("AGY-113")
def test_a_measure_says_until_when(app: Flask) -> None:
    assert "2026年5月20日（水）まで" in mails.check(app, "M-AGY-8", sample(limit_on=date(2026, 5, 20)))


@pytest.mark.rule("AGY-135")
@pytest.mark.parametrize(("survey", "golden"), [(False, "M-AGY-10"), (True, "M-AGY-10-survey")])
def test_a_report_and_a_survey_are_asked_for(app: Flask, survey: bool, golden: str) -> None:
    mails.check(app, "M-AGY-10", sample(survey=survey, limit_on=date(2026, 5, 29)), golden=golden)
