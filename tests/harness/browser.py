"""Which browser this machine has."""

import shutil

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


def find_browser() -> str | None:
    """The path of the first browser that is installed; None without one."""
    return next((path for program in PROGRAMS if (path := shutil.which(program))), None)
