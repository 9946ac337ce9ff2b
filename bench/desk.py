"""`python -m bench.desk`: the desk's day with 200 bookings, against the same page made from constants."""

import json
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from bench.figures import Figure, at_least, at_most
from bench.servers import installation, run_python
from bench.statements import HERE, SLOTS, Visitor, recorded

BOOKINGS = 200
ROUNDS = 60
TODAY = f"/desk/kanagawa/today?day={SLOTS[0][:10]}"
COUNSELOR = "suzuki"


def measure(database: str) -> list[Figure]:
    """≥ 0.3 of the same page from constants, ≤ 8 statements."""
    with installation(database) as environ:
        told = json.loads(run_python({**environ, "MADOGUCHI_LIMITS": "on"}, "-m", "bench.desk"))
    ours, bare, count = told["ours"], told["bare"], told["statements"]
    return [
        at_least(
            f"desk's day with {BOOKINGS} bookings, pages/s / same page from constants",
            bare / ours,
            0.3,
            database=database,
            ours=f"{ours * 1000:.1f} ms",
            bare=f"{bare * 1000:.1f} ms",
        ),
        at_most("desk's day, SQL statements", count, 8, database=database, ours=str(count)),
    ]


class Counselor(Visitor):
    """A counselor's browser in this process, before a day of 200 bookings."""

    def __init__(self) -> None:
        super().__init__()
        self.press(SLOTS[0])
        with self.app.app_context():
            multiply()
            token, name = sign_in()
        self.client.set_cookie(name, token, domain="127.0.0.1")

    def look(self) -> str:
        """The page, with every line of it."""
        page = self.client.get(TODAY, base_url=HERE)
        self.expect(page.status_code)
        if page.text.count("data-row") < BOOKINGS:
            raise RuntimeError("the page does not show the day")
        return page.text


def multiply() -> None:
    """Make the only booking of the day as many as are wanted, seat after seat."""
    from app.booking.models.bookings import Booking
    from app.db import db

    first = db.session.scalars(db.select(Booking)).one()
    values = {column.name: getattr(first, column.name) for column in Booking.__table__.columns if column.name != "id"}
    for place in range(1, BOOKINGS):
        db.session.add(Booking(**{**values, "number": f"{place:010}", "seat_no": place + 1}))
    db.session.commit()


def sign_in() -> tuple[str, str]:
    """A counselor's complete sign-in: its token and the name of its cookie."""
    from flask import current_app

    from app.accounts.effects.people import lock_account
    from app.accounts.effects.sign_ins import begin_sign_in
    from app.accounts.queries.people import find_account_by_mail
    from app.accounts.terms import Browser, SignInStage
    from app.accounts.usecases.cast import join_cast, mail_of, people_of
    from app.accounts.views.login import COOKIE, place_of
    from app.db import db
    from app.web.clock import real_now
    from app.web.cookies import cookie_name
    from bench.fill import OPENING

    settings, (person,) = current_app.extensions["settings"], people_of(COUNSELOR)
    join_cast([person], {COUNSELOR: "nobody signs in by it"}, OPENING)
    account = find_account_by_mail(mail_of(person))
    if account is None:
        raise RuntimeError(f"no {COUNSELOR}")
    where = Browser(surfaces=settings.surfaces, place=place_of(settings), agent="bench", demo=True)
    token = begin_sign_in(lock_account(account.id), where, SignInStage.COMPLETE, real_now()).token
    db.session.commit()
    return token, cookie_name(settings, COOKIE)


def bare(counselor: Counselor) -> Callable[[], Any]:
    """The same page made anew from what its view found out, without asking anything."""
    from flask import Flask, template_rendered

    kept: list[tuple[Any, dict[str, Any]]] = []

    def keep(_sender: Flask, template: Any, context: dict[str, Any], **_more: Any) -> None:
        kept.append((template, context))

    with template_rendered.connected_to(keep, counselor.app):
        counselor.look()
    template, context = kept[-1]
    return lambda: template.render(context)


def seconds(act: Callable[[], Any]) -> float:
    """How long one takes."""
    began = perf_counter()
    act()
    return perf_counter() - began


def main() -> None:
    """Print the medians of both in seconds, taken in turn, and the statements of the page."""
    counselor = Counselor()
    page = bare(counselor)
    with recorded() as statements:
        counselor.look()
    with counselor.app.test_request_context(TODAY, base_url=HERE):
        page()
        rounds = [(seconds(counselor.look), seconds(page)) for _ in range(ROUNDS)]
    ours, same = zip(*rounds, strict=True)
    print(json.dumps({"ours": median(ours), "bare": median(same), "statements": len(statements)}))


if __name__ == "__main__":
    main()
