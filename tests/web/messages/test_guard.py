"""Operations try, add and end patterns of what may not stand in a message (AGY-061)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.accounts.models.people import Grant
from app.audit.models import AuditEvent
from app.db import db
from app.kernel.roles import Identity, Role
from app.messages.models.messages import GuardPattern, Thread
from app.messages.terms.guarding import PatternRefusal
from app.messages.terms.messages import Identifies
from app.messages.usecases.answering import ask
from app.messages.usecases.guarding import add_pattern, end_pattern
from app.messages.usecases.sending import send_first_invitations
from tests import letters
from tests.factories import sign_in_as

PATTERNS = "/operations/guard-patterns"


@pytest.fixture
def ueda(hikari, page):
    """Ueda of operations, signed in."""
    return Identity(roles=frozenset({Role.OPERATIONS}), account_id=sign_in_as(page, "ueda"))


@pytest.mark.rule("AGY-061")
def test_a_pattern_is_tried_added_counts_at_once_and_ends(page, clock, hikari, ueda) -> None:
    typed = {"pattern": "会員番号####", "sample": "わたしの会員 番号１２３４です"}
    tried = page.post(f"{PATTERNS}/trial", typed, status=200)
    assert "会員番号1234" in tried.find("#trial").text
    assert tried.find("textarea[name=sample]").text.strip() == typed["sample"]
    assert db.session.scalars(select(GuardPattern)).all() == []
    db.session.rollback()
    assert page.post(PATTERNS, typed).location == f"{PATTERNS}?done=added"
    assert "パターンを加えました。" in page.get(f"{PATTERNS}?done=added").text
    (record_id,) = letters.offer(1)
    send_first_invitations(hikari.agency_id, [record_id], letters.LETTER, by=hikari, now=clock.now())
    number = db.session.scalar(select(Thread.number))
    db.session.rollback()
    refused = ask(record_id, number, "会員番号 9999です", by=hikari, now=clock.now())
    assert isinstance(refused, Identifies)
    assert [each.words for each in refused.found] == ["会員番号9999"]
    ended = page.submit(page.get(PATTERNS), "form[action$='/end']")
    assert ended.location == f"{PATTERNS}?done=ended"
    assert "終わり" in page.get(PATTERNS).find("tbody").text
    assert ask(record_id, number, "会員番号 9999です", by=hikari, now=clock.now()) is None
    acts = db.session.scalars(select(AuditEvent.act).where(AuditEvent.act.startswith("messages.pattern"))).all()
    assert sorted(acts) == ["messages.pattern_added", "messages.pattern_ended"]


def test_a_trial_that_finds_nothing_says_so(page, ueda) -> None:
    tried = page.post(f"{PATTERNS}/trial", {"pattern": "会員番号####", "sample": "よろしくお願いします"}, status=200)
    assert "何も見つかりません。" in tried.find("#trial").text


@pytest.mark.rule("AGY-061")
@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(a+)+$", "正規表現は登録できません。"),
        ("##??", "パターンが広すぎます。"),
        ("裏", "パターンが短すぎます。"),
        ("あ" * 61, "パターンが長すぎます。"),
    ],
)
@pytest.mark.parametrize("path", [PATTERNS, f"{PATTERNS}/trial"])
def test_what_is_no_pattern_is_refused_with_its_reason_and_kept(page, ueda, path, pattern, words) -> None:
    refused = page.post(path, {"pattern": pattern, "sample": "試し"}, status=422)
    assert words in refused.find("#refusal").text
    assert refused.find("input[name=pattern]")["value"] == pattern
    assert db.session.scalars(select(GuardPattern)).all() == []


def test_an_empty_pattern_is_told_at_the_field(page, ueda) -> None:
    assert "パターンを入れてください。" in page.post(PATTERNS, {"pattern": ""}, status=422).find("#pattern-error").text


def test_a_pattern_is_added_and_ended_once(page, clock, ueda) -> None:
    page.post(PATTERNS, {"pattern": "裏サイト"})
    assert "すでに登録されています。" in page.post(PATTERNS, {"pattern": "裏 サイト"}, status=422).text
    pattern_id = db.session.scalar(select(GuardPattern.id))
    db.session.rollback()
    page.post(f"{PATTERNS}/{pattern_id}/end")
    assert "すでに終わっています。" in page.post(f"{PATTERNS}/{pattern_id}/end", status=409).text
    page.post(f"{PATTERNS}/{pattern_id + 1}/end", status=404)


def test_whose_grant_ended_in_another_tab_changes_nothing(clock, ueda) -> None:
    """Up to its last moment the grant counts; from then on neither a pattern comes nor one goes."""
    assert add_pattern("裏サイト", by=ueda, now=clock.now()) is None
    db.write(lambda: db.session.execute(update(Grant).values(ends_at=clock.now() + timedelta(seconds=1))))()
    assert add_pattern("闇サイト", by=ueda, now=clock.now()) is None
    clock.advance(seconds=1)
    before = on_record()
    assert add_pattern("影サイト", by=ueda, now=clock.now()) is PatternRefusal.GRANT_ENDED
    assert end_pattern(before[0][0], by=ueda, now=clock.now()) is PatternRefusal.GRANT_ENDED
    assert on_record() == before


def on_record() -> list[tuple[object, ...]]:
    """Every pattern, and how many acts there were."""
    acts = select(func.count()).select_from(AuditEvent).scalar_subquery()
    rows = db.session.execute(select(GuardPattern.id, GuardPattern.pattern, GuardPattern.ended_at, acts)).all()
    db.session.rollback()
    return sorted(tuple(row) for row in rows)


@pytest.mark.parametrize("who", ["mori", "oda", "hikari", "yamada", "kato"])
def test_only_operations_enter(page, hikari, who) -> None:
    sign_in_as(page, who)
    page.get(PATTERNS, status=403)
