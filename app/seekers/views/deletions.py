"""削除の記録: what was deleted of what an agency held, why and when (AGY-049, AGY-050, AGY-053 to AGY-055)."""

from flask import Response, make_response, render_template, request, url_for

from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.seekers.queries.attesting import attestations_of, pending_attestation
from app.seekers.queries.uses import deletions_of, numbers_refused
from app.seekers.terms.acquisitions import DELETION_REASONS, AttestationRefusal
from app.seekers.usecases.attesting import attest_deletion
from app.seekers.views.blueprints import agency, own_agency
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.errors import too_many
from app.web.filters import jclock, jdate
from app.web.htmx import go
from app.web.limiter import Exceeded, Limit, allow

MOST = 200
HEADS = ("番号", "理由", "削除した日", "時刻")
REFUSED = "ブロック（受信拒否により削除済）"
"""All that an agency is told of a block: nothing of when it was (AGY-050)."""


@agency.get("/seekers/deletions")
@open_to(Role.AGENCY)
def deletions() -> Response:
    """The newest lines of the log, and what the agency said of its own copies."""
    return deletions_page()


@agency.post("/seekers/deletions")
@open_to(Role.AGENCY)
def attest() -> Response:
    """Its own copies are deleted too."""
    typed = request.form.get("seen", "")
    seen = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    said = "deleted" in request.form
    refusal = attest_deletion(own_agency(), seen=seen, said=said, by=current_identity(), now=now())
    if refusal is not None:
        return deletions_page(422 if refusal is AttestationRefusal.NOT_SAID else 409, refusal)
    return go(url_for("seekers_agency.deletions", done="attested"))


def deletions_page(status: int = 200, refusal: AttestationRefusal | None = None) -> Response:
    """The page of the log."""
    page = render_template(
        "seekers/deletions.html",
        rows=deletions_of(own_agency(), limit=MOST),
        blocked=numbers_refused(own_agency(), limit=MOST),
        blocked_why=REFUSED,
        reasons=DELETION_REASONS,
        most=MOST,
        pending=pending_attestation(own_agency()),
        attestations=attestations_of(own_agency()),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)


@agency.get("/seekers/deletions.csv")
@open_to(Role.AGENCY)
def deletions_file() -> Response:
    """All of it as CSV; of what blocks deleted the number and the reason alone. As often as pages of seekers."""
    counted = allow(Limit.SEARCH_BURST_BY_AGENCY, str(own_agency()), now())
    if isinstance(counted, Exceeded):
        return too_many(counted)
    lines = [
        (each.number, DELETION_REASONS[each.reason], jdate(each.deleted_at), jclock(each.deleted_at))
        for each in deletions_of(own_agency())
    ]
    lines += [(number, REFUSED, "", "") for number in numbers_refused(own_agency())]
    response = make_response(csv_bytes(HEADS, lines))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="deletions-{today().isoformat()}.csv"'
    return response
