"""Reading a line of an imported file, and what becomes of it (AGY-002, AGY-044)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.kernel.folding import TextRefusal, fold_digits, fold_text
from app.seekers.rules.offering import MOST_CHOICES, identifying
from app.seekers.terms import importing as of
from app.seekers.terms.importing import HEADS, ImportedRow, Problem, RowProblem, Verdict
from app.seekers.terms.records import AgeBand, Employment, Hours, Occupation, SeekerProfile, WageUnit
from app.seekers.terms.words import AGE_BANDS, AREA_NAMES, EMPLOYMENTS, HOURS, OCCUPATIONS, WAGE_UNITS

CHOICES: Mapping[str, tuple[str, Mapping[str, str], Any, int]] = {
    of.OCCUPATION: ("occupations", OCCUPATIONS, Occupation, MOST_CHOICES),
    of.AREA: ("areas", AREA_NAMES, str, MOST_CHOICES),
    of.EMPLOYMENT: ("employments", EMPLOYMENTS, Employment, len(EMPLOYMENTS)),
    of.HOURS: ("hours", HOURS, Hours, len(HOURS)),
}
TEXTS = {of.EXPERIENCE: "experience", of.QUALIFICATIONS: "qualifications", of.WISHES: "wishes"}
NEEDED = frozenset({of.OCCUPATION, of.AREA})
FORMULA = ("=", "+", "@", "＝", "＋", "＠")
SHOWN_SIGNS = 40
NOTHING: Mapping[str, Any] = dict.fromkeys(("occupations", "areas", "employments", "hours"), ())
CODES = {id(words): {**{str(code): code for code in words}, **{name: code for code, name in words.items()}}
         for words in (OCCUPATIONS, AREA_NAMES, EMPLOYMENTS, HOURS, WAGE_UNITS, AGE_BANDS)}  # fmt: skip


class Wrong(Exception):
    """What is wrong in one cell."""

    def __init__(self, why: Problem, found: str = "", allowed: str = "") -> None:
        self.why, self.found, self.allowed = why, found[:SHOWN_SIGNS], allowed


def read_row(cells: Mapping[str, str], *, fits: bool = True) -> ImportedRow | Sequence[RowProblem]:
    """A line by its heads, or everything that is wrong with it; without consent the rest is not read (AGY-002)."""
    if not fits or any(head not in cells for head in HEADS):
        return (RowProblem(head=HEADS[0], why=Problem.COLUMNS, allowed=str(len(HEADS))),)
    problems: list[RowProblem] = []
    told: dict[str, Any] = {}
    for name, head, reading in _readings():
        try:
            told[name] = reading(cells[head].strip())
        except Wrong as wrong:
            problems.append(RowProblem(head=head, why=wrong.why, found=wrong.found, allowed=wrong.allowed))
        if name == "agreed" and not told.get(name, True) and not problems:
            return ImportedRow(number=told["number"], profile=None)
    if problems:
        return problems
    return _row(told)


def _readings() -> Iterator[tuple[str, str, Any]]:
    yield "number", of.NUMBER, _number
    yield "agreed", of.CONSENT, _agreed
    for head, (name, words, kind, most) in CHOICES.items():
        yield name, head, lambda cell, w=words, k=kind, m=most, h=head: _chosen(cell, w, k, m, needed=h in NEEDED)
    yield "wage", of.WAGE, _wage
    yield "wage_unit", of.WAGE_UNIT, lambda cell: WageUnit(_code(cell, WAGE_UNITS)) if cell else None
    for head, name in TEXTS.items():
        yield name, head, _text
    yield "age_band", of.AGE_BAND, lambda cell: AgeBand(_code(cell, AGE_BANDS)) if cell else None


def _row(told: dict[str, Any]) -> ImportedRow | Sequence[RowProblem]:
    number, _ = told.pop("number"), told.pop("agreed")
    if told["wage"] and not told["wage_unit"]:
        return (RowProblem(head=of.WAGE_UNIT, why=Problem.MISSING, allowed=_allowed(WAGE_UNITS)),)
    profile = SeekerProfile(**{**told, "wage_unit": told["wage_unit"] or WageUnit.MONTH})
    return _identified(profile) if identifying(profile, ()) else ImportedRow(number=number, profile=profile)


def _identified(profile: SeekerProfile) -> Sequence[RowProblem]:
    texts = ((head, SeekerProfile(**{**NOTHING, name: getattr(profile, name)})) for head, name in TEXTS.items())
    found = [(head, "、".join(each.words for each in identifying(told, ()))) for head, told in texts]
    return [RowProblem(head=head, why=Problem.IDENTIFIES, found=words[:SHOWN_SIGNS]) for head, words in found if words]


def verdict_of(row: ImportedRow, *, is_there: bool, is_owned: bool, is_withdrawn: bool) -> Verdict:
    """What becomes of a line: no record without consent, and none taken out of its seeker's hands (AGY-002)."""
    if row.profile is None:
        return Verdict.WITHDRAWN if is_there and not is_withdrawn else Verdict.NOT_CONSENTED
    if is_owned:
        return Verdict.OWN
    return Verdict.UPDATED if is_there else Verdict.ADDED


def _number(cell: str) -> str:
    shortest, longest = of.NUMBER_DIGITS
    folded = fold_digits(cell[: longest * 4])
    if isinstance(folded, TextRefusal) or not shortest <= len(folded) <= longest:
        raise Wrong(Problem.NOT_A_NUMBER, cell, f"{shortest}～{longest}")
    return folded


def _agreed(cell: str) -> bool:
    if cell not in (of.AGREED, of.NOT_AGREED):
        raise Wrong(Problem.NOT_A_CHOICE, cell, f"{of.AGREED}、{of.NOT_AGREED}")
    return cell == of.AGREED


def _chosen(cell: str, words: Mapping[str, str], kind: Any, most: int, *, needed: bool) -> tuple[Any, ...]:
    codes = dict.fromkeys(_code(each.strip(), words) for each in cell.split("、") if each.strip())
    if needed and not codes:
        raise Wrong(Problem.MISSING, allowed=_allowed(words))
    if len(codes) > most:
        raise Wrong(Problem.TOO_MANY, cell, str(most))
    return tuple(kind(code) for code in words if code in codes)


def _code(written: str, words: Mapping[str, str]) -> str:
    code = CODES[id(words)].get(written)
    if code is None:
        raise Wrong(Problem.NOT_A_CHOICE, written, _allowed(words))
    return code


def _allowed(words: Mapping[str, str]) -> str:
    return "、".join(words.values())


def _wage(cell: str) -> int | None:
    if not cell:
        return None
    folded = fold_digits(cell.replace(",", "").replace("，", "")[:SHOWN_SIGNS])
    if isinstance(folded, TextRefusal) or not folded or not 1 <= int(folded) <= of.HIGHEST_WAGE:
        raise Wrong(Problem.NOT_A_WAGE, cell, f"1～{of.HIGHEST_WAGE}")
    return int(folded)


def _text(cell: str) -> str:
    folded = fold_text(cell)
    if isinstance(folded, TextRefusal) or "\0" in cell:
        raise Wrong(Problem.UNREADABLE)
    if folded.startswith(FORMULA):
        raise Wrong(Problem.FORMULA, folded)
    if len(folded) > of.TEXT_LIMIT:
        raise Wrong(Problem.TOO_LONG, folded, str(of.TEXT_LIMIT))
    return folded
