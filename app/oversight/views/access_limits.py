"""The ministry limits access after telling the agencies (AGY-107)."""

from flask import Response, abort, make_response, render_template, request, url_for

from app.kernel.roles import Role
from app.oversight.forms.stops import MOST_REASON, PAGES, LimitForm
from app.oversight.queries.stops import find_limit, list_limits
from app.oversight.rules.stops import is_over, limits_at
from app.oversight.terms.stops import StopRefusal
from app.oversight.usecases.limits import lift_limit, post_limit
from app.oversight.views.blueprints import watch
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go


@watch.get("/access-limits")
@open_to(Role.MINISTRY)
def access_limits() -> Response:
    """Every limit, and the form that posts one."""
    return limits_page(LimitForm())


@watch.post("/access-limits")
@open_to(Role.MINISTRY)
def announce_limit() -> Response:
    """Post a limit that begins later."""
    form = LimitForm(request.form)
    plan = form.plan()
    if plan is None:
        return limits_page(form, status=422)
    refusal = post_limit(plan, by=current_identity(), now=now())
    if refusal is not None:
        return limits_page(form, status=409, refusal=refusal)
    return go(url_for("oversight.access_limits", done="posted"))


@watch.post("/access-limits/<int:limit_id>/lifting")
@open_to(Role.MINISTRY)
def end_limit(limit_id: int) -> Response:
    """Take a limit back, or end it early."""
    if find_limit(limit_id) is None:
        abort(404)
    refusal = lift_limit(limit_id, by=current_identity(), now=now())
    if refusal is not None:
        return limits_page(LimitForm(), status=409, refusal=refusal)
    return go(url_for("oversight.access_limits", done="lifted"))


def limits_page(form: LimitForm, *, status: int = 200, refusal: StopRefusal | None = None) -> Response:
    """The page of limits."""
    moment, limits = now(), list_limits()
    page = render_template(
        "oversight/access_limits.html",
        form=form,
        most=MOST_REASON,
        pages=PAGES,
        lasting=[(each, limits_at(each, moment)) for each in limits if not is_over(each, moment)],
        past=[each for each in limits if is_over(each, moment)],
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
