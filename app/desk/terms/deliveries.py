"""What somebody decides about a mail that did not arrive."""

from enum import Enum, StrEnum

Decision = StrEnum("Decision", "AGAIN GIVEN_UP BOUNCED")
"""Send it once more to the booking's address; leave it, with a word on what was done instead; it came back (不達)."""


Trouble = StrEnum("Trouble", "NO_SUCH_ADDRESS UNUSABLE_ADDRESS MAILBOX REJECTED BOUNCED LATER UNREACHED NO_KEY")
"""Why a mail did not arrive, by what its server answered."""


class DeliveryRefusal(Enum):
    """Why nothing was decided."""

    NO_SUCH_BOOKING = "no_such_booking"
    GRANT_ENDED = "grant_ended"
    NOT_IN_TROUBLE = "not_in_trouble"
    NOT_TO_BE_SENT = "not_to_be_sent"
    NOT_SENT = "not_sent"
    NOTE_NEEDED = "note_needed"
