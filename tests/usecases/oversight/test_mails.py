"""The mails of oversight, word for word."""

from datetime import datetime

import pytest

from app.kernel.moments import JST
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
