"""`python -m bench.answers`: an agency's answer to a seeker against the same statements by hand."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bench.applicants import CSRF, Browser
from bench.figures import Figure, at_least, at_most, fastest
from bench.pages import CONNECTIONS
from bench.posts import PRESSES, by_hand, rate
from bench.servers import installation, run_python, serving
from bench.statements import HERE, Statement, keep, recorded

AGENCY = "hikari"
LETTER, QUESTION = "はじめまして。ご希望に近い介護の求人が3件あります。", "見学はできますか。"
ANSWER = {"body": "はい、平日の10時から16時まで見学できます。履歴書はいりません。"}
MOST_STATEMENTS = 18


def measure(database: str) -> list[Figure]:
    """≥ 0.5 of the bare answers/s."""
    with asked(database) as (environ, told), asked(database) as (other, _):
        answer = Browser(told["cookie"], told["csrf"]).post(told["path"], ANSWER)
        with (
            serving("wsgi:app", environ=environ) as ours,
            serving("bench.replay:app", environ=other, ready="/hello") as bare,
        ):
            presses = [answer] * PRESSES
            rates = fastest(partial(rate, ours, presses, 303), partial(rate, bare, by_hand(presses), 303))
    says: Callable[..., Any] = partial(dict, database=database)
    speed = f"answer of an agency, requests/s at {CONNECTIONS} connections / same SQL by hand"
    sent = told["statements"]
    return [
        at_least(speed, rates[0] / rates[1], 0.5, **says(ours=f"{rates[0]:.0f}/s", bare=f"{rates[1]:.0f}/s")),
        at_most("answer of an agency, SQL statements", sent, MOST_STATEMENTS, **says(ours=str(sent))),
    ]


@contextmanager
def asked(database: str) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """An installation in which a seeker asked an agency something, and what its page needs for an answer."""
    with installation(database) as environ:
        yield environ, json.loads(run_python(environ, "-m", "bench.answers"))


def asked_thread() -> str:
    """The number of a thread in which a seeker asked something; made by the use-cases."""
    from app.db import db
    from app.messages.models.messages import Thread
    from app.messages.usecases.answering import ask
    from app.messages.usecases.sending import send_first_invitations
    from app.routines.demo.agencies import identity
    from app.seekers.models.records import SeekerRecord
    from app.web.clock import now

    hikari = identity(AGENCY, now())
    record_id = db.session.scalars(db.select(SeekerRecord.id)).one()
    send_first_invitations(hikari.agency_id or 0, [record_id], LETTER, by=hikari, now=now())
    number = db.session.scalars(db.select(Thread.number)).one()
    ask(record_id, number, QUESTION, by=hikari, now=now())
    return number


def prepare() -> None:
    """The cast, the agencies, and one record."""
    from app.accounts.usecases.cast import load_cast
    from app.routines.demo.agencies import load_agencies
    from app.routines.demo.seekers import generated
    from app.seekers.usecases.importing import import_records
    from app.web.clock import now

    load_cast(now())
    load_agencies(now())
    import_records(list(generated(1)), office_id=None, now=now())


def press(client: Any, path: str, csrf: str) -> list[Statement]:
    """The statements of one answer."""
    with recorded() as statements:
        answer = client.post(path, data={"csrf_token": csrf, **ANSWER}, base_url=HERE)
    if answer.status_code != 303:
        raise RuntimeError(f"an answer was answered {answer.status_code}")
    return statements


def main() -> None:
    """Answer three times, keep the statements of the last two; print what a browser needs to answer again."""
    from app.factory import create_app
    from bench.desk import sign_in

    app = create_app()
    with app.app_context():
        prepare()
        signed_in, page = sign_in(AGENCY), f"/agency/threads/{asked_thread()}"
    client = app.test_client()
    name, _, token = signed_in.partition("=")
    client.set_cookie(name, token, domain="127.0.0.1")
    opened = client.get(page, base_url=HERE)
    cookies = [signed_in, *(each.partition(";")[0] for each in opened.headers.getlist("Set-Cookie"))]
    csrf, path = CSRF.findall(opened.text)[0], f"{page}/answers"
    presses = [press(client, path, csrf) for _ in range(3)][1:]
    keep(presses, "message_text")
    print(json.dumps({"cookie": "; ".join(cookies), "csrf": csrf, "path": path, "statements": len(presses[-1])}))


if __name__ == "__main__":
    main()
