"""`python -m bench.desk`: today's bookings at the desk, two hundred of them, against the same page from constants."""

import json
from datetime import UTC
from typing import Any

from bench.bare_day import BOOKINGS, HOURS, TODAY
from bench.figures import RATE_ROUNDS, Figure, at_least, at_most
from bench.load import Request
from bench.pages import CONNECTIONS, ensure_same_page, load
from bench.servers import installation, run_python, serving
from bench.statements import HERE, SLOTS, Visitor, recorded

REQUESTS = 128
SEATS = BOOKINGS // len(HOURS)
"""At each time of the day all of them are taken: a booking more would be marked as one too many."""
PAGE = "/desk/kanagawa/today"
COUNSELOR = "suzuki"
BARE = Request(path="/day")


def measure(database: str) -> list[Figure]:
    """≥ 0.3 of the same page from constants, ≤ 8 statements."""
    with installation(database, seats=SEATS) as environ:
        told = json.loads(run_python({**environ, "MADOGUCHI_LIMITS": "on"}, "-m", "bench.desk"))
        page, count = Request(path=PAGE, headers=(("Cookie", told["cookie"]),)), told["statements"]
        with (
            serving("wsgi:app", environ=environ) as server,
            serving("bench.bare:app", ready="/hello") as same,
        ):
            ensure_same_page(server, page, same, BARE)
            runs = [(load(server, page, REQUESTS), load(same, BARE, REQUESTS)) for _ in range(RATE_ROUNDS)]
    ours, bare = (max(run.per_second for run in side) for side in zip(*runs, strict=True))
    return [
        at_least(
            f"desk today with {BOOKINGS} bookings, requests/s at {CONNECTIONS} connections / same page from constants",
            ours / bare,
            0.3,
            database=database,
            ours=f"{ours:.0f}/s",
            bare=f"{bare:.0f}/s",
        ),
        at_most("desk today, SQL statements", count, 8, database=database, ours=str(count)),
    ]


def multiply() -> None:
    """Make of the only booking there is as many as are wanted, spread over the rest of today."""
    from app.booking.models.bookings import Booking
    from app.db import db
    from app.kernel.moments import at

    first = db.session.scalars(db.select(Booking)).one()
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    grace = first.missed_from - first.starts_at
    for place in range(BOOKINGS):
        starts_at = at(TODAY, HOURS[place * len(HOURS) // BOOKINGS]).astimezone(UTC)
        moved = {"starts_at": starts_at, "missed_from": starts_at + grace, "seat_no": place % SEATS + 1}
        db.session.add(Booking(**{**values, **moved, "number": f"{place:010}"}))
    db.session.commit()


def sign_in(key: str = COUNSELOR) -> str:
    """A complete sign-in of one of the cast, as the cookie of a browser."""
    from flask import current_app

    from app.accounts.effects.people import lock_account
    from app.accounts.effects.sign_ins import begin_sign_in
    from app.accounts.queries.people import find_account_by_mail
    from app.accounts.terms import Browser, SignInStage
    from app.accounts.usecases.cast import join_cast, mail_of, people_of
    from app.accounts.views.login import COOKIE, place_of
    from app.db import db
    from app.web.clock import now, real_now
    from app.web.cookies import cookie_name
    from bench.fill import OPENING

    settings, (person,) = current_app.extensions["settings"], people_of(key)
    join_cast([person], {key: "nobody signs in by it"}, OPENING)
    account = find_account_by_mail(mail_of(person))
    if account is None:
        raise RuntimeError(f"no {key}")
    where = Browser(surfaces=settings.surfaces, place=place_of(settings), agent="bench", demo=True)
    token = begin_sign_in(lock_account(account.id), where, SignInStage.COMPLETE, at=real_now(), now=now()).token
    db.session.commit()
    return f"{cookie_name(settings, COOKIE)}={token}"


def statements_of(visitor: Visitor, cookie: str) -> list[Any]:
    """The statements of the page, which must have every row."""
    name, _, token = cookie.partition("=")
    visitor.client.set_cookie(name, token, domain="127.0.0.1")
    visitor.client.get(PAGE, base_url=HERE)
    with recorded() as statements:
        page = visitor.client.get(PAGE, base_url=HERE)
    if page.text.count("data-row ") != BOOKINGS:
        raise RuntimeError(f"the page does not show the day: {page.status_code}")
    return statements


def main() -> None:
    """Book a full day, and print a counselor's cookie and how many statements the day costs."""
    visitor = Visitor()
    visitor.press(SLOTS[0])
    with visitor.app.app_context():
        multiply()
        cookie = sign_in()
    print(json.dumps({"cookie": cookie, "statements": len(statements_of(visitor, cookie))}))


if __name__ == "__main__":
    main()
