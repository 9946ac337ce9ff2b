"""The public lists: who takes part, and whose use was ended; for everybody, on screen, on paper, as a file (5)."""

from dataclasses import replace

from flask import Response, make_response, render_template, request, url_for

from app.agencies.queries.lists import everyone_listed, listed, terminated
from app.agencies.terms.kinds import Service
from app.agencies.terms.lists import ListQuery, Participant
from app.agencies.views.blueprints import lists
from app.agencies.views.bureau_words import KINDS, SERVICES
from app.kernel.folding import TextRefusal, fold_name
from app.kernel.roles import ANYONE
from app.kernel.spreadsheets import csv_bytes
from app.offices.queries.bureaux import list_bureaux
from app.web.access import open_to
from app.web.clock import now, today

MOST_WORDS = 100
HEADS = (
    "名称",
    "所在地",
    "許可・届出番号",
    "種類",
    "受付の労働局",
    "利用しているサービス",
    "雇用関係助成金の取扱い",
    "プライバシーマーク",
    "職業紹介優良事業者マーク",
    "停止中",
)
TERMINATED_HEADS = ("名称", "所在地", "許可・届出番号", "利用解除の日", "再申請ができる日")


@lists.get("")
@open_to(ANYONE)
def participants() -> Response:
    """Who takes part (AGY-021), 「停止中」 where the bureau stopped it (AGY-022)."""
    asked = asked_for()
    found = listed(asked, now())
    page = render_template(
        "agencies/lists.html",
        asked=asked,
        found=found,
        bureaux=list_bureaux(),
        previous=page_url(asked, found.page - 1) if found.page > 1 else None,
        following=page_url(asked, found.page + 1) if found.page < found.pages else None,
        file=url_for("lists.participants_file", **wanted(asked)),
        today=today(),
    )
    return make_response(page)


@lists.get("/participants.csv")
@open_to(ANYONE)
def participants_file() -> Response:
    """The list that was looked for as CSV."""
    rows = [_row(each) for each in everyone_listed(asked_for(), now())]
    return _file(csv_bytes(HEADS, rows), f"participants-{today().isoformat()}.csv")


@lists.get("/terminated")
@open_to(ANYONE)
def ended() -> Response:
    """Whose use was ended, until they may apply again (AGY-024)."""
    page = render_template("agencies/lists_terminated.html", rows=terminated(today()), today=today())
    return make_response(page)


@lists.get("/terminated.csv")
@open_to(ANYONE)
def ended_file() -> Response:
    """The same as CSV."""
    rows = [
        (each.name, each.address, each.licence_number, each.terminated_on.isoformat(), each.reapply_from.isoformat())
        for each in terminated(today())
    ]
    return _file(csv_bytes(TERMINATED_HEADS, rows), f"terminated-{today().isoformat()}.csv")


def asked_for() -> ListQuery:
    """What the address asks for; what it cannot mean is left out."""
    words, service, page = (request.args.get(name, "") for name in ("q", "service", "page"))
    folded = fold_name(words[:MOST_WORDS])
    bureau = request.args.get("bureau", "")
    return ListQuery(
        words="" if isinstance(folded, TextRefusal) else folded,
        bureau=bureau if bureau in {each.code for each in list_bureaux()} else "",
        service=Service(service) if service in set(Service) else None,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def page_url(asked: ListQuery, page: int) -> str:
    """The address of another page of the same list."""
    return url_for("lists.participants", **wanted(replace(asked, page=page)))


def wanted(asked: ListQuery) -> dict[str, str]:
    """What was asked for, as parts of an address."""
    told = {"q": asked.words, "bureau": asked.bureau, "service": asked.service or "", "page": str(asked.page)}
    return {name: value for name, value in told.items() if value and not (name == "page" and value == "1")}


def _row(each: Participant) -> tuple[str, ...]:
    return (
        each.name,
        each.address,
        each.licence_number,
        KINDS[each.kind],
        each.bureau,
        "・".join(SERVICES[service] for service in Service if service in each.services),
        "あり" if each.handles_subsidies else "なし",
        "あり" if each.has_privacy_mark else "",
        "あり" if each.has_excellent_mark else "",
        "停止中" if each.is_stopped else "",
    )


def _file(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
