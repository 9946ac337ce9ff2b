"""求人情報: what agencies find, on screen and as a file (AGY-027, AGY-028, AGY-030, AGY-141)."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from flask import Response, make_response, render_template, request, url_for

from app.audit.usecases import note_view
from app.job_offers.queries.access import Receiver
from app.job_offers.queries.offers import OfferRecord, each_offer, last_change, page_of_offers
from app.job_offers.queries.uses import unasked, untold
from app.job_offers.rules.items import items
from app.job_offers.terms.acts import SOURCE
from app.job_offers.terms.offers import EMPLOYMENTS, OCCUPATIONS, WAGE_UNITS, OfferFilters
from app.job_offers.views.blueprints import agency
from app.job_offers.views.receiving import exporter, own_receiver
from app.kernel.folding import fold_search
from app.kernel.prefectures import PREFECTURES
from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.errors import too_many
from app.web.filters import jdatetime
from app.web.limiter import Exceeded, Limit, allow

MOST_WORDS, MOST_WAGE, MOST_PLACE = 100, 100_000_000, 2**31 - 1
MOST_IN_FILE = 10_000
WORDS = {
    "occupations": OCCUPATIONS,
    "prefectures": PREFECTURES,
    "employments": {kind.value: words for kind, words in EMPLOYMENTS.items()},
    "wage_units": {unit.value: words for unit, words in WAGE_UNITS.items()},
}
NAMES = {
    "occupation": "occupations",
    "prefecture": "prefectures",
    "employment": "employments",
    "wage_unit": "wage_units",
}
ALL = (*(each.head for each in items()), "最終更新", "出典", "紹介を希望するときの手続き", "発行日時")


@agency.get("")
@open_to(Role.AGENCY)
def index() -> Response:
    """What is provided and looked for, twenty at a time, what changed last first."""
    return offers_page()


def offers_page(status: int = 200, *, beyond: int | None = None) -> Response:
    """The page of the list; `beyond` how many offers a file holds at most, where that was too few."""
    by, asked, moment = own_receiver(), asked_for(), now()
    before = number_asked("before", MOST_PLACE)
    found = page_of_offers(asked, moment, before=before)
    page = render_template(
        "job_offers/index.html",
        asked=asked,
        typed=request.args.get("q", "")[:MOST_WORDS],
        found=found,
        following=url_for("job_offers.index", **wanted(asked), before=found.following) if found.following else None,
        first=url_for("job_offers.index", **wanted(asked)) if before is not None else None,
        file=url_for("job_offers.file", **wanted(asked)),
        open_tasks=untold(by.agency_id),
        to_ask=unasked(by.agency_id, moment),
        issued_at=moment,
        words=WORDS,
        beyond=beyond,
    )
    return make_response(page, status)


@agency.get("/file.csv")
@open_to(Role.AGENCY)
def file() -> Response:
    """Everything that is looked for as CSV, each line with source and procedure (AGY-030); 422 where that is too much.

    More than a file holds goes to an agency's own system by the API, piece by piece (ASVS 15.2.2).
    """
    by, moment = exporter(), now()
    counted = allow(Limit.JOB_OFFERS_BY_AGENCY, f"agency:{by.agency_id}", moment)
    if isinstance(counted, Exceeded):
        return too_many(counted)
    rows = [row_of(each, by, moment) for each in islice(each_offer(asked_for(), moment), MOST_IN_FILE + 1)]
    if len(rows) > MOST_IN_FILE:
        return offers_page(422, beyond=MOST_IN_FILE)
    detail: dict[str, object] = {"offers": len(rows)}
    note_view("job_offers.exported", by=current_identity(), subject=f"agency:{by.agency_id}", now=moment, detail=detail)
    response = make_response(csv_bytes(ALL, rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="job-offers-{last_change()}.csv"'
    return response


def row_of(offer: OfferRecord, by: Receiver, issued_at: datetime) -> tuple[str, ...]:
    """An offer as a line: every item as received, then where it is from."""
    told = (offer.items.get(each.key, "") for each in items())
    return (*told, jdatetime(offer.changed_at), SOURCE, by.procedure, jdatetime(issued_at))


def asked_for() -> OfferFilters:
    """What the address asks for; what it cannot mean is left out."""
    given = {name: request.args.get(name, "") for name in NAMES}
    known = {name: value if value in WORDS[NAMES[name]] else "" for name, value in given.items()}
    words = fold_search(request.args.get("q", "")[:MOST_WORDS])
    return replace(OfferFilters(words=words, wage_at_least=number_asked("wage", MOST_WAGE)), **known)


def number_asked(name: str, most: int) -> int | None:
    """A number of the address; None without one, and where it is none or too large."""
    typed = request.args.get(name, "").replace(",", "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 12 else None
    return number if number is not None and number <= most else None


def wanted(asked: OfferFilters) -> dict[str, str]:
    """What was asked for, as parts of an address."""
    told = {name: getattr(asked, name) for name in NAMES}
    told |= {"q": asked.words, "wage": "" if asked.wage_at_least is None else str(asked.wage_at_least)}
    return {name: value for name, value in told.items() if value}
