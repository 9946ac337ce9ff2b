"""`flask explain`: why a date is what it is, for people and, with --json, for programs."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NoReturn

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from app.kernel.calendar import Calendar, CalendarEnds
from app.kernel.dated import NothingInForce
from app.offices.queries.offices import national_calendar, policy_in_force, shipped_profiles
from app.offices.terms import Policy
from app.routines.explain import SUBJECTS, Explanation, Facts, Question, Value, answer
from app.routines.explain_options import OPTIONS
from app.web.filters import jdate, jdatetime
from app.web.steps import sentences


class NotReady(click.ClickException):
    """The database cannot be asked yet: one line on standard error, and exit 1."""

    def show(self, file: Any = None) -> None:
        """Print the line alone."""
        click.echo(self.message, file=file, err=True)


class NotUnderstood(NotReady):
    """What was typed has no answer: one line on standard error, and exit 2."""

    exit_code = 2


class OneLineCommand(click.Command):
    """A command whose wrong use is answered by one Japanese line instead of an English page."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the command line."""
        try:
            return super().make_context(*args, **extra)
        except click.NoSuchOption as wrong:
            raise NotUnderstood(f"{wrong.option_name} という指定はありません。") from None
        except click.BadOptionUsage as wrong:
            raise NotUnderstood(f"{wrong.option_name} の値がありません。") from None
        except click.UsageError:
            raise NotUnderstood("書き方: flask --app wsgi explain 項目 [--office 窓口] [--on 日付] など") from None


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, option in reversed(OPTIONS.items()):
        command = click.option(option.flag, name, help=option.meaning)(command)
    return command


@click.command("explain", cls=OneLineCommand, epilog="項目: " + "  ".join(SUBJECTS))
@click.argument("subject", metavar="項目")
@_with_options
@click.option("--json", "as_json", is_flag=True, help="プログラムが読む形で答えます。")
@with_appcontext
def explain(subject: str, as_json: bool, **typed: str | None) -> None:
    """その日付になる理由を、数え方とともに示します。"""
    question = _question(subject, {name: text for name, text in typed.items() if text is not None})
    explanation = _answer(subject, question)
    click.echo(_json(explanation) if as_json else _page(explanation))


def _question(subject: str, typed: dict[str, str]) -> Question:
    if subject not in SUBJECTS:
        _refuse(f"「{_shown(subject)}」という項目はありません。使える項目: {' '.join(SUBJECTS)}")
    wanted = SUBJECTS[subject]
    if extra := sorted(typed.keys() - wanted.needs - wanted.takes):
        _refuse(f"{subject} では {OPTIONS[extra[0]].flag} を使いません。")
    if missing := sorted(wanted.needs - typed.keys()):
        _refuse(f"{subject} には {OPTIONS[missing[0]].flag} が必要です: {OPTIONS[missing[0]].meaning}")
    question = Question(**{name: _read(name, text) for name, text in typed.items()})
    if question.on and question.accepted and question.accepted < question.on:
        _refuse("--accepted には、取得した日（--on）より前の日付を使えません。")
    return question


def _read(name: str, text: str) -> Any:
    option = OPTIONS[name]
    try:
        return option.read(text)
    except ValueError:
        _refuse(f"{option.flag} の「{_shown(text)}」を読み取れません: {option.meaning}")


def _answer(subject: str, question: Question) -> Explanation:
    try:
        return answer(subject, question, Facts(_policy, _calendar()))
    except CalendarEnds as ends:
        known = f"{jdate(ends.first_day)}から{jdate(ends.last_day)}まで"
        _refuse(f"{jdate(ends.day)}の前後は計算できません。祝日の登録は{known}です。")


def _calendar() -> Calendar:
    try:
        return national_calendar()
    except (DBAPIError, ValueError):
        ready = "flask --app wsgi db upgrade"
        raise NotReady(f"データベースの準備ができていません。{ready} を実行してください。") from None


def _policy(office: str, on: date) -> Policy:
    """What the office has set for the day; where the database has nothing, what its profile says."""
    try:
        return policy_in_force(office, on)
    except NothingInForce:
        profile = shipped_profiles().get(office)
    if profile is None:
        _refuse(f"「{_shown(office)}」という窓口の設定はありません。使える窓口: {' '.join(shipped_profiles())}")
    return profile.policy


def _json(explanation: Explanation) -> str:
    computed = explanation.computed
    key = "open" if isinstance(computed.value, bool) else "date"
    value = computed.value.isoformat() if isinstance(computed.value, date) else computed.value
    facts = {"subject": explanation.subject, "rule": computed.rule, key: value, "steps": sentences(computed.steps)}
    return json.dumps(facts, ensure_ascii=False)


def _page(explanation: Explanation) -> str:
    computed = explanation.computed
    head = f"{SUBJECTS[explanation.subject].title}（{computed.rule}）: {_value(computed.value)}"
    return "\n".join((head, *(f"  {n}. {text}" for n, text in enumerate(sentences(computed.steps), start=1))))


def _value(value: Value) -> str:
    match value:
        case bool():
            return "動いています" if value else "停止しています"
        case datetime():
            return f"{jdatetime(value)}{value:%S}秒まで"
        case date():
            return jdate(value)
        case _:
            return "定めなし"


def _shown(text: str) -> str:
    return " ".join(text.split())[:40]


def _refuse(line: str) -> NoReturn:
    raise NotUnderstood(line)
