"""Making the changes of C14 and C16 to any form."""

from collections.abc import Callable
from urllib.parse import quote_plus

from flask.testing import FlaskClient

from app.db import Busy
from app.web.errors import too_many
from app.web.limiter import Exceeded
from tests.corpus.case import Case
from tests.corpus.forms import TOKEN, Form, route_of, send
from tests.page import HTMX, Document, Page

URL_ENCODED = "application/x-www-form-urlencoded"
RAW_ONLY = frozenset({"chunked without end", "longer than said", "shorter than said", "two lengths", "no length"})
MEBIBYTE = 1024 * 1024
Pairs = list[tuple[str, str]]
Sent = tuple[Document, bool]


def change_form(client: FlaskClient, form: Form, case: Case) -> Document:
    """Send a form with a C14 change."""
    name, *figures = case.value
    token = token_of(client)
    pairs = [*form.filled.items()]
    if name == "header":
        return post(client, form, encoded([*pairs, (TOKEN, token)]), headers={str(figures[0]): str(figures[1])})
    if name == "body":
        return post(client, form, bytes(figures[1]), kind=str(figures[0]))
    if "multipart" in str(name) or name == "only files":
        return post(client, form, multipart(str(name), figures, pairs, token), "multipart/form-data; boundary=cut")
    return post(client, form, encoded(changed(str(name), figures, pairs, token)))


def changed(name: str, figures: list[object], pairs: Pairs, token: str) -> Pairs:
    """The fields of a form, changed."""
    place = int(str(figures[0])) % len(pairs) if pairs and figures and str(figures[0]).isdigit() else 0
    whole = [*pairs, (TOKEN, token)]
    if name == "without":
        return whole[:place] + whole[place + 1 :]
    if name == "twice":
        second = {"the same": whole[place][1], "empty": "", "another": "もうひとつ"}[str(figures[1])]
        return [*whole, (whole[place][0], second)]
    if name == "renamed":
        return [*whole[:place], (f"{whole[place][0]}{figures[1]}", whole[place][1]), *whole[place + 1 :]]
    if name == "with":
        return [*whole, (str(figures[0]), "1")]
    if name == "many fields":
        return [*whole, *((f"extra{number}", "x") for number in range(int(str(figures[0])) - len(whole)))]
    if name == "large body":
        return [*whole, ("filler", "a" * (int(str(figures[0])) * MEBIBYTE))]
    return {"nothing at all": [], "only the token": [(TOKEN, token)]}[name]


def multipart(name: str, figures: list[object], pairs: Pairs, token: str) -> bytes:
    """A multipart body: cut, large, or files where fields should be."""
    filename = '; filename="x.csv"' if name == "only files" else ""
    head = '--cut\r\nContent-Disposition: form-data; name="{0}"{1}\r\n\r\n{2}\r\n'
    parts = [head.format(field, filename, value) for field, value in [*pairs, (TOKEN, token)]]
    if name == "large multipart":
        parts.append(head.format("filler", "", "a" * (int(str(figures[0])) * MEBIBYTE)))
    body = ("".join(parts) + "--cut--\r\n").encode()
    return body[: len(body) * int(str(figures[0])) // 100] if name == "cut multipart" else body


def change_state(client: FlaskClient, form: Form, case: Case, typed: dict[str, str]) -> Sent:
    """Send a form in a C16 state; the answer, and whether it must be a refusal."""
    _, state, htmx, _text = case.value
    headers = HTMX if htmx else {}
    return STATES[str(state)](client, form, typed, headers)


def with_token(token: str | None) -> Callable[..., Sent]:
    """A state in which the token is this one, or not there."""

    def sent(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
        given = {} if token is None else {TOKEN: token}
        return post(client, form, encoded([*{**form.filled, **typed, **given}.items()]), headers=headers), True

    return sent


def of_another(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """The token belongs to somebody else's browser."""
    other = client.application.test_client()
    with other.session_transaction(base_url="http://127.0.0.1:8000") as session:
        session[TOKEN] = "1" * 40
    return with_token(token_of(other))(client, form, typed, headers)


def origin(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """The post comes from another site."""
    return send(client, form, typed, headers={**headers, "Origin": "https://evil.example"}), True


def without_cookies(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """The browser keeps no cookies, but has the token of its page."""
    return with_token(token_of(client))(client.application.test_client(), form, typed, headers)


def broken_cookie(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """The cookie is not as we gave it."""
    other = client.application.test_client()
    other.set_cookie(client.application.config["SESSION_COOKIE_NAME"], "broken", domain="127.0.0.1")
    return with_token(token_of(client))(other, form, typed, headers)


def plainly(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """As it should be, perhaps without having been at the page before."""
    return send(client, form, typed, headers=headers), False


def twice(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """Pressed twice."""
    send(client, form, typed, headers=headers)
    return send(client, form, typed, headers=headers), False


def back(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
    """Back to the page, and pressed again with what the browser still shows."""
    send(client, form, {}, headers=headers)
    client.get(form.page)
    return send(client, form, typed, headers=headers), False


def meanwhile(view: Callable[..., object]) -> Callable[..., Sent]:
    """A state in which the view cannot do its work."""

    def sent(client: FlaskClient, form: Form, typed: dict[str, str], headers: dict[str, str]) -> Sent:
        views = client.application.view_functions
        endpoint = str(route_of(client.application, form.action, "POST"))
        kept = views[endpoint]
        view.open_to = kept.open_to  # type: ignore[attr-defined]
        views[endpoint] = view
        try:
            return send(client, form, typed, headers=headers), False
        finally:
            views[endpoint] = kept

    return sent


def busy(**_values: str) -> None:
    """A view whose database stays busy."""
    raise Busy("corpus")


def exhausted(**_values: str) -> object:
    """A view whose limit is used up."""
    return too_many(Exceeded(60))


STATES = {
    "token missing": with_token(None),
    "token empty": with_token(""),
    "token old": with_token("IjAwMDAi.Zz.zz"),
    "token made up": with_token("0" * 40),
    "token of another": of_another,
    "origin of another": origin,
    "cookies off": without_cookies,
    "cookie broken": broken_cookie,
    "step skipped": plainly,
    "pressed twice": twice,
    "back and again": back,
    "from another tab": back,
    "script off": plainly,
    "database busy": meanwhile(busy),
    "limit reached": meanwhile(exhausted),
}


def token_of(client: FlaskClient) -> str:
    """A token that is good in this browser."""
    page = Page.__new__(Page)
    page.app, page.client = client.application, client
    return page.csrf_token()


def encoded(pairs: Pairs) -> bytes:
    """A URL-encoded body."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs).encode()


def post(
    client: FlaskClient, form: Form, body: bytes, kind: str = URL_ENCODED, headers: dict[str, str] | None = None
) -> Document:
    """Send bytes to where a form goes."""
    return Document(client.post(form.action, data=body, content_type=kind, headers=headers or {}))
