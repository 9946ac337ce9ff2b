"""The first page of those who watch over agencies: a bureau's own jurisdiction, the ministry's overview."""

from flask import render_template

from app.kernel.roles import Role
from app.offices.queries.bureaux import get_bureau
from app.oversight.views.blueprints import watch
from app.web.access import current_identity, open_to


@watch.get("")
@open_to(Role.BUREAU, Role.MINISTRY)
def home() -> str:
    """What is to be done."""
    bureau_id = current_identity().bureau_id
    return render_template("oversight/bureau_home.html", bureau=get_bureau(bureau_id) if bureau_id else None)
