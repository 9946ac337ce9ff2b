"""Every page of seekers for agencies: importing them hangs them on their blueprint."""

from app.seekers.views import deletions, held, search
from app.seekers.views.blueprints import agency

__all__ = ["agency", "deletions", "held", "search"]
