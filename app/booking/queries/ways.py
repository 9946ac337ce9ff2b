"""What other capabilities ask about an office's ways of booking."""

from app.booking.rules.eligibility import method_of
from app.booking.rules.fixing import is_late
from app.booking.rules.other_ways import refusal_grounds, session_kinds, stop_grounds
from app.booking.rules.replies import ground_against_reply
from app.booking.rules.telling import ways_of_telling
from app.booking.rules.ways import channels_confirmed_by, confirmation_of, ways_of_intake

__all__ = [
    "channels_confirmed_by",
    "confirmation_of",
    "ground_against_reply",
    "is_late",
    "method_of",
    "refusal_grounds",
    "session_kinds",
    "stop_grounds",
    "ways_of_intake",
    "ways_of_telling",
]
