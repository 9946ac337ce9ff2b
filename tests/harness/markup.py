"""What every page and every fragment must be, found in the HTML itself. Each check gives the faults it sees."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag

LEAKED = re.compile(r"\bNone\b|\bUndefined\b|\{\{|\}\}|\{%|<[A-Z]\w+ object|%\(\w+\)")
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "aria-errormessage", "headers", "list")

WITHOUT_TOKEN = frozenset({"/language"})
"""Changes only the language of who presses it, on pages that need no cookie (`app/web/languages.py`)."""


class Elements:
    """The elements of a document in their order, all of them and by name, found in one walk."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.soup = soup
        self.all = [each for each in soup.descendants if isinstance(each, Tag)]
        self._named: dict[str, list[Tag]] = defaultdict(list)
        for tag in self.all:
            self._named[tag.name].append(tag)

    def named(self, *names: str) -> list[Tag]:
        """The elements of these names."""
        return [tag for name in names for tag in self._named.get(name, ())]

    def having(self, attribute: str) -> list[Tag]:
        """The elements with an attribute."""
        return [tag for tag in self.all if tag.attrs.get(attribute) is not None]


Check = Callable[[Elements], Iterator[str]]


def one_heading(page: Elements) -> Iterator[str]:
    """A page has one h1, with text, and the title repeats it."""
    headings, title = page.named("h1"), page.soup.title
    if len(headings) != 1 or not words(headings[0]):
        yield f"{len(headings)} h1 with text, not one"
    elif title is None or words(headings[0]) not in words(title):
        yield f"title {title and words(title)!r} does not contain heading {words(headings[0])!r}"


def language(page: Elements) -> Iterator[str]:
    """A page says its language."""
    html = page.soup.html
    if html is None or not html.get("lang"):
        yield "html has no lang"


def unique_ids(page: Elements) -> Iterator[str]:
    """No id twice, and whatever points to an id finds it."""
    ids = Counter(str(tag["id"]) for tag in page.having("id"))
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    for attribute in REFERENCES:
        for tag in page.having(attribute):
            pointed = tag[attribute]
            for name in pointed if isinstance(pointed, list) else str(pointed).split():
                if name not in ids:
                    yield f"{attribute}={name!r} points to nothing"


def forms(page: Elements) -> Iterator[str]:
    """A form says where it goes; one that posts carries a CSRF token."""
    for form in page.named("form"):
        action = form.get("action")
        if not action:
            yield "a form has no action"
        method = str(form.get("method", "get")).lower()
        if method not in ("get", "post"):
            yield f"form {action} has method {method!r}"
        if (
            method == "post"
            and action not in WITHOUT_TOKEN
            and not form.find("input", attrs={"name": "csrf_token", "value": True})
        ):
            yield f"form {action} has no CSRF token"


def labels(page: Elements) -> Iterator[str]:
    """Whatever is typed into has a name of its own."""
    labelled = {str(tag["for"]) for tag in page.named("label") if tag.get("for") is not None and words(tag)}
    for tag in page.named("input", "select", "textarea"):
        if tag.get("type") in UNLABELLED or tag.get("aria-label") or tag.get("aria-labelledby"):
            continue
        if tag.get("id") not in labelled and not tag.find_parent("label"):
            yield f"{tag.name} {tag.get('name')!r} has no label"
    for button in page.named("button"):
        if not words(button) and not button.get("aria-label"):
            yield "a button has no words"


def groups(page: Elements) -> Iterator[str]:
    """Choices stand in a fieldset that says what is chosen."""
    for fieldset in page.named("fieldset"):
        if not fieldset.find("legend"):
            yield "a fieldset has no legend"
    for radio in page.named("input"):
        if radio.get("type") == "radio" and not radio.find_parent("fieldset"):
            yield f"radio {radio.get('name')!r} stands in no fieldset"


def nothing_inline(page: Elements) -> Iterator[str]:
    """The content security policy allows no style, script or handler inside the page."""
    for tag in page.all:
        yield from (f"{tag.name} has {name}" for name in tag.attrs if name == "style" or name.startswith("on"))
    if page.named("style"):
        yield "a style element"
    for script in page.named("script"):
        if not script.get("src") and not str(script.get("type", "")).endswith("json"):
            yield "a script without src"


def no_leaks(page: Elements) -> Iterator[str]:
    """No inner word of the program reaches the reader, in text or in what is filled in."""
    text = page.soup.get_text(" ")
    if found := LEAKED.search(text):
        yield f"{found.group()!r} shows: {text[max(0, found.start() - 20) : found.end() + 20].strip()!r}"
    for name in ("value", "href", "action", "alt", "title"):
        for tag in page.having(name):
            if re.search(r"\bNone\b|\bUndefined\b", str(tag[name])):
                yield f"{tag.name} has {name}={tag[name]!r}"


def pictures(page: Elements) -> Iterator[str]:
    """A picture has its alternative, empty where it only decorates."""
    yield from (f"img {tag.get('src')} has no alt" for tag in page.named("img") if tag.get("alt") is None)


def one_root(page: Elements) -> Iterator[str]:
    """A fragment has one root element with an id, besides what is swapped elsewhere."""
    roots = [tag for tag in page.soup.find_all(True, recursive=False) if not tag.get("hx-swap-oob")]
    if len(roots) != 1 or not roots[0].get("id"):
        yield f"{len(roots)} roots, {[root.get('id') for root in roots]}: not one with an id"


ANYWHERE: tuple[Check, ...] = (unique_ids, forms, labels, groups, nothing_inline, no_leaks, pictures)
PAGE: tuple[Check, ...] = (one_heading, language, *ANYWHERE)
FRAGMENT: tuple[Check, ...] = (one_root, *ANYWHERE)


def faults_of(soup: BeautifulSoup, checks: tuple[Check, ...]) -> list[str]:
    """Every fault the checks find, in the order of the checks."""
    page = Elements(soup)
    return [fault for check in checks for fault in check(page)]


def words(tag: Tag) -> str:
    """The text of an element as it is read, white space folded."""
    return " ".join(tag.get_text(" ").split())
