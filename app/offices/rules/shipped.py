"""The profiles and texts that are shipped with the code, read once and strictly."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from app.offices.rules.policies import Problem
from app.offices.rules.profile_files import Profile, TermsSetFacts, disagreements, profile_from, terms_set_from

CAPABILITY = Path(__file__).parent.parent
PROFILES = CAPABILITY / "profiles"
TEXTS = CAPABILITY / "terms_texts"


class ProfileBroken(Exception):
    """Stored or shipped settings that the reader refuses: a fault, never an answer."""


def read_profiles(folder: Path = PROFILES) -> tuple[tuple[Profile, ...], tuple[tuple[str, Problem], ...]]:
    """The profiles of a folder in their order, and every problem with the file it is in."""
    profiles: list[Profile] = []
    problems: list[tuple[str, Problem]] = []
    for file in sorted(folder.glob("*.toml")):
        read = _profile(file)
        if isinstance(read, tuple):
            problems.extend((file.name, problem) for problem in read)
        else:
            profiles.append(read)
    profiles.sort(key=lambda profile: profile.order)
    at_odds = ((f"{slug}.toml", problem) for slug, problem in disagreements(tuple(profiles)))
    return tuple(profiles), (*problems, *at_odds)


@cache
def shipped_profiles() -> Mapping[str, Profile]:
    """The profiles we ship by slug, for a database that knows no office yet; raises `ProfileBroken`."""
    profiles, problems = read_profiles()
    if problems:
        raise ProfileBroken("; ".join(f"{file}: {problem.key}" for file, problem in problems))
    return {profile.slug: profile for profile in profiles}


def shipped_terms_sets() -> tuple[TermsSetFacts, ...]:
    """The terms sets of the profiles and those that belong to no office."""
    sets = {profile.terms_set.name: profile.terms_set for profile in shipped_profiles().values()}
    for file in sorted(TEXTS.glob("*.toml")):
        faults: list[Problem] = []
        facts = terms_set_from(tomllib.loads(file.read_text("utf-8")).get("terms"), faults)
        if facts is None:
            raise ProfileBroken(f"{file.name}: {faults[0].key}")
        sets[facts.name] = facts
    return tuple(sets.values())


def shipped_text(terms_set: str) -> str | None:
    """Our own wording of the newest version of a set; None where we ship none."""
    file = TEXTS / f"{terms_set}.txt"
    return file.read_text("utf-8").strip() if file.exists() else None


def _profile(file: Path) -> Profile | tuple[Problem, ...]:
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        return (Problem(key="ファイル全体", found=str(fault), allowed="TOML（UTF-8）"),)
    return profile_from(data, file.stem)
