"""What a bureau sets itself: where it takes applications, and where it is called (AGY-100, AGY-140)."""

from flask import Response, make_response, render_template, request, url_for

from app.agencies.forms.bureau import ContactForm
from app.agencies.queries.contacts import contact_of
from app.agencies.terms.contacts import ContactRefusal
from app.agencies.usecases.bureau_settings import set_bureau_contact
from app.agencies.views.blueprints import bureau
from app.agencies.views.bureau_scope import AT_THE_BUREAU, actor, own_bureau
from app.offices.queries.bureaux import get_bureau
from app.web.access import open_to
from app.web.clock import now
from app.web.filters import phone
from app.web.htmx import go


@bureau.get("/settings")
@open_to(AT_THE_BUREAU)
def settings() -> Response:
    """What is set."""
    known = contact_of(own_bureau())
    typed = {"mail": known.mail or "", "phone": phone(known.phone) if known.phone else ""}
    return settings_page(ContactForm(data={**typed, "seen": known.mark}))


@bureau.post("/settings")
@open_to(AT_THE_BUREAU)
def set_contact() -> Response:
    """Set it."""
    form = ContactForm(request.form)
    contact = form.contact()
    if contact is None:
        return settings_page(form, status=422)
    refusal = set_bureau_contact(contact, seen=form.seen.data or "", by=actor(), now=now())
    if refusal is not None:
        form.seen.data = contact_of(own_bureau()).mark
        return settings_page(form, status=409, refusal=refusal)
    return go(url_for("bureau.settings", done="set"))


def settings_page(form: ContactForm, *, status: int = 200, refusal: ContactRefusal | None = None) -> Response:
    """The page of the officer's own bureau; a refusal has beside it what stands now."""
    page = render_template(
        "agencies/bureau_settings.html",
        place=get_bureau(own_bureau()),
        form=form,
        refusal=refusal.value if refusal else None,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
