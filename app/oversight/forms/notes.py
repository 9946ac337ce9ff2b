"""Short texts: a report of misuse, what was done about it, a notice of the ministry."""

from wtforms import Form, StringField, TextAreaField

from app.kernel.folding import fold_name, fold_text
from app.web.form_checks import AtMost, Folding, Given

MOST_TEXT, MOST_TITLE = 2000, 80


class MisuseForm(Form):
    """What may have happened."""

    text = TextAreaField(
        "いつ、何があったか", [Given("いつ、何があったかを書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)]
    )


class HandlingForm(Form):
    """What was done about it."""

    text = TextAreaField("対応", [Given("対応を書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)])


class NoticeForm(Form):
    """A notice on the agencies' first page."""

    title = StringField("題名", [Given("題名を入れてください。"), Folding(fold_name), AtMost(MOST_TITLE)])
    body = TextAreaField("本文", [Given("本文を書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)])
