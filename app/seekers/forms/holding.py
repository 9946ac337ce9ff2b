"""What an agency enters about a record it holds: days in any Japanese notation."""

from collections.abc import Mapping, Sequence
from datetime import date

from wtforms import BooleanField, Field, Form, RadioField, SelectField, StringField

from app.agencies.queries.paid_services import NotifiedService
from app.kernel.written_dates import read_date
from app.kernel.written_numbers import read_number
from app.seekers.terms.acquisitions import Fee, PaidServiceTold, Payer

EXAMPLE = "令和8年5月20日、2026/5/20"
WRONG_DAY = f"日付を読み取れませんでした。「{EXAMPLE}」のように入れてください。"


PAYERS = {Payer.SEEKER.value: "求職者（求職者手数料）", Payer.EMPLOYER.value: "求人者（求人者手数料）"}
MOST_YEN = 999_999_999_999


def day_in(field: Field, missing: str | None) -> date | None:
    """The day of a field; an error at the field where it is missing or none."""
    typed = (field.data or "").strip()
    if not typed:
        field.errors = [missing] if missing else []
        return None
    found = read_date(typed)
    if found is None:
        field.errors = [WRONG_DAY]
    return found


class ApplicationForm(Form):
    """求職申込みを受けた日."""

    applied_on = StringField("求職申込みを受けた日")

    def value(self) -> date | None:
        """The day; None with words at the field."""
        return day_in(self.applied_on, "求職申込みを受けた日を入れてください。")


class AcceptanceForm(Form):
    """求職を受理した日, and when the fees were explained."""

    accepted_on = StringField("求職を受理した日")
    fee_explained_on = StringField("手数料を説明した日")

    def value(self) -> tuple[date, date | None] | None:
        """Both days; None with words at the fields."""
        accepted = day_in(self.accepted_on, "求職を受理した日を入れてください。")
        explained = day_in(self.fee_explained_on, None)
        wrong = any(field.errors for field in self)
        return None if wrong or accepted is None else (accepted, explained)


class PaidServiceForm(Form):
    """A paid service for the seeker, one of those that were notified."""

    service = SelectField("行ったサービス", choices={}, validate_choice=False)
    explained_on = StringField("種類と料金を説明した日")
    agreed_on = StringField("承諾を得た日")
    provided_on = StringField("行った日")
    wished = BooleanField("求職者が希望しました")

    def value(self) -> PaidServiceTold | None:
        """What was entered; None with words at the fields."""
        explained = day_in(self.explained_on, "説明した日を入れてください。")
        accepted = day_in(self.agreed_on, "承諾を得た日を入れてください。")
        provided = day_in(self.provided_on, "行った日を入れてください。")
        if self.service.data not in self.service.choices:
            self.service.errors = ["届け出たサービスから選んでください。"]
        if any(field.errors for field in self) or not (explained and accepted and provided):
            return None
        return PaidServiceTold(
            place=int(self.service.data),
            explained_on=explained,
            accepted_on=accepted,
            provided_on=provided,
            wished=bool(self.wished.data),
        )


class FeeForm(Form):
    """A fee for placing the seeker (AGY-127)."""

    payer = RadioField("手数料を払った人", choices=PAYERS, validate_choice=False)
    yen = StringField("手数料の額（円）")
    received_on = StringField("手数料を受けた日")

    def value(self) -> Fee | None:
        """What was entered; None with words at the fields."""
        day = day_in(self.received_on, "手数料を受けた日を入れてください。")
        yen = read_number(self.yen.data or "")
        if yen is None or not 0 < yen <= MOST_YEN:
            self.yen.errors = ["1以上の整数を入れてください。"]
        if self.payer.data not in PAYERS:
            self.payer.errors = ["求職者か求人者かを選んでください。"]
        if day is None or yen is None or any(field.errors for field in self):
            return None
        return Fee(payer=Payer(self.payer.data), yen=yen, received_on=day)


def paid_service_form(notified: Sequence[NotifiedService], typed: Mapping[str, str] | None = None) -> PaidServiceForm:
    """The form with the services that were notified, by their place in the list."""
    form = PaidServiceForm(formdata=typed)
    form.service.choices = {
        str(place): f"{each.service.name}（{each.service.price}）" for place, each in enumerate(notified)
    }
    return form
