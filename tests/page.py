"""A browser that checks every page it gets; there is no way to switch the checks off.

document = page.get("/offices/kanagawa")
done = page.submit(document, "form[action$=bookings]", name="山田花子")
page.post("/logout")
"""

import re
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from tests.harness.markup import FRAGMENT, PAGE, faults_of, words

HTMX = {"HX-Request": "true"}
REDIRECTS = (301, 302, 303, 307, 308)
UNBROKEN = re.compile(r'<span class="nowrap">([^<]*)</span>')
"""Holds words in one line and says nothing: tests read what a person reads."""
CONTROLS = ("input", "select", "textarea")
EXPECTED_AFTER_POST = (200, 303, 409, 422)


class Document:
    """One answer: the response and, for HTML, its parsed content."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        text = response.get_data(as_text=True) if response.mimetype.startswith("text/") else ""
        self.html = UNBROKEN.sub(r"\1", text)
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def text(self) -> str:
        """What is read, white space folded."""
        return words(self.soup)

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return words(self.find("h1"))

    @property
    def location(self) -> str:
        """Where the answer sends on to: path and query, whether by 303 or by htmx."""
        target = urlsplit(self.headers.get("HX-Redirect") or self.headers.get("Location") or "")
        return f"{target.path}?{target.query}" if target.query else target.path

    def find(self, selector: str) -> Tag:
        """The one element of a CSS selector."""
        found = self.soup.select(selector)
        assert len(found) == 1, f"{len(found)} elements are {selector}"
        return found[0]

    def all(self, selector: str) -> list[Tag]:
        """Every element of a CSS selector."""
        return list(self.soup.select(selector))

    def fields(self, selector: str = "main form[method=post]") -> dict[str, Any]:
        """What a form would send if nothing were changed, as a browser counts it."""
        return filled_fields(self.find(selector))


class Page:
    """One person's browser on one application."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def get(self, path: str, status: int = 200, **keywords: Any) -> Document:
        """A page. With `follow_redirects=True` the page it leads to."""
        return self._checked("GET", path, (status,), PAGE, **keywords)

    def post(
        self, path: str, data: dict[str, Any] | None = None, status: int | None = None, **keywords: Any
    ) -> Document:
        """Send a form; the CSRF token is put in. Without `status`: 200, 303, 409 or 422."""
        filled = {"csrf_token": self.csrf_token(), **(data or {})}
        expected = (status,) if status else EXPECTED_AFTER_POST
        return self._checked("POST", path, expected, PAGE, data=filled, **keywords)

    def submit(
        self, document: Document, selector: str = "main form[method=post]", *, status: int | None = None, **changes: Any
    ) -> Document:
        """Fill in a form of a page and press its button: hidden fields and defaults go along; None leaves one out."""
        form = document.find(selector)
        filled = {name: value for name, value in {**filled_fields(form), **changes}.items() if value is not None}
        target = urlsplit(str(form["action"]))
        path = f"{target.path}?{target.query}" if target.query else target.path
        if str(form.get("method", "get")).lower() == "post":
            return self.post(path, filled, status=status)
        return self.get(path, status=status or 200, query_string=filled)

    def follow(self, document: Document, status: int = 200) -> Document:
        """The page an answer sends on to."""
        assert document.location, f"{document.status} sends nowhere"
        return self.get(document.location, status=status)

    def htmx_get(self, path: str, status: int = 200, **keywords: Any) -> Document:
        """The fragment htmx gets; it must be the very part that stands in the full page."""
        fragment = self._checked("GET", path, (status,), FRAGMENT, headers=HTMX, **keywords)
        whole = self._checked("GET", path, (status,), PAGE, **keywords)
        root = fragment.all("[id]")[0]["id"]
        assert whole.all(f"#{root}"), f"{path} as a page has no #{root}"
        return fragment

    def htmx_post(
        self, path: str, data: dict[str, Any] | None = None, status: int | None = None, **keywords: Any
    ) -> Document:
        """Send a form as htmx does: a fragment, or an empty 200 with HX-Redirect."""
        filled = {"csrf_token": self.csrf_token(), **(data or {})}
        expected = (status,) if status else (200, 409, 422)
        return self._checked("POST", path, expected, FRAGMENT, data=filled, headers=HTMX, **keywords)

    def csrf_token(self) -> str:
        """A token good for this browser's session, made as Flask-WTF makes it."""
        with self.client.session_transaction(base_url=self.app.extensions["settings"].public_base_url) as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        return str(URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token").dumps(raw))

    def _checked(self, method: str, path: str, expected: tuple[int, ...], checks: Any, **keywords: Any) -> Document:
        document = Document(self.client.open(path, method=method, **keywords))
        where = f"{method} {path}"
        assert document.status in expected, f"{where} answered {document.status}: {document.text[:500]}"
        if document.status in REDIRECTS or not document.html or document.response.mimetype != "text/html":
            return document
        faults = faults_of(document.soup, checks)
        assert not faults, f"{where} {document.status}: " + "; ".join(faults)
        if checks is FRAGMENT:
            assert "HX-Request" in document.headers.get("Vary", ""), f"{where} does not vary by HX-Request"
        return document


def filled_fields(form: Tag) -> dict[str, Any]:
    """Names and values of a form as they stand; several values of one name become a list."""
    pairs: list[tuple[str, str]] = []
    for tag in form.descendants:
        if not isinstance(tag, Tag) or tag.name not in CONTROLS:
            continue
        name = str(tag.get("name") or "")
        if name and not tag.has_attr("disabled"):
            pairs += [(name, value) for value in values_of(tag)]
    filled: dict[str, list[str]] = {}
    for name, value in pairs:
        filled.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in filled.items()}


def values_of(tag: Tag) -> list[str]:
    """What one control would send."""
    if tag.name == "textarea":
        return [tag.get_text().removeprefix("\n")]
    if tag.name == "select":
        options = tag.find_all("option")
        chosen = [option for option in options if option.has_attr("selected")]
        usual = [] if tag.has_attr("multiple") else options[:1]
        return [str(option.get("value", words(option))) for option in chosen or usual]
    kind = str(tag.get("type", "text"))
    if kind in ("submit", "button", "image", "file", "reset"):
        return []
    if kind in ("radio", "checkbox"):
        return [str(tag.get("value", "on"))] if tag.has_attr("checked") else []
    return [str(tag.get("value", ""))]
