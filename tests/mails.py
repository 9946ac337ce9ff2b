"""Golden texts of mails, and what holds for every mail (UI, SECURITY T16, T30).

    mails.check(app, "M-KNG-1", context, personal=["山田花子", "ヤマダハナコ"])

renders `templates/mail/M-KNG-1.txt` as the outbox does, checks the properties below and compares it with
`tests/mails/M-KNG-1.txt` (or `golden="M-KNG-1-same-day"` for a second sample of the same mail).
`GOLDEN_MAILS=write pytest …` writes the golden texts instead; read them before committing them.
`mails.check_text(app, subject, body)` checks the properties of a mail that is already worded.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.config import Settings
from app.notices.terms import PASSWORD_PLACE
from app.notices.wording import worded

GOLDEN = Path(__file__).parent / "mails"
WRITE = "GOLDEN_MAILS"
COLUMNS = 70
"""35 full-width characters."""

SAMPLE_PASSWORD = "7K3M9QXW2RTD"
SAMPLE_TICKET = "abcdefabcdefabcd"
URL = re.compile(r"https?://[^\s）」]+")
TELLING = re.compile(
    "労働|労使|解雇|雇止|賃金|残業|退職|ハラスメント|パワハラ|セクハラ|相談|失業|求職|(?i:labou?r|dismiss|wage|harass|consult|job)"
)
PASSWORD = re.compile(r"(?<![0-9A-Z])[0-9A-HJKMNP-TV-Z]{12}(?![0-9A-Z])")


def check(
    app: Flask,
    template: str,
    context: Mapping[str, object],
    *,
    golden: str | None = None,
    language: str = "ja",
    personal: Iterable[str] = (),
    neutral: bool = True,
) -> str:
    """Render a mail, hold it to every property and to its golden text; the whole text, subject first.

    `personal` are strings of the sample (name, furigana, telephone, consultation text) that must not appear;
    `neutral=False` for mails whose subject the documents fix.
    """
    subject, body = worded(template, {"password": PASSWORD_PLACE, **context}, language)
    body = body.replace(PASSWORD_PLACE, SAMPLE_PASSWORD)
    number = context.get("number")
    check_text(app, subject, body, number=str(number) if number else None, personal=personal, neutral=neutral)
    text = f"Subject: {subject}\n{body}"
    check_golden(golden or template, text)
    return text


def golden_of(
    app: Flask, mail: Any, number: str, sample: str, personal: Iterable[str], *, golden: str | None = None
) -> str:
    """The text of a posted mail with the sample's number and ticket, held to every property and its golden text."""
    from app.booking.queries.enquiry import enquiry_ticket

    body = (mail.body or "").replace(number, sample).replace(enquiry_ticket(number), SAMPLE_TICKET)
    check_text(app, mail.subject or "", body, number=sample, personal=personal)
    text = f"Subject: {mail.subject}\n{body}"
    check_golden(golden or mail.kind, text)
    return text


def check_golden(name: str, text: str) -> None:
    """Compare with the golden text of that name, or write it where the environment says so."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(WRITE) == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return
    if not path.exists():
        pytest.fail(f"{path.name} is missing: {WRITE}=write pytest … writes it", pytrace=False)
    assert text == path.read_text()


def check_text(
    app: Flask,
    subject: str,
    body: str,
    *,
    number: str | None = None,
    personal: Iterable[str] = (),
    neutral: bool = True,
) -> None:
    """Hold a worded mail to everything that is true of all of them."""
    faults = [*faults_of_lines(body), *faults_of_links(app, body), *faults_of_words(subject, body, personal)]
    if neutral and TELLING.search(subject):
        faults.append(f"the subject tells what it is about: {subject}")
    if number and number in subject + body and PASSWORD.search(body.replace(number, "")):
        faults.append("number and password stand in one mail")
    assert not faults, "; ".join(faults)


def faults_of_lines(body: str) -> list[str]:
    """Lines over 35 full-width characters (a URL alone may be longer), spaces at their ends, a missing last newline."""
    faults = [f"longer than 35 characters: {line}" for line in body.splitlines() if too_long(line)]
    faults += [f"ends in a space: {line!r}" for line in body.splitlines() if line != line.rstrip()]
    return faults + ([] if body.endswith("\n") and "\r" not in body else ["line ends are not plain newlines"])


def too_long(line: str) -> bool:
    """Whether a line is wider than 35 full-width characters and more than one unbroken URL."""
    return columns(line) > COLUMNS and URL.fullmatch(line.strip()) is None


def columns(line: str) -> int:
    """The width of a line: two for a full-width character, one for any other."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in line)


def faults_of_links(app: Flask, body: str) -> list[str]:
    """Addresses that are not ours (SECURITY T17)."""
    settings: Settings = app.extensions["settings"]
    ours = {urlsplit(base).netloc for base in settings.base_urls.values()}
    return [f"a foreign address: {url}" for url in URL.findall(body) if urlsplit(url).netloc not in ours]


def faults_of_words(subject: str, body: str, personal: Iterable[str]) -> list[str]:
    """Personal values, empty values and leftovers of the template."""
    text = subject + "\n" + body
    faults = [f"a personal value: {value}" for value in personal if value in text]
    return faults + [f"a leftover: {word}" for word in ("None", "{{", "{%", PASSWORD_PLACE) if word in text]
