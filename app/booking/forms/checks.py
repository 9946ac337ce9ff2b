"""Checks of shape that only forms of bookings need."""

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from app.booking.rules.places import place_of


class PlaceGiven:
    """A prefecture or municipality we know."""

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.place`."""
        place = place_of(field.data)
        if place is None:
            raise StopValidation(_("一覧から選んでください。"))
        field.place = place
