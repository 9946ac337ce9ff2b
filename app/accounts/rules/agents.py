"""Naming a browser so that its owner knows it again in the list of sign-ins; nothing finer is kept."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def agent_kind(user_agent: str) -> str:
    """Browser and device in words, such as "Chrome（Windows）", without versions; empty where nothing is told."""
    browser = next((name for sign, name in _BROWSERS if sign in user_agent), "")
    device = next((name for sign, name in _DEVICES if sign in user_agent), "")
    if browser and device:
        return f"{browser}（{device}）"
    return browser or device
