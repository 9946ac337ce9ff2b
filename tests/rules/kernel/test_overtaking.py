"""Who would write over what he has not seen is overtaken; who wants what stands anyway is not."""

import pytest

from app.kernel.overtaking import is_overtaken


@pytest.mark.parametrize(
    ("standing", "seen", "wanted", "overtaken"),
    [
        pytest.param(1, 1, 2, False, id="as seen"),
        pytest.param(3, 1, 2, True, id="another set it"),
        pytest.param(2, 1, 2, False, id="another set the same, or it is the second press"),
        pytest.param(None, 1, 2, True, id="another took it away"),
        pytest.param(None, None, 2, False, id="nothing, as seen"),
        pytest.param(0, None, 2, True, id="nought is something"),
    ],
)
def test_who_is_overtaken(standing, seen, wanted, overtaken) -> None:
    assert is_overtaken(standing, seen=seen, wanted=wanted) is overtaken
