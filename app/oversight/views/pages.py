"""Every page of oversight: importing them hangs them on their blueprints."""

from app.oversight.models import records
from app.oversight.queries import requests
from app.oversight.views import agency_home, bureau_home, operations_home
from app.oversight.views.blueprints import agency, operations, watch

__all__ = [
    "agency",
    "agency_home",
    "bureau_home",
    "operations",
    "operations_home",
    "records",
    "requests",
    "watch",
]
