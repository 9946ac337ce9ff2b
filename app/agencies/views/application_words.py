"""An application in words: its values as rows, for the confirmation, its page and the printed document."""

from app.agencies.forms.steps import KINDS, SCHOOLS
from app.agencies.terms.applications import Withdrawn
from app.agencies.terms.kinds import ApplicationKind
from app.agencies.terms.particulars import Officer, Particulars, Placement
from app.web.filters import jdate, phone

KIND_WORDS = {
    ApplicationKind.USE: "利用申請",
    ApplicationKind.CHANGE: "変更申請",
    ApplicationKind.RENEW: "更新申請",
    ApplicationKind.WITHDRAW: "退会申請",
}
STEP_WORDS = {
    "organisation": "団体",
    "services": "サービスと要件",
    "officers": "責任者と連絡方法",
    "information": "必須情報",
    "confirmation": "確認",
}
GIVEN_UP = {
    Withdrawn.SEEKER_INFO: "求職情報提供サービスだけをやめる",
    Withdrawn.ALL: "求人・求職情報提供サービスをすべてやめる",
}
NONE = "なし"
Rows = list[tuple[str, str]]
Section = tuple[str, str, Rows]
"""A step's name, its title, its rows."""


def sections_of(told: Particulars) -> list[Section]:
    """Every value of an application, step by step."""
    shown: list[Section] = [
        ("organisation", "団体", _organisation(told)),
        ("services", "サービスと要件", _services(told)),
        ("officers", "責任者と連絡方法", _officers(told)),
    ]
    return [*shown, ("information", "必須情報と有料サービス", _information(told))] if told.seeker_info else shown


def _organisation(told: Particulars) -> Rows:
    school = f"（{SCHOOLS[told.school.value]}）" if told.school else ""
    marks = {"プライバシーマーク": told.has_privacy_mark, "職業紹介優良事業者": told.has_excellent_mark}
    return [
        ("団体の名称", told.name),
        ("所在地", told.address),
        ("電話番号", phone(told.phone)),
        ("代表者の氏名", told.representative),
        ("団体の種類", KINDS[told.kind.value] + school),
        ("許可番号・届出番号", told.licence_number),
        ("許可の有効期限", jdate(told.licence_valid_until) if told.licence_valid_until else NONE),
        ("認証", "、".join(name for name, held in marks.items() if held) or NONE),
    ]


def _services(told: Particulars) -> Rows:
    asked = {"求人情報提供サービス": told.job_info, "求職情報提供サービス": told.seeker_info}
    return [
        ("利用するサービス", "、".join(name for name, wanted in asked.items() if wanted) or NONE),
        ("過去3か月以内の常用就職", "\n".join(map(_placement, told.placements)) or NONE),
        ("求職者から受け取る手数料", "あり" if told.charges_seekers else NONE),
        ("雇用関係助成金の取扱い", told.subsidies if told.handles_subsidies else NONE),
    ]


def _placement(placed: Placement) -> str:
    term = "期間の定めなし" if placed.months is None else f"契約{placed.months}か月"
    return f"{jdate(placed.placed_on)}　{term}{'　季節労働' if placed.seasonal else ''}"


def _officers(told: Particulars) -> Rows:
    supervisor = "はい" if told.contact_officer.is_supervisor else "いいえ"
    rows = [
        ("連絡責任者", _officer(told.contact_officer)),
        ("職業紹介責任者との兼務", supervisor),
        ("個人情報管理等責任者", _officer(told.privacy_officer)),
        ("求職者への連絡方法", told.contact_way),
    ]
    rows += [("紹介を希望する求職者の手続き", told.procedure)] if told.job_info else []
    signed = f"（秘密保持契約 {jdate(told.contracted_on)}）" if told.contracted_on else ""
    return [*rows, ("環境設定を頼んだ事業者", told.contractor + signed if told.contractor else NONE)]


def _officer(officer: Officer) -> str:
    lines = [officer.name, officer.mail, phone(officer.phone) if officer.phone else ""]
    return "\n".join([*filter(None, lines), "常勤の社員" if officer.is_full_time else "常勤ではない"])


def _information(told: Particulars) -> Rows:
    shown = told.mandatory
    if shown is None:
        return []
    paid = "\n".join(f"{each.name}　{each.price}" for each in told.paid_services)
    return [
        ("職業紹介の実績", shown.record),
        ("取り扱う職種", shown.occupations),
        ("取り扱う産業", shown.industries),
        ("取り扱う地域", shown.areas),
        ("求職者から受け取る手数料", shown.seeker_fees),
        ("個人情報管理等責任者", f"{shown.officer}\n{shown.officer_contact}"),
        ("職業紹介以外の有料サービス", paid or NONE),
    ]
