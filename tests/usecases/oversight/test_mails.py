"""The mails of oversight, word for word."""

from datetime import date, datetime

import pytest

from app.kernel.moments import JST
from app.kernel.roles import Surface
from app.web.links import link
from tests import mails


@pytest.mark.rule("AGY-107")
def test_the_mail_about_a_limit_of_access(app) -> None:
    told = {
        "pages": "search",
        "reason": "月初めはアクセスが集まるため、求職情報をさがすページを一時的に制限します。\nご協力をお願いします。",
        "begins_at": datetime(2026, 5, 20, 9, 0, tzinfo=JST),
        "ends_at": datetime(2026, 5, 20, 12, 0, tzinfo=JST),
    }
    mails.check(app, "M-AGY-9", told)


YEAR = {"fiscal_year": 2025, "limit": date(2026, 4, 20)}


@pytest.mark.rule("AGY-128", "AGY-129")
def test_the_reminder_to_report(app) -> None:
    told = {**YEAR, "services": ["job_info", "seeker_info"], "address": link("oversight_agency.reports")}
    mails.check(app, "M-AGY-2", told, neutral=False)


@pytest.mark.rule("AGY-130")
def test_the_request_for_a_missing_report(app) -> None:
    told = {**YEAR, "services": ["seeker_info"], "due_from": date(2026, 5, 21)}
    mails.check(app, "M-AGY-3", {**told, "address": link("oversight_agency.reports", year=2025)})


@pytest.mark.rule("AGY-094")
def test_the_mail_about_possible_misuse(app) -> None:
    at = datetime(2026, 5, 11, 10, 0, tzinfo=JST)
    address = link("operations.misuse_list", Surface.INTRANET)
    mails.check(app, "M-AGY-16", {"number": "4X7K9PQ2MA", "at": at, "address": address})
