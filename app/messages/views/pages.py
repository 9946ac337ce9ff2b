"""Every page of messages: importing them hangs them on their blueprints."""

from app.messages.models import reports
from app.messages.views import (
    agency_dispatches,
    agency_home,
    agency_letters,
    agency_quota,
    agency_thread,
    agency_threads,
    report_figures,
    seeker,
    seeker_acts,
    seeker_holders,
    watch_threads,
)
from app.messages.views.agency_blueprint import blueprint as agency
from app.messages.views.guard import blueprint as operations
from app.messages.views.seeker import blueprint as inbox
from app.messages.views.watch import blueprint as watch

__all__ = [
    "agency",
    "agency_dispatches",
    "agency_home",
    "agency_letters",
    "agency_quota",
    "agency_thread",
    "agency_threads",
    "inbox",
    "operations",
    "report_figures",
    "reports",
    "seeker",
    "seeker_acts",
    "seeker_holders",
    "watch",
    "watch_threads",
]
