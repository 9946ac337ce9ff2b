"""Checks of shape that only forms of bookings need."""

from flask_babel import gettext as _
from wtforms import Field, Form
from wtforms.validators import StopValidation

from app.booking.rules.places import place_of
from app.kernel.registration import Registration
from app.web.form_checks import Given


class PlaceGiven:
    """A prefecture or municipality we know."""

    def __call__(self, form: Form, field: Field) -> None:
        """Sets `field.place`."""
        place = place_of(field.data)
        if place is None:
            raise StopValidation(_("一覧から選んでください。"))
        field.place = place


class Optional:
    """An empty field is as good as a filled one: nothing further is asked of it."""

    message = ""

    def __call__(self, form: Form, field: Field) -> None:
        """Stops at an empty field, with `field.folded` empty."""
        if not (field.data or "").strip():
            field.errors, field.folded = [], ""
            raise StopValidation


class GivenOnceRegistered(Given):
    """Asked of everyone who is registered already; who is about to be has none yet (Q-20)."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stops at an empty field; without a word where the person is about to register."""
        if "registration" in form and form.registration.data == Registration.REGISTERING and not field.data:
            field.errors, field.folded = [], ""
            raise StopValidation
        super().__call__(form, field)
