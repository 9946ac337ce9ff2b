"""The blueprint with every route of the public side."""

from app.booking.views import application, codes, enquiry, guest, home, instant, reply, slots
from app.booking.views.blueprint import blueprint

__all__ = ["application", "blueprint", "codes", "enquiry", "guest", "home", "instant", "reply", "slots"]
