"""Checks of shape that forms share; each says what is wrong and what to do, in Japanese."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form
from wtforms.validators import InputRequired, StopValidation, ValidationError

from app.kernel.characters import control_line
from app.kernel.folding import Folded, TextRefusal, graphemes

SENTENCES = {
    TextRefusal.PRIVATE_CHARACTER: _l(
        "ほかの機器では表示できない文字（外字）が入っています。別の字で入力してください。"
    ),
    TextRefusal.DIRECTION: _l("文字の向きを変える特別な記号が入っています。消してから、入力し直してください。"),
    TextRefusal.NOT_KANA: _l("フリガナは、ひらがなかカタカナで入力してください。"),
    TextRefusal.NOT_DIGITS: _l("番号は、数字だけで入力してください。"),
    TextRefusal.NOT_A_PHONE: _l("電話番号として使えません。市外局番から入力してください。"),
    TextRefusal.PHONE_ABROAD: _l("日本の電話番号を入力してください。"),
    TextRefusal.NOT_A_MAIL: _l("メールアドレスの形になっていません。「@」の前と後ろを確かめてください。"),
    TextRefusal.SEVERAL_MAILS: _l("メールアドレスは、一つだけ入力してください。"),
    TextRefusal.MAIL_DOMAIN_NOT_ASCII: _l("「@」より後ろは、英数字のアドレスを入力してください。"),
}


class Given(InputRequired):
    """Something was typed or chosen; white space alone is nothing."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stops at an empty field."""
        if not field.raw_data or not str(field.raw_data[0]).strip():
            field.errors = []
            raise StopValidation(self.message)


class Folding:
    """Keeps the folded value beside what was typed, or says why it cannot be taken."""

    def __init__(self, fold: Callable[[str], Folded]) -> None:
        self.fold = fold

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.folded`; what folds to nothing counts as not typed."""
        folded = self.fold(field.data)
        if isinstance(folded, TextRefusal):
            raise StopValidation(refusal_words(folded, field.data))
        if not folded.strip():
            raise StopValidation(field.validators[0].message)
        field.folded = folded


class FoldingIfTyped:
    """Folding for a field that may stay empty."""

    def __init__(self, fold: Callable[[str], Folded]) -> None:
        self.fold = fold

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.folded`, or says why it cannot be taken."""
        folded = self.fold(field.data or "")
        if isinstance(folded, TextRefusal):
            raise StopValidation(refusal_words(folded, field.data))
        field.folded = folded


class AtMost:
    """At most `limit` characters as a reader counts them; says how many are too many and cuts nothing."""

    def __init__(self, limit: int) -> None:
        self.limit = limit

    def __call__(self, form: Form, field: Field) -> None:
        """Counts the folded value."""
        over = graphemes(field.folded) - self.limit
        if over > 0:
            raise ValidationError(
                _("%(limit)s文字までです。あと%(over)s文字減らしてください。", limit=self.limit, over=over)
            )


class OneOf:
    """One of the choices that were offered."""

    def __call__(self, form: Form, field: Field) -> None:
        """Refuses anything else, with the words of an empty field."""
        if field.data not in {str(choice.value) for choice in field.choices}:
            raise StopValidation(field.validators[0].message)


def refusal_words(refusal: TextRefusal, typed: str) -> str:
    """The sentence of a refused text; a control character is told with its line."""
    if refusal is TextRefusal.CONTROL:
        return str(_("使用できない文字が含まれています（%(line)s行目）。", line=control_line(typed) or 1))
    return str(SENTENCES[refusal])
