"""The printed application: tagged for everybody, with rare characters, quick enough to wait for."""

import re
import time
import zlib
from dataclasses import replace
from datetime import date
from statistics import median

import pytest

from app.agencies.queries.applications import find_application
from app.agencies.views.agency_applications import bureau_of
from app.agencies.views.application_document import application_pdf, values_of
from tests import applicants
from tests.rules.agencies.told import placed_before, told


@pytest.fixture
def line(app, offices, clock):
    """A 利用申請 of Hikari, registered on 1 June 2026."""
    clock.set("2026-06-01T10:00")
    agency_id = applicants.register("hikari")
    return find_application(agency_id, applicants.apply_for_use("hikari", now=clock.now()), clock.now())


@pytest.mark.rule("AGY-102", "AGY-103", "AGY-097")
def test_it_holds_the_values_the_limit_and_the_representative_s_name(line, clock) -> None:
    shown = values_of(line, bureau_of(line.agency_id), told(placements=placed_before(clock.now())))
    assert (shown["representative"], shown["bureau"]) == ("光 太郎", "長崎労働局")
    assert "署名と押印はいりません" in shown["no_seal"]
    limit = dict(shown["dates"])["申請書の提出期限"]
    assert limit.startswith("2026年6月15日（月）（令和8年6月15日）")
    assert "14日間の末日は2026年6月15日（月）です。" in limit
    rows = dict(row for section in shown["sections"] for row in section["rows"])
    assert rows["許可番号・届出番号"] == "42-ユ-300001"


def test_it_is_tagged_with_title_and_language_and_knows_rare_characters(line) -> None:
    made = application_pdf(line, bureau_of(line.agency_id), told(name="𠮷田髙﨑㈱", representative="𠮷田 太郎"))
    assert made.startswith(b"%PDF-")
    plain = made + b"".join(unpacked(made))
    assert b"pdfuaid" in plain
    assert b"/Lang" in plain
    assert b"NotoSansJP" in plain
    assert b"BIZUDPGothic" in plain


def unpacked(pdf: bytes) -> list[bytes]:
    """What lies compressed in a PDF."""
    found = []
    for part in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(part))
        except zlib.error:
            continue
    return found


def test_markup_in_a_value_stays_text(line) -> None:
    odd = replace(told(), name="#panic[a] $x$ *b* \\ <c> @d", contact_way="- [ ] https://x.example")
    assert application_pdf(line, bureau_of(line.agency_id), odd).startswith(b"%PDF-")


def test_a_document_takes_a_tenth_of_a_second(line, figure) -> None:
    bureau, given = bureau_of(line.agency_id), told(licence_valid_until=date(2029, 3, 31))
    application_pdf(line, bureau, given)
    taken = []
    for number in range(figure(5, 40)):
        begun = time.perf_counter()
        application_pdf(line, bureau, replace(given, name=f"団体{number}"))
        taken.append(time.perf_counter() - begun)
    assert median(taken) < 0.1 * (1 if figure(0, 1) else 10), taken
