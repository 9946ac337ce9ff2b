"""The form of what an office has set: drawn from a policy, read back by the strict reader of the profiles."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectMultipleField, StringField, TextAreaField

from app.desk.forms.office_policy_words import CHOICES, LABELS
from app.desk.forms.office_typed import NOT_STATED, READERS, Unreadable, day, folded, text_of
from app.desk.rules.office_policy import SEATS, SET_BY_THE_OFFICE, decided
from app.offices.queries.policies import Problem, faults_of_new, policy_from, values_of
from app.offices.terms import Channel, Eligibility, Policy

LONG = frozenset(
    {
        "windows",
        "slot_starts",
        "topics",
        "areas",
        "join_steps",
        "meeting_hosts",
        "contact_hours",
        "introduction",
        "notes",
    }
)
MANY = frozenset({"weekdays", "contact_weekdays", "recording_ban", "counter_required_fields"})
TICKS = frozenset(
    {"web_request", "switch_to_phone", "same_day_cancel_call", "contact_switchboard", "contact_hours_open"}
)
MAY_BE_EMPTY = frozenset(
    {"contact_weekdays", "recording_ban", "counter_required_fields", "daily_limit", "contact_phone", "contact_hours"}
) | {"address", "booking_site", "notes", "introduction", "branches", "meeting_hosts", "join_steps"}
"""What an office may leave open; everything else is asked for in words."""
NAMES = {**CHOICES["counter_required_fields"], **LABELS}
LATER = "今日か、今日より後の日を「2026-05-20」のように書いてください。"
NAME = re.compile(r"[a-z]+(?:_[a-z]+)*")


def _field(name: str) -> Any:
    label, choices = LABELS[name], CHOICES.get(name)
    if name in MANY:
        return SelectMultipleField(label, choices=choices, validate_choice=False)
    if choices is not None:
        return RadioField(label, choices=choices, validate_choice=False)
    if name in TICKS:
        return BooleanField(label)
    return TextAreaField(label) if name in LONG or name == "branches" else StringField(label)


class DatedForm(Form):
    """From which day it holds, and the latest version the form was made from."""

    since = StringField("いつから")
    base = HiddenField()

    def day(self) -> date | None:
        """The day it is to hold from; None, with a word at the field, where none can be read."""
        found = day(self.since.data or "")
        if found is None:
            self.since.errors = [LATER]
        return found


PolicyForm: Any = type("PolicyForm", (DatedForm,), {name: _field(name) for name in SET_BY_THE_OFFICE})
SeatsForm: Any = type("SeatsForm", (DatedForm,), {name: _field(name) for name in SEATS})


def filled(kind: Any, policy: Policy, since: date, base: int) -> Any:
    """The form as it stands for a policy."""
    plain = values_of(policy)
    data = {name: value if name in MANY or name in TICKS else text_of(value) for name, value in plain.items()}
    form = kind(formdata=None, data={**data, "since": since.isoformat(), "base": str(base)})
    return _asked(form, policy)


def typed_in(kind: Any, typed: MultiDict[str, str], policy: Policy) -> Any:
    """The form as it was typed, for an office that has set `policy`."""
    return _asked(kind(formdata=typed), policy)


def _asked(form: Any, policy: Policy) -> Any:
    """Without what means nothing at this office: an area where nobody is asked where he lives (KNG-04), the switch of a
    way in that the office has not laid out (Q-19).
    """
    if Channel.WEB_REQUEST not in policy.confirmation_mode and "web_request" in form:
        del form.web_request
    if Eligibility.AREA not in policy.eligibility and "areas" in form:
        del form.areas
    return form


def policy_of(form: Any, base: Policy) -> Policy | None:
    """The policy `base` becomes with what was typed; None, with every fault at its field, where it cannot be read."""
    plain = values_of(base)
    names = [name for name in form._fields if name in plain]
    for name in names:
        try:
            plain[name] = _plain(name, form[name].data)
        except Unreadable:
            form[name].errors = ["使用できない文字が含まれています。"]
    plain["proposed"] = list(decided(base, tuple(names)))
    read = policy_from(plain)
    _tell(form, faults_of_new(read) if isinstance(read, Policy) else read)
    return read if isinstance(read, Policy) and not any(form[name].errors for name in names) else None


def _plain(name: str, data: Any) -> object:
    if name in MANY:
        return data or []
    if name in TICKS:
        return bool(data)
    return READERS.get(name, folded)(data or "")


def _tell(form: Any, problems: Iterable[Problem]) -> None:
    """Put each problem at its field, the names of attributes said by their labels."""
    for problem in problems:
        name = problem.key.partition(".")[2]
        if name in form._fields:
            told = in_words(problem.allowed) if form[name].data or name in MAY_BE_EMPTY else "入力してください。"
            form[name].errors = [*form[name].errors, told]


def in_words(allowed: str) -> str:
    """What is allowed at a field, in the words of the page."""
    words = (
        allowed.replace('（締切は "end_of_day" も可）', "")
        .replace(f'、または "{NOT_STATED}"', "（空でもかまいません）")
        .replace('"', "")
    )
    words = NAME.sub(lambda found: f"「{NAMES[found[0]]}」" if found[0] in NAMES else found[0], words)
    return words.removesuffix("こと") + ("ようにしてください。" if words.endswith("こと") else "にしてください。")


def shown(name: str, policy: Policy) -> str:
    """A value of a policy in words, for lists."""
    value = values_of(policy)[name]
    choices = CHOICES.get(name, {})
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, list):
        return "・".join(choices.get(item, item) for item in value) or "なし"
    return choices.get(value, text_of(value)) if isinstance(value, str) else text_of(value) or "なし"
