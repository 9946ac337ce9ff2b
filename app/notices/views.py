"""The demo's mailbox: what the demo has sent, as its readers would see it. Never registered in production."""

from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, request

from app.kernel.roles import ANYONE
from app.notices.transport.files import FOLDER, find_mail, kept_mails
from app.web.access import open_to

blueprint = Blueprint("notices", __name__)
MOST_SHOWN = 200


@blueprint.get("/mailbox")
@open_to(ANYONE)
def mailbox() -> str:
    """The mails, the newest first; with `to` only those to one address."""
    to = request.args.get("to", "").strip()
    mails = kept_mails(folder(), to)
    return render_template("notices/mailbox.html", mails=mails[:MOST_SHOWN], total=len(mails), to=to)


@blueprint.get("/mailbox/<name>")
@open_to(ANYONE)
def mail(name: str) -> str:
    """One mail."""
    found = find_mail(folder(), name)
    if found is None:
        abort(404)
    return render_template("notices/mail.html", mail=found)


def folder() -> Path:
    """Where the demo keeps its mails."""
    return current_app.extensions["settings"].instance / FOLDER
