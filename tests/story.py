"""What people do on the pages of the information service, for tests that tell a story of months: each act of a press.

form = story.linked(page, outbox, mail)          the registration that a mailed link opens
confirmation = story.typed(page)                 every step of a use application typed
case = story.stopped(mori)                       the missing report on the board, its case, the stop: the case's path
decision = story.ended(mori, hayashi, case)      proposed by one, approved by the other
"""

import json
import re

from flask import Flask

from tests.agencies import HIKARI
from tests.factories import PASSWORD, sign_in_as
from tests.harness.mails import Mails
from tests.page import Document, Page

WATCH = "/bureau/oversight"
MIDNIGHT, APPROVAL = "midnight", "form[action$=approval]"
ACCOUNT = {"name": HIKARI.name, "bureau": "nagasaki", "contact_name": "光 美咲", "kept_secret": "y"}
ORGANISATION = {
    "name": HIKARI.name,
    "address": HIKARI.address,
    "phone": "095-800-0000",
    "representative": HIKARI.representative,
    "kind": "fee",
    "licence_number": HIKARI.licence_number,
    "licence_valid_until": "令和13年3月31日",
}
SERVICES = {"job_info": "y", "charges_seekers": "no", "handles_subsidies": "no"}
OFFICERS = {
    "contact_name": "光 美咲",
    "contact_mail": "misaki@hikari.example",
    "contact_phone": "095-800-0001",
    "contact_full_time": "y",
    "contact_supervisor": "no",
    "same_officer": "y",
    "contact_way": "電話 095-800-0001",
    "procedure": "電話で申し込んでください。",
}
STEPS = {"organisation": ORGANISATION, "services": SERVICES, "officers": OFFICERS, "information": {}}


def seated(app: Flask, key: str) -> Page:
    """The browser of one of the cast."""
    page = Page(app)
    sign_in_as(page, key)
    return page


def linked(page: Page, outbox: Mails, mail: str) -> Document:
    """Ask for a registration and open the link that is mailed."""
    page.submit(page.get("/agency/registration"), email=mail)
    sent = outbox.posted("M-ACC-12")[-1].body or ""
    found = re.search(r"https?://[^/]+(/agency/registration/\S+)", sent)
    assert found, sent
    return page.get(found.group(1))


def registered(page: Page, outbox: Mails, mail: str) -> None:
    """An agency has its account and is signed in."""
    typed = {**ACCOUNT, "new_password": PASSWORD, "repeated_password": PASSWORD}
    done = page.submit(linked(page, outbox, mail), status=303, **typed)
    page.submit(page.follow(done), email=mail, password=PASSWORD, status=303)


def typed(page: Page) -> Document:
    """Type every step of a use application: the confirmation."""
    shown = page.get("/agency/drafts/use", follow_redirects=True)
    for step, values in STEPS.items():
        if f"/{step}" in str(shown.find("main form")["action"]):
            shown = page.follow(page.submit(shown, status=303, **values))
    return shown


def chased(mori: Page) -> None:
    """The bureau asks Hikari for its report."""
    shown = mori.get(str(mori.get("/bureau/reports").find("main table a")["href"]))
    mori.submit(shown, "form[action$=chases]", status=303)


def previewed(mori: Page) -> tuple[str, Document]:
    """From the overdue board to the page that shows what a stop from 00:00 does: the case's path and the page."""
    form = mori.get(str(mori.get(f"{WATCH}/overdue").find("main section a.button")["href"]))
    done = mori.submit(form, "form[action$=cases]", facts="報告がない。", status=303)
    case = done.location.partition("?")[0]
    choice = mori.get(str(mori.get(case).find("a[href$='suspensions/new']")["href"]))
    return case, mori.submit(choice, begins=MIDNIGHT, reason="2025年度の利用状況報告がありません。", status=200)


def stopped(mori: Page) -> str:
    """The bureau stops Hikari from 00:00: the case's path."""
    case, asked = previewed(mori)
    mori.submit(asked, status=303)
    return case


def ended(mori: Page, hayashi: Page, case: str) -> Document:
    """One officer proposes the end of use, another approves: the decision."""
    form = mori.get(str(mori.get(case).find("a[href$='terminations/new']")["href"]))
    proposed = mori.submit(form, reason="報告の見込みがありません。", status=303)
    assert not mori.follow(proposed).all(APPROVAL)
    done = hayashi.submit(hayashi.follow(proposed), APPROVAL, status=303)
    return hayashi.follow(done)


def names(document: Document) -> list[str]:
    """The names of a public list's rows."""
    return [row.find("th").get_text(" ", strip=True) for row in document.all("tbody tr")]


def services_at(home: Document) -> list[str]:
    """What an agency's first page says of its services, each in a word."""
    return [tag.get_text(strip=True) for tag in home.all("table .tag") if tag.get_text().strip().startswith("使え")]


def explained(app: Flask, line: str) -> tuple[str, list[str]]:
    """What `flask explain` answers: the date and its steps."""
    answer = app.test_cli_runner().invoke(args=["explain", *line.split(), "--json"])
    assert answer.exit_code == 0, answer.output
    facts = json.loads(answer.stdout)
    return facts["date"], facts["steps"]
