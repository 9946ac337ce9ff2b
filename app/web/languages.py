"""The languages of the public pages: Japanese, easy Japanese, English; what a person chose stays in the form cookie."""

from collections.abc import Iterable
from typing import Any

from babel import Locale
from flask import Blueprint, Flask, Response, current_app, has_request_context, request, session
from werkzeug.exceptions import BadRequest

from app.kernel.languages import DEFAULT, LANGUAGES, Language
from app.kernel.roles import ANYONE, Surface
from app.web.access import open_to
from app.web.aims import path_of_ours
from app.web.extensions import babel, csrf
from app.web.htmx import go
from app.web.mount import Mount

CHOICE = "language"
"""The name of the field that chooses, on any post of a public page, and of what the cookie keeps."""
NO_PAGE = None
"""The blueprint of an address that leads nowhere: where the public pages stand, that too is said in every language."""
LOCALES = {language.code: Locale.parse(language.code) for language in LANGUAGES.values()}

blueprint = Blueprint("languages", __name__)


def init_languages(app: Flask, mounts: Iterable[Mount]) -> None:
    """Answer public pages in the language chosen; what stands on the intranet is Japanese."""
    spoken_in = {each.blueprint.name for each in mounts if Surface.PUBLIC in each.surfaces}
    app.extensions["spoken_in"] = {*spoken_in, *([NO_PAGE] if spoken_in else [])}
    babel.init_app(app, locale_selector=locale_of_reader)
    app.before_request(take_choice)
    app.context_processor(words_of_page)


def take_choice() -> None:
    """Keep the language a post asks for; whatever else it asks for is answered in it."""
    chosen = request.form.get(CHOICE) if request.method == "POST" and is_spoken() else None
    if chosen in LANGUAGES:
        session[CHOICE] = chosen


def is_spoken() -> bool:
    """Whether this request is for a page that speaks every language."""
    return has_request_context() and request.blueprint in current_app.extensions["spoken_in"]


def language_of_request() -> Language:
    """The language of this page."""
    chosen = session.get(CHOICE) if is_spoken() else None
    return LANGUAGES.get(chosen or "", LANGUAGES[DEFAULT])


def locale_of_reader() -> Locale:
    """The same as Babel has it: one object a language, where it would make one a request."""
    return LOCALES[language_of_request().code]


def words_of_page() -> dict[str, Any]:
    """What the frame of a page says of languages; inside there is nothing to choose."""
    if not is_spoken():
        return {}
    return {"page_language": language_of_request(), "languages": tuple(LANGUAGES.values())}


@blueprint.post("/language")
@open_to(ANYONE)
@csrf.exempt
def choose_language() -> Response:
    """Back to the page one came from, in the language just chosen.

    Without a token: whoever makes a browser ask for this changes a language, and no page needs a cookie for its switch.
    """
    if request.form.get(CHOICE) not in LANGUAGES:
        raise BadRequest
    return go(path_of_ours(request.form.get("back", "")) or "/")
