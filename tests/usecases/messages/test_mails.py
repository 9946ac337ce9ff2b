"""The texts of messages on the site, word for word (RULES b)."""

from datetime import datetime

import pytest
from flask import Flask

from app.kernel.moments import JST
from tests import mails

CHANGES = (
    ("seeker_fees", "いただきません", "求職受付手数料 710円"),
    ("officer_contact", "095-800-0001", "095-800-0002"),
)


@pytest.mark.rule("AGY-058")
def test_what_changed_is_told_with_both_texts(app: Flask) -> None:
    mails.check(app, "M-AGY-13", {"changes": CHANGES})


@pytest.mark.rule("AGY-049")
@pytest.mark.parametrize("language", ["ja", "ja@easy", "en"])
def test_a_seeker_is_told_who_deleted_what_and_when(app: Flask, language: str) -> None:
    told = {"agency": "ひかり人材紹介株式会社", "at": datetime(2026, 5, 13, 10, 0, tzinfo=JST)}
    golden = "M-AGY-14" if language == "ja" else f"{language}/M-AGY-14"
    mails.check(app, "M-AGY-14", told, language=language, golden=golden)
