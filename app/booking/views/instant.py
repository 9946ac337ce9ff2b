"""即時利用: whether it can be had now, asking, answering to changed terms, how a request stands (NGS-40 to NGS-47)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import get_locale

from app.accounts.queries.people import get_person
from app.accounts.terms import Person
from app.booking.forms.instant import CONTENT_LIMIT, InstantForm, instant_form
from app.booking.queries.instant import free_now, last_request_of, open_request_of, situation_now
from app.booking.rules.instant import asks_for_agreement, is_open_at, open_hours, stage_of
from app.booking.terms.instant import (
    OF_THE_FORM,
    AgreementRefusal,
    Asked,
    InstantRecord,
    OpenHours,
    Stage,
)
from app.booking.terms.outcomes import OtherContent
from app.booking.terms.press import InstantPress
from app.booking.usecases.instant import ask_for_instant_use
from app.booking.usecases.instant_terms import answer_terms
from app.booking.views.blueprint import blueprint
from app.kernel.moments import day_of
from app.kernel.roles import Role
from app.offices.queries.consents import consent_of
from app.offices.queries.offices import get_office, policy_in_force, terms_in_force
from app.offices.queries.texts import parts_of
from app.offices.terms import Office, Policy, TermsVersion
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.filters import phone
from app.web.htmx import go, respond
from app.web.idempotency import content_hash, is_token, new_token

ASKERS = (Role.SEEKER, Role.EMPLOYER)
"""Who has a page of their own to which a code can be sent (NGS-40, NGS-47)."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The office, the person who looks, and what can be said of both at this moment."""

    office: Office
    policy: Policy
    person: Person
    hours: OpenHours
    someone_free: bool
    newest: TermsVersion
    agreed: TermsVersion | None
    mine: InstantRecord | None
    elsewhere: InstantRecord | None
    now: datetime

    @property
    def stage(self) -> Stage | None:
        """Where the person's last request of today stands."""
        return stage_of(self.mine.facts, self.now) if self.mine else None

    @property
    def is_open(self) -> bool:
        """Whether a request of the person still goes on here."""
        return self.mine is not None and is_open_at(self.mine.facts, self.now)

    @property
    def can_be_had(self) -> bool:
        """Whether a request made now could be answered."""
        return bool(self.hours.minutes) and self.someone_free


@blueprint.get("/offices/<slug>/instant-use")
@open_to(*ASKERS)
def instant_use(slug: str) -> Response:
    """Whether somebody can be had now, the form, and how one's own request stands; the poll gets the latter."""
    scene = scene_of(slug)
    return page(scene, begun(scene), "booking/_instant_status.html")


@blueprint.post("/offices/<slug>/instant-use")
@open_to(*ASKERS)
def ask(slug: str) -> Response:
    """Ask for a session now; pressed again, the same request."""
    scene = scene_of(slug)
    form = instant_form(scene.person, phone(scene.person.phone or ""), request.form)
    if not is_token(form.token.data or ""):
        form.token.data = new_token()
        form.validate()
        return page(scene, form, status=422, used=True)
    if not form.validate():
        return page(scene, form, status=422)
    outcome = ask_for_instant_use(press_of(scene, form))
    if isinstance(outcome, Asked):
        return go(url_for("booking.instant_use", slug=slug))
    if isinstance(outcome, OtherContent):
        form.token.data = new_token()
        return page(scene_of(slug), form, status=409, used=True)
    return page(scene_of(slug), form, status=422 if outcome in OF_THE_FORM else 409, refused=outcome)


@blueprint.post("/offices/<slug>/instant-use/agreement")
@open_to(*ASKERS)
def answer_changed_terms(slug: str) -> Response:
    """同意する or 同意しない to the newest terms (NGS-43, NGS-44)."""
    scene = scene_of(slug)
    answer, version = request.form.get("answer"), request.form.get("version", "")
    mine = scene.mine.number if scene.mine and scene.stage is Stage.AGREEMENT else None
    if mine is None or answer not in ("agree", "decline"):
        return page(scene, begun(scene), status=409, unanswered=AgreementRefusal.NOTHING_OPEN)
    read = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    refused = answer_terms(mine, read, current_identity(), scene.now, agrees=answer == "agree")
    if refused is None:
        return go(url_for("booking.instant_use", slug=slug))
    again = scene_of(slug)
    return page(again, begun(again), status=409, unanswered=refused)


def scene_of(slug: str) -> Scene:
    """What can be said now; 404 for an office that has no instant use (KRS-01)."""
    office, moment = get_office(slug), now()
    policy = policy_in_force(office.id, day_of(moment))
    if not policy.instant_use:
        abort(404)
    person = get_person(current_identity().account_id or abort(404))
    elsewhere = open_request_of(person.account_id, moment)
    return Scene(
        office=office,
        policy=policy,
        person=person,
        hours=open_hours(situation_now(office.id, moment), moment),
        someone_free=bool(free_now(office.id, moment)),
        newest=terms_in_force(office.terms_set, day_of(moment)),
        agreed=consent_of(person.account_id, office.terms_set),
        mine=last_request_of(person.account_id, office.id, moment),
        elsewhere=elsewhere if elsewhere and elsewhere.office_id != office.id else None,
        now=moment,
    )


def begun(scene: Scene) -> InstantForm:
    """The form as it begins, with the token that makes its press repeatable."""
    form = instant_form(scene.person, phone(scene.person.phone or ""))
    form.token.data = new_token()
    return form


def press_of(scene: Scene, form: InstantForm) -> InstantPress:
    """The press of a valid form."""
    said = {field.name: str(field.data or "") for field in form if field.name != "token"}
    return InstantPress(
        office=scene.office,
        by=current_identity(),
        wish=form.wish(),
        language=str(get_locale()),
        token=form.token.data,
        content=content_hash({"office": scene.office.id, **said}),
        now=scene.now,
    )


def page(
    scene: Scene, form: InstantForm, partial: str = "booking/_instant_form.html", *, status: int = 200, **said: Any
) -> Response:
    """The page with everything typed; why a press did nothing stands in `refused`, `unanswered`, `used`."""
    changed = scene.agreed is not None and asks_for_agreement(scene.agreed.id, scene.newest.id, scene.policy)
    return respond(
        "booking/instant.html",
        partial,
        status=status,
        scene=scene,
        office=scene.office,
        policy=scene.policy,
        form=form,
        form_offered=scene.can_be_had or request.method == "POST",  # what was typed is never lost
        parts=parts_of(scene.newest.text) if scene.stage is Stage.AGREEMENT else [],
        terms_changed=changed,
        content_limit=CONTENT_LIMIT,
        **{"refused": None, "unanswered": None, "used": False, **said},
    )
