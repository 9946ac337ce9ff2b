"""What an agency types: a letter, an answer, how many messages it keeps for answers, who sees to a thread."""

from wtforms import Form, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange

from app.kernel.folding import fold_text
from app.messages.terms.messages import CAP
from app.web.form_checks import AtMost, Folding, Given

MOST_TEXT = 1000


class AnswerForm(Form):
    """An answer to a seeker's question."""

    body = TextAreaField("回答", [Given("回答を書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)])


class LetterForm(Form):
    """A first invitation; whom it goes to is carried along."""

    body = TextAreaField("案内の文面", [Given("案内の文面を書いてください。"), Folding(fold_text), AtMost(MOST_TEXT)])
    numbers = HiddenField()
    token = HiddenField()

    def asked(self) -> list[str]:
        """The numbers it goes to, each once, in their order."""
        return list(dict.fromkeys((self.numbers.data or "").split()))


class QuotaForm(Form):
    """How many of the thousand are kept for answers."""

    kept = IntegerField("回答のために残す通数", [NumberRange(0, CAP, f"0から{CAP:,}までの数字を入れてください。")])
    seen = HiddenField()

    def number_seen(self) -> int | None:
        """How many were kept when the page was opened; None where nobody can have seen that."""
        return whole(self.seen.data)


class AssignForm(Form):
    """Who sees to a thread; nobody where it is empty."""

    account = SelectField("担当者", validate_choice=False)
    seen = HiddenField()

    def account_id(self) -> int | None:
        """The account that was chosen; None for nobody, nought for what is no account."""
        return account_of(self.account.data)

    def account_seen(self) -> int | None:
        """Who saw to it when the page was opened, in the same way."""
        return account_of(self.seen.data)


class InboxForm(Form):
    """What the inbox is filtered by; everything is optional."""

    box = StringField("絞り込み")
    mine = StringField("自分が担当")
    q = StringField("番号・文面でさがす")
    after = StringField("続き")


def account_of(typed: str | None) -> int | None:
    """The account of a choice; None for nobody, nought for what is no account."""
    return whole(typed) or 0 if typed else None


def whole(typed: str | None) -> int | None:
    """A number of few digits; None for what is none."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else None
