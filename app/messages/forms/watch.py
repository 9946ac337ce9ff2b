"""What operations and officers type about messages: a pattern, a reason, a step of handling a complaint."""

from wtforms import Form, StringField, TextAreaField

from app.kernel.folding import fold_name, fold_text
from app.web.form_checks import AtMost, Folding, Given

MOST_PATTERN, MOST_TEXT = 100, 2000


class PatternForm(Form):
    """A pattern, and a text to try it on."""

    pattern = StringField("パターン", [Given("パターンを入れてください。"), Folding(fold_name), AtMost(MOST_PATTERN)])
    sample = TextAreaField("試す文")


class ReasonForm(Form):
    """Why an officer reads a thread that nobody reported."""

    reason = TextAreaField("読む理由", [Given("読む理由を書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)])


class HandlingForm(Form):
    """What a bureau did about a complaint today."""

    text = TextAreaField(
        "対応したこと", [Given("対応したことを書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)]
    )
