"""Choosing a day."""

from wtforms import DateField, Form


class DayForm(Form):
    """The day to be shown."""

    day = DateField("日付")
