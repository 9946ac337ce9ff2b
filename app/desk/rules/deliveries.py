"""What the answer of a mail server says of a mail that did not arrive (RFC 3463, RFC 5321 4.2)."""

from app.desk.terms.deliveries import Trouble
from app.notices.terms import BOUNCED

WHOLE = {
    "": None,
    "file": None,
    "header": Trouble.UNUSABLE_ADDRESS,
    "key": Trouble.NO_KEY,
    "550": Trouble.NO_SUCH_ADDRESS,
    BOUNCED: Trouble.BOUNCED,
}
OF_ENHANCED = {
    **dict.fromkeys(("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"), Trouble.NO_SUCH_ADDRESS),
    **dict.fromkeys(("5.2.1", "5.2.2"), Trouble.MAILBOX),
}
"""What concerns the address itself; 5.1.7 and 5.1.8 speak of the sender's."""


def trouble_of(code: str) -> Trouble | None:
    """What a kept answer such as "550 5.1.1", "421" or "TimeoutError" comes to; None where nothing was answered.

    A mailbox that is full answers 4.2.2 or 5.2.2, one that is closed 5.2.1: to the desk both say "ask the person".
    """
    if code in WHOLE:
        return WHOLE[code]
    basic, _, enhanced = code.partition(" ")
    if not basic.isdecimal():
        return Trouble.UNREACHED
    if basic.startswith("4"):
        return Trouble.MAILBOX if enhanced.startswith("4.2.") else Trouble.LATER
    if not basic.startswith("5"):
        return None
    return OF_ENHANCED.get(enhanced, Trouble.REJECTED)
