"""The people of an office: who may do what, inviting somebody, ending a role."""

from flask import Response, abort, request, url_for

from app.accounts.queries.members import members_of, scope_at
from app.accounts.terms import GrantRefusal
from app.accounts.usecases.grants import invite, revoke_grant
from app.desk.forms.office_staff import InvitationForm, invitation_form
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import office_page
from app.desk.views.scope import actor, office_of
from app.kernel.roles import Role
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, real_now
from app.web.htmx import go

ENDED = "office manager"


@blueprint.get("/<slug>/office/staff")
@open_to(Role.MANAGER)
def office_staff(slug: str) -> Response:
    """Everyone with a role at the office, and the form that invites."""
    return staff_page(office_of(slug), invitation_form())


@blueprint.post("/<slug>/office/staff")
@open_to(Role.MANAGER)
def invite_staff(slug: str) -> Response:
    """Invite somebody by mail; the page says the same whether the address is new or known (SECURITY T2)."""
    office, form = office_of(slug), invitation_form(request.form)
    invitee = form.invitee()
    if invitee is None:
        return staff_page(office, form, status=422)
    scope = scope_at(office.id, invitee.role) or abort(404)
    outcome = invite(actor(), invitee.mail, invitee.name, scope, invitee.why, now=now())
    if isinstance(outcome, GrantRefusal):
        return staff_page(office, form, status=409, refusal=outcome)
    return go(url_for("desk.office_staff", slug=slug, done="invited"))


@blueprint.post("/<slug>/office/staff/<int:grant_id>/ending")
@open_to(Role.MANAGER)
def end_role(slug: str, grant_id: int) -> Response:
    """End a role at the office; who held it is signed out everywhere. Another office's is 404 like a missing one."""
    office = office_of(slug)
    if not any(member.grant_id == grant_id for member in members_of(office.id, now())):
        abort(404)
    refusal = revoke_grant(actor(), grant_id, ENDED, at=real_now(), now=now())
    if refusal is not None:
        return staff_page(office, invitation_form(), status=409, refusal=refusal)
    return go(url_for("desk.office_staff", slug=slug, done="ended"))


def staff_page(
    office: Office, form: InvitationForm, *, status: int = 200, refusal: GrantRefusal | None = None
) -> Response:
    """The page of the people."""
    members = members_of(office.id, now())
    context = {"form": form, "members": members, "own": actor().account_id}
    return office_page("staff", office, status=status, refusal=refusal.value if refusal else None, **context)
