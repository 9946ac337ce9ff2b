"""Finding every form the application has, by walking it, and filling each in as a person would."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException

from tests.corpus.case import Kind
from tests.harness.markup import words
from tests.page import Document, Page, filled_fields

MOST_PAGES_PER_ROUTE = 2
VALID = {
    "name": "山田花子",
    "name_kana": "ヤマダ ハナコ",
    "email": "hanako@example.jp",
    "phone": "090-1234-5678",
    "content": "残業代が出ません。\nどこに相談できますか。",
    "number": "0000000000",
    "seeker_number": "13010-12345678",
    "establishment": "海の宿",
    "establishment_number": "4201-123456-7",
    "code": "000000",
    "password": "himitsu-no-kotoba",
    "new_password": "takeuma-to-kazaguruma",
    "repeated_password": "takeuma-to-kazaguruma",
}
KINDS = {"name": Kind.NAME, "name_kana": Kind.KANA, "email": Kind.MAIL, "phone": Kind.PHONE, "content": Kind.TEXT,
         "number": Kind.CODE, "code": Kind.CODE, "seeker_number": Kind.CODE, "establishment_number": Kind.CODE,
         "establishment": Kind.NAME, "slot": Kind.DATE, "day": Kind.DATE}  # fmt: skip
LAST = frozenset({"end", "ending", "logout", "removal", "urgent-stops", "withdrawal"})
LIKELY = re.compile("神奈川県|横浜市")
TOKEN = "csrf_token"


@dataclass(frozen=True)
class Form:
    """One form: who meets it, where it goes, what a person would fill in, of which kinds its fields are."""

    person: str
    page: str
    action: str
    filled: dict[str, str]
    kinds: dict[str, Kind]

    @property
    def title(self) -> str:
        """How a report names it."""
        return f"{self.person}: {self.action}"

    @property
    def written(self) -> list[str]:
        """The fields whose text must never be lost."""
        lost = (Kind.SECRET, Kind.HIDDEN, Kind.CHOICE, Kind.DATE)
        return [name for name, kind in self.kinds.items() if kind not in lost and name != "code"]


class Walk:
    """One person's walk through everything that can be reached, forms sent as they should be."""

    def __init__(self, app: Flask, person: str, page: Page) -> None:
        self.app, self.person, self.page = app, person, page
        self.forms: dict[tuple[str, tuple[str, ...]], Form] = {}
        self.seen: dict[str, int] = {}
        self.waiting = start_of(app)

    def forms_met(self) -> list[Form]:
        """Every form, each once by its route and its fields; those that end something come last."""
        while self.waiting:
            self.visit(self.waiting.pop(0))
        return sorted(self.forms.values(), key=ends_something)

    def visit(self, path: str) -> None:
        """Look at a page once or twice for each route."""
        route = route_of(self.app, path)
        if route is None or self.seen.get(route, 0) >= MOST_PAGES_PER_ROUTE:
            return
        self.seen[route] = self.seen.get(route, 0) + 1
        document = Document(self.page.client.get(path))
        if document.response.mimetype == "text/html":
            self.read(path, document)

    def read(self, path: str, document: Document) -> None:
        """Remember where the links of a page lead, and its forms."""
        self.waiting += [str(link["href"]) for link in document.all("a[href]") if str(link["href"]).startswith("/")]
        for tag in document.all("form[method=post]"):
            self.meet(path, tag)

    def meet(self, path: str, tag: Tag) -> None:
        """Remember a form; send it once as it should be, and go on from the answer."""
        form = form_of(self.person, path, tag)
        key = (str(route_of(self.app, form.action, "POST")), tuple(sorted(form.kinds)))
        if key in self.forms:
            return
        self.forms[key] = form
        if ends_something(form):
            return
        answer = send(self.page.client, form, {})
        if answer.location:
            self.waiting.insert(0, answer.location)
        elif answer.status < 400:
            self.read(form.action, answer)


def ends_something(form: Form) -> bool:
    """Whether the person would not be where they were after sending the form."""
    return form.action.rpartition("/")[2] in LAST


def start_of(app: Flask) -> list[str]:
    """Where a walk begins: every page without a value in its address, and the picker."""
    rules = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    return ["/offices/kanagawa/slots?week=2026-05-18", *sorted(rules)]


def route_of(app: Flask, path: str, method: str = "GET") -> str | None:
    """The route of an address; None where there is none."""
    try:
        return str(app.url_map.bind("localhost").match(urlsplit(path).path, method)[0])
    except HTTPException:
        return None


def form_of(person: str, path: str, tag: Tag) -> Form:
    """A form of a page, filled in."""
    filled = {name: value if isinstance(value, str) else value[0] for name, value in filled_fields(tag).items()}
    filled.pop(TOKEN, None)
    controls = {str(control["name"]): control for control in tag.select("[name]") if control["name"] != TOKEN}
    for name, control in controls.items():
        filled[name] = filled.get(name) if control.get("type") == "hidden" else answer_to(name, control, tag)
    kinds = {name: kind_of(name, control) for name, control in controls.items()}
    return Form(person, path, str(tag["action"]), {name: value or "" for name, value in filled.items()}, kinds)


def kind_of(name: str, control: Tag) -> Kind:
    """What kind of field this is."""
    if "password" in name:
        return Kind.SECRET
    if control.name == "select" or control.get("type") in ("radio", "checkbox"):
        return Kind.CHOICE
    return KINDS.get(name, Kind.HIDDEN if control.get("type") in ("file", "hidden") else Kind.TEXT)


def answer_to(name: str, control: Tag, tag: Tag) -> str:
    """What a person would write or choose."""
    if control.name == "select":
        options = [option for option in control.select("option") if option.get("value")]
        likely = [option for option in options if LIKELY.search(words(option))]
        return str((likely or options)[0]["value"])
    if control.get("type") in ("radio", "checkbox"):
        return str(tag.select(f'[name="{name}"]')[0].get("value", "on"))
    return VALID.get(name, "山田")


def send(client: FlaskClient, form: Form, changes: dict[str, str | bytes], **keywords: object) -> Document:
    """Send a form with some fields changed, with a token that is good in this browser."""
    page = Page.__new__(Page)
    page.app, page.client = client.application, client
    data = {**form.filled, TOKEN: page.csrf_token(), **changes}
    return Document(client.post(form.action, data=data, **keywords))
