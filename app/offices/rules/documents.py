"""A document as it is taken in: its text made whole, its headings, and what looks like a slip."""

from dataclasses import dataclass

from app.offices.rules.document_lines import paragraphs_of, same_but_space
from app.offices.rules.headings import labels_of
from app.offices.rules.suspicions import Suspicion, suspicions_in

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class Document:
    """The text with one paragraph a line, the labels of its headings, and every suspicion."""

    text: str
    labels: tuple[str, ...]
    suspicions: tuple[Suspicion, ...]


class TextChanged(Exception):
    """Reading would have changed a character: a fault of ours, and the import stops."""


def document_of(source: str) -> Document:
    """Read a document; apart from white space its text is the source, character by character."""
    source = source.removeprefix(BYTE_ORDER_MARK)
    text = paragraphs_of(source)
    if not same_but_space(source, text):
        raise TextChanged
    return Document(text=text, labels=labels_of(text), suspicions=suspicions_in(source))


def joined_lines(source: str, text: str) -> int:
    """How many line breaks of a document's paper were taken back."""
    return sum(bool(line.strip()) for line in source.splitlines()) - len(text.splitlines())
