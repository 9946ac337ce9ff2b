"""What a mail server's answer says to the desk."""

import pytest

from app.desk.rules.deliveries import trouble_of
from app.desk.terms.deliveries import Trouble
from app.notices.terms import BOUNCED


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("", None),
        ("250", None),
        ("file", None),
        ("550", Trouble.NO_SUCH_ADDRESS),
        ("550 5.1.1", Trouble.NO_SUCH_ADDRESS),
        ("553 5.1.3", Trouble.NO_SUCH_ADDRESS),
        ("550 5.1.10", Trouble.NO_SUCH_ADDRESS),
        ("501 5.1.8", Trouble.REJECTED),
        ("552 5.2.2", Trouble.MAILBOX),
        ("452 4.2.2", Trouble.MAILBOX),
        ("550 5.7.1", Trouble.REJECTED),
        ("552 5.2.3", Trouble.REJECTED),
        ("550 5.4.1", Trouble.REJECTED),
        ("554", Trouble.REJECTED),
        ("421", Trouble.LATER),
        ("450 4.7.1", Trouble.LATER),
        ("TimeoutError", Trouble.UNREACHED),
        ("header", Trouble.UNUSABLE_ADDRESS),
        ("key", Trouble.NO_KEY),
        (BOUNCED, Trouble.BOUNCED),
    ],
)
def test_an_answer_says_why_a_mail_did_not_arrive(code: str, trouble: Trouble | None) -> None:
    assert trouble_of(code) is trouble
