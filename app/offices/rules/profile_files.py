"""One profile file: the office, its terms set, its policy. Read strictly and whole."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.terms import OfficeKind
from app.offices.rules.policies import Problem, faults_of_new, policy_from, shown
from app.offices.rules.policy_checks import is_prefecture
from app.offices.rules.readers import NotAllowed, read
from app.offices.terms import Policy

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,39}")
_NOTICE = re.compile(r"M-[A-Z]{3}-[0-9]{1,2}")
_OFFICE = {"slug": str, "kind": OfficeKind, "order": int, "prefecture": str, "sites": tuple[str, ...]}
_TERMS = {"set": str, "title": str, "issuer": str}


@dataclass(frozen=True, kw_only=True)
class Enacted:
    """A day on which a version of terms took effect, and what happened on it (制定, 改訂 …)."""

    on: date
    act: str


@dataclass(frozen=True, kw_only=True)
class TermsSetFacts:
    """A terms set as a profile names it: title, issuer and every known version, oldest first.

    `change_notice` is the mail catalogue's id of what its users are sent when it changes; None: the site tells.
    """

    name: str
    title: str
    issuer: str
    versions: tuple[Enacted, ...]
    change_notice: str | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything one TOML file says about one office."""

    slug: str
    kind: OfficeKind  # of organisation, for the people who work there
    order: int
    prefecture: str
    sites: tuple[str, ...]
    terms_set: TermsSetFacts
    policy: Policy


def profile_from(data: Mapping[str, Any], slug: str) -> Profile | tuple[Problem, ...]:
    """Read a profile, or answer all its problems. `slug` is the file's name without its ending."""
    problems = [_extra(key) for key in data if key not in ("office", "terms", "policy")]
    office = _read_table(data.get("office"), "office", _OFFICE, problems)
    terms_set = terms_set_from(data.get("terms"), problems)
    policy = policy_from(data.get("policy"))
    problems.extend(policy if isinstance(policy, tuple) else faults_of_new(policy))
    problems.extend(_name_faults(office, slug))
    if problems or terms_set is None or isinstance(policy, tuple):
        return tuple(problems)
    return Profile(**office, terms_set=terms_set, policy=policy)


def terms_set_from(data: object, problems: list[Problem]) -> TermsSetFacts | None:
    """Read a [terms] table; None, and its faults added to `problems`, where it has any."""
    before = len(problems)
    table = dict(data) if isinstance(data, Mapping) else {}
    versions = _versions(table.pop("versions", None), problems)
    notice = _notice(table.pop("change_notice", None), problems)
    facts = _read_table(table, "terms", _TERMS, problems)
    if len(problems) > before:
        return None
    named = {"name": facts["set"], "title": facts["title"], "issuer": facts["issuer"]}
    return TermsSetFacts(**named, versions=versions, change_notice=notice)


def disagreements(profiles: tuple[Profile, ...]) -> tuple[tuple[str, Problem], ...]:
    """Where profiles contradict each other: one terms set told in two ways, one order twice."""
    first: dict[str, Profile] = {}
    orders: dict[int, str] = {}
    found: list[tuple[str, Problem]] = []
    for profile in profiles:
        name = profile.terms_set.name
        model = first.setdefault(name, profile)
        if model.terms_set != profile.terms_set:
            found.append((profile.slug, _problem("terms", name, f"{model.slug} の [terms] と同じ内容")))
        other = orders.setdefault(profile.order, profile.slug)
        if other != profile.slug:
            found.append((profile.slug, _problem("office.order", str(profile.order), f"{other} と違う番号")))
    return tuple(found)


def _read_table(data: object, table: str, hints: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    values = data if isinstance(data, Mapping) else {}
    problems.extend(_extra(f"{table}.{key}") for key in values if key not in hints)
    facts: dict[str, Any] = {}
    for key, hint in hints.items():
        if key not in values:
            problems.append(_problem(f"{table}.{key}", "なし", "必ず書く項目"))
            continue
        try:
            facts[key] = read(hint, values[key])
        except NotAllowed as fault:
            problems.append(_problem(f"{table}.{key}", shown(values[key]), str(fault)))
    return facts


def _versions(data: object, problems: list[Problem]) -> tuple[Enacted, ...]:
    allowed = '{ on = "2024-04-01", act = "施行" } を古い順に並べたもの'
    try:
        rows = tuple(_enacted(item) for item in data) if isinstance(data, list) else ()
    except (KeyError, TypeError, ValueError):
        rows = ()
    days = [row.on for row in rows]
    if not rows or days != sorted(set(days)):
        problems.append(_problem("terms.versions", shown(data), allowed))
    return rows


def _notice(data: object, problems: list[Problem]) -> str | None:
    if data is not None and not (isinstance(data, str) and _NOTICE.fullmatch(data)):
        problems.append(_problem("terms.change_notice", shown(data), "「M-MYK-4」のような通知の番号"))
        return None
    return data


def _enacted(item: Any) -> Enacted:
    if set(item) != {"on", "act"} or not str(item["act"]).strip():
        raise ValueError(item)
    return Enacted(on=date.fromisoformat(item["on"]), act=str(item["act"]))


def _name_faults(office: Mapping[str, Any], slug: str) -> tuple[Problem, ...]:
    faults = []
    named = office.get("slug")
    if named is not None and (named != slug or not _SLUG.fullmatch(named)):
        faults.append(_problem("office.slug", shown(named), f"ファイルと同じ名前「{slug}」（英小文字・数字・_）"))
    prefecture = office.get("prefecture")
    if prefecture is not None and not is_prefecture(prefecture):
        faults.append(_problem("office.prefecture", shown(prefecture), "「神奈川県」のような都道府県名"))
    return tuple(faults)


def _extra(key: str) -> Problem:
    return _problem(key, "あり", "この名前の項目はありません")


def _problem(key: str, found: str, allowed: str) -> Problem:
    return Problem(key=key, found=found, allowed=allowed)
