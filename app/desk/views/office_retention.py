"""How long the data of bookings are kept: what was chosen, what it deletes, the form."""

from dataclasses import dataclass

from flask import Response, abort, request, url_for

from app.accounts.queries.members import members_of
from app.accounts.terms import AccountStatus
from app.booking.queries.retention import count_past_date
from app.desk.forms.office_retention import RetentionForm, retention_form
from app.desk.queries.office_retention import find_proposal, open_proposal, proposed
from app.desk.terms.office_retention import RetentionRefusal
from app.desk.usecases.office_retention import approve_retention, drop_proposal, propose_retention
from app.desk.views.blueprint import blueprint
from app.desk.views.office_pages import makers, office_page
from app.desk.views.scope import actor, office_of
from app.kernel.calendar import ONE_DAY
from app.kernel.roles import Role
from app.offices.queries.offices import policy_in_force
from app.offices.queries.retention import PROPOSED, USE_LOG_MONTHS, periods_on, retention_choices, use_log_months
from app.offices.terms import Office
from app.web.access import open_to
from app.web.clock import now, today
from app.web.htmx import go


@dataclass(frozen=True, kw_only=True)
class LogTerm:
    """Whether the office keeps a log of use, for how many months from tomorrow on, for how many without a choice."""

    kept: bool
    months: int
    usual: int


OF_OTHERS = frozenset({RetentionRefusal.GRANT_ENDED, RetentionRefusal.PROPOSED_ALREADY})


@blueprint.get("/<slug>/office/retention")
@open_to(Role.MANAGER)
def office_retention(slug: str) -> Response:
    """What holds, what was chosen before, and the form; before the first choice, our proposal."""
    office = office_of(slug)
    return retention_page(office, standing_form(office))


@blueprint.post("/<slug>/office/retention")
@open_to(Role.MANAGER)
def choose_retention(slug: str) -> Response:
    """Propose periods; another manager is asked."""
    office = office_of(slug)
    form = retention_form(None, request.form, has_log=keeps_log(office))
    periods = form.periods()
    if periods is None:
        return retention_page(office, form, status=422)
    refusal = propose_retention(office.id, periods, by=actor(), now=now())
    if refusal is not None:
        return retention_page(office, form, status=409 if refusal in OF_OTHERS else 422, refusal=refusal)
    return go(url_for("desk.office_retention", slug=slug, done="proposed"))


@blueprint.post("/<slug>/office/retention/<int:proposal_id>/approval")
@open_to(Role.MANAGER)
def approve_proposal(slug: str, proposal_id: int) -> Response:
    """Be the second person; 403 for whoever proposed it (SECURITY T6)."""
    office = office_of(slug)
    if find_proposal(office.id, proposal_id) is None:
        abort(404)
    outcome = approve_retention(office.id, proposal_id, by=actor(), now=now())
    if isinstance(outcome, RetentionRefusal):
        status = 403 if outcome is RetentionRefusal.SAME_PERSON else 409
        return retention_page(office, standing_form(office), status=status, refusal=outcome)
    return go(url_for("desk.office_retention", slug=slug, done="set"))


@blueprint.post("/<slug>/office/retention/<int:proposal_id>/withdrawal")
@open_to(Role.MANAGER)
def withdraw_proposal(slug: str, proposal_id: int) -> Response:
    """Drop a proposal: one's own, or another's one does not agree with."""
    office = office_of(slug)
    if find_proposal(office.id, proposal_id) is None:
        abort(404)
    refusal = drop_proposal(office.id, proposal_id, by=actor(), now=now())
    if refusal is not None:
        return retention_page(office, standing_form(office), status=409, refusal=refusal)
    return go(url_for("desk.office_retention", slug=slug, done="dropped"))


def standing_form(office: Office) -> RetentionForm:
    """The form as it stands."""
    return retention_form(periods_on(office.id, today() + ONE_DAY), has_log=keeps_log(office))


def keeps_log(office: Office) -> bool:
    """Whether the office records the use of pages, so that it must say for how long (MYK-28)."""
    return bool(policy_in_force(office.id, today()).use_log)


def retention_page(
    office: Office, form: RetentionForm, *, status: int = 200, refusal: RetentionRefusal | None = None
) -> Response:
    """The page of retention, with how many bookings the periods that are to come reach, and who may approve."""
    choices, proposal, tomorrow = retention_choices(office.id), open_proposal(office.id), today() + ONE_DAY
    coming = periods_on(office.id, tomorrow)
    reaching = (proposed(proposal) if proposal else coming) or PROPOSED
    marks = [mark for choice in choices for mark in (choice.set_by, choice.approved_by)]
    return office_page(
        "retention",
        office,
        status=status,
        form=form,
        choices=choices,
        held=periods_on(office.id, today()),
        coming=coming,
        tomorrow=tomorrow,
        reached=count_past_date(office.id, reaching, tomorrow),
        log=LogTerm(kept=keeps_log(office), months=use_log_months(coming), usual=USE_LOG_MONTHS),
        proposal=proposal,
        is_own=proposal is not None and proposal.proposed_by == actor().account_id,
        others=managers_beside(office, actor().account_id),
        makers=makers([*marks, f"account:{proposal.proposed_by}" if proposal else None]),
        refusal=refusal.value if refusal else None,
    )


def managers_beside(office: Office, account_id: int | None) -> list[str]:
    """The names of the other managers of an office who can sign in."""
    known = (each for each in members_of(office.id, now()) if each.role is Role.MANAGER and not each.waits)
    return [each.name for each in known if each.account_id != account_id and each.status is AccountStatus.ACTIVE]
