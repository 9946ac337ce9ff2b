"""Terms as people read them on a page: section by section."""

from dataclasses import dataclass

from app.offices.rules.headings import Section, sections_of, shown


@dataclass(frozen=True, kw_only=True)
class Part:
    """A section of terms as the page shows it."""

    anchor: str
    heading: str
    lines: tuple[str, ...]


def parts_of(text: str | None) -> list[Part]:
    """The sections of a text; none where the text is not kept."""
    return [_part(section) for section in sections_of(text)] if text else []


def anchor_of(label: str) -> str:
    """The id of a section on the page; the guide links to it."""
    return f"part-{label}"


def _part(section: Section) -> Part:
    heading, *lines = (shown(line) for line in section.lines)
    if not section.label:
        return Part(anchor="part-top", heading="", lines=(heading, *lines))
    return Part(anchor=anchor_of(section.label), heading=heading, lines=tuple(lines))
