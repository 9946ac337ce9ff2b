"""Every page of messages: importing them hangs them on their blueprints."""

from app.messages.models import reports
from app.messages.views import seeker, seeker_acts, watch_threads
from app.messages.views.guard import blueprint as operations
from app.messages.views.seeker import blueprint as inbox
from app.messages.views.watch import blueprint as watch

__all__ = ["inbox", "operations", "reports", "seeker", "seeker_acts", "watch", "watch_threads"]
