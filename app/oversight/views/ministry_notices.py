"""The ministry's notices to agencies: changes of terms, changes and abolition of the service (AGY-138, AGY-142)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.kernel.roles import Role
from app.oversight.forms.notes import MOST_TEXT, NoticeForm
from app.oversight.queries.notices import find_notice, list_notices
from app.oversight.terms.notices import NoticeRefusal
from app.oversight.usecases.notices import post_notice, withdraw_notice
from app.oversight.views.blueprints import watch
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@watch.get("/notices")
@open_to(Role.MINISTRY)
def notices() -> Response:
    """What was posted, and the form."""
    return notices_page(NoticeForm())


@watch.post("/notices")
@open_to(Role.MINISTRY)
def announce() -> Response:
    """Post a notice."""
    form = NoticeForm(request.form)
    if not form.validate():
        return notices_page(form, status=422)
    refusal = post_notice(form.title.folded, form.body.folded, by=current_identity(), now=now())
    if refusal is not None:
        return notices_page(form, status=409, refusal=refusal)
    return go(url_for("oversight.notices", done="posted"))


@watch.post("/notices/<announcement>/withdrawal")
@open_to(Role.MINISTRY)
def take_back(announcement: str) -> Response:
    """Take a notice back."""
    if find_notice(announcement) is None:
        abort(404)
    refusal = withdraw_notice(announcement, by=current_identity(), now=now())
    if refusal is not None:
        return notices_page(NoticeForm(), status=409, refusal=refusal)
    return go(url_for("oversight.notices", done="withdrawn"))


def notices_page(form: NoticeForm, *, status: int = 200, refusal: NoticeRefusal | None = None) -> Response:
    """The page of notices."""
    page = render_template(
        "oversight/ministry_notices.html",
        form=form,
        limit=MOST_TEXT,
        notices=list_notices(standing_only=False),
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
