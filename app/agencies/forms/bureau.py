"""The forms of the bureau's desk: a receipt, a decision, a reason, an order, the bureau's own contact."""

from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, HiddenField, RadioField, StringField, TextAreaField

from app.agencies.terms.contacts import BureauContact
from app.agencies.terms.kinds import BusinessOrderKind, ReceivedWay
from app.agencies.terms.processing import Decided, OrderFacts, Receipt
from app.kernel.folding import TextRefusal, fold_mail, fold_phone, fold_text, graphemes
from app.kernel.written_dates import read_date

WAYS = {ReceivedWay.MAIL.value: "メール", ReceivedWay.POST.value: "郵送", ReceivedWay.IN_PERSON.value: "持参"}
ORDERS = {
    BusinessOrderKind.SUSPENSION_ORDER.value: "事業停止命令",
    BusinessOrderKind.IMPROVEMENT_ORDER.value: "業務改善命令",
    BusinessOrderKind.REVOCATION.value: "許可の取消し",
}
NO_DAY = "日付を「令和8年6月1日」や「2026/6/1」のように入れてください。"
CHOOSE = "一つ選んでください。"
MOST_REASON = 1000
Typed = MultiDict[str, str] | None


class ReceiptForm(Form):
    """That the document came."""

    way = RadioField("届いた方法", choices=WAYS, validate_choice=False)
    received_on = StringField("届いた日")
    called_on = StringField("事前に連絡のあった日")

    def receipt(self) -> Receipt | None:
        """What was typed; None, with words at the fields, where it cannot be read."""
        way = chosen(self.way, WAYS)
        day, called = day_of_field(self.received_on), day_of_field(self.called_on, optional=True)
        if self.errors_shown() or day is None or way is None:
            return None
        return Receipt(day=day, way=ReceivedWay(way), called_on=called)

    def errors_shown(self) -> bool:
        """Whether any field could not be read."""
        return any(field.errors for field in self)


class ProcessingForm(Form):
    """The first day of use and the limit of the seeker service."""

    start_on = StringField("利用開始日")
    seeker_until = StringField("求職情報提供サービスの利用期限")

    def decided(self, today: date) -> Decided | None:
        """What was typed; without a first day it is today. None, with words at the fields, for what cannot be read."""
        start = day_of_field(self.start_on, optional=True)
        until = day_of_field(self.seeker_until, optional=True)
        if any(field.errors for field in self):
            return None
        return Decided(start_on=start or today, seeker_until=until)


class ReasonForm(Form):
    """Why something is so."""

    why = TextAreaField("認めない理由")

    def reason(self) -> str:
        """The words; empty, with words at the field, where there are none that can be kept."""
        return words_of(self.why, "理由を入れてください。団体が読みます。")


class OrderForm(Form):
    """An order under the Act."""

    kind = RadioField("種類", choices=ORDERS, validate_choice=False)
    from_on = StringField("命令などの日")
    until_on = StringField("事業停止の最後の日")
    reason = TextAreaField("内容")

    def order(self) -> OrderFacts | None:
        """What was typed; None, with words at the fields, where it cannot be read."""
        kind = chosen(self.kind, ORDERS)
        first, last = day_of_field(self.from_on), day_of_field(self.until_on, optional=True)
        words_of(self.reason, "内容を入れてください。停止の理由として団体が読みます。")
        if any(field.errors for field in self) or kind is None or first is None:
            return None
        return OrderFacts(kind=BusinessOrderKind(kind), from_on=first, until_on=last)


class ImprovementForm(Form):
    """The day on which an improvement was confirmed."""

    improved_on = StringField("改善を確認した日")

    def day(self) -> date | None:
        """What was typed; None, with words at the field, where it is no day."""
        return day_of_field(self.improved_on)


class ContactForm(Form):
    """Where the bureau takes applications, and where it is called."""

    mail = StringField("申請を受け付けるメールアドレス")
    phone = StringField("電話番号")
    seen = HiddenField()

    def contact(self) -> BureauContact | None:
        """The folded address and number; None, with words at the fields, where they cannot be used."""
        mail, phone = self.mail.data or "", self.phone.data or ""
        folded_mail, folded_phone = fold_mail(mail), fold_phone(phone)
        if isinstance(folded_mail, TextRefusal):
            self.mail.errors = ["メールアドレスの形になっていません。「@」の前と後ろを確かめてください。"]
        if isinstance(folded_phone, TextRefusal):
            self.phone.errors = ["電話番号として使えません。市外局番から入力してください。"]
        if isinstance(folded_mail, TextRefusal) or isinstance(folded_phone, TextRefusal):
            return None
        return BureauContact(mail=folded_mail or None, phone=folded_phone or None)


def day_of_field(field: Any, *, optional: bool = False) -> date | None:
    """The day of a field, in whatever notation it was typed; words at the field where it is none."""
    typed = (field.data or "").strip()
    if not typed and optional:
        return None
    day = read_date(typed)
    if day is None:
        field.errors = [NO_DAY]
    return day


def chosen(field: Any, choices: dict[str, str]) -> str | None:
    """What was chosen; None, with words at the field, where it is none of the choices."""
    if field.data in choices:
        return str(field.data)
    field.errors = [CHOOSE]
    return None


def words_of(field: Any, missing: str) -> str:
    """The folded words of a field; empty, with words at the field, where they cannot be kept."""
    folded = fold_text(field.data or "")
    text = "" if isinstance(folded, TextRefusal) else folded.strip()
    if not text:
        field.errors = [missing]
    elif graphemes(text) > MOST_REASON:
        field.errors = [f"{MOST_REASON}文字までです。あと{graphemes(text) - MOST_REASON}文字減らしてください。"]
    return "" if field.errors else text
