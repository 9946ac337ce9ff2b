"""削除の記録: what was deleted of what an agency held, why and when (AGY-049, AGY-050, AGY-053 to AGY-055)."""

from flask import Response, make_response, render_template

from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.seekers.queries.uses import deletions_of
from app.seekers.terms.records import DeletionReason
from app.seekers.views.blueprints import agency, own_agency
from app.web.access import open_to
from app.web.clock import today
from app.web.filters import jclock, jdate

MOST = 200
HEADS = ("番号", "理由", "削除した日", "時刻")
REASONS = {
    DeletionReason.TERM: "期限（翌々月の末日）",
    DeletionReason.FISCAL_YEAR: "年度（受理の翌年度の1年）",
    DeletionReason.SEEKER: "本人の求め",
    DeletionReason.BLOCK: "ブロック（受信拒否）",
    DeletionReason.STOP_OF_USE: "利用停止",
}


@agency.get("/seekers/deletions")
@open_to(Role.AGENCY)
def deletions() -> str:
    """The newest lines of the log."""
    rows = deletions_of(own_agency(), limit=MOST)
    return render_template("seekers/deletions.html", rows=rows, reasons=REASONS, most=MOST)


@agency.get("/seekers/deletions.csv")
@open_to(Role.AGENCY)
def deletions_file() -> Response:
    """All of it as CSV."""
    lines = [
        (each.number, REASONS[each.reason], jdate(each.deleted_at), jclock(each.deleted_at))
        for each in deletions_of(own_agency())
    ]
    response = make_response(csv_bytes(HEADS, lines))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="deletions-{today().isoformat()}.csv"'
    return response
