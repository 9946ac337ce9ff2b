"""What a seeker writes: a question to an agency, a reason to the bureau."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, TextAreaField

from app.kernel.folding import fold_text
from app.web.form_checks import AtMost, Folding, Given

MOST_TEXT = 1000


class QuestionForm(Form):
    """A question, or an answer to what the agency asks."""

    body = TextAreaField(
        _l("質問・返事"), [Given(_l("質問や返事を書いてください。")), Folding(fold_text), AtMost(MOST_TEXT)]
    )


class ReportForm(Form):
    """Why a thread is reported."""

    reason = TextAreaField(
        _l("何があったか"), [Given(_l("何があったかを書いてください。")), Folding(fold_text), AtMost(MOST_TEXT)]
    )
