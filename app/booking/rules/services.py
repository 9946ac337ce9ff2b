"""Which offices help with the same."""

from app.offices.terms import Policy


def is_of_the_same_kind(policy: Policy, other: Policy) -> bool:
    """Whether two offices offer a kind of service in common, by what each says it offers; names play no part."""
    return not set(policy.service_kinds).isdisjoint(other.service_kinds)
