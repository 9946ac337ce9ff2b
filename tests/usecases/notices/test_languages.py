"""Mails to applicants in easy Japanese and English: word for word beside their golden texts, and true like the first.

A name, a consultation text or a password beside a number is in no sample value but the one that is asked for, so
what a translation adds would be seen in its golden text.
"""

import re
from collections.abc import Mapping

import pytest
from flask import Flask

from app.kernel.languages import DEFAULT, LANGUAGES
from app.notices.terms import PASSWORD_PLACE
from app.notices.wording import worded
from tests import mails
from tests.mail_samples import samples

OTHERS = [code for code in LANGUAGES if code != DEFAULT]
FACTS = re.compile(r"https?://\S+|\d{2,4}-\d{3,4}-\d{4}|" + "|".join((mails.SAMPLE_PASSWORD, "4X7K9PQ2MA")))
TIMES = re.compile(r"(\d{1,2})(?::|時)(\d\d)")
LONGEST_SUBJECT = 70
pytestmark = pytest.mark.usefixtures("offices")


def said(kind: str, context: Mapping[str, object], language: str) -> tuple[str, str]:
    """Subject and body with the password that the worker fills in."""
    subject, body = worded(kind, {"password": PASSWORD_PLACE, **context}, language)
    return subject, body.replace(PASSWORD_PLACE, mails.SAMPLE_PASSWORD)


@pytest.mark.parametrize("language", OTHERS)
def test_every_mail_to_applicants_is_as_its_golden_text_in_each_language(app: Flask, language: str) -> None:
    for kind, context in samples():
        mails.check(app, kind, context, golden=f"{language}/{kind}", language=language)


@pytest.mark.parametrize("language", OTHERS)
def test_every_mail_tells_the_same_facts_as_in_japanese(app: Flask, language: str) -> None:
    for kind, context in samples():
        own, other = said(kind, context, DEFAULT)[1], said(kind, context, language)[1]
        assert set(FACTS.findall(other)) == set(FACTS.findall(own)), kind
        assert {(int(hour), minute) for hour, minute in TIMES.findall(other)} >= {
            (int(hour), minute) for hour, minute in TIMES.findall(own)
        }, kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_holds_password_and_number(app: Flask, language: str) -> None:
    for kind, context in samples():
        subject, body = said(kind, context, language)
        assert not (mails.SAMPLE_PASSWORD in body and "4X7K9PQ2MA" in subject + body), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_subject_is_one_short_line(app: Flask, language: str) -> None:
    for kind, context in samples():
        subject, _ = said(kind, context, language)
        assert subject.isprintable(), kind
        assert mails.columns(subject) <= LONGEST_SUBJECT, kind


def test_english_mails_hold_no_japanese(app: Flask) -> None:
    for kind, context in samples():
        subject, body = said(kind, {**context, "title": "Terms", "changes": ()}, "en")
        assert not re.search(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]", subject + body), kind
