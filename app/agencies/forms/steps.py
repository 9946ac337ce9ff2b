"""The steps of an application: the organisation, the services, the officers, what seekers are shown."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, StringField
from wtforms.validators import StopValidation

from app.agencies.forms.fields import (
    LONG_LINE,
    TEXT,
    FoldingIfTyped,
    GivenIf,
    WrittenDay,
    choice,
    day,
    mail,
    may,
    may_beside,
    may_tell,
    must,
    must_tell,
    phone,
    typed_beside,
)
from app.agencies.rules.particulars import WITH_VALIDITY
from app.agencies.terms.kinds import AgencyKind, SchoolKind
from app.kernel.folding import fold_digits, fold_mail, fold_phone
from app.web.form_checks import AtMost

ROWS = (1, 2, 3)
"""How many placements and paid services a form has room for."""

KINDS = {
    AgencyKind.FEE.value: "① 有料職業紹介事業者（職業安定法第30条第1項の許可）",
    AgencyKind.FREE.value: "② 無料職業紹介事業者（職業安定法第33条第1項の許可）",
    AgencyKind.SCHOOL.value: "③ 学校など（職業安定法第33条の2第1項の届出。中学校と高等学校は除きます）",
    AgencyKind.SPECIAL.value: "④ 特別の法人（職業安定法第33条の3第1項の届出）",
}
SCHOOLS = {
    SchoolKind.UNIVERSITY.value: "大学・大学院",
    SchoolKind.COLLEGE.value: "短期大学",
    SchoolKind.TECHNICAL.value: "高等専門学校",
    SchoolKind.TRAINING.value: "専修学校・職業能力開発施設",
    SchoolKind.HIGH.value: "高等学校",
    SchoolKind.JUNIOR_HIGH.value: "中学校",
    SchoolKind.OTHER.value: "そのほか",
}
MONTHS_DIGITS = 3
NO_PLACEMENT_DAY = "就職した日を入力してください。日のない就職は数えられません。"
NO_SERVICE = "料金のあるサービスの内容を入力してください。"
NO_PRICE = "サービスの料金を入力してください。内容と料金を労働局に届け出ます。"
YES_NO = {"yes": "はい", "no": "いいえ"}


def yes_no(label: str, words: str) -> RadioField:
    """A question that is answered with yes or no."""
    return choice(RadioField, label, words, YES_NO)


class StepForm(FlaskForm):  # type: ignore[misc]
    """A step: its own fields as they are typed; the CSRF token is checked for the whole site."""

    class Meta:
        """No token of its own: a draft is read back without one."""

        csrf = False

    @classmethod
    def names(cls) -> frozenset[str]:
        """The fields of the step."""
        return frozenset(cls(formdata=None)._fields)


class OrganisationForm(StepForm):
    """Who applies, under which licence or filing (AGY-005)."""

    name = must("団体の名称", "団体の名称を入力してください。")
    address = must("所在地", "所在地を入力してください。", limit=LONG_LINE)
    phone = phone("電話番号")
    representative = must("代表者の氏名", "代表者の氏名を入力してください。")
    kind = choice(RadioField, "団体の種類", "団体の種類を選んでください。", KINDS)
    school = SelectField("学校などの種類（③の団体だけ）", validate_choice=False, choices=[])
    licence_number = must("許可番号・届出番号", "許可番号か届出番号を入力してください。", limit=60)
    licence_valid_until = day("許可の有効期限（①と②の団体）")
    has_privacy_mark = BooleanField("プライバシーマークを持っている")
    has_excellent_mark = BooleanField("職業紹介優良事業者の認定を受けている")

    def __init__(self, *args: Any, **keywords: Any) -> None:
        super().__init__(*args, **keywords)
        self.school.choices = [("", "選んでください"), *SCHOOLS.items()]

    def validate_school(self, field: Field) -> None:
        """③ says what kind of school it is."""
        if self.kind.data == AgencyKind.SCHOOL and field.data not in SCHOOLS:
            raise StopValidation("学校などの種類を選んでください。")

    def validate_licence_valid_until(self, field: Field) -> None:
        """① and ② hold a licence that ends."""
        if self.kind.data in {kind.value for kind in WITH_VALIDITY} and not (field.data or "").strip():
            raise StopValidation("許可の有効期限を入力してください。")


class ServicesForm(StepForm):
    """Which services are asked for, and what shows that they may be had (AGY-004, AGY-008, AGY-009, AGY-040)."""

    job_info = BooleanField("求人情報提供サービス")
    seeker_info = BooleanField("求職情報提供サービス")
    for _n in ROWS:
        locals()[f"placement_{_n}_on"] = StringField(
            f"就職{_n}：就職した日",
            [
                GivenIf(typed_beside(f"placement_{_n}_months", f"placement_{_n}_seasonal"), NO_PLACEMENT_DAY),
                WrittenDay(),
            ],
        )
        locals()[f"placement_{_n}_months"] = StringField(
            f"就職{_n}：契約の月数", [FoldingIfTyped(fold_digits), AtMost(MONTHS_DIGITS)]
        )
        locals()[f"placement_{_n}_seasonal"] = BooleanField(f"就職{_n}：季節労働")
    charges_seekers = yes_no("求職者から手数料を受け取りますか", "手数料を受け取るかどうかを選んでください。")
    handles_subsidies = yes_no("雇用関係助成金を取り扱っていますか", "助成金を取り扱うかどうかを選んでください。")
    subsidies = may_tell("取り扱う助成金の種類", 500)

    def validate_subsidies(self, field: Field) -> None:
        """Who handles subsidies says which."""
        if self.handles_subsidies.data == "yes" and not (field.data or "").strip():
            raise StopValidation("取り扱う助成金の種類を入力してください。")


def other_officer(form: Any) -> bool:
    """Whether the privacy officer is somebody else than the contact officer (AGY-111)."""
    return not form.same_officer.data


class OfficersForm(StepForm):
    """The two officers of the full-time staff, and how seekers reach the agency (AGY-062, AGY-108 to AGY-111)."""

    contact_name = must("連絡責任者の氏名", "連絡責任者の氏名を入力してください。")
    contact_mail = mail("連絡責任者のメールアドレス")
    contact_phone = phone("連絡責任者の電話番号")
    contact_full_time = BooleanField("連絡責任者は、常勤の社員です")
    contact_supervisor = yes_no("連絡責任者は、職業紹介責任者ですか", "職業紹介責任者かどうかを選んでください。")
    same_officer = BooleanField("個人情報管理等責任者も、連絡責任者と同じ人です")
    privacy_name = may("個人情報管理等責任者の氏名")
    privacy_mail = may("個人情報管理等責任者のメールアドレス", fold_mail, LONG_LINE)
    privacy_phone = StringField(
        "個人情報管理等責任者の電話番号", [FoldingIfTyped(lambda text: fold_phone(text) if text.strip() else "")]
    )
    privacy_full_time = BooleanField("個人情報管理等責任者は、常勤の社員です")
    contact_way = must_tell("求職者への連絡方法", "求職者が、サイトの外で連絡する方法を入力してください。", 300)
    procedure = may_tell("紹介を希望する求職者の手続き", 500)
    contractor = may("環境設定を頼んだ事業者")
    contracted_on = day("秘密保持契約の日")

    def validate_contact_full_time(self, field: Field) -> None:
        """The contact officer is of the full-time staff."""
        if not field.data:
            raise StopValidation("連絡責任者は、常勤の社員から決めて、チェックを付けてください。")

    def validate_privacy_name(self, field: Field) -> None:
        """Somebody is named."""
        GivenIf(other_officer, "個人情報管理等責任者の氏名を入力してください。")(self, field)

    def validate_privacy_phone(self, field: Field) -> None:
        """Seekers can reach this officer."""
        reached = (self.privacy_mail.data or "").strip() or (field.data or "").strip()
        if other_officer(self) and not reached:
            raise StopValidation("電話番号かメールアドレスを入力してください。求職者に示す連絡先になります。")

    def validate_privacy_full_time(self, field: Field) -> None:
        """This officer is of the full-time staff too."""
        if other_officer(self) and not field.data:
            raise StopValidation("個人情報管理等責任者は、常勤の社員から決めて、チェックを付けてください。")


class InformationForm(StepForm):
    """必須情報 as seekers will see it, and the paid services notified to the bureau (AGY-056, AGY-063)."""

    record = must_tell("職業紹介の実績", "職業紹介の実績を入力してください。", TEXT)
    occupations = must_tell("取り扱う職種", "取り扱う職種を入力してください。", 500)
    industries = must_tell("取り扱う産業", "取り扱う産業を入力してください。", 500)
    areas = must_tell("取り扱う地域", "取り扱う地域を入力してください。", 500)
    seeker_fees = must_tell("求職者から受け取る手数料", "手数料の有無と額を入力してください。", 500)
    for _n in ROWS:
        locals()[f"paid_{_n}_name"] = may_beside(f"有料サービス{_n}：内容", f"paid_{_n}_price", NO_SERVICE)
        locals()[f"paid_{_n}_price"] = may_beside(f"有料サービス{_n}：料金", f"paid_{_n}_name", NO_PRICE)
