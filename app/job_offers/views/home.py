"""What stands about job offers on an agency's first page: what it owes employers (AGY-029, AGY-037)."""

from app.agencies.queries.participation import Standing
from app.job_offers.queries.duties import open_duties
from app.job_offers.terms.acts import OpenDuties
from app.job_offers.views.blueprints import agency


@agency.app_template_global("owed_to_employers")
def owed_to_employers(standing: Standing | None) -> OpenDuties:
    """Of the agency whose standing it is; nothing before it has one."""
    return open_duties(standing) if standing else OpenDuties()
