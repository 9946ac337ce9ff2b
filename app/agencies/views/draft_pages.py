"""What the pages of a draft show: one step, or the confirmation of all of them."""

from typing import Any

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from app.agencies.forms.assembly import STEPS, forms_of, particulars_in, typed_of, wrong_steps
from app.agencies.forms.steps import StepForm
from app.agencies.forms.withdrawal import WithdrawalForm
from app.agencies.queries.applications import entrance_of, find_draft, registered_particulars
from app.agencies.rules.dates import document_deadline, placement_window
from app.agencies.rules.drafts import Typed
from app.agencies.rules.eligibility import services_open_to
from app.agencies.terms.applications import ApplicationRefusal, Asked, Refused, Withdrawn
from app.agencies.terms.kinds import AgencyKind, ApplicationKind, Service
from app.agencies.usecases.applications import version_of
from app.agencies.views.application_words import KIND_WORDS, STEP_WORDS, Section, sections_of
from app.offices.queries.days import national_calendar
from app.web import idempotency
from app.web.access import current_identity
from app.web.clock import now, today
from app.web.htmx import respond
from app.web.steps import sentences

LAST = "confirmation"
WITHDRAWAL: dict[str, type[StepForm]] = {"services": WithdrawalForm}


def own_agency() -> int:
    """The agency of the person acting."""
    return current_identity().agency_id or abort(404)


def kind_of(word: str) -> ApplicationKind:
    """The procedure of an address; 404 for none."""
    return ApplicationKind(word) if word in {kind.value for kind in ApplicationKind} else abort(404)


def steps_of(kind: ApplicationKind) -> dict[str, type[StepForm]]:
    """The steps of a procedure."""
    return WITHDRAWAL if kind is ApplicationKind.WITHDRAW else STEPS


def step_form(kind: ApplicationKind, step: str) -> type[StepForm]:
    """The form of a step; 404 for none."""
    return steps_of(kind).get(step) or abort(404)


def first_words(kind: ApplicationKind) -> Typed:
    """What a new draft begins with: the registered values of a change or a renewal."""
    told = registered_particulars(own_agency())
    return typed_of(told) if told and kind in {ApplicationKind.CHANGE, ApplicationKind.RENEW} else {}


def typed_so_far(kind: ApplicationKind) -> Typed:
    """The draft, or what a new one begins with."""
    typed = find_draft(own_agency(), kind)
    return first_words(kind) if typed is None else typed


def after(kind: ApplicationKind, step: str, typed: Typed) -> str:
    """The step after this one; what seekers are shown is skipped by who does not take part in their service."""
    names = [*steps_of(kind), LAST]
    following = names[names.index(step) + 1]
    return LAST if following == "information" and "seeker_info" not in typed else following


def content_in(kind: ApplicationKind, typed: Typed) -> Asked | None:
    """What is asked for; None where a step is not right yet."""
    if kind is ApplicationKind.WITHDRAW:
        form = WithdrawalForm(MultiDict(typed))
        return Asked(kind=kind, given_up=Withdrawn(form.given_up.data)) if form.validate() else None
    forms = forms_of(typed)
    return None if wrong_steps(forms) else Asked(kind=kind, told=particulars_in(forms))


def show_closed(kind: ApplicationKind, why: ApplicationRefusal) -> Response:
    """Why a procedure is not open: never was, or no longer is since it was pressed elsewhere."""
    page, part = "agencies/application_closed.html", "agencies/_application_closed.html"
    return respond(page, part, status=409, why=why, title=KIND_WORDS[kind])


def show_step(kind: ApplicationKind, step: str, form: Any, typed: Typed, status: int = 200) -> Response:
    """One step with the days that matter in it."""
    window = placement_window(today(), national_calendar())
    part = f"agencies/_step_{step_part(kind, step)}.html"
    both = entrance_of(own_agency(), now()).services == frozenset(Service)
    told: dict[str, object] = {"kind": kind, "step": step, "form": form, "part": part, "both": both}
    told |= {"title": KIND_WORDS[kind], "names": titles_of(kind), "words": STEP_WORDS}
    told |= {"window": window.value, "why": sentences(window.steps), "offers_seekers": offers_seekers(typed)}
    return respond("agencies/application_step.html", part, status=status, **told)


def offers_seekers(typed: Typed) -> bool:
    """Whether the seeker service is among what can be chosen: not for the kind of organisation of ③ (AGY-007)."""
    (kind,) = typed.get("kind", [""])[:1] or [""]
    return kind not in set(AgencyKind) or Service.SEEKER_INFO in services_open_to(AgencyKind(kind))


def step_part(kind: ApplicationKind, step: str) -> str:
    """The name of a step's partial."""
    return "withdrawal" if kind is ApplicationKind.WITHDRAW else step


def show_confirmation(
    kind: ApplicationKind, typed: Typed, status: int = 200, refused: Refused | None = None
) -> Response:
    """Every value once more, what is still wrong, and the limit a registration of today would have.

    Also told before the press: that the Act stays in force (AGY-019), the six measures of safety (AGY-112).
    """
    content = content_in(kind, typed)
    draft = {} if content or kind is ApplicationKind.WITHDRAW else forms_of(typed)
    wrong = wrong_steps(draft) if draft else list(steps_of(kind))
    limit = document_deadline(today(), national_calendar())
    told: dict[str, object] = {"kind": kind, "title": KIND_WORDS[kind], "names": titles_of(kind)}
    told |= {"sections": sections_in(content), "content": content, "wrong": wrong, "refused": refused}
    told |= {"limit": limit.value, "why": sentences(limit.steps), "token": token_of_page()}
    told |= {"version": version_of(content) if content else ""}
    page, part = "agencies/application_confirmation.html", "agencies/_application_confirmation.html"
    return respond(page, part, status=status, **told)


def titles_of(kind: ApplicationKind) -> list[str]:
    """The steps of a procedure in words, the confirmation last."""
    return [STEP_WORDS[step] for step in (*steps_of(kind), LAST)]


def sections_in(content: Asked | None) -> list[Section]:
    """What is asked for, in words."""
    return sections_of(content.told) if content and content.told else []


def token_of_page() -> str:
    """The token of this confirmation: the one it was pressed with, as long as it shows the same."""
    pressed = request.form.get("token", "")
    return pressed if idempotency.is_token(pressed) else idempotency.new_token()
