"""What staff ask a caller for, by the policy of the office (KNG-20, MYK-14, NGS-17, KRS-25)."""

from app.booking.queries.intake import ways_of_intake
from app.booking.queries.ways import confirmation_of, session_kinds
from app.offices.terms import ConfirmationMode, ConsentMode, Eligibility, Field, Policy, ToolTermsMode

BY_MAIL = frozenset(
    {
        ConfirmationMode.ON_USER_REPLY,
        ConfirmationMode.ON_INVITATION_RECEIVED,
        ConfirmationMode.ARRANGED_BY_STAFF,
    }
)
WITH_THE_ADDRESS = frozenset({ConfirmationMode.ON_USER_REPLY, ConfirmationMode.ON_INVITATION_RECEIVED})
CHECKED = {
    Eligibility.REGISTERED: ("registration",),
    Eligibility.REGISTERED_OR_REGISTERING: ("registration", "mypage_opened"),
    Eligibility.DEVICE: ("device",),
    Eligibility.SUPPORTED: ("support_officer", "support_place"),
}
"""What staff find out to check who may use the service (MYK-05, MYK-06, NGS-04, KRS-06)."""

WELCOME = ("phone", "content")
"""Taken down where the caller tells it, also where the text does not ask for it (KRS-25)."""


def fields_asked(policy: Policy) -> frozenset[str]:
    """Every field of the intake form at an office."""
    found = {str(field) for field in (*policy.counter_required_fields, *policy.optional_fields)}
    found |= {name for each in policy.eligibility for name in CHECKED.get(each, ())}
    found |= {"slot", "token", "channel", "language", "reason", *WELCOME}
    mode = _mode(policy)
    found |= {"email"} if mode in BY_MAIL else set()
    found |= {"url"} if mode in WITH_THE_ADDRESS else set()
    found |= {"session_kind"} if session_kinds(policy) else set()
    found |= _consents(policy)
    return frozenset(found)


def fields_needed(policy: Policy) -> frozenset[str]:
    """Those that must be told: nothing is saved while one of them is blank.

    Besides the items of the text these are the answers by which staff check who may use the service, and the address
    where the booking is confirmed by mail (MYK-18, NGS-22, KRS-26).
    """
    wanted = {str(field) for field in policy.counter_required_fields}
    checks = {name for each in policy.eligibility for name in CHECKED.get(each, ())}
    needed = wanted | (checks - {Field.MYPAGE_OPENED}) | _consents(policy) | {"channel", "language"}
    needed |= {"email"} if _mode(policy) in BY_MAIL else set()
    needed |= {"session_kind"} if session_kinds(policy) else set()
    return frozenset(needed & fields_asked(policy))


def _consents(policy: Policy) -> set[str]:
    """Which agreement staff ask after: none where the reply is the consent (MYK-19); where it was read (NGS-21)."""
    found = {"agree_tool"} if policy.tool_terms_mode is ToolTermsMode.TICK else set()
    if Eligibility.TERMS_AGREED in policy.eligibility:
        return {*found, "terms_read"}
    by_reply = ConsentMode.REPLY in {policy.consent_mode.get(channel) for channel in ways_of_intake(policy)}
    return found if by_reply else {*found, "agree_terms"}


def _mode(policy: Policy) -> ConfirmationMode | None:
    ways = ways_of_intake(policy)
    return confirmation_of(ways[0], policy) if ways else None
