"""What an agency searches by, as it stands in the address."""

from collections.abc import Mapping

from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectField, StringField

from app.kernel.folding import fold_digits, fold_text
from app.seekers.terms.records import AgeBand, Employment, Filters, Hours, Occupation
from app.seekers.terms.words import AGE_BANDS, AREA_NAMES, EMPLOYMENTS, HOURS, OCCUPATIONS

ANYTHING = {"": "指定しない"}
LONGEST_WORDS = 40
HIGHEST_WAGE = 10_000_000


def choice(label: str, words: Mapping[str, str]) -> SelectField:
    """One of these, or anything."""
    told = {**ANYTHING, **{str(value): word for value, word in words.items()}}
    return SelectField(label, choices=told, default="", validate_choice=False)


class SearchForm(Form):
    """The filters; what was not offered asks for nothing, so that an old address still opens."""

    occupation = choice("希望する職種", OCCUPATIONS)
    area = choice("通える都道府県", AREA_NAMES)
    employment = choice("希望する働き方", EMPLOYMENTS)
    hours = choice("希望する時間", HOURS)
    age_band = choice("年代", AGE_BANDS)
    wage = StringField("希望する月給（円以下）")
    words = StringField("ことば")

    def filters(self) -> Filters | None:
        """What is asked for; None with words at the field that cannot be read."""
        wage, words = self._wage(), self._words()
        if any(field.errors for field in self):
            return None
        return Filters(
            occupations=frozenset(map(Occupation, self._one("occupation"))),
            areas=frozenset(self._one("area")),
            employments=frozenset(map(Employment, self._one("employment"))),
            hours=frozenset(map(Hours, self._one("hours"))),
            age_bands=frozenset(map(AgeBand, self._one("age_band"))),
            wage_at_most=wage,
            words=words,
        )

    def asked(self) -> dict[str, str]:
        """The fields as parts of an address or of a form."""
        return {field.name: str(field.data) for field in self if field.data}

    def _one(self, name: str) -> list[str]:
        field = self[name]
        return [field.data] if field.data and field.data in field.choices else []

    def _wage(self) -> int | None:
        typed = (self.wage.data or "").strip().replace(",", "").removesuffix("円")
        if not typed:
            return None
        digits = fold_digits(typed)
        wage = int(digits) if isinstance(digits, str) and digits.isdigit() and len(digits) < 9 else 0
        if not 0 < wage <= HIGHEST_WAGE:
            self.wage.errors = ["月給は、「250000」のように円の数字で入れてください。"]
        return wage

    def _words(self) -> tuple[str, ...]:
        text = fold_text(self.words.data or "")
        if not isinstance(text, str) or len(text) > LONGEST_WORDS:
            self.words.errors = [f"ことばは、{LONGEST_WORDS}文字までで入れてください。"]
            return ()
        return tuple(dict.fromkeys(text.split()))


def search_form(given: Mapping[str, str]) -> SearchForm:
    """The form of what was asked for."""
    return SearchForm(formdata=MultiDict(given))
