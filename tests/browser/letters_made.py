"""Letters put into a running demo, by a process of its own."""

import subprocess
import sys

from tests.browser.served import ROOT


def sent(demo) -> str:
    """The number of a thread of the seeker."""
    mails = [demo.cast[key]["mail"] for key in ("hikari", "yamada")]
    command = [sys.executable, "-m", "tests.browser.letters_sent", *mails]
    done = subprocess.run(command, cwd=ROOT, env=demo.environ, capture_output=True, text=True, check=True)
    return done.stdout.split()[-1]
