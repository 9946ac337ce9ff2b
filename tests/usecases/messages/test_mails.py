"""The texts of messages on the site, word for word (RULES b)."""

import pytest
from flask import Flask

from tests import mails

CHANGES = (
    ("seeker_fees", "いただきません", "求職受付手数料 710円"),
    ("officer_contact", "095-800-0001", "095-800-0002"),
)


@pytest.mark.rule("AGY-058")
def test_what_changed_is_told_with_both_texts(app: Flask) -> None:
    mails.check(app, "M-AGY-13", {"changes": CHANGES})
