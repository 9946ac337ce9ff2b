"""The printed application: the registered values, the limit with its reason, the representative's name (AGY-102)."""

from app.agencies.rules.dates import document_deadline
from app.agencies.terms.applications import ApplicationLine
from app.agencies.terms.particulars import Particulars
from app.agencies.views.application_words import GIVEN_UP, KIND_WORDS, sections_of
from app.kernel.moments import day_of
from app.offices.queries.bureaux import Bureau
from app.offices.queries.days import national_calendar
from app.web.filters import jdate, jdatetime, wareki
from app.web.steps import sentences
from app.web.typesetting import typeset

DOCUMENT = "agencies/application.typ"


def application_pdf(line: ApplicationLine, bureau: Bureau, told: Particulars) -> bytes:
    """The PDF of an application; of a withdrawal `told` are the registered values."""
    return typeset(DOCUMENT, values_of(line, bureau, told))


def values_of(line: ApplicationLine, bureau: Bureau, told: Particulars) -> dict[str, object]:
    """What the document shows; the representative's name stands for a seal and a signature (AGY-103)."""
    limit = document_deadline(day_of(line.registered_at), national_calendar())
    why = "".join(sentences(limit.steps)) if limit.value == line.document_limit else ""
    return {
        "title": f"求人・求職情報提供サービス　{KIND_WORDS[line.kind]}書",
        "number": line.number,
        "bureau": bureau.name,
        "registered_on": wareki(line.registered_at),
        "opening": "次のとおり申請します。",
        "dates": [
            ("受付番号", line.number),
            ("サイトで登録した日時", jdatetime(line.registered_at)),
            ("申請書の提出期限", f"{jdate(line.document_limit)}（{wareki(line.document_limit)}）\n{why}".strip()),
        ],
        "confirmation": "この申請の内容に間違いがないことを、申請者（代表者）として確認しました。",
        "representative": told.representative,
        "no_seal": "代表者の氏名が書かれていれば、署名と押印はいりません。",
        "sections": _sections(line, told),
        "notes": _notes(bureau),
    }


def _sections(line: ApplicationLine, told: Particulars) -> list[dict[str, object]]:
    if line.services is None:
        return [{"title": title, "rows": rows} for _step, title, rows in sections_of(told)]
    rows = [("団体の名称", told.name), ("所在地", told.address), ("許可番号・届出番号", told.licence_number)]
    return [{"title": "退会の内容", "rows": [*rows, ("退会するサービス", GIVEN_UP[line.services])]}]


def _notes(bureau: Bureau) -> list[str]:
    to = bureau.applications_mail or "連絡責任者に届いた労働局のメールアドレス"
    call = f"（電話 {bureau.phone}）" if bureau.phone else ""
    return [
        f"この申請書をPDFのまま、期限までに {bureau.name}（{to}）へメールで送ってください。",
        f"PDFで送れないときは、先に労働局へ電話などで連絡してから{call}、期限までに郵送するか、お持ちください。",
        "サイトで登録しただけでは、手続きは終わっていません。書類が届いてから、労働局が手続きをします。",
        "期限までに書類が届かないと、登録は自動的に消えます。そのときは、もう一度登録してください。",
    ]
