"""Who registered an account at the bureau, and telling them where it takes applications (AGY-100)."""

from flask import Response, abort, url_for

from app.agencies.queries.registration import find_agency_at, registered_at
from app.agencies.terms.registration import AddressRefusal
from app.agencies.usecases.registration import send_bureau_address
from app.agencies.views.blueprints import bureau
from app.kernel.roles import Role
from app.offices.queries.bureaux import get_bureau
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go, respond


@bureau.get("/registrations")
@open_to(Role.BUREAU)
def registrations() -> Response:
    """Those who wait for the address first."""
    return show()


@bureau.post("/registrations/<code>/address")
@open_to(Role.BUREAU)
def send_address(code: str) -> Response:
    """Mail the address to one agency of this bureau; another's is 404."""
    by = current_identity()
    agency_id = find_agency_at(by.bureau_id, code) or abort(404)
    refusal = send_bureau_address(by, agency_id, now=now())
    return show(409, refusal) if refusal else go(url_for("bureau.registrations", _anchor="registrations"))


def show(status: int = 200, refusal: AddressRefusal | None = None) -> Response:
    """The list of the person's own bureau."""
    bureau_id = current_identity().bureau_id or abort(404)
    told = {"bureau": get_bureau(bureau_id), "agencies": registered_at(bureau_id), "refusal": refusal}
    return respond("agencies/bureau_registrations.html", "agencies/_registrations.html", status=status, **told)
