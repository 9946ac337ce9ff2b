"""Every page of oversight: importing them hangs them on their blueprints."""

from app.oversight.models import records
from app.oversight.queries import requests
from app.oversight.views.blueprints import agency, operations, watch

__all__ = ["agency", "operations", "records", "requests", "watch"]
