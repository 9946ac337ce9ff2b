"""How long the data of bookings are kept."""

from enum import Enum


class RetentionRefusal(Enum):
    """Why a choice is not taken."""

    RECORD_BEFORE_CONTACT = "record_before_contact"
    NOTHING_CHANGED = "nothing_changed"
