"""Find the headings of terms: articles (第6条, 第6条の2), numbered parts (１ 目的), 附則."""

import re
from dataclasses import dataclass, field

_MARKS = r"(?:#+\s*)?"
_ARTICLE = re.compile(_MARKS + r"第\s*([0-9０-９]+)\s*条(?:の\s*([0-9０-９]+))?(?=[\s（(]|$)[\s\u3000]*(.*)")
_NUMBERED = re.compile(_MARKS + r"([0-9０-９]{1,2})[\s\u3000．.]+([^\s。．.][^。]{0,38})")
_SUPPLEMENT = re.compile(_MARKS + r"附\s*則")
_COUNTERS = "分時日月年回人件条項号個名歳円か％%"
TITLE_LINE = re.compile(_MARKS + r"[（(]([^（）()。]{1,30})[）)]")
_LEADING_TITLE = re.compile(r"[（(]([^（）()。]{1,30})[）)]")
_LINE_MARK = re.compile(r"^(?:#+|-)\s+")
FEWEST_ARTICLES = 2


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One heading: `label` as cited (第6条の2, 4, 附則) and the line that holds it."""

    label: str
    line: str
    article: bool


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of terms from its heading to the next; `label` is empty for what stands before the first."""

    label: str
    title: str
    lines: tuple[str, ...]


@dataclass
class Numbering:
    """Knows which number comes next, so that 「16 時まで」 at the start of a line is no heading."""

    article: tuple[int, int] = (0, 1)
    number: int = 0
    found: list[Heading] = field(default_factory=list)

    def take(self, line: str) -> Heading | None:
        """The heading that `line` is, if it continues the numbering; else None."""
        heading = self._article(line) or self._numbered(line) or self._supplement(line)
        if heading is not None:
            self.found.append(heading)
        return heading

    def _article(self, line: str) -> Heading | None:
        match = _ARTICLE.match(line)
        if match is None:
            return None
        position = (int(match[1]), int(match[2] or 1))
        if position not in ((self.article[0] + 1, 1), (self.article[0], self.article[1] + 1)):
            return None
        self.article = position
        branch = f"の{position[1]}" if match[2] else ""
        return Heading(label=f"第{position[0]}条{branch}", line=line, article=True)

    def _numbered(self, line: str) -> Heading | None:
        match = _NUMBERED.fullmatch(line)
        if match is None or int(match[1]) != self.number + 1 or match[2][0] in _COUNTERS:
            return None
        self.number += 1
        return Heading(label=str(self.number), line=line, article=False)

    def _supplement(self, line: str) -> Heading | None:
        return Heading(label="附則", line=line, article=False) if _SUPPLEMENT.fullmatch(line) else None


def sections_of(text: str) -> tuple[Section, ...]:
    """Split terms, one paragraph a line, into their sections; together they hold every line once.

    A document with articles is split by articles; numbers in a guide before them are not headings.
    """
    lines = text.splitlines()
    numbering = Numbering()
    marked = [(line, numbering.take(line)) for line in lines]
    by_article = sum(heading.article for heading in numbering.found) >= FEWEST_ARTICLES
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line, heading in marked:
        if heading is not None and heading.article == by_article:
            sections.append((heading.label, _title_above(sections[-1][1]) if by_article else []))
        sections[-1][1].append(line)
    return tuple(_section(label, held) for label, held in sections if held)


def labels_of(text: str) -> tuple[str, ...]:
    """The labels of the headings, in order."""
    return tuple(section.label for section in sections_of(text) if section.label)


def shown(line: str) -> str:
    """A line as a page shows it: the marks of a plain-text list, heading or bold type are not words."""
    return _LINE_MARK.sub("", line).replace("**", "")


def label_about(text: str, words: str) -> str:
    """The label of the first section that speaks of `words`; empty when none does."""
    speaking = (section.label for section in sections_of(text) if any(words in line for line in section.lines))
    return next(speaking, "")


def _title_above(held: list[str]) -> list[str]:
    """A line 「（目的）」 over an article belongs to the article; it is taken from what came before."""
    return [held.pop()] if held and TITLE_LINE.fullmatch(held[-1]) else []


def _section(label: str, held: list[str]) -> Section:
    return Section(label=label, title=_title(label, held), lines=tuple(held))


def _title(label: str, held: list[str]) -> str:
    if not label:
        return ""
    above = TITLE_LINE.fullmatch(held[0])
    if above is not None:
        return above[1]
    article = _ARTICLE.match(held[0])
    if article is not None:
        inside = _LEADING_TITLE.match(article[3])
        return inside[1] if inside else ""
    numbered = _NUMBERED.fullmatch(held[0])
    return numbered[2] if numbered else ""
