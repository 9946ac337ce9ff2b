"""Official texts come in word for word; consents are kept with their version."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.db import db
from app.offices.effects.offices import record_consent
from app.offices.models.terms import ConsentRow
from app.offices.queries import offices as queries
from app.offices.queries.consents import consent_versions
from app.offices.rules.documents import document_of
from app.offices.terms import ConsentKind, TermsSource
from app.offices.usecases.terms import Imported, ImportRefusal, import_terms
from tests.factories import open_offices

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

NOW = datetime(2026, 5, 11, 1, tzinfo=UTC)
FIRST = date(2024, 4, 1)
TEXT = "みどりの方針\n１ ねらい\n相談を受けます。\n２ 約束\n録音はしません。"


@pytest.fixture(autouse=True)
def _offices(app: object) -> None:
    open_offices()


def test_an_official_text_takes_the_place_of_our_wording() -> None:
    done = import_terms("kanagawa", FIRST, document_of(TEXT), NOW)
    version = queries.terms_in_force("kanagawa", date(2026, 5, 11))
    assert done == Imported(added_version=False, changed=True)
    assert (version.text, version.source) == (TEXT, TermsSource.OFFICIAL)


def test_the_same_text_again_changes_nothing() -> None:
    import_terms("kanagawa", FIRST, document_of(TEXT), NOW)
    assert import_terms("kanagawa", FIRST, document_of(TEXT), NOW) == Imported(added_version=False, changed=False)


def test_another_text_of_the_same_day_is_refused() -> None:
    import_terms("kanagawa", FIRST, document_of(TEXT), NOW)
    other = document_of(TEXT.replace("録音", "録画"))
    assert import_terms("kanagawa", FIRST, other, NOW) is ImportRefusal.OTHER_TEXT_HELD
    assert queries.terms_in_force("kanagawa", date(2026, 5, 11)).text == TEXT


@pytest.mark.rule("KNG-57", "KNG-58")
def test_a_text_of_a_new_day_governs_from_that_day() -> None:
    import_terms("kanagawa", date(2026, 6, 1), document_of(TEXT), NOW)
    days = [queries.terms_in_force("kanagawa", day).effective_on for day in (date(2026, 5, 31), date(2026, 6, 1))]
    assert days == [FIRST, date(2026, 6, 1)]


def test_a_text_under_a_known_date_fills_that_version() -> None:
    import_terms("miyakonojo", date(2020, 2, 17), document_of(TEXT), NOW)
    assert queries.terms_in_force("miyakonojo", date(2020, 2, 17)).text == TEXT


@pytest.mark.parametrize(
    "terms_set, text, refusal",
    [("atlantis", TEXT, ImportRefusal.UNKNOWN_SET), ("kanagawa", "ただの文。", ImportRefusal.NO_HEADINGS)],
)
def test_what_cannot_be_taken_in_is_refused(terms_set: str, text: str, refusal: ImportRefusal) -> None:
    assert import_terms(terms_set, FIRST, document_of(text), NOW) is refusal


@pytest.mark.rule("KNG-57")
@pytest.mark.parametrize("terms_set", ["kanagawa", "miyakonojo", "info_service"])
@pytest.mark.parametrize("day", [date(2026, 5, 1), date(2026, 5, 10), date(2026, 5, 11)])
def test_a_text_of_a_day_that_is_not_to_come_changes_no_terms(terms_set: str, day: date) -> None:
    before = queries.terms_versions(terms_set)
    assert import_terms(terms_set, day, document_of(TEXT), NOW, ground="1") is ImportRefusal.NOT_IN_TIME
    assert queries.terms_versions(terms_set) == before


@pytest.mark.rule("MYK-44", "NGS-62", "KRS-47")
@pytest.mark.parametrize("terms_set", ["miyakonojo", "nagasaki", "kurashiki"])
def test_where_terms_change_on_two_grounds_an_import_names_one(terms_set: str) -> None:
    day = date(2026, 5, 12)
    assert import_terms(terms_set, day, document_of(TEXT), NOW) is ImportRefusal.NO_GROUND
    assert import_terms(terms_set, day, document_of(TEXT), NOW, ground="2").added_version
    newest = queries.terms_versions(terms_set)[0]
    assert (newest.effective_on, newest.ground, newest.announced_at) == (day, "2", NOW)


@pytest.mark.rule("MYK-45", "NGS-63", "KRS-48")
def test_every_known_date_takes_its_official_text_without_a_ground() -> None:
    for terms_set in queries.terms_set_names():
        for version in queries.terms_versions(terms_set):
            done = import_terms(terms_set, version.effective_on, document_of(TEXT), NOW)
            assert done == Imported(added_version=False, changed=True)


@pytest.mark.rule("KNG-58")
def test_a_consent_keeps_its_version_when_a_new_one_comes() -> None:
    @db.write
    def agree() -> None:
        held = queries.terms_in_force("kanagawa", date(2026, 5, 31))
        record_consent(held.id, ConsentKind.DEEMED, now=NOW, booking_number="K1")

    agree()
    import_terms("kanagawa", date(2026, 6, 1), document_of(TEXT), NOW)
    (version_id,) = consent_versions(booking_number="K1")
    first = next(each for each in queries.terms_versions("kanagawa") if each.effective_on == FIRST)
    assert version_id == first.id
    assert db.session.scalar(select(ConsentRow.given_at)) == NOW


def test_the_command_tells_slips_and_keeps_them(app: "Flask", tmp_path: "Path") -> None:
    file = tmp_path / "policy.txt"
    file.write_text(TEXT.replace("相談を", "相⼈談を"), "utf-8")
    arguments = ["terms", "import", "--set", "kanagawa", "--effective", "2024-04-01", str(file)]
    dry = app.test_cli_runner().invoke(args=[*arguments, "--dry-run"])
    assert "見出し 2: 1、2" in dry.output
    assert "3行目" in dry.output
    assert "「人」の誤りかもしれません。" in dry.output
    assert queries.terms_versions("kanagawa")[0].source is TermsSource.DEMO
    done = app.test_cli_runner().invoke(args=arguments)
    assert done.exit_code == 0
    db.session.expire_all()
    assert "相⼈談" in str(queries.terms_versions("kanagawa")[0].text)


def test_the_command_ends_with_one_when_refused(app: "Flask", tmp_path: "Path") -> None:
    file = tmp_path / "policy.txt"
    file.write_text(TEXT, "utf-8")
    words = ["terms", "import", "--set", "atlantis", "--effective", "2024-04-01", str(file)]
    for last in ((), ("--dry-run",)):
        refused = app.test_cli_runner().invoke(args=[*words, *last])
        assert refused.exit_code == 1
        assert "その名前の規約はありません" in refused.output
        assert "kanagawa・" in refused.output


def test_the_command_asks_for_the_ground_of_a_change(app: "Flask", tmp_path: "Path") -> None:
    file = tmp_path / "terms.txt"
    file.write_text(TEXT, "utf-8")
    words = ["terms", "import", "--set", "nagasaki", "--effective", "2040-06-01", str(file)]
    refused = app.test_cli_runner().invoke(args=words)
    assert (refused.exit_code, "--ground 1" in refused.output) == (1, True)
    done = app.test_cli_runner().invoke(args=[*words, "--ground", "1"])
    assert (done.exit_code, "版を加えました。" in done.output) == (0, True)
    late = app.test_cli_runner().invoke(args=[*words[:5], "2025-06-01", str(file), "--ground", "1"])
    assert (late.exit_code, "この日に施行された版はありません" in late.output) == (1, True)
