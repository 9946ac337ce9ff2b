"""The press on a suspicious series: which bookings, as the list showed them."""

import re

from wtforms import Form, HiddenField

SEEN = re.compile(r"([0-9A-Z]{10}):([0-9]{1,5})", re.ASCII)


class SeriesForm(Form):
    """The bookings with their revisions, in the order of the list."""

    seen = HiddenField()

    def bookings(self) -> tuple[tuple[str, int], ...]:
        """Number and revision of each, once; none at all where the field was tampered with."""
        found = [SEEN.fullmatch(each) for each in (self.seen.data or "").split()]
        if None in found:
            return ()
        return tuple({each[1]: int(each[2]) for each in found if each}.items())
