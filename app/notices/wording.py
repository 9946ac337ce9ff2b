"""Turning a mail template into subject and text, in the reader's language."""

from collections.abc import Mapping

from flask import current_app
from flask_babel import force_locale

from app.kernel.languages import DEFAULT
from app.notices.rules import breaks_a_header

FIRST_LINE = "Subject: "


class TemplateBroken(Exception):
    """A mail template without its subject line, or a subject that would break out of its header."""


def worded(template: str, context: Mapping[str, object], language: str) -> tuple[str, str]:
    """Subject and body of `templates/mail/<template>.txt`, or of its like under the language's code, for `context`.

    Rendered with the environment alone: what a page adds for its reader has no place in a mail.
    Raises `TemplateBroken`, or Jinja's own error for a value that is missing.
    """
    names = [f"mail/{language}/{template}.txt", f"mail/{template}.txt"]
    with force_locale(language):
        text = current_app.jinja_env.select_template(names[language == DEFAULT :]).render(context)
    first, _, body = text.strip().partition("\n")
    subject = first.removeprefix(FIRST_LINE).strip()
    if not first.startswith(FIRST_LINE) or not subject or breaks_a_header(first):
        raise TemplateBroken(template)
    return subject, body.strip("\n") + "\n"
