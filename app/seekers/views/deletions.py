"""削除の記録: what was deleted of what an agency held, why and when (AGY-049, AGY-050, AGY-053 to AGY-055)."""

from collections.abc import Sequence

from flask import Response, abort, make_response, render_template, request, url_for

from app.audit.usecases import note_view
from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.seekers.queries.attesting import attestations_of, pending_attestation
from app.seekers.queries.uses import deletions_of, numbers_refused, sizes_of_log
from app.seekers.terms.acquisitions import DELETION_REASONS, AttestationRefusal
from app.seekers.usecases.attesting import attest_deletion
from app.seekers.views.blueprints import agency, own_agency
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.errors import too_many
from app.web.filters import jclock, jdate
from app.web.htmx import go
from app.web.limiter import Exceeded, Limit, allow
from app.web.paging import page_asked

MOST, MOST_IN_FILE = 200, 10_000
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
        parts=parts(sum(sizes_of_log(own_agency()))),
        most_in_file=MOST_IN_FILE,
        pending=pending_attestation(own_agency()),
        attestations=attestations_of(own_agency()),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)


@agency.get("/seekers/deletions.csv")
@open_to(Role.AGENCY)
def deletions_file() -> Response:
    """The log as CSV, of what blocks deleted the number and the reason alone; as often as pages of seekers.

    A file holds so many lines and no more; `page` asks for the next ones (ASVS 15.2.2), 404 for one that has none.
    """
    counted = allow(Limit.SEARCH_BURST_BY_AGENCY, str(own_agency()), now())
    if isinstance(counted, Exceeded):
        return too_many(counted)
    page = page_asked()
    lines = lines_after((page - 1) * MOST_IN_FILE)
    if not lines and page > 1:
        abort(404)
    told: dict[str, object] = {"deletions": len(lines)}
    note_view(
        "seekers.deletions_exported", by=current_identity(), subject=f"agency:{own_agency()}", now=now(), detail=told
    )
    response = make_response(csv_bytes(HEADS, lines))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"deletions-{today().isoformat()}{f'-{page}' if page > 1 else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def lines_after(others: int) -> Sequence[tuple[str, str, str, str]]:
    """The lines of a file that come after so many: what has a time, the newest first, then what blocks deleted."""
    lines = [
        (each.number, DELETION_REASONS[each.reason], jdate(each.deleted_at), jclock(each.deleted_at))
        for each in deletions_of(own_agency(), limit=MOST_IN_FILE, after=others)
    ]
    room = MOST_IN_FILE - len(lines)
    before = max(0, others - sizes_of_log(own_agency())[0])
    refused = numbers_refused(own_agency(), limit=room, after=before) if room else ()
    return [*lines, *((number, REFUSED, "", "") for number in refused)]


def parts(lines: int) -> Sequence[tuple[int, int, int]]:
    """The files that so many lines need: the page of each, its first line and its last."""
    starts = range(0, max(lines, 1), MOST_IN_FILE)
    return [(page, start + 1, min(start + MOST_IN_FILE, lines)) for page, start in enumerate(starts, start=1)]
