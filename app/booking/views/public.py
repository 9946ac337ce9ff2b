"""The blueprint with every route of the public side."""

from app.booking.views import application, enquiry, guest, home, instant, slots
from app.booking.views.blueprint import blueprint

__all__ = ["application", "blueprint", "enquiry", "guest", "home", "instant", "slots"]
