"""Times of day as they are written."""

from datetime import time

import pytest

from app.kernel.written_hours import read_hour


@pytest.mark.parametrize(
    "written, read",
    [
        ("9:00", time(9)),
        ("９：３０", time(9, 30)),
        ("9時", time(9)),
        ("9時5分", time(9, 5)),
        ("9時半", time(9, 30)),
        ("午前9時", time(9)),
        ("午後3時30分", time(15, 30)),
        ("0930", time(9, 30)),
        ("24:00", None),
        ("9:60", None),
        ("午後13時", None),
        ("朝", None),
        ("", None),
    ],
)
def test_an_hour_is_read_as_meant(written: str, read: time | None) -> None:
    assert read_hour(written) == read
