"""Templates speak the language of the reader, also while another language is forced for a mail."""

import gettext as standard

from flask import Flask, render_template_string
from flask_babel import Babel, force_locale

from app.web.words import init_words


class Loud(standard.NullTranslations):
    """A catalogue that shouts."""

    def ugettext(self, words: str) -> str:
        """The words, shouted."""
        return f"{words}!"


def application(monkeypatch) -> Flask:
    """An application whose English catalogue shouts and whose Japanese one is empty."""
    app = Flask("words")
    Babel(app, default_locale="ja")
    monkeypatch.setattr("app.web.words.get_translations", lambda: loud_where_english())
    init_words(app)
    return app


def loud_where_english() -> standard.NullTranslations:
    """The catalogue of the locale in force."""
    from flask_babel import get_locale

    quiet = standard.NullTranslations()
    quiet.ugettext = quiet.gettext
    return Loud() if str(get_locale()) == "en" else quiet


def test_a_forced_language_speaks_only_while_it_is_forced(monkeypatch):
    with application(monkeypatch).test_request_context("/"):
        assert render_template_string('{{ _("予約") }}') == "予約"
        with force_locale("en"):
            assert render_template_string('{{ _("予約") }}') == "予約!"
        assert render_template_string('{{ _("予約") }}') == "予約"


def test_values_in_words_are_escaped(monkeypatch):
    with application(monkeypatch).test_request_context("/"):
        assert render_template_string('{{ _("%(who)sさま", who="<b>") }}') == "&lt;b&gt;さま"
