"""Operations see from whose account a report of possible misuse came (AGY-094, M-AGY-16)."""

import pytest
from sqlalchemy import update

from app.accounts.models.people import Account
from app.db import db
from app.oversight.models.records import MisuseReport

REPORTS = "/operations/misuse-reports"


@db.write
def forget_reporter() -> None:
    """The account that reported was closed and erased."""
    reporters = db.select(MisuseReport.reported_by)
    db.session.execute(update(Account).where(Account.id.in_(reporters)).values(name="", mail=""))


@pytest.mark.rule("AGY-094")
def test_a_report_names_the_account_it_came_from_before_and_after_it_was_handled(hikari, browser_of) -> None:
    hikari.submit(hikari.get("/agency/misuse-reports"), text="知らない端末がありました。")
    ueda = browser_of("ueda")
    waiting = ueda.get(REPORTS)
    account = "報告したアカウント：光 美咲（hikari@agency.example）"
    assert account in waiting.find("main section.card").get_text()
    done = ueda.follow(ueda.submit(waiting, text="止めました。"))
    assert "光 美咲（hikari@agency.example）" in done.find("main table").get_text()
    forget_reporter()
    assert "閉じられたアカウント" in ueda.get(REPORTS).find("main table").get_text()
