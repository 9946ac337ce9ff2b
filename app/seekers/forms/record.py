"""The form of one's own record: shape only; what may stand in it is a rule (AGY-044, Q-34)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, Form, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from app.kernel.folding import fold_digits, fold_text
from app.seekers.terms.records import AgeBand, Employment, Hours, Occupation, SeekerProfile, WageUnit
from app.seekers.terms.words import AGE_BANDS, AREA_NAMES, EMPLOYMENTS, HOURS, OCCUPATIONS, WAGE_UNITS
from app.web.form_checks import AtMost, FoldingIfTyped

TEXT_LIMIT = 400
HIGHEST_WAGE = 9_999_999
SEVERAL = ("occupations", "employments", "hours")
"""The fields that may come several times."""
AREA_FIELDS = ("area", "second_area", "third_area")


def choices_of(words: Mapping[str, str], nothing: Any = None) -> list[SelectChoice]:
    """The words of a list in the reader's language, after the choice of nothing where there is one."""
    first = [SelectChoice("", nothing)] if nothing is not None else []
    return [*first, *(SelectChoice(str(code), _(name)) for code, name in words.items())]


class Wage:
    """A number of yen; nothing typed is nothing wished."""

    def __call__(self, form: Form, field: Field) -> None:
        """Refuses zero and what is no wage of anybody."""
        if field.folded and not 1 <= int(field.folded[:20]) <= HIGHEST_WAGE:
            raise ValidationError(_("金額を確かめてください。円の数字だけを入力してください。例：200000"))


def several(label: Any) -> SelectMultipleField:
    """Any number of a few choices."""
    return SelectMultipleField(label, validate_choice=False, choices=[])


def free_text(label: Any) -> TextAreaField:
    """A text that may stay empty."""
    return TextAreaField(label, [FoldingIfTyped(fold_text), AtMost(TEXT_LIMIT)])


class RecordForm(FlaskForm):  # type: ignore[misc]
    """What a seeker may say to agencies; nothing is chosen beforehand."""

    occupations = several(_l("希望する職種"))
    area = SelectField(_l("通える都道府県（一つ目）"), validate_choice=False, choices=[])
    second_area = SelectField(_l("通える都道府県（二つ目）"), validate_choice=False, choices=[])
    third_area = SelectField(_l("通える都道府県（三つ目）"), validate_choice=False, choices=[])
    employments = several(_l("希望する働き方"))
    hours = several(_l("希望する時間"))
    wage = StringField(_l("希望する賃金（円）"), [FoldingIfTyped(fold_digits), Wage()])
    wage_unit = SelectField(_l("賃金の単位"), validate_choice=False, choices=[])
    experience = free_text(_l("これまでの仕事"))
    qualifications = free_text(_l("資格・免許"))
    wishes = free_text(_l("仕事についての希望"))
    age_band = SelectField(_l("年代"), validate_choice=False, choices=[])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        unchosen = _("選んでください")
        self.occupations.choices = choices_of(OCCUPATIONS)
        self.employments.choices, self.hours.choices = choices_of(EMPLOYMENTS), choices_of(HOURS)
        for name in AREA_FIELDS:
            self[name].choices = choices_of(AREA_NAMES, unchosen)
        self.wage_unit.choices = choices_of(WAGE_UNITS, unchosen)
        self.age_band.choices = choices_of(AGE_BANDS, _("見せない"))

    def validate_wage_unit(self, field: SelectField) -> None:
        """A wage has its unit."""
        if getattr(self.wage, "folded", "") and field.data not in WAGE_UNITS:
            raise ValidationError(_("月給か時給かを選んでください。"))

    def profile(self) -> SeekerProfile:
        """What was told, folded; the form must be valid. A code nobody offers is left out."""
        wage = int(self.wage.folded) if self.wage.folded else None
        return SeekerProfile(
            occupations=tuple(Occupation(each) for each in OCCUPATIONS if each in self.occupations.data),
            areas=tuple(sorted({self[name].data for name in AREA_FIELDS if self[name].data})),
            employments=tuple(Employment(each) for each in EMPLOYMENTS if each in self.employments.data),
            hours=tuple(Hours(each) for each in HOURS if each in self.hours.data),
            wage=wage,
            wage_unit=WageUnit(self.wage_unit.data) if wage else WageUnit.MONTH,
            experience=self.experience.folded.strip(),
            qualifications=self.qualifications.folded.strip(),
            wishes=self.wishes.folded.strip(),
            age_band=AgeBand(self.age_band.data) if self.age_band.data in AGE_BANDS else None,
        )

    def carried(self) -> list[tuple[str, str]]:
        """Every field as it was typed, to go along unseen with the confirmation."""
        typed = [(name, self[name].data) for name in self._fields if name not in ("csrf_token", "agreed")]
        return [
            (name, str(each)) for name, data in typed for each in (data if isinstance(data, list) else [data]) if each
        ]


class OfferForm(RecordForm):
    """The same once more, with the consent of its own (AGY-002)."""

    agreed = BooleanField(_l("この内容を、求職情報提供サービスの事業者に見せることに同意します"))


def told(profile: SeekerProfile) -> dict[str, Any]:
    """What the form of a record begins with."""
    areas = dict(zip(AREA_FIELDS, profile.areas, strict=False))
    return {
        **areas,
        "occupations": [each.value for each in profile.occupations],
        "employments": [each.value for each in profile.employments],
        "hours": [each.value for each in profile.hours],
        "wage": str(profile.wage or ""),
        "wage_unit": profile.wage_unit.value if profile.wage else "",
        "experience": profile.experience,
        "qualifications": profile.qualifications,
        "wishes": profile.wishes,
        "age_band": profile.age_band.value if profile.age_band else "",
    }
