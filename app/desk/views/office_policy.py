"""What the office has set: as it stands, the form, the preview, the press that puts it in force."""

from datetime import date, timedelta

from flask import Response, abort, request, url_for

from app.desk.forms.office_policy import MANY, MAY_BE_EMPTY, PolicyForm, filled, policy_of, shown, typed_in
from app.desk.forms.office_policy_words import GROUPS, HELP, LABELS
from app.desk.queries.office_policy import preview_policy
from app.desk.terms.office_policy import PolicyRefused
from app.desk.usecases.office_policy import change_policy, take_back_plan
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import alike, day_in, makers, office_page, typed_pairs
from app.desk.views.scope import actor, office_of
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.policies import PolicyVersion, latest_id, next_planned, policy_versions, version_on
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.fields import takes
from app.web.htmx import go


@blueprint.get("/<slug>/office/policy")
@open_to(Role.MANAGER)
def office_policy(slug: str) -> Response:
    """What is in force today, what is planned, and every version before."""
    return policy_page(office_of(slug))


@blueprint.get("/<slug>/office/policy/new")
@open_to(Role.MANAGER)
def new_policy(slug: str) -> Response:
    """The form, filled with what is in force on the day asked for, else today; it proposes to begin tomorrow."""
    office = office_of(slug)
    since = max(day_in("since") or today() + timedelta(days=1), today())
    form = filled(PolicyForm, version_at(office, since).policy, since, latest_id(office.id))
    return form_page(office, form)


@blueprint.post("/<slug>/office/policy/new")
@open_to(Role.MANAGER)
@takes(*MANY)
def changed_policy(slug: str) -> Response:
    """Back from the preview to the form, with everything that was typed."""
    office = office_of(slug)
    return form_page(office, typed_in(PolicyForm, request.form, version_at(office, today()).policy))


@blueprint.post("/<slug>/office/policy/preview")
@open_to(Role.MANAGER)
@takes(*MANY)
def policy_preview(slug: str) -> Response:
    """What the change would do, before it is made: times that come and go, bookings left outside."""
    office = office_of(slug)
    form = typed_in(PolicyForm, request.form, version_at(office, today()).policy)
    since, held = form.day(), version_at(office, day_in("since") or today())
    policy = policy_of(form, held.policy)
    if since is None or policy is None:
        return form_page(office, form, status=422)
    if since < today():
        return form_page(office, form, status=422, refusal="in_the_past")
    changed = preview_policy(office.id, policy, since, now())
    if not changed.changed:
        return form_page(office, form, status=422, refusal="nothing_changed")
    rows = [(LABELS.get(name, name), shown(name, held.policy), shown(name, policy)) for name in changed.changed]
    times = alike(changed.times)
    return office_page("policy_preview", office, preview=changed, rows=rows, times=times, carried=typed_pairs())


@blueprint.post("/<slug>/office/policy")
@open_to(Role.MANAGER)
@takes(*MANY)
def set_policy(slug: str) -> Response:
    """Put the policy in force from its day on."""
    office = office_of(slug)
    form = typed_in(PolicyForm, request.form, version_at(office, today()).policy)
    since = form.day()
    policy = policy_of(form, version_at(office, since or today()).policy)
    if since is None or policy is None:
        return form_page(office, form, status=422)
    outcome = change_policy(office.id, policy, since=since, base=base_of(form), by=actor(), now=now())
    if isinstance(outcome, PolicyRefused):
        return form_page(office, form, status=409, refusal=outcome.ground.value)
    return go(url_for("desk.office_policy", slug=slug, done="set"))


@blueprint.post("/<slug>/office/policy/<day>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_plan(slug: str, day: str) -> Response:
    """Take back what is planned from a day on."""
    office = office_of(slug)
    since = planned_day(day)
    refusal = take_back_plan(office.id, since, by=actor(), now=now())
    if refusal is not None:
        return policy_page(office, status=409, refusal=refusal.value)
    return go(url_for("desk.office_policy", slug=slug, done="taken-back"))


def policy_page(office: Office, *, status: int = 200, refusal: str | None = None) -> Response:
    """The page of what is set."""
    versions = policy_versions(office.id)
    in_force = version_at(office, today())
    groups = [(title, [(LABELS[name], shown(name, in_force.policy)) for name in names]) for title, names in GROUPS]
    names = makers([version.set_by for version in versions])
    context = {"versions": versions, "in_force": in_force, "groups": groups, "makers": names, "refusal": refusal}
    return office_page("policy", office, status=status, today=today(), **context)


def form_page(office: Office, form: PolicyForm, *, status: int = 200, refusal: str | None = None) -> Response:
    """The form with what was typed, and why it was not taken."""
    groups = [(title, [name for name in names if name in form]) for title, names in GROUPS]
    planned = next_planned(office.id, today())
    context = {
        "form": form,
        "groups": groups,
        "help": HELP,
        "may_be_empty": MAY_BE_EMPTY,
        "planned": planned,
        "refusal": refusal,
    }
    return office_page("policy_form", office, status=status, **context)


def version_at(office: Office, day: date) -> PolicyVersion:
    """The version of a day; of today where the day has none, 404 where nothing was ever set."""
    return version_on(office.id, day) or version_on(office.id, day_of(now())) or abort(404)


def planned_day(text: str) -> date:
    """The day in an address as we write it, else 404."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        abort(404)
    return found if found.isoformat() == text else abort(404)


def base_of(form: PolicyForm) -> int:
    """The version the form was made from; 0, which is nobody's, where that was tampered with."""
    text = form.base.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
