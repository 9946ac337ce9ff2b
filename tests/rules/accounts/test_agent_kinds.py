"""How a browser is named in the list of sign-ins."""

import pytest

from app.accounts.rules.agents import agent_kind

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1"


@pytest.mark.parametrize(
    "user_agent, kind",
    [
        (WINDOWS, "Chrome（Windows）"),
        (WINDOWS + " Edg/140.0", "Edge（Windows）"),
        (IPHONE, "Safari（iPhone）"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox（Linux）"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome（Android）"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_without_its_version(user_agent: str, kind: str) -> None:
    assert agent_kind(user_agent) == kind
