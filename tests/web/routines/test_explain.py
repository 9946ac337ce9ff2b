"""`flask explain` at the command line: on a migrated database and nothing else."""

import json

import pytest
from sqlalchemy import text

from app.db import db
from app.routines.explain import SUBJECTS

FIRST_LINE_OF_USE = "書き方: flask --app wsgi explain 項目 [--office 窓口] [--on 日付] など"
ASKED = {
    "booking-close": ("--office kanagawa --on 2026-05-07", "KNG-19", "2026-04-30T16:00:00+09:00"),
    "meeting-info-due": ("--office kanagawa --on 2026-05-07", "KNG-30", "2026-05-01"),
    "reminder": ("--office kanagawa --on 2026-05-11", "KNG-32", "2026-05-10"),
    "invitation-due": ("--office kurashiki_chuo --on 2026-06-15 --from 2026-06-02", "KRS-28", "2026-06-03"),
    "document-deadline": ("--on 2026-04-20", "AGY-097", "2026-05-01"),
    "mail-address-wait": ("--on 2026-04-30", "AGY-101", "2026-05-08"),
    "placement-window": ("--on 2026-06-15", "AGY-008", "2026-03-16"),
    "report-reminder": ("--year 2028", "AGY-128", "2028-03-20"),
    "overdue": ("--on 2026-01-30", "AGY-082", "2026-02-27"),
    "suspension-end": ("--on 2026-08-31", "AGY-075", "2027-02-26"),
    "reapply-from": ("--on 2028-02-29", "AGY-023", "2031-03-01"),
    "id-free-from": ("--on 2026-03-31", "AGY-014", "2031-04-01"),
    "record-keep-until": ("--on 2026-05-01 --accepted 2026-05-10", "AGY-054", "2028-03-31"),
    "service-open": ("--at 2026-05-31T21:30:00", "AGY-120", False),
}
"""For each subject what is asked, the rule that answers, and its answer in part (d) of the catalogue."""


@pytest.fixture
def ask(app):
    """What the command answers to a line typed after `flask explain`."""
    return lambda line: app.test_cli_runner().invoke(args=["explain", *line.split()])


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_subject_answers_in_json_and_in_words(ask, subject):
    asked, rule, result = ASKED[subject]
    answered = ask(f"{subject} {asked} --json")
    assert (answered.exit_code, answered.stderr) == (0, "")
    facts = json.loads(answered.stdout)
    assert list(facts) == ["subject", "rule", "open" if subject == "service-open" else "date", "steps"]
    assert list(facts.values())[:3] == [subject, rule, result]
    page = ask(f"{subject} {asked}").stdout
    assert page.startswith(f"{SUBJECTS[subject].title}（{facts['rule']}）: ")
    assert all(step in page for step in facts["steps"])


@pytest.mark.rule("KNG-19")
def test_the_limit_of_a_booking_is_an_instant_with_its_steps(ask):
    assert json.loads(ask("booking-close --office kanagawa --on 2026-05-07 --json").stdout) == {
        "subject": "booking-close",
        "rule": "KNG-19",
        "date": "2026-04-30T16:00:00+09:00",
        "steps": [
            "相談の日は2026年5月7日（木）です。",
            "2026年5月2日（土）から2026年5月6日（水）までは閉庁日です（土曜日・憲法記念日・みどりの日・こどもの日・振替休日）。",
            "2026年5月1日（金）は開庁日で、1開庁日前に当たります。",
            "2026年4月30日（木）は開庁日で、2開庁日前に当たります。",
            "期限は2026年4月30日（木）16時00分です。16時00分00秒ちょうどまで間に合います。",
        ],
    }


def test_an_office_without_a_reminder_answers_null(ask):
    assert json.loads(ask("reminder --office miyakonojo --on 2026-05-13 --json").stdout)["date"] is None
    assert "定めなし" in ask("reminder --office miyakonojo --on 2026-05-13").stdout


@pytest.mark.rule("AGY-119", "AGY-120")
@pytest.mark.parametrize(
    "moment, runs",
    [
        ("2026-05-31T21:29:59", True),
        ("2026-05-31T21:30:00", False),
        ("2026-05-31T12:30:00Z", False),
        ("2026-06-01T05:59:59", False),
        ("2026-06-01T06:00:00", True),
        ("2026-06-01T23:59:59", True),
        ("2026-06-02T00:00", False),
    ],
)
def test_the_service_is_open_or_not_as_true_and_false(ask, moment, runs):
    assert json.loads(ask(f"service-open --at {moment} --json").stdout)["open"] is runs


@pytest.mark.parametrize("line", ["document-deadline --on 2028-04-20", "reapply-from --on 2026-06-01"])
def test_dates_on_forecast_days_say_so(ask, line):
    assert "2028年1月1日（土）以後の祝日はまだ予測" in ask(line).stdout


@pytest.mark.parametrize(
    "line, said",
    [
        ("", FIRST_LINE_OF_USE),
        ("overdue again", FIRST_LINE_OF_USE),
        ("birthday", "「birthday」という項目はありません。使える項目: booking-close"),
        ("booking-close --on 2026-05-13", "booking-close には --office が必要です"),
        ("booking-close --office kanagawa", "booking-close には --on が必要です"),
        ("booking-close --office tokyo --on 2026-05-13", "「tokyo」という窓口の設定はありません。使える窓口: kanagawa"),
        ("overdue --on 2026-02-30", "--on の「2026-02-30」を読み取れません"),
        ("service-open --at 2026-05-31", "--at の「2026-05-31」を読み取れません"),
        ("overdue --on 2026-05-13 --year 2026", "overdue では --year を使いません"),
        ("overdue --day 2026-05-13", "--day という指定はありません"),
        ("overdue --on", "--on の値がありません"),
        ("record-keep-until --on 2026-05-02 --accepted 2026-05-01", "--accepted には、取得した日"),
        ("document-deadline --on 2040-12-30", "2041年1月13日（日）の前後は計算できません。"),
    ],
)
def test_what_is_not_understood_is_one_clear_line_and_exit_2(ask, line, said):
    answered = ask(line)
    assert (answered.exit_code, answered.stdout) == (2, "")
    assert answered.stderr.startswith(said)
    assert answered.stderr.count("\n") == 1


def test_the_holidays_are_those_of_the_table(app, ask):
    with db.engine.begin() as connection:
        connection.execute(text("delete from holiday where name = '国民の休日'"))
    limit = json.loads(ask("booking-close --office kanagawa --on 2026-09-24 --json").stdout)["date"]
    assert limit == "2026-09-18T16:00:00+09:00"


def test_without_holidays_the_command_says_what_to_run(app, ask):
    with db.engine.begin() as connection:
        connection.execute(text("delete from holiday"))
    answered = ask("overdue --on 2026-05-13")
    assert answered.exit_code == 1
    assert answered.stderr == "データベースの準備ができていません。flask --app wsgi db upgrade を実行してください。\n"
