"""Every page of taking part: importing them hangs them on their blueprints."""

from app.agencies.queries import participation
from app.agencies.views import (
    agency_applications,
    agency_drafts,
    agency_registration,
    bureau_agencies,
    bureau_application,
    bureau_queue,
    bureau_registrations,
    bureau_settings,
    menu,
    site,
)
from app.agencies.views import lists as list_pages
from app.agencies.views.blueprints import agency, bureau, lists
from app.offices.queries import bureaux

__all__ = [
    "agency",
    "agency_applications",
    "agency_drafts",
    "agency_registration",
    "bureau",
    "bureau_agencies",
    "bureau_application",
    "bureau_queue",
    "bureau_registrations",
    "bureau_settings",
    "bureaux",
    "list_pages",
    "lists",
    "menu",
    "participation",
    "site",
]
