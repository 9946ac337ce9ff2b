"""What watchers type: requests, cases, stops, and the decisions that take two people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField

from app.agencies.terms.participation import Ground
from app.oversight.forms.agency import COMPLAINANTS
from app.oversight.forms.typed import chosen, day, words
from app.oversight.forms.words import ADDRESSEES, CASES, GROUND_WORDS, REQUESTS
from app.oversight.rules.cases import GROUNDS_OF, OF_A_BREACH
from app.oversight.rules.grounds import GROUNDS
from app.oversight.terms.asking import NewCase, NewRequest
from app.oversight.terms.decisions import Begins, DecisionChoice, SuspensionChoice
from app.oversight.terms.requests import Addressee, CaseKind, ComplainantKind, Decision, RequestKind

Typed = MultiDict[str, str]
NO_GROUND = {"": "（是正の要請のときだけ選びます）"}
AMONG_THEM = {
    Ground.OTHER_BREACH: "派遣労働者としての登録の働きかけ、本人の意に反した勤め先への電話など",
    Ground.OTHER_MALICIOUS: "派遣労働者としての登録の働きかけなどで、とくに悪質なもの",
}
"""What a ground that names no act is chosen for, too (AGY-069, AGY-086, AGY-087)."""
BEGINS = {Begins.MIDNIGHT.value: "今日の0時から", Begins.NOW.value: "決定したときから"}


def by_value(choices: Mapping[object, str]) -> dict[str, str]:
    """Choices of an enum as a form has them."""
    return {str(key.value): text for key, text in choices.items()}


class RequestForm(Form):
    """What is asked of an agency."""

    kind = RadioField("何を求めるか", validate_choice=False)
    addressee = RadioField("だれに求めるか", choices=by_value(ADDRESSEES), validate_choice=False)
    ground = SelectField("規約のどこに反するか", validate_choice=False)
    text = TextAreaField("内容")
    limit_on = StringField("回答の期限")
    received_on = StringField("苦情の申出の日")
    complainant = RadioField("苦情を申し出た方", choices=COMPLAINANTS, validate_choice=False)

    def request(self) -> NewRequest | None:
        """What was typed; None with words at the fields."""
        kind = chosen(self.kind, "何を求めるかを選んでください。")
        addressee = chosen(self.addressee, "だれに求めるかを選んでください。")
        text = words(self.text, "内容を入れてください。")
        limit_on, received_on = day(self.limit_on, None), day(self.received_on, None)
        ground = self.ground.data if self.ground.data in self.ground.choices else ""
        complainant = self.complainant.data if self.complainant.data in self.complainant.choices else ""
        if any(field.errors for field in self):
            return None
        return NewRequest(
            kind=RequestKind(kind),
            addressee=Addressee(addressee),
            text=text,
            ground=Ground(ground) if ground else None,
            limit_on=limit_on,
            received_on=received_on,
            complainant=ComplainantKind(complainant) if complainant else None,
        )


def request_form(kinds: Iterable[RequestKind], typed: Typed | None = None, **values: str) -> RequestForm:
    """The form with what its watcher may ask for."""
    form = RequestForm(formdata=typed, data={"addressee": Addressee.ORGANISATION.value, **values})
    form.kind.choices = {kind.value: REQUESTS[kind] for kind in kinds}
    form.ground.choices = NO_GROUND | cited(OF_A_BREACH)
    return form


def cited(grounds: Collection[Ground]) -> dict[str, str]:
    """Grounds to choose from, each with the clause it cites (AGY-018, AGY-020, AGY-081).

    Only the choice names such acts: what was chosen may have been another of them.
    """
    return {each.value: _cited(each) for each in GROUND_WORDS if each in grounds}


def _cited(ground: Ground) -> str:
    among = f"（{AMONG_THEM[ground]}）" if ground in AMONG_THEM else ""
    return f"{GROUNDS[ground].clause}　{GROUND_WORDS[ground]}{among}"


class CaseForm(Form):
    """A matter that is opened."""

    kind = RadioField("事案の種類", validate_choice=False)
    ground = SelectField("理由", validate_choice=False)
    facts = TextAreaField("把握した事実")

    def case(self, mandatory_info_id: int | None) -> NewCase | None:
        """What was typed; None with words at the fields."""
        kind = chosen(self.kind, "事案の種類を選んでください。")
        ground = chosen(self.ground, "理由を選んでください。")
        facts = words(self.facts, "把握した事実を入れてください。")
        if any(field.errors for field in self):
            return None
        about = mandatory_info_id if kind == CaseKind.FALSE_INFORMATION else None
        return NewCase(kind=CaseKind(kind), ground=Ground(ground), facts=facts, mandatory_info_id=about)


def case_form(kinds: Iterable[CaseKind], typed: Typed | None = None, **values: str) -> CaseForm:
    """The form with the kinds its watcher may open, and every ground that belongs to one of them."""
    offered = tuple(kinds)
    form = CaseForm(formdata=typed, data=values)
    form.kind.choices = {kind.value: CASES[kind] for kind in offered}
    grounds = frozenset().union(*(GROUNDS_OF[kind] for kind in offered))
    form.ground.choices = cited(grounds)
    return form


class SuspensionForm(Form):
    """A stop as an officer decides it."""

    begins = RadioField("いつから停止するか", choices=BEGINS, validate_choice=False)
    reason = TextAreaField("停止の理由")
    last_day = StringField("停止の末日")
    facts_confirmed_on = StringField("事実を確認した日")

    def choice(self) -> SuspensionChoice | None:
        """What was typed; None with words at the fields."""
        begins = chosen(self.begins, "いつから停止するかを選んでください。")
        reason = words(self.reason, "団体に知らせる理由を入れてください。")
        last_day, confirmed = day(self.last_day, None), day(self.facts_confirmed_on, None)
        if any(field.errors for field in self):
            return None
        return SuspensionChoice(begins=Begins(begins), reason=reason, last_day=last_day, facts_confirmed_on=confirmed)


class DecisionForm(Form):
    """An end, a lifting or a resumption that is proposed."""

    reason = TextAreaField("理由")
    confirmed_on = StringField("確認した日")

    def choice(self, decision: Decision) -> DecisionChoice | None:
        """What was typed; None with words at the fields."""
        reason = words(self.reason, "理由を入れてください。")
        confirmed: date | None = day(self.confirmed_on, None)
        if any(field.errors for field in self):
            return None
        return DecisionChoice(decision=decision, reason=reason, confirmed_on=confirmed)


class OutcomeForm(Form):
    """What came of a case."""

    outcome = TextAreaField("結果")

    def text(self) -> str | None:
        """What was typed; None with words at the field."""
        text = words(self.outcome, "結果を入れてください。")
        return None if self.outcome.errors else text
