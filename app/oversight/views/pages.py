"""Every page of oversight: importing them hangs them on their blueprints."""

from app.oversight.models import records
from app.oversight.queries import requests
from app.oversight.views import (
    access_limits,
    agency_complaints,
    agency_home,
    agency_reports,
    agency_requests,
    bureau_home,
    ministry_notices,
    misuse,
    operations_home,
    operations_maintenance,
    report_board,
    watch_agency,
    watch_cases,
    watch_decisions,
    watch_home,
    watch_overdue,
    watch_requests,
    watch_suspensions,
    words,
)
from app.oversight.views.blueprints import agency, operations, watch

__all__ = [
    "access_limits",
    "agency",
    "agency_complaints",
    "agency_home",
    "agency_reports",
    "agency_requests",
    "bureau_home",
    "ministry_notices",
    "misuse",
    "operations",
    "operations_home",
    "operations_maintenance",
    "records",
    "report_board",
    "requests",
    "watch",
    "watch_agency",
    "watch_cases",
    "watch_decisions",
    "watch_home",
    "watch_overdue",
    "watch_requests",
    "watch_suspensions",
    "words",
]
