"""A policy from its plain values and back, with every fault found at once."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, get_type_hints

from app.kernel.municipalities import MUNICIPALITIES
from app.offices.rules.policy_checks import contradictions
from app.offices.rules.readers import NotAllowed, plain, read
from app.offices.terms import Policy

LIMITS = {
    "session_minutes": (5, 240),
    "lead_days": (0, 30),
    "daily_limit": (1, 20),
    "noshow_minutes": (1, 60),
    "capacity": (1, 500),
    "public_capacity": (0, 500),
    "horizon_days": (1, 366),
}
NEEDED_TO_OPEN = ("weekdays", "windows", "slot_starts", "contact_phone", "contact_hours")
MAY_BE_LEFT_OUT = frozenset(field.name for field in fields(Policy) if field.default is not MISSING)
_HINTS = get_type_hints(Policy)


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One fault of a profile: which key, what stands there, what is allowed there."""

    key: str
    found: str
    allowed: str


def policy_from(values: object) -> Policy | tuple[Problem, ...]:
    """Read a whole policy, or answer all its problems; a half-read policy does not exist."""
    if not isinstance(values, Mapping):
        return (Problem(key="policy", found=shown(values), allowed="[policy] の表"),)
    read_values: dict[str, Any] = {}
    problems = [_unknown(key, values[key]) for key in values if key not in _HINTS]
    for name, hint in _HINTS.items():
        if name not in values and name in MAY_BE_LEFT_OUT:
            continue
        if name not in values:
            problems.append(Problem(key=f"policy.{name}", found="なし", allowed="必ず書く項目"))
            continue
        try:
            read_values[name] = read(hint, values[name], LIMITS.get(name))
        except NotAllowed as fault:
            problems.append(Problem(key=f"policy.{name}", found=shown(values[name]), allowed=str(fault)))
    if problems:
        return tuple(problems)
    policy = Policy(**read_values)
    return tuple(_contradiction(*pair) for pair in contradictions(policy)) or policy


def faults_of_new(policy: Policy) -> tuple[Problem, ...]:
    """What may no longer be set anew, though a policy stored with it stays readable.

    A branch under a name that is no municipality of ours (KNG-22, KNG-36, Q-10) is never found: it guides nobody.
    """
    unknown = [name for name in policy.branches if name not in MUNICIPALITIES.values()]
    if not unknown:
        return ()
    found, names = "・".join(unknown), "・".join(MUNICIPALITIES.values())
    allowed = f"「{found}」という市区町村はありません。支所の左に書く名前は、{names}のどれか"
    return (Problem(key="policy.branches", found=shown(found), allowed=allowed),)


def values_of(policy: Policy) -> dict[str, Any]:
    """The plain values of a policy; `policy_from` reads them back to an equal policy."""
    return {field.name: plain(getattr(policy, field.name)) for field in fields(policy)}


def missing_to_open(policy: Policy, *, has_terms: bool) -> tuple[str, ...]:
    """What an office still lacks before it opens: attributes that are empty (Q-13), and the text of its terms."""
    empty = tuple(name for name in NEEDED_TO_OPEN if not getattr(policy, name))
    return empty if has_terms else (*empty, "terms")


def _unknown(key: str, value: object) -> Problem:
    return Problem(key=f"policy.{key}", found=shown(value), allowed="この名前の項目はありません")


def _contradiction(name: str, allowed: str) -> Problem:
    return Problem(key=f"policy.{name}", found="ほかの項目と合わない値", allowed=allowed)


def shown(value: object) -> str:
    """What stands in a profile, short enough for one line."""
    text = f"「{value}」" if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
