"""How often a thing may be tried: the table of SECURITY 1.4, as set on 2026-05-01."""

from dataclasses import dataclass
from enum import Enum

SECOND = 1
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True)
class Rate:
    """At most `times` in one window of `seconds`; windows stand on Japan's clock, a day begins at midnight."""

    times: int
    seconds: int


class Limit(Enum):
    """What is counted: the name it is kept under and its rates, shortest window first."""

    SIGN_IN_BY_ACCOUNT = ("sign_in_by_account", Rate(10, 5 * MINUTE))
    """Failed sign-ins of one account: a delay, never a lock."""
    SIGN_IN_BY_NETWORK = ("sign_in_by_network", Rate(10, 5 * MINUTE))
    """Failed sign-ins from one network."""
    SIGN_IN_BY_ALL = ("sign_in_by_all", Rate(1_000, 5 * MINUTE))
    """Failed sign-ins of everyone together; the subject is EVERYONE."""
    SECOND_FACTOR = ("second_factor", Rate(5, 5 * MINUTE), Rate(20, HOUR), Rate(50, DAY))
    """Failed codes of an authenticator, per account."""
    ENQUIRY_BY_NUMBER = ("enquiry_by_number", Rate(5, 15 * MINUTE))
    """Failed look-ups of one booking number."""
    ENQUIRY_BY_NETWORK = ("enquiry_by_network", Rate(20, 15 * MINUTE))
    """Failed look-ups from one network."""
    ENQUIRY_BY_ALL = ("enquiry_by_all", Rate(1_000, 5 * MINUTE))
    """Failed look-ups of everyone together; the subject is EVERYONE."""
    TAKING_OVER = ("taking_over", Rate(5, DAY))
    """Records imported under a number that one account asked for."""
    RESEND_BY_ACCOUNT = ("resend_by_account", Rate(5, DAY))
    """Password resets, mailed codes and links asked for one account or booking."""
    RESEND_BY_ADDRESS = ("resend_by_address", Rate(3, 6 * HOUR))
    """The same and links to register with, for one mailbox, known or not; the subject is its key and nothing else."""
    REGISTRATION_BY_NETWORK = ("registration_by_network", Rate(10, HOUR))
    """Links to register with asked from one network, known addresses or not."""
    BOOKING_BY_NETWORK = ("booking_by_network", Rate(10, HOUR))
    """Bookings completed without an account from one network (T9)."""
    BOOKING_BY_ADDRESS = ("booking_by_address", Rate(3, DAY))
    """Bookings completed without an account for one mail address (T16)."""
    BOOKING_REFUSED_BY_NETWORK = ("booking_refused_by_network", Rate(3, DAY))
    """Neutral refusals that concern a person, told to one network (R2)."""
    SEARCH_BURST_BY_AGENCY = ("search_burst_by_agency", Rate(5, SECOND))
    """Pages of seekers that one agency asks for (T7)."""
    SEARCH_BY_AGENCY = ("search_by_agency", Rate(300, DAY))
    """Seeker searches of one agency; another page of a search of the day is no new one (T7)."""
    SAME_SEARCH_BY_AGENCY = ("same_search_by_agency", Rate(1, DAY))
    """Whether an agency asked for exactly this today: full means it was counted already."""
    NAMED_BY_THREAD = ("named_by_thread", Rate(2, DAY))
    """Answers of an agency that name their reader: more would be trying names out on a record (T27, AGY-044)."""

    JOB_OFFERS_BY_AGENCY = ("job_offers_by_agency", Rate(10, SECOND), Rate(10_000, DAY))
    """Files and pages of job offers that one agency's systems fetch."""
    API_TOKEN_BY_NETWORK = ("api_token_by_network", Rate(20, 5 * MINUTE))
    """Tokens that open nothing, from one network."""

    def __init__(self, kept_as: str, *rates: Rate) -> None:
        self.kept_as = kept_as
        self.rates = rates


EVERYONE = "everyone"
"""The subject of a limit that counts all together."""
