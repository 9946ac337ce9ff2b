"""Every page of messages: importing them hangs them on their blueprints."""

from app.messages.models import reports
from app.messages.views import seeker, seeker_acts
from app.messages.views.seeker import blueprint as inbox

__all__ = ["inbox", "reports", "seeker", "seeker_acts"]
