"""The forms about one offer: learned, added, accepted, told, hired; and the name of a token."""

from datetime import date

from wtforms import BooleanField, Form, RadioField, StringField, TextAreaField

from app.job_offers.forms.fields import day_of_field, number_of, words_of
from app.job_offers.terms.acts import Acceptance, Added, Hire, Learned, LearnedKind, ToldWay

LEARNED = {LearnedKind.CHANGE.value: "変更された", LearnedKind.WITHDRAWAL.value: "取り消された"}
MOST_PEOPLE, MOST_YEN = 9_999, 999_999_999_999
WAYS = {ToldWay.PAPER.value: "書面", ToldWay.MAIL.value: "電子メール"}


class LearnedForm(Form):
    """変更・取消しを把握 (AGY-029)."""

    kind = RadioField("把握したこと", choices=LEARNED, validate_choice=False)
    learned_on = StringField("把握した日")
    content = TextAreaField("把握した内容")
    asked_on = StringField("求人者に、安定所へ連絡するよう求めた日")

    def learned(self) -> Learned | None:
        """What was learned; None with words at the fields."""
        day = day_of_field(self.learned_on, "把握した日を入れてください。")
        content = words_of(self.content, "把握した内容を入れてください。")
        asked_on = day_of_field(self.asked_on)
        if self.kind.data not in LEARNED:
            self.kind.errors = ["変更か取消しかを選んでください。"]
        if any(field.errors for field in self) or day is None:
            return None
        return Learned(kind=LearnedKind(self.kind.data), learned_on=day, content=content, asked_on=asked_on)


class AskedForm(Form):
    """安定所へ連絡するよう求めた (AGY-029)."""

    requested_on = StringField("求人者に連絡を求めた日")

    def day(self) -> date | None:
        """The day; None with words at the field."""
        return day_of_field(self.requested_on, "求人者に、安定所へ連絡するよう求めた日を入れてください。")


class AdditionForm(Form):
    """Information of the agency's own (AGY-034)."""

    text = TextAreaField("付加する情報")
    consented = BooleanField("求人事業主の同意を得ました")
    consented_on = StringField("同意を得た日")

    def added(self) -> Added | None:
        """What is added; None with words at the fields."""
        text, day = words_of(self.text, ""), day_of_field(self.consented_on)
        if any(field.errors for field in self):
            return None
        return Added(text=text, consented=bool(self.consented.data), consented_on=day)


class AcceptanceForm(Form):
    """求人受理 (AGY-035, AGY-036, AGY-040)."""

    contacted_on = StringField("求人者に連絡した日")
    conditions_on = StringField("労働条件の明示を受けた日")
    fee_explained_on = StringField("手数料を十分に説明した日")
    subsidies_explained_on = StringField("助成金の取扱いを説明した日")
    accepted_on = StringField("求人を受理した日")

    def acceptance(self) -> Acceptance | None:
        """The acceptance; None with words at the fields."""
        accepted = day_of_field(self.accepted_on, "受理した日を入れてください。")
        names = ("contacted_on", "conditions_on", "fee_explained_on", "subsidies_explained_on")
        days = {name: day_of_field(self[name]) for name in names}
        if any(field.errors for field in self) or accepted is None:
            return None
        return Acceptance(accepted_on=accepted, **days)


class ToldForm(Form):
    """The five items were told (AGY-037)."""

    told_on = StringField("明示した日")
    way = RadioField("明示の方法", choices=WAYS, validate_choice=False)

    def told(self) -> tuple[date, ToldWay] | None:
        """The day and the way; None with words at the fields."""
        day = day_of_field(self.told_on, "明示した日を入れてください。")
        if self.way.data not in WAYS:
            self.way.errors = ["書面か電子メールかを選んでください。"]
        return None if day is None or self.way.errors else (day, ToldWay(self.way.data))


class HireForm(Form):
    """採用決定 (AGY-124, AGY-125)."""

    decided_on = StringField("採用が決まった日")
    people = StringField("採用が決まった人数（人）")
    fee = StringField("その採用についての手数料の合計額（円）")

    def hire(self, *, charges: bool) -> Hire | None:
        """How many were hired when, with the fees of an agency that `charges`; None with words at the fields."""
        day = day_of_field(self.decided_on, "採用が決まった日を入れてください。")
        people = number_of(self.people, least=1, most=MOST_PEOPLE)
        fee = number_of(self.fee, least=0, most=MOST_YEN) if charges else None
        if any(field.errors for field in self) or day is None or people is None:
            return None
        return Hire(decided_on=day, people=people, fee=fee)


class TokenForm(Form):
    """A name for a new token."""

    name = StringField("使うシステムの名前")

    def value(self) -> str | None:
        """The name; None with words at the field."""
        name = words_of(self.name, "どのシステムで使うかが分かる名前を入れてください。", 100)
        return None if self.name.errors else name
