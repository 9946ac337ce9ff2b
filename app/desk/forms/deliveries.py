"""The decision about a mail that did not arrive."""

from wtforms import Form, HiddenField, TextAreaField

from app.desk.forms.acts import Kept
from app.desk.terms.deliveries import Decision

MOST_DIGITS = 9


class DeliveryForm(Form):
    """Which mail, what is decided, and what was done instead of sending it."""

    mail = HiddenField()
    decision = HiddenField()
    text = TextAreaField("送る代わりに行ったこと（送らないとき）", [Kept()])

    def mail_id(self) -> int:
        """The mail; one that no booking has where it was tampered with."""
        typed = self.mail.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else 0

    def decided(self) -> Decision:
        """What is decided; anything unknown sends nothing."""
        known = {decision.value: decision for decision in Decision}
        return known.get(self.decision.data or "", Decision.GIVEN_UP)
