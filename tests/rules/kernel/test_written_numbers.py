"""Numbers as people write them."""

import pytest

from app.kernel.written_numbers import read_number


@pytest.mark.parametrize(
    "typed, number",
    [
        ("0", 0),
        ("１，２００円", 1200),
        (" 3 人", 3),
        ("1、000", 1000),
        ("2件", 2),
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("三人", None),
        (",1", None),
        ("9" * 30, None),
    ],
)
def test_a_whole_number_is_read_as_meant(typed: str, number: int | None) -> None:
    assert read_number(typed) == number
