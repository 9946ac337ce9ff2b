"""Job offers for agencies' own systems: what changed after a cursor, as JSON or CSV (AGY-030 to AGY-033, AGY-141)."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Response, jsonify, make_response, request, url_for

from app.job_offers.queries.access import Receiver, agency_of_token, receiver
from app.job_offers.queries.offers import OfferRecord, changes_after, last_change
from app.job_offers.rules.fetching import Asked, AskedWrong, read_asked
from app.job_offers.rules.items import items, told_lines
from app.job_offers.rules.openapi import described
from app.job_offers.rules.providing import ground_against_export
from app.job_offers.terms.acts import SOURCE
from app.job_offers.views.blueprints import api
from app.kernel.moments import JST, day_of
from app.kernel.roles import ANYONE
from app.kernel.spreadsheets import csv_bytes
from app.web.access import by_token, open_to
from app.web.api import json_failure
from app.web.clock import now
from app.web.limiter import Exceeded, Limit, allow, client_network

NO_PROCEDURE = "「紹介を希望する求職者の手続き」が登録されていません。変更申請で登録してください。"
FILE_HEADS = ("番号", "版", "最終更新", "取消し", *(each.head for each in items()[1:]), "出典", "手続き", "発行日時")


@dataclass(frozen=True)
class Delivery:
    """What is given: the offers, the cursor to go on with, whether there is more."""

    by: Receiver
    offers: list[OfferRecord]
    cursor: int
    has_more: bool
    asked: Asked
    at: datetime


@api.get("/job-offers.json")
@by_token
def as_json() -> Response:
    """The changes as JSON; what is provided no more has no items."""
    return delivered(json_body)


@api.get("/job-offers.csv")
@by_token
def as_csv() -> Response:
    """The same as CSV, with the next cursor in the header Link."""
    return delivered(csv_body)


@api.get("/openapi.json")
@open_to(ANYONE)
def description() -> Response:
    """The description of both, for programs and those who write them."""
    return jsonify(described())


def delivered(body: Callable[[Delivery], Response]) -> Response:
    """Who asks, how often, what for; 304 where nothing changed since the entity tag."""
    moment = now()
    by = known_by_token(moment)
    if isinstance(by, Response):
        return by
    asked = read_asked(request.args)
    if isinstance(asked, AskedWrong):
        return json_failure(400, word="wrong_parameter", message=f"{asked.name} の指定を読み取れません。")
    tag = tag_of(by, asked, moment)
    if request.if_none_match.contains_weak(tag):
        return headed(make_response("", 304), tag)
    return headed(body(gathered(by, asked, moment)), tag)


def known_by_token(moment: datetime) -> Receiver | Response:
    """The agency of the token; the refusal where there is none, or it gets no job offers at this moment."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        return json_failure(401)  # nothing was tried, so nothing is counted
    agency_id = agency_of_token(token.strip())
    limit, subject = Limit.JOB_OFFERS_BY_AGENCY, f"agency:{agency_id}"
    if agency_id is None:
        limit, subject = Limit.API_TOKEN_BY_NETWORK, client_network()
    counted = allow(limit, subject, moment)
    if isinstance(counted, Exceeded):
        refused = json_failure(429)
        refused.headers["Retry-After"] = str(counted.seconds)
        return refused
    by = receiver(agency_id, moment) if agency_id is not None else None
    if by is None:
        return json_failure(401)
    if by.refusal is not None:
        return json_failure(403)
    no_procedure = ground_against_export(by.procedure) is not None
    return json_failure(403, word="no_procedure", message=NO_PROCEDURE) if no_procedure else by


def gathered(by: Receiver, asked: Asked, moment: datetime) -> Delivery:
    """The next changes; who reads from the start gets only what is provided, who goes on also what is gone."""
    start, last = asked.cursor or 0, last_change()  # read first: a change that comes meanwhile is given next time
    goes_on = asked.cursor is not None or asked.since is not None
    found = changes_after(start, asked.limit + 1, moment, since=asked.since, gone_too=goes_on)
    offers, has_more = found[: asked.limit], len(found) > asked.limit
    cursor = offers[-1].change_no if has_more else max(start, last)
    return Delivery(by, offers, cursor, has_more, asked, moment)


def json_body(given: Delivery) -> Response:
    """The answer as JSON."""
    return jsonify(
        {
            "source": SOURCE,
            "procedure": given.by.procedure,
            "issued_at": given.at.astimezone(JST).isoformat(timespec="seconds"),
            "next_cursor": str(given.cursor),
            "has_more": given.has_more,
            "offers": [one(each, given.at) for each in given.offers],
        }
    )


def one(offer: OfferRecord, at: datetime) -> dict[str, object]:
    """An offer with its items as received, or the mark that it is gone."""
    told = told_lines(offer.items) if offer.is_provided_at(at) else ()
    return {
        "number": offer.number,
        "version": offer.version,
        "changed_at": offer.changed_at.astimezone(JST).isoformat(timespec="seconds"),
        "expires_on": offer.expires_on.isoformat(),
        "withdrawn": not offer.is_provided_at(at),
        "items": [{"name": head, "text": text} for head, text in told],
    }


def csv_body(given: Delivery) -> Response:
    """The answer as CSV."""
    response = make_response(csv_bytes(FILE_HEADS, [row(each, given) for each in given.offers]))
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    onward = url_for("job_offers_api.as_csv", cursor=given.cursor, limit=given.asked.limit)
    response.headers["Link"] = f'<{onward}>; rel="next"'
    return response


def row(offer: OfferRecord, given: Delivery) -> tuple[object, ...]:
    """An offer as a line; without its items where it is gone."""
    there = offer.is_provided_at(given.at)
    told = [offer.items.get(each.key, "") if there else "" for each in items()[1:]]
    changed, issued = (each.astimezone(JST).isoformat(timespec="seconds") for each in (offer.changed_at, given.at))
    return (offer.number, offer.version, changed, "" if there else "取消し", *told, SOURCE, given.by.procedure, issued)


def tag_of(by: Receiver, asked: Asked, moment: datetime) -> str:
    """The same as long as the same question has the same answer: no change, no other day, no other procedure."""
    told = (request.path, by.agency_id, by.procedure, asked, last_change(), day_of(moment))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def headed(response: Response, tag: str) -> Response:
    """The answer with its tag; it may be kept by who asked, and must be asked for again each time (AGY-032)."""
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "private, no-cache"
    response.vary.add("Authorization")
    return response
