"""/bureau/messages: what agencies send, in numbers; a bureau sees its own agencies, the ministry all."""

from datetime import date

from flask import Blueprint, Response, abort, make_response, render_template, request

from app.accounts.queries.people import names_of, organisation_codes
from app.agencies.queries.lookup import (
    AgencyLine,
    agency_ids_of,
    agency_lines,
    every_agency_id,
    find_agency_by_code,
    only,
    these,
)
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.kernel.spreadsheets import csv_bytes
from app.messages.queries.figures import Agencies, disclosures_of, first_to_look_at, frames_of, sent_by_day, sent_in_all
from app.messages.views.watch_figures import NO_ROWS, ONE_DAY, by_day, deletions_in_words, figures
from app.oversight.queries.complaints import reported
from app.oversight.queries.jurisdiction import may_read
from app.oversight.queries.watchers import find_watcher
from app.oversight.terms.watchers import Watcher, Watching
from app.seekers.queries.attesting import pending_attestation
from app.seekers.queries.tracing import close_searches_by_day
from app.seekers.queries.watching import blocks_by_agency, past_their_day
from app.web.access import current_identity, open_to
from app.web.clock import now, today
from app.web.paging import page_asked

blueprint = Blueprint("messages_watch", __name__)
WATCHERS = frozenset({Role.BUREAU, Role.MINISTRY})
DAYS_SHOWN, MOST_DAYS = 14, 92
EARLIEST = date(2000, 1, 1)


def watcher() -> Watcher:
    """For whom the person acting watches; 403 for who watches over nobody any more."""
    return find_watcher(current_identity(), now()) or abort(403)


def in_sight() -> Agencies:
    """The agencies this watcher sees."""
    who = watcher()
    return None if who.watching is Watching.MINISTRY else agency_ids_of(who.bureau_id)


def agency_in_sight(code: str) -> AgencyLine:
    """The agency of an address; 404 for one of another bureau and for none."""
    found = find_agency_by_code(code) or abort(404)
    return found if may_read(watcher(), found.bureau_id) else abort(404)


@blueprint.get("/messages")
@open_to(WATCHERS)
def messages() -> Response:
    """The days of a span, and the figures of a page of agencies."""
    (first, last), scope, page = span(), in_sight(), page_asked()
    ids, has_more = first_to_look_at(every_agency_id() if scope is None else scope, first, last, page)
    shown = these(ids)
    sent = sent_by_day(shown, first, last)
    return make_response(
        render_template(
            "messages/watch.html",
            first=first,
            last=last,
            rows=figures(ids, shown, sent, (first, last)),
            sent=sent,
            days=by_day(sent_in_all(scope, first, last), first, last),
            agencies=agency_lines(frozenset(ids)),
            codes=organisation_codes(ids),
            most=MOST_DAYS,
            page=page,
            has_more=has_more,
        )
    )


@blueprint.get("/messages.csv")
@open_to(WATCHERS)
def messages_as_file() -> Response:
    """The messages of each agency and JST day as a file; no cell is a formula (SECURITY T23)."""
    first, last = span()
    sent = sent_by_day(in_sight(), first, last)
    agencies = agency_lines(frozenset(agency_id for agency_id, _, _ in sent))
    rows = [(agencies[each].name, agencies[each].licence_number or "", day.isoformat(), n) for each, day, n in sent]
    response = make_response(csv_bytes(("事業者", "許可・届出番号", "日", "送った数"), rows))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    name = f"messages-{first.isoformat()}-{last.isoformat()}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/messages/<agency>")
@open_to(WATCHERS)
def messages_of(agency: str) -> Response:
    """One agency: its days, its deletions by reason, its threads without a word of them, who read which and why."""
    line, (first, last) = agency_in_sight(agency), span()
    one = only(line.id)
    sent, read = sent_by_day(one, first, last), disclosures_of(line.id)
    complaints = reported(one)
    page = render_template(
        "messages/watch_agency.html",
        agency=line,
        code=agency,
        first=first,
        last=last,
        days=by_day({day: number for _, day, number in sent}, first, last),
        deletions=deletions_in_words(line.id, one),
        copies=pending_attestation(line.id),
        blocks=blocks_by_agency(one).get(line.id, 0),
        late=past_their_day(one, today()).get(line.id, NO_ROWS),
        pairs=close_searches_by_day(line.id, first, last),
        frames=frames_of(line.id),
        complaints=complaints,
        complaint_numbers={each.id: each.number for each in complaints},
        disclosures=read,
        names=names_of(each.read_by for each in read),
    )
    return make_response(page)


def span() -> tuple[date, date]:
    """The days asked for, at most a quarter of a year; the last two weeks where none are."""
    last = max(_day("until", day_of(now())), EARLIEST)
    first = _day("from", last - (DAYS_SHOWN - 1) * ONE_DAY)
    return max(min(first, last), last - (MOST_DAYS - 1) * ONE_DAY), last


def _day(name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise
