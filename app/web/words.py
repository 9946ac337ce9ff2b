"""The words of templates in the reader's language: the catalogue is found by locale, not at every word."""

from functools import lru_cache
from typing import Any

from babel import Locale
from flask import Flask, g
from flask_babel import get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup


class Words:
    """The catalogues of this application, each looked up once; one locale serves a whole request."""

    def __init__(self) -> None:
        self.catalogues: dict[str, Any] = {}
        self.last: tuple[Locale | None, Any] = (None, None)

    def catalogue(self) -> Any:
        """The catalogue of the reader's language."""
        locale, found = locale_of_request() or get_locale(), self.last
        if locale is None or locale is not found[0]:
            name = str(locale)
            if name not in self.catalogues:
                self.catalogues[name] = get_translations()
            found = self.last = locale, self.catalogues[name]
        return found[1]

    def said(self, words: str) -> str:
        """What an office has set in words of its own: it may be no page's, so it is escaped like any other value."""
        return str(self.catalogue().ugettext(words)) if words else ""

    def ngettext(self, one: str, many: str, count: int) -> str:
        """One or many."""
        return str(self.catalogue().ungettext(one, many, count))


def init_words(app: Flask) -> None:
    """Let templates translate; call after `Babel.init_app`. Flask-Babel's own way took half of a page's time."""
    words_of = Words()

    @pass_eval_context
    def gettext(context: EvalContext, words: str, **values: object) -> Any:
        return teller(words_of.catalogue())(context, words, **values)

    app.jinja_env.install_gettext_callables(str, words_of.ngettext, newstyle=True)  # type: ignore[attr-defined]
    # one call for a word, where Jinja's own makes three
    app.jinja_env.globals.update(_=gettext, gettext=gettext, said=words_of.said)
    app.jinja_env.filters["said"] = words_of.said
    # a page asks once whose catalogue it is; only what it imports asks for every word
    app.context_processor(lambda: {"_": teller(words_of.catalogue())})


@lru_cache(maxsize=16)
def teller(catalogue: Any) -> Any:
    """What a template calls for its words in this catalogue."""

    @pass_eval_context
    def gettext(context: EvalContext, words: str, **values: object) -> str:
        found = (catalogue, words, context.autoescape)
        return open_words(*found) % values if values else whole_words(*found)

    return gettext


@lru_cache(maxsize=4096)
def open_words(catalogue: Any, words: str, safe: bool) -> str:
    """The words of a template in a catalogue, with places for values; safe ones as Jinja's own way has them."""
    found = str(catalogue.ugettext(words))
    return Markup(found) if safe else found  # noqa: S704 (what Jinja's own does)


@lru_cache(maxsize=4096)
def whole_words(catalogue: Any, words: str, safe: bool) -> str:
    """The same without any value: `%%` is `%`."""
    return open_words(catalogue, words, safe) % {}


def locale_of_request() -> Locale | None:
    """The locale that Flask-Babel has found for this context already, without its way of looking for it."""
    try:
        return getattr(g.get("_flask_babel"), "babel_locale", None)
    except RuntimeError:
        return None
