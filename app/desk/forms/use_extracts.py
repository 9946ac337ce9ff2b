"""The form that enters a demand under law."""

from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form, StringField

from app.booking.queries.office_bookings import folded_number
from app.desk.forms.office_typed import Unreadable, day, folded
from app.desk.terms.use_extracts import TypedDemand
from app.kernel.folding import fold_mail

MOST_WORDS = 200
WRONG_DAY = "日付を「2026-05-20」のように入れてください。"


class ExtractForm(Form):
    """Who demands it, under which law and when, and of which booking or account and days."""

    requester = StringField("照会した機関と担当の名前")
    legal_basis = StringField("根拠となる法令と条文")
    demanded_on = StringField("照会の日")
    number = StringField("予約番号、またはマイページのメールアドレス")
    first_day = StringField("記録の期間のはじめ")
    last_day = StringField("記録の期間のおわり")

    def demand(self) -> TypedDemand | None:
        """The demand that was typed; None, with words at the fields, where something is missing."""
        requester = _words(self.requester, "照会した機関の名前を入れてください。")
        legal_basis = _words(self.legal_basis, "根拠となる法令と条文を入れてください。なければ、記録は出せません。")
        days = [_day(field) for field in (self.demanded_on, self.first_day, self.last_day)]
        number, mail = _whose(self.number)
        demanded_on, first_day, last_day = days
        if any(field.errors for field in self) or not (demanded_on and first_day and last_day):
            return None
        return TypedDemand(
            requester=requester,
            legal_basis=legal_basis,
            demanded_on=demanded_on,
            booking_number=number,
            mail=mail,
            first_day=first_day,
            last_day=last_day,
        )


def _whose(field: Field) -> tuple[str | None, str]:
    """The number of a booking, or the folded address of an account; neither, with a word at the field, for no such."""
    typed = field.data or ""
    number = folded_number(typed)
    mail = fold_mail(typed) if "@" in typed or "＠" in typed else ""
    if isinstance(mail, str) and (mail or number):
        return (None, mail) if mail else (number, "")
    field.errors = ["予約番号かメールアドレスを確かめてください。"]
    return None, ""


def _words(field: Field, missing: str) -> str:
    try:
        text = folded(field.data or "")
    except Unreadable:
        text = ""
    if not text:
        field.errors = [missing]
    elif len(text) > MOST_WORDS:
        field.errors = [f"{MOST_WORDS}文字までで入れてください。"]
    return text


def _day(field: Field) -> date | None:
    found = day(field.data or "")
    if found is None:
        field.errors = [WRONG_DAY]
    return found


def extract_form(typed: MultiDict[str, str] | None = None) -> ExtractForm:
    """The form, empty or as it was typed."""
    return ExtractForm(formdata=typed)
