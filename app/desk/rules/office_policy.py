"""When a policy may be put in force, and which of its values differ from another's."""

from dataclasses import fields
from datetime import date

from app.desk.terms.office_policy import PolicyRefusal
from app.offices.terms import Policy

SET_BY_THE_OFFICE = (
    "name",
    "service_name",
    "weekdays",
    "session_minutes",
    "windows",
    "slot_starts",
    "horizon_days",
    "daily_limit",
    "lead_kind",
    "lead_days",
    "lead_cutoff",
    "lead_exception",
    "topics",
    "areas",
    "web_request",
    "counter_required_fields",
    "video_tool",
    "meeting_hosts",
    "camera_rule",
    "switch_to_phone",
    "join_steps",
    "recording_ban",
    "same_day_cancel_call",
    "noshow_minutes",
    "contact_phone",
    "contact_switchboard",
    "contact_hours",
    "contact_hours_open",
    "contact_weekdays",
    "address",
    "introduction",
    "notes",
    "booking_site",
    "branches",
    "jurisdiction_court",
)
"""What a manager sets on the page of the policy; seats have a page of their own.

The rest is the way the office works with this system: channels, ways of confirming, mails, consent. What the site must
ask for is fixed by the documents (KNG-20).
"""

SEATS = ("capacity", "public_capacity")


def ground_against_policy(
    policy: Policy, before: Policy | None, *, since: date, today: date, is_latest: bool
) -> PolicyRefusal | None:
    """Why `policy` may not hold from `since` on in place of `before`.

    Never for days that are over; today is allowed and works at once (DESIGN 3.1). Not where somebody else has set
    something since the form was opened, and not without a difference.
    """
    if since < today:
        return PolicyRefusal.IN_THE_PAST
    if not is_latest:
        return PolicyRefusal.CHANGED_MEANWHILE
    return PolicyRefusal.NOTHING_CHANGED if policy == before else None


def changed_values(before: Policy | None, after: Policy) -> tuple[str, ...]:
    """The attributes whose values differ, in the order of the policy; which of them are proposals does not count."""
    names = (field.name for field in fields(after) if field.name != "proposed")
    return tuple(name for name in names if before is None or getattr(before, name) != getattr(after, name))


def decided(policy: Policy, names: tuple[str, ...]) -> tuple[str, ...]:
    """The proposals that are left once the office has decided on `names`."""
    return tuple(name for name in policy.proposed if name not in names)
